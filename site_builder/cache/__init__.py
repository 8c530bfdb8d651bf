"""The store: everything that was worked out from content and can be worked out again, in one SQLite file."""
