"""Decisions of people: kept, applied, and made in a browser."""
