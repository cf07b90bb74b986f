"""The tables of one page, as drafts: drawn ones first, then those of print alone in what is left."""
