"""What the readers of decks hand on: one initiative with the passages it was read from."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.danish.numbers import parse_numbers
from schemas.layout import Line

HEADED = 0.93
"""Confidence in an initiative that has a slide of its own."""


@dataclass(slots=True)
class Draft:
    """One initiative while it is gathered."""

    number_raw: str | None
    title: str | None
    title_lines: tuple[Line, ...] = ()
    number_lines: tuple[Line, ...] = ()
    target_group: str | None = None
    target_lines: tuple[Line, ...] = ()
    status: list[tuple[str, tuple[Line, ...]]] = field(default_factory=list)
    actors: list[tuple[str, tuple[Line, ...]]] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    """All text of its slides, for recognising slides that belong to it."""
    table: int | None = None
    """Number of the table it was read from; None when slides present it."""
    confidence: float = HEADED

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers in the printed one."""
        return parse_numbers(self.number_raw) if self.number_raw else ()
