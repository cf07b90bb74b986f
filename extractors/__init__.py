"""One PDF in, one checked document out. Knows no folders, caches, output formats or screens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractors.extract import extract as extract

__all__ = ["extract"]


def __getattr__(name: str) -> Any:
    """Load the reader when it is asked for: whoever needs the Danish functions alone does not wait for it."""
    if name == "extract":
        from extractors.extract import extract

        globals()["extract"] = extract
        return extract
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
