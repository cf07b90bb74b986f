"""Units of municipalities in cells that ask for them; running text is in ``unit_mentions``.

In a cell all that it names counts. Its text is parted, in order of precedence, at

1. bullets, semicolons, slashes, plus signs, brackets, *samt*, *i samarbejde med*, and at line ends between
   two complete names; other line ends are wrapping and are undone;
2. commas and *og*/*&*, where the cheapest reading as names wins: ``Kultur, Fritid og Borgerservice`` is
   one name made of field words, ``Sundhedscentret, Jobcentret og Visitationen`` are three.

Ellipses (``Kultur- og Sundhedsforvaltningen``) stay one unit. A leading *I*, *På*, *forankret i*, *decentralt på*
and a person in front of a unit (``Sundhedskonsulenten i …``) are no part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from extractors import vocabulary
from extractors.danish.characters import clean_characters, split_bullet
from extractors.danish.unit_lists import COMPLETE, MAX_PARTS, Span, Unit, atoms_of, make_unit, reading_cost, trims
from extractors.danish.unit_mentions import departments_in_text
from extractors.danish.unit_names import classify, unit_vocabulary
from extractors.danish.wrapping import is_ellipsis_rest, join_lines

__all__ = ["Unit", "departments_from_cell", "departments_in_text"]


def departments_from_cell(text: str, municipality_code: str | None = None) -> list[Unit]:
    """Read a cell that asks for departments.

    Args:
        text: The cell's text, with its line breaks where the source has them.
        municipality_code: Whose own names of units count first.

    Returns:
        The units in the order in which they are printed; none when the cell says that there is none.
    """
    return list(_from_cell(text, municipality_code))


#: A longer text is prose, whatever its column asks for.
_LONGEST_LIST = 1500


@lru_cache(maxsize=4096)
def _from_cell(text: str, code: str | None) -> tuple[Unit, ...]:
    if len(text) > _LONGEST_LIST:
        return tuple(departments_in_text(text, code))
    joined = _unwrap(text)
    spans = [
        span for piece in _pieces(joined) for name in _names_in(joined, piece, code) for span in _in_prose(joined, name)
    ]
    if not spans:
        return ()
    offsets = _align(text, joined)
    units = []
    for span in spans:
        unit = make_unit(joined, span, classify(joined[span.start : span.end], code))
        units.append(replace(unit, start=offsets[span.start], end=offsets[span.end - 1] + 1))
    return tuple(units)


def _in_prose(joined: str, name: Span) -> list[Span]:
    """The units of a name that is rather a clause; the name itself when it is none or names no unit."""
    text = joined[name.start : name.end]
    if text.count(" ") < _CLAUSE_SPACES or classify(text).basis != "unknown":
        return [name]
    found = departments_in_text(text)
    return [Span(name.start + unit.start, name.start + unit.end) for unit in found] or [name]


#: From five words on, what no rule takes for a name may be a clause.
_CLAUSE_SPACES = 4


# --- lines --------------------------------------------------------------------------------------

#: A unit's name runs over no more lines, so no more are needed to see where one ends.
_LINES_OF_A_NAME = 5
_SOFT_HYPHEN = "\u00ad"
_OPEN_END = re.compile(r"(?:[,;/&+(-]|\b(?:og|samt|for|i|på|af|med|eller|og/eller))$", re.IGNORECASE)
_OPEN_START = re.compile(r"(?:[,;/&+)]|(?:og|samt|eller|og/eller|for)\b)", re.IGNORECASE)


def _unwrap(text: str) -> str:
    """Undo wrapping; a line break stays where one entry ends and the next begins."""
    lines = [line for line in text.split("\n") if clean_characters(line).strip()]
    entries: list[list[str]] = []
    joined = _heads_joined(lines)
    for i, raw in enumerate(joined):
        rest = bool(entries) and is_ellipsis_rest(raw)
        bullet, line = (None, raw) if rest else split_bullet(raw)
        goes_on = rest or (bool(entries) and entries[-1][-1].rstrip().endswith(_SOFT_HYPHEN))
        if (
            not entries
            or bullet is not None
            or (not goes_on and _separates(entries[-1], _opening(line, joined[i + 1 :])))
        ):
            entries.append([raw if bullet is None else line])
        else:
            entries[-1].append(raw)
    return "\n".join(join_lines(entry) for entry in entries)


def _opening(line: str, below: Sequence[str]) -> str:
    """The line with those below that it needs to be a name: "Sundhed og" / "Forebyggelse"."""
    parts = [line]
    for following in below[: _LINES_OF_A_NAME - 1]:
        if not _OPEN_END.search(parts[-1]):
            break
        parts.append(following)
    return join_lines(parts)


def _heads_joined(lines: Sequence[str]) -> list[str]:
    """Lines, with the end that wrapping cut off a name put back: ``Familie`` / ``afdelingen``, ``Dagpleje`` / ``n``.

    No definite noun stands alone behind a bare name in Danish, nor do small letters that make it one: they were a word.
    """
    joined: list[str] = []
    for line in lines:
        first, rest = _FIRST_WORD.match(line.strip()).groups()  # type: ignore[union-attr]  # every line has print
        end = first.rstrip(",;.")
        name = _BARE_NAME_END.search(joined[-1].rstrip()) if joined else None
        if name is not None and (_is_definite_head(end) or _is_rest_of(end, name[0].lstrip(" /(-"))):
            joined[-1] = joined[-1].rstrip() + first
            joined += [rest.strip()] if rest else []
        else:
            joined.append(line)
    return joined


def _is_rest_of(end: str, name: str) -> bool:
    """Whether ``end`` makes ``name`` a unit that no word but the two together is."""
    whole = classify(name + end)
    return end.islower() and whole.basis in ("listed", "head") and classify(end).basis not in COMPLETE


_FIRST_WORD = re.compile(r"([^\s/]+|/)\s*(.*)", re.DOTALL)
_BARE_NAME_END = re.compile(r"(?:^|[\s/(-])[A-ZÆØÅ][a-zæøå]{2,}$")


def _is_definite_head(word: str) -> bool:
    known = unit_vocabulary().head_types.get(word)
    return known is not None and known[1] == "strong" and word.endswith(("en", "et"))


def _separates(entry: Sequence[str], line: str) -> bool:
    """Whether a line begins a new entry: the entry so far ends in a complete name and so the line begins."""
    before = join_lines(entry[-_LINES_OF_A_NAME:])
    if _OPEN_END.search(before) or _OPEN_START.match(line) or not line[0].isupper():
        return False
    name, opening = _LAST_NAME.split(before)[-1], _LAST_NAME.split(line)[0]
    tail, start = _LAST_PART.split(name)[-1], _LAST_PART.split(opening)[0]
    if _awaits_name(tail) or _is_cut(tail, start):
        return False
    last, first = classify(name), classify(opening)
    if last.basis in COMPLETE and _awaits_name(opening):
        return True
    if last.basis == "field" and first.basis in ("field", "fields"):
        return True
    return last.basis in COMPLETE and (first.basis in COMPLETE or first.basis == "field")


def _awaits_name(text: str) -> bool:
    """Whether the text is the opening of a name whose own words are still to come: ``Team``, ``Kompetencecenter``."""
    word = text.lower().strip()
    return unit_vocabulary().openers.get(word, ("", False))[1] and word not in unit_vocabulary().listed


def _is_cut(end: str, start: str) -> bool:
    """Whether a line ends in a word that is a unit with the next one alone: ``Teknisk`` / ``Forvaltning``."""
    return classify(end).basis == "unknown" and classify(f"{end} {start}").basis == "listed"


_LAST_NAME = re.compile(r"\s*[,;/]\s*")
_LAST_PART = re.compile(r"\s+(?:og|samt|&)\s+", re.IGNORECASE)


def _align(text: str, joined: str) -> list[int]:
    """For each character of ``joined`` the position in ``text`` it comes from."""
    positions, at = [], 0
    for char in joined:
        while not char.isspace() and at < len(text) and text[at] != char and not text[at].isalnum():
            at += 1
        positions.append(min(at, max(0, len(text) - 1)))
        if not char.isspace() and at < len(text):
            at += 1
    return positions


# --- pieces -------------------------------------------------------------------------------------


@cache
def _separator() -> re.Pattern[str]:
    words = sorted(vocabulary.load("units")["separators"], key=lambda w: (-len(w), w))
    return re.compile(
        r"\n|[;•|+:]|(?:(?<=\s)|^)(?:" + "|".join(map(re.escape, words)) + r")(?=\s)|\s*(?<!og)/(?!eller)\s*|[()]",
        re.IGNORECASE,
    )


def _pieces(joined: str) -> Iterator[Span]:
    """Parts between separators, with opening and closing words set aside."""
    leading, trailing, empty = trims()
    if joined.strip().lower() in empty:
        return
    at = 0
    for match in (*_separator().finditer(joined), None):
        end = match.start() if match else len(joined)
        piece = joined[at:end]
        head = leading.match(piece)
        start = at + (head.end() if head else 0)
        tail = trailing.search(joined[start:end])
        if tail:
            end = start + tail.start()
        name = joined[start:end]
        if name.strip() and name.lower() not in empty and not _is_short_form(joined, at, name):
            yield Span(start, end)
        at = match.end() if match else at


def _is_short_form(joined: str, at: int, name: str) -> bool:
    """``Pædagogisk Psykologisk Rådgivning (PPR)``: the bracket holds the initials of the name before it."""
    if joined[at - 1 : at] != "(" or not name.isupper():
        return False
    initials = "".join(word[0] for word in re.findall(r"\w+", joined[: at - 1]))
    return initials.upper().endswith(name)


_PERSON_IN = re.compile(r"([\w-]+(?:\s[\w-]+)?)\s(?:i|på|fra|hos|ved)\s(?=\S)", re.IGNORECASE)


def _names_in(joined: str, piece: Span, code: str | None) -> Iterator[Span]:
    """The names of a piece: the cheapest way to read its commas and conjunctions."""
    text = joined[piece.start : piece.end]
    person = _PERSON_IN.match(text)
    if person and classify(person[1], code).basis == "person":
        piece = Span(piece.start + person.end(), piece.end)
    atoms, connectors = atoms_of(joined, piece)
    count = len(atoms)
    best: list[tuple[float, int]] = [(0.0, 0)]
    for last in range(count):
        options = []
        for first in range(max(0, last + 1 - MAX_PARTS), last + 1):
            cost = reading_cost(joined, atoms[first : last + 1], connectors[first:last], code)
            if cost is not None:
                options.append((best[first][0] + cost, first))
        best.append(min(options))
    spans, last = [], count
    while last:
        first = best[last][1]
        spans.append(Span(atoms[first].start, atoms[last - 1].end))
        last = first
    for span in reversed(spans):
        yield from _side_by_side(joined, span, code)


_PREPOSITION = re.compile(r"\s(?:i|ved|under|hos|på|fra)\s", re.IGNORECASE)


def _side_by_side(joined: str, span: Span, code: str | None) -> Iterator[Span]:
    """Complete names that only a line end or a preposition parts: ``Sundhedscentret Team Unge``."""
    name = joined[span.start : span.end]
    basis = classify(name, code).basis
    if " " not in name or basis not in ("unknown", "opener", "fields", "external"):
        yield span
        return
    inner = _PREPOSITION.search(name)
    sides = (name[: inner.start()], name[inner.end() :]) if inner and basis == "unknown" else ()
    if inner and sides and all(classify(side, code).basis in COMPLETE for side in sides):
        yield Span(span.start, span.start + inner.start())
        yield Span(span.start + inner.end(), span.end)
        return
    starts = [match.start() for match in re.finditer(r"(?:(?<=\s)|^)\S", name)]
    parts = _complete_parts(name, starts, code) if len(starts) <= _MOST_WORDS else []
    if len(parts) > 1 and (basis == "unknown" or any(_stands_alone(name[a:b], code) for a, b in parts[1:])):
        yield from (Span(span.start + a, span.start + b) for a, b in parts)
    else:
        yield span


#: More words in a row without a separator are prose.
_MOST_WORDS = 16


def _complete_parts(name: str, starts: Sequence[int], code: str | None) -> list[tuple[int, int]]:
    """The fewest complete names that cover all words of ``name``; empty when there are none."""
    ends = [*(start - 1 for start in starts[1:]), len(name)]
    best: list[list[tuple[int, int]] | None] = [[]]
    for last, end in enumerate(ends):
        options = []
        for first in range(last + 1):
            before = best[first]
            whole = first == 0 and last == len(ends) - 1
            if before is not None and not whole and classify(name[starts[first] : end], code).basis in COMPLETE:
                options.append([*before, (starts[first], end)])
        best.append(min(options, key=len, default=None))
    return best[-1] or []


def _stands_alone(name: str, code: str | None) -> bool:
    """Whether ``name`` is a unit wherever it stands, so that it cannot be what an opener before it is named for."""
    kind = classify(name, code)
    return (kind.basis in ("listed", "head") and kind.standing in ("strong", "name")) or kind.basis == "opener"
