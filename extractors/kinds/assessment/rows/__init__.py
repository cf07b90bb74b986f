"""Rows of an assessment table: cells grouped, read, and completed by what stands around them."""
