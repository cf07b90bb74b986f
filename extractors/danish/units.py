"""Units of municipalities as printed."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit as printed, with its vocabulary key, type and place in the text."""

    text: str
    unit_id: str | None
    type: str | None
    start: int
    end: int
    confidence: float


def departments_from_cell(text: str) -> list[Unit]:
    """First version: split at commas, semicolons and line breaks."""
    return [
        Unit(m[0].strip(), None, None, m.start(), m.end(), 0.6) for m in re.finditer(r"[^,;\n]+", text) if m[0].strip()
    ]
