"""Two runs → what is different between them, and why."""

from pipeline.diff.compare import Comparison, compare

__all__ = ["Comparison", "compare"]
