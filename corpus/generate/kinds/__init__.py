"""The kinds of documents: each module has ``CHOICES``, ``settle`` and ``compose``."""
