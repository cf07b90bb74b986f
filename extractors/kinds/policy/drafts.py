"""What the readers of policies hand on: one action with the passages it was read from."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.kinds.flow import Item
from schemas.layout import Line


@dataclass(frozen=True, slots=True)
class Value:
    """A text and the lines it was read from."""

    text: str
    lines: tuple[Line, ...]
    number: int | None = None


@dataclass(slots=True)
class ActionDraft:
    """One action before its area is settled and its place among its siblings counted."""

    action: Value
    headings: tuple[Item, ...]
    """The headings it stands under, outermost first; labels such as "Mål" and "Handlinger" left out."""
    area: Value | None = None
    """The area as the action's own row or label names it; wins over the headings."""
    goal: Value | None = None
    objective: Value | None = None
    responsible: Value | None = None
    deadline: Value | None = None
    indicator: Value | None = None
    table: int | None = None
    """Number of the table it was read from; None in running text."""
    method: str = "policy.list@1"
    confidence: float = 0.9
