"""What pages of several kinds have in common: their frame, addresses, words, and the parts they are put together from."""
