"""Bytes to clean text: reading, repairs as edits, page furniture, and the small readers (numerals, sentences,
places, slugs) that stages share."""
