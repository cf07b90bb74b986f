"""Forms without a table: numbered questions with options, and prose with a verdict under each recommendation.

What rates is found first: a list of options with boxes, or a label that asks for a rating with its answer. The
nearest heading before it is the recommendation, what stands between belongs to it. Lines are looked at as printed:
options beside each other are one answer, however wide the gaps between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice, pairwise
from typing import TypeVar

from extractors.danish import text as danish
from extractors.danish.numbers import leading_number
from extractors.kinds import marks as mark_reader
from extractors.kinds.assessment.form_records import (
    LABEL_MAX,
    LABEL_WEIGHT,
    MIN_RECORDS,
    RATING_LABEL,
    TEXT_LABEL,
    TITLE_LABEL,
    Record,
    asks_for_rating,
    is_verdict,
    label_weight,
)
from extractors.kinds.assessment.scales import is_step_wording, polarity
from extractors.kinds.wording import bare, level_of, weigh
from schemas.geometry import Box, union
from schemas.layout import Block, CellPart, Layout, Line
from schemas.page import Drawing, Fill, Image, Page, Source, Widget

LEVEL_LABEL = "Niveau"
SURE_LABEL = 0.9
"""A label of this weight is a wording of its role and nothing else."""
SAME_LINE = 0.4
"""Lines whose middles are less than this share of their height apart are one line."""


def may_be_form(source: Source, layout: Layout) -> bool:
    """Whether lines may answer a form's questions: boxes and form fields, a label with a verdict, a verdict alone."""
    fields = sum(len(page.widgets) for page in source.pages)
    lines = (line for page in layout.pages for block in page.blocks for line in block.lines)
    answers = islice(filter(_may_answer, lines), MIN_RECORDS)
    return fields >= MIN_RECORDS or fields + sum(1 for _ in answers) >= MIN_RECORDS


def _may_answer(line: Line) -> bool:
    if _BOX.search(line.text) or _in_symbols(line):
        return True
    _, colon, tail = line.text.rpartition(":")
    verdict = tail.strip(" .")
    return is_step_wording(verdict) or (bool(colon) and is_verdict(verdict))


_PAIR = re.compile(r"^(?P<label>[^:?\n]{2,70}?)\s*[:?]\s+(?P<value>\S.*)$", re.DOTALL)
_LABEL_ALONE = re.compile(r"^(?P<label>[^:\n]{2,70}?)\s*[:?]$")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A block as a form sees it."""

    kind: str
    """heading | rating | verdict (a rating without a label) | pair | label | text"""
    label: str
    lines: tuple[Line, ...]
    block: Block


def loose_records(source: Source, layout: Layout) -> Iterator[Record]:
    """Records of question lists and prose; section headings are kept between them."""
    pages = {page.number: page for page in source.pages}
    printed = ((page, _with_option_rows(page.blocks, pages[page.number])) for page in layout.pages)
    blocks = [part for page, blocks in printed for block in blocks for part in _apart(block, pages[page.number])]
    pieces = _without_answers([piece for block in blocks for piece in _pieces(block, pages[block.page])])
    pieces = _with_levels_of_titles(pieces)
    starts = _starts(pieces)
    if len(starts) < MIN_RECORDS:
        return
    record: Record | None = None
    label = TEXT_LABEL
    for index, piece in enumerate(pieces):
        page = pages[piece.lines[0].page]
        if index in starts:
            if record is not None:
                yield record
            record, label = Record(), TEXT_LABEL
            record.add(TITLE_LABEL, _part(page, piece.lines))
        elif piece.kind == "heading":
            if record is not None:
                yield record
                record = None
            yield Record(heading=piece.lines)
        elif record is not None:
            if piece.kind == "label":
                label = piece.label
                continue
            record.add(piece.label or label, _part(page, piece.lines))
            if piece.kind in ("pair", "rating"):
                label = TEXT_LABEL
    if record is not None:
        yield record


def _without_answers(pieces: Sequence[_Piece]) -> list[_Piece]:
    """Pieces in which a verdict that answers another label ("Frist:" / "Igangsat") is text."""
    settled = list(pieces[:1])
    for before, piece in pairwise(pieces):
        answers = before.kind == "label" and not asks_for_rating(before.label)
        settled.append(replace(piece, kind="text", label="") if answers and piece.kind == "verdict" else piece)
    return [replace(piece, kind="rating") if piece.kind == "verdict" else piece for piece in settled]


def _with_levels_of_titles(pieces: Sequence[_Piece]) -> list[_Piece]:
    """Pieces in which a level that stands on the line of a title, at the other edge, is the title's own."""
    heads = [i for i, piece in enumerate(pieces) if piece.kind == "heading"]
    levels = [i for i in heads if level_of(_text_of(pieces[i])) is not None]
    titles = [i for i in heads if i not in levels]
    owner = {i: next((t for t in titles if _on_one_line(pieces[t].lines, pieces[i].lines)), None) for i in levels}
    settled: list[_Piece] = []
    for index, piece in enumerate(pieces):
        if owner.get(index) is None:
            settled.append(piece)
        own = (pieces[i] for i, title in owner.items() if title == index)
        settled += [replace(level, kind="pair", label=LEVEL_LABEL) for level in own]
    return settled


def _on_one_line(title: Sequence[Line], other: Sequence[Line]) -> bool:
    """Whether one of the title's lines stands at the height of the other text, and beside it."""
    first = other[0]
    return any(
        line.page == first.page
        and abs(line.box.cy - first.box.cy) < SAME_LINE * max(line.box.height, first.box.height)
        and not line.box.x0 < first.box.cx < line.box.x1
        for line in title
    )


def _text_of(piece: _Piece) -> str:
    return danish.join_lines([line.text for line in piece.lines])


def _starts(pieces: Sequence[_Piece]) -> frozenset[int]:
    """Indices of the headings that a rating follows before the next heading: the recommendations."""
    starts = set()
    heading: int | None = None
    for index, piece in enumerate(pieces):
        if piece.kind == "heading":
            # A question is no recommendation: surveys ask, assessments answer.
            heading = None if piece.lines[-1].text.rstrip().endswith("?") else index
        elif piece.kind == "rating" and heading is not None:
            starts.add(heading)
    return frozenset(starts | _unrated(pieces, starts))


def _unrated(pieces: Sequence[_Piece], starts: set[int]) -> set[int]:
    """Headings without a rating whose number fills the gap between the recommendations before and after them."""
    numbers = {i: _number_of(pieces[i]) for i in sorted(starts)}
    found = set()
    for (before, first), (after, last) in pairwise(numbers.items()):
        gap = range(first[-1] + 1, last[-1]) if first and last and first[:-1] == last[:-1] else range(0)
        for i in range(before + 1, after):
            if pieces[i].kind == "heading" and (number := _number_of(pieces[i])):
                found |= {i} if number[:-1] == first[:-1] and number[-1] in gap else set()
    return found


def _number_of(piece: _Piece) -> tuple[int, ...]:
    found = leading_number(_text_of(piece))
    return found[0].parts if found is not None else ()


def _with_option_rows(blocks: Sequence[Block], page: Page) -> list[Block]:
    """The blocks with options that stand beside each other on one line again, however wide the gaps between them."""
    options = [line for block in blocks for line in block.lines if _holds_option(page, line)]
    joined: dict[Line, Line | None] = {}
    for line in options:
        if line in joined:
            continue
        beside = [o for o in options if o not in joined and abs(o.box.cy - line.box.cy) < SAME_LINE * line.box.height]
        if len(beside) > 1:
            joined |= dict.fromkeys(beside)
            joined[line] = _one_line(sorted(beside, key=lambda o: o.box.x0))
    found = []
    for block in blocks:
        kept = [joined.get(line, line) for line in block.lines]
        lines = tuple(line for line in kept if line is not None)
        if lines:
            found.append(replace(block, lines=lines) if joined else block)
    return found


def _one_line(lines: Sequence[Line]) -> Line:
    words = tuple(word for line in lines for word in line.words)
    return lines[0]._replace(words=words, box=union(w.box for w in words), text=" ".join(line.text for line in lines))


def _holds_option(page: Page, line: Line) -> bool:
    return _may_hold_options(page, (line,)) and bool(mark_reader.options_in(_part(page, (line,))))


def _apart(block: Block, page: Page) -> Iterator[Block]:
    """The block parted at its labels, questions and lists of options: print may set them tight below each other."""
    start = 0
    for index, line in enumerate(block.lines):
        if index > start and _begins_with_label(line.text):
            yield replace(block, lines=block.lines[start:index], kind="paragraph")
            start = index
        ends = line.text.rstrip().endswith((":", "?")) and len(line.text) <= LABEL_MAX
        if ends or _has_options(page, (line,)):
            if index > start and (not ends or label_weight(line.text.rstrip(" :?")) >= LABEL_WEIGHT):
                yield replace(block, lines=block.lines[start:index], kind="paragraph")
                start = index
            yield replace(block, lines=block.lines[start : index + 1])
            start = index + 1
    if start < len(block.lines):
        yield replace(block, lines=block.lines[start:])


def _begins_with_label(text: str) -> bool:
    """Whether a line begins with a label of a form and its answer: "Ansvarlig: Skolechefen"."""
    pair = _PAIR.match(text)
    return pair is not None and pair["label"][:1].isupper() and label_weight(pair["label"]) >= SURE_LABEL


def _pieces(block: Block, page: Page) -> Iterator[_Piece]:
    if block.kind in ("footnote", "turned") or not block.lines:
        return
    text = danish.join_lines([line.text for line in block.lines])
    if text.startswith("*") or (block.kind in ("header", "footer") and not _belongs(text)):
        return
    if _has_options(page, block.lines):
        yield _Piece("rating", RATING_LABEL, block.lines, block)
        return
    pair = _PAIR.match(text)
    if pair is not None and _names_recommendation(pair["label"]):
        numbered = leading_number(text) is not None
        yield _Piece("heading", "", block.lines if numbered else _after_label(block.lines, pair["label"]), block)
        return
    if pair is not None and label_weight(pair["label"]) >= LABEL_WEIGHT:
        yield from _labelled(block, pair["label"], pair["value"])
        return
    alone = _LABEL_ALONE.match(text)
    if alone is not None and label_weight(alone["label"]) >= LABEL_WEIGHT:
        yield _Piece("label", alone["label"], block.lines, block)
        return
    if is_step_wording(text):
        yield _Piece("verdict", RATING_LABEL, block.lines, block)
        return
    bold = all(line.bold for line in block.lines)
    section = level_of(text) is not None
    if block.kind == "heading" or section or (bold and (leading_number(text) is not None or len(text) <= 160)):
        yield _Piece("heading", "", block.lines, block)
        return
    yield _Piece("text", "", block.lines, block)


def _names_recommendation(label: str) -> bool:
    """Whether the label says that a recommendation follows: "Anbefaling 3:", "Anbefaling:"."""
    weights = weigh("roles", label)
    named = max(weights.get("title", 0.0), weights.get("number", 0.0))
    return named >= SURE_LABEL and named >= max(weights.values())


def _belongs(text: str) -> bool:
    """Whether the text is a label, or a rating with its label: at the edge of a page they look like running headers."""
    pair, alone = _PAIR.match(text), _LABEL_ALONE.match(text)
    if pair is not None:
        return asks_for_rating(pair["label"]) and is_verdict(pair["value"].strip(" ."))
    return alone is not None and label_weight(alone["label"]) >= LABEL_WEIGHT


def _labelled(block: Block, label: str, value: str) -> Iterator[_Piece]:
    """A block "label: value" as a piece whose lines hold the value alone."""
    lines = _after_label(block.lines, label)
    verdict = value.strip(" .")
    if asks_for_rating(label) and is_verdict(verdict):
        yield _Piece("rating", label, lines, block)
    else:
        yield _Piece("pair", label, lines, block)


def _after_label(lines: tuple[Line, ...], label: str) -> tuple[Line, ...]:
    """The lines without the words of the label at their start."""
    left = len(label.split())
    kept: list[Line] = []
    for line in lines:
        words = line.words
        if left:
            dropped = min(left, len(words))
            words, left = words[dropped:], left - dropped
            while not left and words and not bare(words[0].text):
                words = words[1:]
        if words:
            box = union(Box(w.x0, w.top, w.x1, w.bottom) for w in words)
            kept.append(line._replace(words=words, box=box, text=" ".join(w.text for w in words)))
    return tuple(kept)


def _part(page: Page, lines: tuple[Line, ...]) -> CellPart:
    """The lines with the drawings, pictures and fields that stand beside them, as the part of a cell."""
    box = union([line.box for line in lines])
    reach = _reach_of(box)
    return CellPart(
        page=page.number,
        box=box,
        lines=lines,
        fills=tuple([f for f in _inside(reach, page.fills) if f.x1 - f.x0 < box.width]),
        drawings=tuple(_inside(reach, page.drawings)),
        images=tuple(_inside(reach, page.images)),
        widgets=tuple(_inside(reach, page.widgets)),
    )


def _reach_of(box: Box) -> Box:
    """Where that stands which belongs to the lines in ``box``."""
    return Box(box.x0 - 2 * box.height, box.top - 1, box.x1 + 2 * box.height, box.bottom + 1)


_Thing = TypeVar("_Thing", Fill, Drawing, Image, Widget)


def _inside(reach: Box, things: Sequence[_Thing]) -> list[_Thing]:
    """Those of ``things`` whose middle lies within ``reach``."""
    # Asked for every line of a page about every drawing: comparisons in place cost a third of calls.
    x0, top, x1, bottom = reach
    return [t for t in things if x0 <= (t.x0 + t.x1) / 2 <= x1 and top <= (t.top + t.bottom) / 2 <= bottom]


_BOX = re.compile(r"[☐☒☑□■▢○●◯]|\[ ?[xX]?\]")


def _in_symbols(line: Line) -> bool:
    return any(map(_is_of_symbols, {word.font for word in line.words}))


@lru_cache(maxsize=1024)
def _is_of_symbols(font: str) -> bool:
    return "ding" in font.lower() or "symbol" in font.lower()


def _may_hold_options(page: Page, lines: tuple[Line, ...]) -> bool:
    """Whether a box may stand in the lines, or a form field or a drawing beside them."""
    if any(map(mark_reader.may_hold_boxes, lines)):
        return True
    if not (page.widgets or page.drawings):
        return False
    reach = _reach_of(union([line.box for line in lines]))
    return bool(_inside(reach, page.widgets) or _inside(reach, page.drawings))


def _has_options(page: Page, lines: tuple[Line, ...]) -> bool:
    if not _may_hold_options(page, lines):
        return False
    labels = [option.label for option in mark_reader.options_in(_part(page, lines))]
    if any(is_step_wording(label) for label in labels):
        return len(labels) >= 2
    return len(labels) >= 2 and all(polarity(label) is not None for label in labels)
