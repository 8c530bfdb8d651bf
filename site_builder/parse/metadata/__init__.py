"""What a document says of itself: kind, title, dates, year, number, signature."""
