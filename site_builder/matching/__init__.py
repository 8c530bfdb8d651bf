"""Words, rules made of words, and what fits a number best: by arrays, whatever the language."""
