"""Data for others (`/data/`): tables and records with the same field names as `explain --json`, described for
machines and for people."""
