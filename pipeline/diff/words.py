"""Two texts → which words stayed, went and came."""

from __future__ import annotations

import json
import re
from difflib import SequenceMatcher
from typing import Any

KEPT, GONE, COME = 0, -1, 1

_TOKEN = re.compile(r"\s+|[\w]+|[^\w\s]")
_MOST_TOKENS = 6_000
"""Tokens of both texts together above which they are not aligned: the effort grows with the square."""


def word_changes(old: str, new: str) -> list[tuple[int, str]]:
    """Runs of text that make ``old`` (kept and gone) and ``new`` (kept and come)."""
    one, other = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(one) + len(other) > _MOST_TOKENS:
        return [(GONE, old), (COME, new)]
    runs: list[tuple[int, str]] = []
    for tag, i, j, k, m in SequenceMatcher(a=one, b=other, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append((KEPT, "".join(one[i:j])))
            continue
        if i < j:
            runs.append((GONE, "".join(one[i:j])))
        if k < m:
            runs.append((COME, "".join(other[k:m])))
    return runs


def shown(value: Any) -> str:
    """A value as a person reads it; null is a dash, lists have a line each."""
    if value is None:
        return "–"
    if isinstance(value, str):
        return value
    if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
        return "\n".join(value)
    return json.dumps(value, ensure_ascii=False)
