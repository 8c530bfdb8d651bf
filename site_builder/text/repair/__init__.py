"""The passes that mend a damaged text: each returns edits, and none touches what it is not sure of."""
