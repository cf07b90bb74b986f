"""What the columns of a table mean, and what their cells rate."""
