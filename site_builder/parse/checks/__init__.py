"""What is worth telling staff about one document: its structure, whether it is ready to be published, personal data."""
