"""Print without lines: words in rows, the white between them, and the columns that it shows."""
