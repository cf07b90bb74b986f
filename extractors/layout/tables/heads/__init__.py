"""Header rows: which they are, how far a head reaches, and what belongs to the body below."""
