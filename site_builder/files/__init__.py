"""All reading from and writing to disk."""
