"""The search index: postings over paragraphs, in shards small enough for any static host."""
