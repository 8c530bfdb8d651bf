"""The steps of a build, as worker processes run them, and what the main process does around each: pick what
changed, hand it out, keep the results.

`build.py` is the order of the steps; the stages (text, parse, extract, corpus, pages, search) do the work and
know nothing of each other.
"""
