"""The white that belongs to letters: how far the ink of a word stands from where the word begins and ends.

A PDF says where words begin; a picture shows where their ink does, and a column whose entries begin with A, B and O
has an edge for each. The bearings are those of common sans serifs; serifs reach further by half of it.
"""

from __future__ import annotations

_STEM, _ROUND, _FLUSH, _HANGING = 0.07, 0.04, 0.01, -0.025
_FIGURE_ONE = 0.08
_LEFT = {
    **dict.fromkeys("BDEFHIKLMNPRUbhiklmnpru([|", _STEM),
    **dict.fromkeys("CGOQSØZacdegoqsæøåz02356789-–", _ROUND),
    **dict.fromkeys("AÅÆJTVWXYftvwxy4", _FLUSH),
    "j": _HANGING,
    "1": _FIGURE_ONE,
}
_RIGHT = {
    **dict.fromkeys("GHIJMNUhijlmnuqd.,:;", _STEM),
    **dict.fromkeys("BCDEFOPQSÆØabcegopsæøåz012356789-–)]", _ROUND),
    **dict.fromkeys("AÅKLRTVWXYZfkrtvwxy4", _FLUSH),
}


def left_bearing(text: str) -> float:
    """White before the ink of a word, in parts of the type size."""
    return _LEFT.get(text[0], 0.0)


def right_bearing(text: str) -> float:
    """White behind the ink of a word, in parts of the type size."""
    return _RIGHT.get(text[-1], 0.0)
