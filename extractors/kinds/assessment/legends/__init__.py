"""What a document says its own signs, letters, colours and levels mean."""
