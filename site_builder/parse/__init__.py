"""Clean text to a report: what kind of document it is, its head, headings, body, tables, definitions and
required contents."""
