"""Lines → sections with their roles, paragraphs, tables, definitions, and the five required contents."""
