"""What a web page puts around a text: recognised, set aside, never deleted."""
