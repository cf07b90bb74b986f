"""Forms: cards, numbered questions and prose with a verdict, turned into the table that they are.

A form prints one recommendation after the other, each with the same labels; a table prints the labels once, as its
header. So every form becomes one table here – a column per label, a row per recommendation, section headings as
full-width rows – and everything that reads tables reads forms.

Signals in order of precedence:
1. a table of labels and values: at least half of its labels are wordings of roles, one of them asks for a rating;
2. outside tables, what rates: a list of options with boxes, or a label that asks for a rating with its answer; the
   nearest heading before it is the recommendation, what stands between belongs to it.
Nothing is made a form that has fewer than ``MIN_RECORDS`` of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from extractors.danish import text as danish
from extractors.danish.numbers import leading_number
from extractors.kinds import marks as mark_reader
from extractors.kinds.assessment.scales import is_step_wording, polarity
from extractors.kinds.wording import bare, level_of, weigh
from schemas.geometry import Box, union
from schemas.layout import Block, Cell, CellPart, Layout, Line, Table
from schemas.page import Page, Source

MIN_RECORDS = 2
"""One answer to one question is no assessment of recommendations."""
LABEL_MAX = 70
"""A longer text before a colon is a sentence."""
VERDICT_MAX = 60
"""A verdict is a few words."""
LABEL_WEIGHT = 0.5
SAME_LINE = 0.4
"""Lines whose middles are less than this share of their height apart are one line."""
TITLE_LABEL, TEXT_LABEL, RATING_LABEL = "Anbefaling", "Beskrivelse af indsats", "Vurdering"


@dataclass(slots=True)
class Record:
    """One recommendation of a form: its parts by label, in the order they were met."""

    parts: dict[str, list[CellPart]] = field(default_factory=dict)
    heading: tuple[Line, ...] = ()
    """Not a recommendation but a section heading, when set."""

    def add(self, label: str, part: CellPart) -> None:
        self.parts.setdefault(label, []).append(part)


def forms_as_tables(source: Source, layout: Layout, taken: frozenset[int]) -> list[Table]:
    """The forms of the document as tables, for reading alone; they are not tables of the page.

    Args:
        source: the pages, for drawn boxes beside answers.
        layout: blocks and tables.
        taken: numbers of tables that are read already.
    """
    cards = [r for table in layout.tables if table.number not in taken for r in _card_records(table)]
    found = []
    if sum(1 for r in cards if r.parts) >= MIN_RECORDS:
        found.append(_as_table(_with_headings(cards, layout), number=-1))
    elif not taken and _answers(source, layout) >= MIN_RECORDS:
        loose = list(_loose_records(source, layout))
        if sum(1 for r in loose if r.parts) >= MIN_RECORDS:
            found.append(_as_table(loose, number=-2))
    return found


def _answers(source: Source, layout: Layout) -> int:
    """Lines that may answer a form's question: boxes and form fields, a label with a verdict, a verdict alone."""
    found = sum(len(page.widgets) for page in source.pages)
    for page in layout.pages:
        for line in (line for block in page.blocks for line in block.lines):
            _, colon, tail = line.text.rpartition(":")
            verdict = tail.strip(" .")
            verdict_there = is_step_wording(verdict) or (bool(colon) and _is_verdict(verdict))
            found += bool(_BOX.search(line.text)) or _in_symbols(line) or verdict_there
    return found


def _is_verdict(text: str) -> bool:
    """Whether the whole of ``text`` may rate: a step of a known scale, or a few words that affirm or limit."""
    return is_step_wording(text) or (len(text) <= VERDICT_MAX and polarity(text) is not None)


# --- cards ------------------------------------------------------------------------------------------


def _card_records(table: Table) -> list[Record]:
    """The recommendations of a table of labels and values; none when it is no such table."""
    if table.column_count not in (2, 4):
        return []
    rows = table.grid()
    pairs = [(row[i], row[i + 1]) for row in rows for i in range(0, table.column_count, 2) if row[i] is not row[i + 1]]
    labels = [_label(cell) for cell, _ in pairs]
    known = [label for label in labels if label and _weight(label) >= LABEL_WEIGHT]
    if len(known) < 2 or 2 * len(known) < len([x for x in labels if x]):
        return []
    if not any(_asks_for_rating(label) for label in known):
        return []
    records: list[Record] = []
    for row in rows:
        if row[0] is row[-1]:
            if row[0].lines:
                records.append(Record())
                _extend(records[-1], TITLE_LABEL, row[0])
            continue
        for i in range(0, table.column_count, 2):
            label = _label(row[i])
            if not label or row[i] is row[i + 1]:
                continue
            if not records or label in records[-1].parts:
                records.append(Record())
            _extend(records[-1], label, row[i + 1])
    return [record for record in records if len(record.parts) >= 2]


def _label(cell: Cell) -> str:
    text = danish.join_lines([line.text for line in cell.lines])
    return text.rstrip(" :?") if len(text) <= LABEL_MAX else ""


def _weight(label: str) -> float:
    return max(weigh("roles", label).values(), default=0.0)


def _asks_for_rating(label: str) -> bool:
    return weigh("roles", label).get("rating", 0.0) >= LABEL_WEIGHT


def _extend(record: Record, label: str, cell: Cell) -> None:
    for part in cell.parts:
        record.add(label, part)


def _with_headings(cards: Sequence[Record], layout: Layout) -> list[Record]:
    """Cards with the section headings that stand between them, by place on the page."""
    placed = [(*_place(card), card) for card in cards]
    for page in layout.pages:
        for block in page.blocks:
            bold = all(line.bold for line in block.lines)
            if block.kind in ("heading", "caption") or (block.kind == "paragraph" and bold and len(block.lines) <= 2):
                placed.append((page.number, block.box.top, Record(heading=block.lines)))
    return [record for _, _, record in sorted(placed, key=lambda p: (p[0], p[1]))]


def _place(record: Record) -> tuple[int, float]:
    return min((part.page, part.box.top) for parts in record.parts.values() for part in parts)


# --- questions and prose ----------------------------------------------------------------------------

_PAIR = re.compile(r"^(?P<label>[^:?\n]{2,70}?)\s*[:?]\s+(?P<value>\S.*)$", re.DOTALL)
_LABEL_ALONE = re.compile(r"^(?P<label>[^:\n]{2,70}?)\s*[:?]$")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A block as a form sees it."""

    kind: str
    """heading | rating | pair | label | text"""
    label: str
    lines: tuple[Line, ...]
    block: Block


def _loose_records(source: Source, layout: Layout) -> Iterator[Record]:
    """Records of question lists and prose; section headings are kept between them."""
    pages = {page.number: page for page in source.pages}
    printed = ((page, _with_option_rows(page.blocks, pages[page.number])) for page in layout.pages)
    blocks = [part for page, blocks in printed for block in blocks for part in _apart(block, pages[page.number])]
    pieces = [piece for block in blocks for piece in _pieces(block, pages[block.page])]
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
    found = leading_number(danish.join_lines([line.text for line in piece.lines]))
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
    part = _part(page, (line,))
    marked = part.widgets or part.drawings or _MAY_BE_SIGN.search(line.text) or _in_symbols(line)
    return bool(marked) and bool(mark_reader.options_in(part))


def _apart(block: Block, page: Page) -> Iterator[Block]:
    """The block parted at its labels, questions and lists of options: print may set them tight below each other."""
    start = 0
    for index, line in enumerate(block.lines):
        ends = line.text.rstrip().endswith((":", "?")) and len(line.text) <= LABEL_MAX
        if ends or _has_options(page, (line,)):
            if index > start and not ends:
                yield replace(block, lines=block.lines[start:index], kind="paragraph")
                start = index
            yield replace(block, lines=block.lines[start : index + 1])
            start = index + 1
    if start < len(block.lines):
        yield replace(block, lines=block.lines[start:])


def _pieces(block: Block, page: Page) -> Iterator[_Piece]:
    if block.kind in ("footnote", "turned") or not block.lines:
        return
    text = danish.join_lines([line.text for line in block.lines])
    if block.kind in ("header", "footer") and not _rates(text):
        return
    if _has_options(page, block.lines):
        yield _Piece("rating", RATING_LABEL, block.lines, block)
        return
    pair = _PAIR.match(text)
    if pair is not None and _weight(pair["label"]) >= LABEL_WEIGHT:
        yield from _labelled(block, pair["label"], pair["value"])
        return
    alone = _LABEL_ALONE.match(text)
    if alone is not None and _weight(alone["label"]) >= LABEL_WEIGHT:
        yield _Piece("label", alone["label"], block.lines, block)
        return
    if is_step_wording(text):
        yield _Piece("rating", RATING_LABEL, block.lines, block)
        return
    bold = all(line.bold for line in block.lines)
    section = level_of(text) is not None
    if block.kind == "heading" or section or (bold and (leading_number(text) is not None or len(text) <= 160)):
        yield _Piece("heading", "", block.lines, block)
        return
    yield _Piece("text", "", block.lines, block)


def _rates(text: str) -> bool:
    """Whether the text is a rating with its label: at the edge of a page it may look like a running header."""
    pair = _PAIR.match(text)
    return pair is not None and _asks_for_rating(pair["label"]) and _is_verdict(pair["value"].strip(" ."))


def _labelled(block: Block, label: str, value: str) -> Iterator[_Piece]:
    """A block "label: value" as a piece whose lines hold the value alone."""
    lines = _after_label(block.lines, label)
    verdict = value.strip(" .")
    if _asks_for_rating(label) and _is_verdict(verdict):
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
    box = union(line.box for line in lines)
    reach = Box(box.x0 - 2 * box.height, box.top - 1, box.x1 + 2 * box.height, box.bottom + 1)

    def near(x0: float, top: float, x1: float, bottom: float) -> bool:
        return reach.holds((x0 + x1) / 2, (top + bottom) / 2)

    return CellPart(
        page=page.number,
        box=box,
        lines=lines,
        fills=tuple(f for f in page.fills if near(*f[:4]) and f.x1 - f.x0 < box.width),
        drawings=tuple(d for d in page.drawings if near(*d[:4])),
        images=tuple(i for i in page.images if near(*i[:4])),
        widgets=tuple(w for w in page.widgets if near(*w[:4])),
    )


_BOX = re.compile(r"[☐☒☑□■▢○●◯]|\[ ?[xX]?\]")
_MAY_BE_SIGN = re.compile(r"[^\w\s.,;:!?%/&'\"–-]")
"""Anything but the characters of plain text: a box, a tick, a bracket."""


def _in_symbols(line: Line) -> bool:
    return any("ding" in word.font.lower() or "symbol" in word.font.lower() for word in line.words)


def _has_options(page: Page, lines: tuple[Line, ...]) -> bool:
    part = _part(page, lines)
    drawn = part.widgets or part.drawings
    if not drawn and not any(_MAY_BE_SIGN.search(line.text) or _in_symbols(line) for line in lines):
        return False
    options = mark_reader.options_in(part)
    labels = [option.label for option in options]
    if any(is_step_wording(label) for label in labels):
        return len(labels) >= 2
    return len(labels) >= 2 and all(polarity(label) is not None for label in labels)


# --- the table --------------------------------------------------------------------------------------


def _as_table(records: Sequence[Record], number: int) -> Table:
    """A table with a column per label, a row per record and a full-width row per section heading."""
    labels = list(dict.fromkeys(label for record in records for label in record.parts))
    first = next(part for record in records for parts in record.parts.values() for part in parts)
    nowhere = Box(first.box.x0, first.box.top, first.box.x0, first.box.top)
    width = len(labels)
    cells = []
    for column, label in enumerate(labels):
        header = Line(first.page, (), nowhere, label, 0.0, False, 0, 0)
        cells.append(Cell(0, column, 1, 1, True, (CellPart(first.page, nowhere, (header,), (), (), (), ()),)))
    sections = []
    for row, record in enumerate(records, 1):
        if record.heading:
            sections.append(row)
            page = record.heading[0].page
            part = CellPart(page, union(line.box for line in record.heading), record.heading, (), (), (), ())
            cells.append(Cell(row, 0, 1, width, False, (part,)))
            continue
        for column, label in enumerate(labels):
            parts = record.parts.get(label) or [CellPart(_place(record)[0], nowhere, (), (), (), (), ())]
            cells.append(Cell(row, column, 1, 1, False, tuple(parts)))
    pages = sorted({part.page for cell in cells for part in cell.parts})
    boxes = tuple((page, union(p.box for c in cells for p in c.parts if p.page == page)) for page in pages)
    return Table(
        number=number,
        method="white_space",
        row_count=len(records) + 1,
        column_count=width,
        header_rows=1,
        cells=tuple(cells),
        boxes=boxes,
        confidence=1.0,
        section_rows=frozenset(sections),
        header_row_set=frozenset({0}),
    )
