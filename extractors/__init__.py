"""One PDF in, one checked document out. Knows no folders, caches, output formats or screens."""

from extractors.extract import extract

__all__ = ["extract"]
