"""Drafts of several pages, or of several places on one, that are parts of one table."""
