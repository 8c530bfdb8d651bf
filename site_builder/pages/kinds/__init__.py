"""One module a kind of page: which pages there are, and what one shows."""
