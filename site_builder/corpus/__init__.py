"""Many documents to one collection: terms, links, rows by comparison key, series, timelines."""
