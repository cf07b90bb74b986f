"""From MuPDF's unrotated coordinates to the page as a reader sees it."""

from __future__ import annotations

Transform = tuple[float, float, float, float, float, float]


def turned(turn: Transform, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
    """The box around a box after ``turn``."""
    a, b, c, d, e, f = turn
    xa, ya, xb, yb = a * x0 + c * y0 + e, b * x0 + d * y0 + f, a * x1 + c * y1 + e, b * x1 + d * y1 + f
    return (xa if xa < xb else xb, ya if ya < yb else yb, xb if xa < xb else xa, yb if ya < yb else ya)
