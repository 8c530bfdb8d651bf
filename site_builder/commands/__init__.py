"""The commands behind `site-builder`: each parses nothing and prints for a clerk; cli.py binds them to
options."""
