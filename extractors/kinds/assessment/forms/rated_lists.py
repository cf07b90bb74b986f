"""Lists of recommendations under headings that rate them: "Opfyldt", then all that is met.

At least two different headings are steps of one known scale, or statements whose words put them in order as the steps
of one; under each stands a list, after a paragraph of introduction at most, and each of its items is a recommendation
with the heading's verdict. In a form, a verdict answers the heading above it and no list follows it.

Items are bullets and numbered lines, else smaller headings of one size, else paragraphs that begin with a title in
bold. An item may go on behind its title: the title is set in bold, or every item has one that ends in a colon. What is
set in below an item, or stands between two of its headings, is its text; other text below a list is of no item.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from extractors.danish import text as danish
from extractors.danish.numbers import parse_number
from extractors.kinds.assessment.forms.form_pieces import Piece, on_one_line
from extractors.kinds.assessment.wordings.form_records import (
    LABEL_WEIGHT,
    RATING_LABEL,
    VERDICT_MAX,
    label_weight,
    statement_in,
    words_of_step,
)
from extractors.kinds.assessment.wordings.run_in import lines_of_places, title_and_text
from extractors.kinds.assessment.wordings.scales import APART, Scale, polarity, scale_of_labels
from schemas.layout import Layout, Line

_NOTED = re.compile(r"\w \([^()]{4,} [^()]{4,}\)$")
"""A remark of some words in brackets at the end of an item; "(G)" and "(3)" are none."""
MIN_HEADS = 2
"""One heading that is a step may head anything."""
TITLE_MAX = 250
"""A longer item is prose about what is met."""
MIN_NAMED, NAMED = 3, 0.7
"""So many items, and this share of all, have a name before a colon where that is the habit of the lists."""
SMALLER = 0.3
"""Points by which headings of items are smaller than those above them."""
LABEL_WORDS = 3
"""A label of a field is no longer; a title may begin with a word that labels one."""
SET_IN = 4.0
"""Points by which text below an item is set in."""

_Heads = dict[int, tuple[Line, ...]]
"""Verdicts by the piece that is their heading."""


class _Items(NamedTuple):
    """The items under headings."""

    kind: str
    """list | heading | paragraph"""
    places: frozenset[int]


def may_rate_lists(layout: Layout) -> bool:
    """Whether headings affirm or limit something to different degrees: they may rate what stands below them."""
    heads: dict[str, float] = {}
    for page in layout.pages:
        for block in page.blocks:
            if (
                block.kind == "heading"
                and len(block.text) <= VERDICT_MAX
                and (value := polarity(block.text)) is not None
            ):
                heads[block.text] = value
    return len(heads) >= MIN_HEADS and max(heads.values()) - min(heads.values()) >= APART


def with_rated_lists(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces in which every item of a list under a step's heading is a title, and the heading its rating."""
    found = next((found for kind in ("list", "heading", "paragraph") if (found := _rated_by_heads(pieces, kind))), None)
    if found is None:
        return list(pieces)
    heads, items = found
    named = items.kind == "list" and _named_by_colons([pieces[i] for i in items.places])
    noted = items.kind == "list" and _end_in_brackets([pieces[i] for i in items.places])
    rated: list[Piece] = []
    verdict: tuple[Line, ...] = ()
    item: Piece | None = None
    for index, piece in enumerate(pieces):
        if index in heads:
            verdict, item = heads[index], None
        elif verdict and index in items.places:
            title, rest = title_and_text(_lines_of(piece), to_colon=named)
            title, rest = _parted_at_bracket(title) if noted and not rest else (title, rest)
            rated.append(replace(piece, kind="heading", label="", lines=title))
            rated.append(Piece("rating", RATING_LABEL, verdict, piece.block))
            rated += [replace(piece, kind="text", label="", lines=rest)] if rest else []
            item = piece
        elif verdict and item is not None and _is_below(piece, item, items.kind):
            rated.append(replace(piece, kind="text", label="", lines=_lines_of(piece)))
        elif not verdict or piece.kind == "heading":  # What stands between a list and the next heading is of no item.
            verdict, item = (), None
            rated.append(piece)
    return rated


def _rated_by_heads(pieces: Sequence[Piece], kind: str) -> tuple[_Heads, _Items] | None:
    """The headings with items of this kind that are steps of one scale, and the items; None where they are none."""
    lists = [i for i in range(len(pieces)) if not _ends_title(pieces, i) and _heads_items(pieces, i, kind)]
    worded = {i: lines for i in lists if (lines := _step_lines(pieces[i]))}
    stated = _stated(pieces, lists) | worded
    sizes = dict.fromkeys(lines[0].size for lines in stated.values())
    alike = [{i: lines for i, lines in stated.items() if lines[0].size == size} for size in sizes]
    heads = next((heads for heads in (stated, *alike, worded) if _scale_of(heads) is not None), None)
    if heads is None or (
        kind != "list" and len({lines[0].text for lines in heads.values()}) <= MIN_HEADS > len(worded)
    ):
        return None
    return heads, _Items(kind, _items_under(pieces, heads, kind))


def _scale_of(heads: _Heads) -> Scale | None:
    """The known scale whose steps the headings are."""
    steps = list(dict.fromkeys(lines[0].text for lines in heads.values()))
    scale = scale_of_labels(steps, complete=True) if len(steps) >= MIN_HEADS else None
    return scale if scale is not None and scale.known else None


def _items_under(pieces: Sequence[Piece], heads: _Heads, kind: str) -> frozenset[int]:
    """The items under the headings: of a list those of its first level, of headings those of the smallest print."""
    found: list[int] = []
    level = size = 0.0
    head: int | None = None
    for index, piece in enumerate(pieces):
        if index in heads:
            head, level = index, 0.0
        elif head is not None and _is_item(piece, kind, pieces[head]):
            level = level or piece.block.level
            found += [index] if kind != "list" or piece.block.level <= level else []
            size = min(size or piece.lines[0].size, piece.lines[0].size)
        elif piece.kind == "heading":
            head = None
    return frozenset(i for i in found if kind != "heading" or pieces[i].lines[0].size <= size + SMALLER)


def _is_below(piece: Piece, item: Piece, kind: str) -> bool:
    """Whether a piece below an item is its text: anything below a heading, below others what is set in."""
    if piece.kind == "heading" and piece.block.kind != "list_item":
        return False
    if kind != "list":
        return True
    set_in = piece.lines[0].box.x0 > item.block.lines[0].box.x0 + SET_IN
    return set_in or (piece.block.kind == "list_item" and piece.block.level > item.block.level)


def _named_by_colons(items: Sequence[Piece]) -> bool:
    """Whether what stands before a colon names every item: no two begin alike, as those of one package would."""
    before = [text.partition(": ")[0] for piece in items if ": " in (text := _text(piece))]
    names = [name for name in before if parse_number(name) is None]
    return len(names) >= MIN_NAMED and NAMED * len(items) <= len(names) == len(set(names))


def _end_in_brackets(items: Sequence[Piece]) -> bool:
    """Whether most items end in brackets that say something else each: what is done, and no part of the name."""
    asides = [text[text.rindex("(") :] for piece in items if _NOTED.search(text := _text(piece).rstrip("."))]
    return len(asides) >= MIN_NAMED and 2 * len(asides) > len(items) and len(set(asides)) == len(asides)


def _parted_at_bracket(lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The lines of an item before the brackets that it ends in, and what these hold."""
    places = [(line, word) for line in lines for word in line.words]
    text = " ".join(word.text for _, word in places)
    start = next((i for i in reversed(range(1, len(places))) if places[i][1].text.startswith("(")), 0)
    if not start or not _NOTED.search(text.rstrip(".")):
        return lines, ()
    aside = [(line, word._replace(text=word.text.strip("()") or word.text)) for line, word in places[start:]]
    return lines_of_places(places[:start]), lines_of_places(aside)


def _lines_of(piece: Piece) -> tuple[Line, ...]:
    """The lines of an item without its bullet; what looks like a label is a part of it."""
    first, *rest = piece.block.lines if piece.kind == "pair" else piece.lines
    marker = piece.block.marker
    if not marker or any(map(str.isalnum, marker)) or first.words[0].text != marker or len(first.words) == 1:
        return (first, *rest)
    return (first.with_words(first.words[1:]), *rest)


def _text(piece: Piece) -> str:
    return danish.join_lines([line.text for line in _lines_of(piece)])


def _stated(pieces: Sequence[Piece], lists: Sequence[int]) -> _Heads:
    """The heads of lists whose words say a verdict that no scale knows: "Anbefalinger, som vi delvist følger"."""
    found = {i: line for i in lists if (line := _head_of(pieces[i])) is not None and len(line.text) <= VERDICT_MAX}
    stated = {i: statement_in([word.text for word in line.words]) for i, line in found.items()}
    return {i: (_cut(line, stated[i]),) for i, line in found.items() if stated[i]}


def _ends_title(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a verdict stands on the line of a title, "3. Røgfri skoletid: Opfyldt": it is the title's own."""
    return at > 0 and pieces[at - 1].kind == "heading" and on_one_line(pieces[at - 1].lines, pieces[at].lines)


def _heads_items(pieces: Sequence[Piece], head: int, kind: str) -> bool:
    """Whether items of this kind follow the piece, after a paragraph at most."""
    if _head_of(pieces[head]) is None or _is_item(pieces[head], kind, pieces[head]):
        return False
    below = pieces[head + 1 : head + 3]
    first = any(_is_item(piece, kind, pieces[head]) for piece in below[:1])
    return first or (len(below) > 1 and below[0].kind == "text" and _is_item(below[1], kind, pieces[head]))


def _is_item(piece: Piece, kind: str, head: Piece) -> bool:
    """Whether a piece may be an item of this kind below a heading."""
    if piece.kind not in ("text", "heading", "pair") or not piece.lines:
        return False
    titled = title_and_text(_lines_of(piece))[1] if kind != "heading" else ()
    if kind == "list":
        return piece.block.kind == "list_item" and (len(_text(piece)) <= TITLE_MAX or bool(titled))
    if kind == "heading":
        smaller = piece.lines[0].size < head.lines[0].size - SMALLER
        return piece.kind == piece.block.kind == "heading" and smaller and len(_text(piece)) <= TITLE_MAX
    if piece.kind == "pair" and len(piece.label.split()) <= LABEL_WORDS and label_weight(piece.label) >= LABEL_WEIGHT:
        return False
    return piece.block.kind == "paragraph" and bool(titled)


def _head_of(piece: Piece) -> Line | None:
    """The one line of a piece that may head a list; None when it is no heading."""
    heads = piece.kind in ("verdict", "heading", "label") and piece.block.kind != "list_item"
    bold = piece.block.kind == "heading" or all(line.bold for line in piece.lines)
    return piece.lines[0] if heads and bold and len(piece.lines) == 1 else None


def _step_lines(piece: Piece) -> tuple[Line, ...]:
    """The words of a heading that are a step, as a line; none when it is no such heading."""
    line = _head_of(piece)
    places = words_of_step([word.text for word in line.words]) if line is not None else []
    return (_cut(line, places),) if line is not None and places else ()


def _cut(line: Line, places: Sequence[int]) -> Line:
    """The words at these places of a line, as a line without a colon at its end."""
    named = line.with_words(tuple(line.words[i] for i in places))
    return named._replace(text=named.text.rstrip(":"))
