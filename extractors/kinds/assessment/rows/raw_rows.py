"""A printed row before it is a record: what its cells say, and who says of which level it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from extractors.danish.numbers import Number
from extractors.kinds.assessment.columns.columns import Role
from extractors.kinds.assessment.columns.ratings import Rating
from extractors.kinds.assessment.wordings.scales import Scale
from extractors.kinds.assessment.wordings.sections import Section
from schemas.columns import LevelName
from schemas.geometry import Box
from schemas.layout import Line
from schemas.marks import Mark


@dataclass(slots=True)
class Text:
    """Text of one field and the lines it was read from."""

    text: str
    lines: tuple[Line, ...]
    printed: str = ""
    """The whole cell with its line ends, where they matter: they part units, and a title its description."""

    def extended(self, other: Text, join: Callable[[Sequence[Line]], str] | None = None) -> Text:
        """This text with ``other`` behind it; ``join`` undoes the wrapping between them where both are whole lines."""
        printed = f"{self.printed}\n{other.printed}".strip()
        lines = self.lines + other.lines
        whole = join is not None and join(self.lines) == self.text and join(other.lines) == other.text
        text = join(lines) if join is not None and whole else f"{self.text} {other.text}".strip()
        return Text(text, lines, printed)


@dataclass(frozen=True, slots=True)
class LevelClaim:
    """One source's word on the level of a row."""

    level: LevelName
    raw: str
    source: str
    lines: tuple[Line, ...]
    place: tuple[int, Box] | None = None
    """Page and box of the colour that says it; None where words do."""


@dataclass(slots=True)
class RawRow:
    """One printed row, before it is a record."""

    table: int
    row: int
    page: int
    page_last: int
    section: Section
    rating: Rating
    scale: Scale | None
    number: Number | None = None
    number_text: Text | None = None
    title: Text | None = None
    texts: dict[Role, Text] = field(default_factory=dict)
    levels: list[LevelClaim] = field(default_factory=list)
    doubts: list[tuple[str, str, str | None]] = field(default_factory=list)
    """Findings: code, message, field."""
    unmapped: list[tuple[str, Text]] = field(default_factory=list)
    confidence: float = 1.0
    chosen: list[tuple[Role, Mark, tuple[Line, ...]]] = field(default_factory=list)
    """Marks that say of a role what the header above names, and its lines."""
    package_left_out: bool = False
    """Whether the table's column names packages, and none of them for this row."""
