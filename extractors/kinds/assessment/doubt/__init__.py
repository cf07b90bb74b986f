"""What speaks against a row: checks, contradictions, a second reader, and the confidence that is made of them."""
