"""The level of a recommendation: what a package prints beside, in or under its title.

Signals, in order of precedence:

1. a letter or word with the title: "(U)", "G1", "– grundniveau", a "G" in a circle beside it;
2. a line under the title that says nothing but the level ("Niveau: Grundniveau");
3. a sign beside the title, or the area it stands on, whose colour or picture the document's legend explains;
4. the heading above ("Anbefalinger på udviklingsniveau").

Two signals that disagree are a finding; the first holds. A colour without a legend says nothing: which colour means
what is the document's choice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from extractors.kinds import signs as sign_reader
from extractors.kinds.flow import Item
from extractors.kinds.signs import PageSigns, Sign
from extractors.kinds.wording import bare, level_in, level_of
from schemas.columns import LevelName
from schemas.layout import Line
from schemas.page import Source

_WORDS = r"grund(?:niveau)?|udvikling(?:s|sniveau)?|basis(?:niveau)?|udvidet(?: niveau)?"
_SUFFIX = re.compile(
    rf"\s*(?:[(\[](?P<bracket>[GUgu]|{_WORDS})[)\]]|[–—-]\s*(?P<dash>{_WORDS})|"
    r"(?<!\bpå)(?<!\bfor)(?<!\bom)(?<!\btil)(?<!\bog)(?<!\bi)\s+(?P<apart>(?-i:Grundniveau|Udviklingsniveau)))\s*$",
    re.IGNORECASE,
)
"""``(u)`` ``[G]`` ``– udviklingsniveau`` behind a title, or the word with a capital as a label."""
_PREFIX = re.compile(rf"^(?:(?P<letter>[GU])(?=\s+[A-ZÆØÅ])|(?P<word>{_WORDS})\s*[:–—-])\s*", re.IGNORECASE)
"""``G Sammenhængende …`` ``Grundniveau: …`` before a title; a bare letter counts as a capital before a capital only."""

SAME_ROW = 0.5
"""Font sizes by which text on one baseline may differ in height."""
ENTRY_MAX = 45
"""Letters of an entry of the legend; a longer line speaks of a level."""
WORD_MIN = 3
"""A letter that stands alone belongs to what it stands beside."""


@dataclass(frozen=True, slots=True)
class LevelSign:
    """One statement of a level and what made it."""

    level: LevelName
    raw: str
    method: str
    lines: tuple[Line, ...]
    confidence: float


class LevelReader:
    """Reads levels by the legend of one document."""

    def __init__(self, source: Source, items: Sequence[Item]) -> None:
        self._pages: dict[int, PageSigns] = {}
        self._source = source
        self._by_page: dict[int, list[Line]] = {}
        for item in items:
            for line in item.printed_lines:
                self._by_page.setdefault(line.page, []).append(line)
        self._stated = [
            (line, level)
            for item in items
            if item.block is not None and len(item.text) >= WORD_MIN and (level := level_of(item.text)) is not None
            for line in item.printed_lines
        ]
        self.legend: list[tuple[Sign, LevelName]] = sign_reader.learn_legend(
            (line for line in _lines(items)), self.signs, _level_of_entry
        )

    def signs(self, page: int) -> PageSigns:
        """The signs of a page, kept."""
        if page not in self._pages:
            self._pages[page] = PageSigns(self._source.pages[page - 1], self._source)
        return self._pages[page]

    def beside(self, lines: Sequence[Line], *, around: bool = True) -> LevelSign | None:
        """The level of the sign beside the first or last of ``lines``: its letter's, or by the legend.

        Args:
            lines: a title.
            around: whether bars and areas count that the title shares with other text.
        """
        for line in (lines[0], lines[-1]) if len(lines) > 1 else lines:
            signs = self.signs(line.page).beside(line)
            if self.legend and around:
                signs += self.signs(line.page).around(line)
            for sign in signs:
                level = level_of(sign.look) if sign.look.isalnum() else None
                level = level or sign_reader.match_sign(sign, self.legend)
                if level is not None:
                    place = Line(sign.page, (), sign.box, sign.look, line.size, False, sign.color or 0, 0)
                    return LevelSign(level, sign.look, "package.level_sign@1", (place,), 0.97)
        return self._stated_beside(lines)

    def _stated_beside(self, lines: Sequence[Line]) -> LevelSign | None:
        """The level that is printed by itself on the baseline of a title; None where a legend stands."""
        ends = {lines[0].page: (lines[0], lines[-1])} if lines else {}
        own = {id(line) for line in lines}
        level_lines = [
            (line, level)
            for line, level in self._stated
            if id(line) not in own
            and any(abs(line.box.cy - end.box.cy) <= SAME_ROW * end.size for end in ends.get(line.page, ()))
        ]
        if len({level for _, level in level_lines}) != 1:
            return None
        line, level = level_lines[0]
        return LevelSign(level, line.text, "package.level_beside@1", (line,), 0.95)

    def stands_beside_text(self, item: Item) -> bool:
        """Whether a block that states a level shares its baseline with other text than levels."""
        first = item.printed_lines[0]
        others = {id(line) for line, _ in self._stated} | {id(line) for line in item.printed_lines}
        return any(
            abs(line.box.cy - first.box.cy) <= SAME_ROW * line.size
            for line in self._by_page.get(first.page, ())
            if id(line) not in others
        )

    def has_sign(self, lines: Sequence[Line]) -> bool:
        """Whether a sign of the legend stands beside the first of ``lines`` alone."""
        return self.beside(lines[:1], around=False) is not None


def _level_of_entry(text: str) -> LevelName | None:
    """The level that an entry of a legend names: "Grundniveau", "Anbefaling på grundniveau"."""
    return level_in(text) if len(text) <= ENTRY_MAX else None


def _lines(items: Iterable[Item]) -> Iterable[Line]:
    for item in items:
        if item.block is not None and len(item.block.lines) <= 2:
            yield from item.block.lines
        elif item.table is not None:
            for cell in item.table.cells:
                yield from cell.lines


def strip_level(title: str) -> tuple[str, LevelName | None, str]:
    """Take a level off a title: the title without it, the level, and what was taken off."""
    for expression in (_SUFFIX, _PREFIX):
        match = expression.search(title)
        if match is None:
            continue
        raw = next(value for value in match.groups() if value)
        level = level_of(raw)
        rest = (title[: match.start()] + title[match.end() :]).strip()
        if level is not None and rest:
            return rest, level, match[0].strip()
    return title, None, ""


def level_line(text: str) -> LevelName | None:
    """The level that a line of its own states: "Grundniveau", "Niveau: G"."""
    whole = level_of(text) if len(text) >= WORD_MIN else None
    if whole is not None:
        return whole
    folded = bare(text)
    return level_of(folded.partition(":")[2]) if folded.startswith("niveau") and ":" in folded else None


def decide(statements: Sequence[LevelSign], doubt: Callable[[str], None]) -> LevelSign | None:
    """The first of ``statements``, in order of precedence; ``doubt`` is told when another disagrees."""
    if not statements:
        return None
    first = statements[0]
    others = [other for other in statements[1:] if other.level != first.level]
    if others:
        doubt(f"{first.raw!r} says {first.level}, {others[0].raw!r} says {others[0].level}")
    return first
