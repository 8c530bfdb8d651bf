"""Small readers that stages share: numerals, sentences, names of places, pinyin, one folded form for search."""
