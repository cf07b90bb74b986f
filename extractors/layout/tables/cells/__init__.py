"""Partings and words to cells with spans, and how sure the engine is of the table that they make."""
