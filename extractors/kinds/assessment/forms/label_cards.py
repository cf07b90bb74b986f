"""Cards read by their labels alone: labels at one left edge, the same from card to card, and values beside them.

Lines and their places are all that is looked at, whatever tables were found, so that cards whose cells run together
(no rules, rules below some rows) are read like ruled ones.

1. Labels begin at one edge and come again; some are wordings of roles, one of these asks for a rating. Print below a
   label that begins with a small letter goes on with it.
2. Values begin at one edge to their right. What stands at the height of a label, and below it as far as the next one,
   is its value. Print that crosses the edge of the values or stands elsewhere is a title or a heading.
3. Values that stand nearer to the label below than to their own show cells that are not set from the top: such a form
   is not read here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from extractors.kinds.assessment.wordings.form_records import (
    LABEL_MAX,
    LABEL_WEIGHT,
    MIN_RECORDS,
    NUMBER_LABEL,
    TITLE_LABEL,
    Record,
    asks_for_rating,
    counted_label,
    label_weight,
    number_part,
    without_verdicts,
)
from extractors.kinds.assessment.wordings.scales import is_step_wording
from extractors.kinds.assessment.wordings.sections import is_section_heading
from extractors.kinds.assessment.wordings.verdicts import verdict_of
from extractors.kinds.wording import level_of, weigh
from schemas.geometry import Box, union
from schemas.layout import CellPart, Layout, Line
from schemas.page import Page, Source

SAME_EDGE = 1.5
"""Points: print begins at one edge when it begins no further apart."""
SAME_LINE = 0.3
"""Print is on one line when its middles are less than this share of its height apart."""
GAP = 0.5
"""A label and its value stand further apart than this share of the height of print; words do not."""
BELOW = 2.0
"""The next line of a label stands no further below the one above than this many heights of print."""
MISALIGNED = 0.1
"""Share of the rows of values that may stand nearer to the next label: heights of print differ."""
NARROW = 40.0
"""Points: a value is at least so wide, were it a mere sign."""
HEADED = 4
"""Columns from which the heads of a table are no labels of cards: these have one or two pairs of label and value."""
ALONE = 0.6
"""Share of labels with one value beside them; more stand beside what a column of a table holds."""
COMMON = 0.5
"""A label of no known role counts when it comes with this share of the cards."""


@dataclass(frozen=True, slots=True)
class _Form:
    """Where labels and values begin, where values end, and which labels there are."""

    labels_at: float
    values_at: float
    values_end: float
    labels: frozenset[str]


@dataclass(slots=True)
class _Row:
    """Print on one height of a page: of a label, of its value, and what is neither."""

    page: int
    label: list[Line] = field(default_factory=list)
    value: list[Line] = field(default_factory=list)
    across: list[Line] = field(default_factory=list)

    @property
    def box(self) -> Box:
        return union(line.box for line in (*self.label, *self.value, *self.across))

    @property
    def text(self) -> str:
        """The label of the row, as it is compared."""
        return _bare(" ".join(line.text for line in self.label))


def labelled_cards(source: Source, layout: Layout) -> list[Record]:
    """The recommendations and section headings of a form of labels and values; none when there is no such form."""
    if not _labels_come_again(layout):
        return []
    lines = list(_lines(layout))
    form = _form_of(lines)
    if form is None:
        return []
    rows = [row for _, own in groupby(lines, key=lambda line: line.page) for row in _rows(list(own), form)]
    if _is_set_otherwise(rows, form):
        return []
    headings = {
        line: block.lines
        for page in layout.pages
        for block in page.blocks
        if is_section_heading(block)
        for line in block.lines
    }
    records = _records(_fields(rows, form), form, {page.number: page for page in source.pages}, headings)
    rated = any(asks_for_rating(label) for record in records for label in record.parts)
    return records if rated else []


def _labels_come_again(layout: Layout) -> bool:
    """Whether two labels come again, one of which asks for a rating: without them there is no form.

    Most documents have none. Weighing only what is printed more than once says so at a tenth of the cost. What a wide
    table heads its columns with comes again overleaf, and labels no values beside it.
    """
    printed = Counter(
        [
            line.text
            for table in layout.tables
            for cell in table.cells
            if not cell.is_header or table.column_count < HEADED
            for line in cell.lines
        ]
    )
    printed.update([line.text for page in layout.pages for block in page.blocks for line in block.lines])
    counts: Counter[str] = Counter()
    for text, count in printed.items():
        counts[_bare(text)] += count
    again = [text for text, count in counts.items() if count >= MIN_RECORDS and _may_label(text)]
    return len(again) >= 2 and any(map(asks_for_rating, again))


def _bare(text: str) -> str:
    """A label as it is compared; the question mark behind a step makes it one: "Opfyldt?" asks, "Opfyldt" answers."""
    text = " ".join(text.split())
    plain = text.rstrip(" :?") if len(text) <= LABEL_MAX else ""
    counted = counted_label(plain)
    plain = counted[0] if counted is not None else plain
    return f"{plain}?" if plain and text.endswith("?") and is_step_wording(plain) else plain


def _lines(layout: Layout) -> Iterator[Line]:
    """Every upright line of the document by page; of running headers and notes what stands at the height of a label."""
    tables: dict[int, list[Line]] = {}
    for line in (line for t in layout.tables for c in t.cells for part in c.parts for line in part.lines):
        tables.setdefault(line.page, []).append(line)
    for page in layout.pages:
        found = list(tables.get(page.number, ()))
        edge: list[Line] = []
        for block in page.blocks:
            if block.kind != "turned":
                (edge if block.kind in ("header", "footer", "footnote") else found).extend(block.lines)
        every = (*found, *edge)
        found += [line for line in edge if any(_level(line, o) and _may_label(_bare(o.text)) for o in every)]
        yield from sorted(found, key=lambda line: (line.box.cy, line.box.x0))


def _may_label(text: str) -> bool:
    """Whether the text is a wording of a role, and holds no answer: no option with its box, no step, no level."""
    named = (text[:1].isalnum() or text == "#") and ": " not in text
    return (
        named
        and label_weight(text) >= LABEL_WEIGHT
        and (text.endswith("?") or not is_step_wording(verdict_of(text)))
        and level_of(text) is None
    )


def _form_of(lines: Sequence[Line]) -> _Form | None:
    """The form whose labels come again most often; None when none asks for a rating more than once."""
    named = [line for line in lines if _may_label(_bare(line.text))]
    labels_at = _edge_of_labels(named)
    if labels_at is None:
        return None
    beside = _values_beside([line for line in named if _begins(line, labels_at)], lines)
    places = Counter(round(values[0].box.x0) for _, values in beside)
    values_at = max(sorted(places), key=lambda x: sum(places[x + d] for d in (-1, 0, 1)), default=0)
    own = sum(1 for _, values in beside if _begins(values[0], values_at))
    alone = sum(1 for _, values in beside if len(values) == 1)
    if own < MIN_RECORDS or 2 * own < len(beside) or alone < ALONE * len(beside):
        return None
    texts = Counter(_bare(label.text) for label, _ in beside)
    if 2 * sum(n for n in texts.values() if n >= MIN_RECORDS) < len(beside):
        return None  # Labels come again; these are titles, with their level at the other edge.
    at_edge = Counter(_bare(line.text) for line in lines if _begins(line, labels_at))
    cards = max(n for text, n in at_edge.items() if _may_label(text))
    labels = {text for text, n in at_edge.items() if text and n >= max(MIN_RECORDS, COMMON * cards)}
    labels |= {_bare(label.text) for label, _ in beside}
    capitals = {text for text in labels if not text[0].islower()}
    end = max(line.box.x1 for line in lines if line.box.x0 >= values_at - SAME_EDGE)
    known = capitals if 2 * len(capitals) > len(labels) else labels
    return _Form(labels_at, float(values_at), max(end, values_at + NARROW), frozenset(known))


def _edge_of_labels(named: Sequence[Line]) -> float | None:
    """Where the labels begin that come again most often, two of them at least, one of which asks for a rating."""
    best: tuple[int, int] | None = None
    for edge in {round(line.box.x0) for line in named}:
        texts = Counter(_bare(line.text) for line in named if _begins(line, edge))
        again = {text: texts[text] for text in without_verdicts(texts) if texts[text] >= MIN_RECORDS}
        if len(again) >= 2 and any(asks_for_rating(text) for text in again):
            found = (sum(again.values()), -edge)
            best = found if best is None else max(best, found)
    return float(-best[1]) if best is not None else None


def _begins(line: Line, edge: float) -> bool:
    return abs(line.box.x0 - edge) <= SAME_EDGE


def _values_beside(labels: Sequence[Line], lines: Sequence[Line]) -> list[tuple[Line, list[Line]]]:
    """Labels with the lines to their right on their height, from left to right; labels that have none are left out."""
    by_page: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        by_page[line.page].append(line)
    found = []
    for label in labels:
        right = [line for line in by_page[label.page] if line.box.x0 > label.box.x1 and _level(label, line)]
        found += [(label, sorted(right, key=lambda line: line.box.x0))] if right else []
    return found


def _level(a: Line, b: Line) -> bool:
    return abs(a.box.cy - b.box.cy) <= SAME_LINE * max(a.box.height, b.box.height)


def _rows(lines: Sequence[Line], form: _Form) -> Iterator[_Row]:
    """The rows of one page from the top down."""
    row: _Row | None = None
    first: Line | None = None
    for line in lines:
        if row is None or first is None or not _level(first, line):
            if row is not None:
                yield row
            row, first = _Row(line.page), line
        for piece in _cut(line, form.values_at):
            if piece.box.x0 >= form.values_at - SAME_EDGE:
                row.value.append(piece)
            elif _begins(piece, form.labels_at) and piece.box.x1 < form.values_at:
                row.label.append(piece)
            else:
                row.across.append(piece)
    if row is not None:
        yield row


def _cut(line: Line, at: float) -> Iterator[Line]:
    """The line in two where a word begins at the edge of the values after more than a space; else whole."""
    for before, (index, word) in zip(line.words, enumerate(line.words[1:], 1), strict=False):
        if abs(word.x0 - at) <= SAME_EDGE and word.x0 - before.x1 > GAP * line.box.height:
            for words in (line.words[:index], line.words[index:]):
                yield line.with_words(words)
            return
    yield line


def _is_set_otherwise(rows: Sequence[_Row], form: _Form) -> bool:
    """Whether values stand nearer to the label below them than to what is above: cells set at middle or bottom."""
    loose = astray = 0
    for above, row, below in zip(rows, rows[1:], rows[2:], strict=False):
        if row.label or row.across or not row.value or not (row.page == above.page == below.page):
            continue
        loose += 1
        up, down = row.box.cy - above.box.cy, below.box.cy - row.box.cy
        astray += bool(below.text in form.labels and down < 0.8 * up) or (not above.value and bool(above.label))
    return astray > MISALIGNED * max(1, loose) and astray > 1


def _fields(rows: Iterable[_Row], form: _Form) -> Iterator[tuple[str, list[_Row]]]:
    """Labels with the rows of their print and their values; without a label, a row that is neither."""
    label, own = "", list[_Row]()
    for row in rows:
        if row.label and row.text in form.labels and not _counts(row):
            if own:
                yield label, own
            label, own = row.text, [row]
        elif own and not row.across and not _counts(row) and (not row.label or _goes_on(own[-1], row)):
            label, own = f"{label} {row.text}".strip(), [*own, row]
        else:
            if own:
                yield label, own
            label, own = "", []
            yield "", [row]
    if own:
        yield label, own


def _counts(row: _Row) -> bool:
    """Whether the row is one of a summary: several whole numbers beside each other."""
    return len(row.value) > 1 and all(line.text.isdigit() for line in row.value)


def _goes_on(above: _Row, row: _Row) -> bool:
    """Whether the print at the labels' edge, in small letters, goes on with the label above: close or overleaf."""
    near = _is_next_line(above, row) or row.page == above.page + 1
    return near and row.text[:1].islower() and bool(above.label)


def _is_next_line(above: _Row | None, row: _Row) -> bool:
    """Whether the row stands right below the other on its page."""
    return above is not None and row.page == above.page and row.box.cy - above.box.cy <= BELOW * row.box.height


def _records(
    fields: Iterable[tuple[str, list[_Row]]],
    form: _Form,
    pages: Mapping[int, Page],
    headings: Mapping[Line, tuple[Line, ...]],
) -> list[Record]:
    """Cards and section headings in reading order."""
    fields = list(fields)
    whole = form.labels.union(label for label, _ in fields)  # One that wraps is whole only here.
    titled = any(weigh("roles", label).get("title", 0.0) >= LABEL_WEIGHT for label in whole)
    records: list[Record] = []
    above: _Row | None = None
    for label, rows in fields:
        if label:
            if not records or records[-1].heading or label in records[-1].parts:
                records.append(Record())
            for part in _parts(rows, form, pages):
                records[-1].add(label, part)
            number = number_part(rows[0].label) if rows[0].label else None
            if number is not None:
                records[-1].add(NUMBER_LABEL, number)
            continue
        lines = (*rows[0].across, *rows[0].label, *rows[0].value)
        lines = next((headings[line] for line in lines if line in headings), lines)
        if not all(line.bold for line in lines) and lines not in headings.values():
            continue
        if titled:
            if not records or records[-1].heading != lines:
                records.append(Record(heading=lines))
            continue
        if not records or records[-1].parts.keys() != {TITLE_LABEL}:
            records.append(Record())
        elif not _is_next_line(above, rows[0]):
            # Print that stands off the title heads the cards below it.
            records[-1] = Record(heading=tuple(line for part in records[-1].parts[TITLE_LABEL] for line in part.lines))
            records.append(Record())
        above = rows[0]
        records[-1].add(TITLE_LABEL, _part(pages[rows[0].page], union(line.box for line in lines), lines))
    return [record for record in records if record.heading or len(record.parts) >= 2]


def _parts(rows: Sequence[_Row], form: _Form, pages: Mapping[int, Page]) -> Iterator[CellPart]:
    """The value that stands in the rows, a part for each page: its lines, and what is drawn on their heights."""
    for number, own in groupby(rows, key=lambda row: row.page):
        on_page = list(own)
        area = union(row.box for row in on_page)
        slack = 0.25 * max(row.box.height for row in on_page)
        box = Box(form.values_at - SAME_EDGE, area.top - slack, form.values_end, area.bottom + slack)
        yield _part(pages[number], box, tuple(line for row in on_page for line in row.value))


def _part(page: Page, box: Box, lines: tuple[Line, ...]) -> CellPart:
    def inside(item: Box) -> bool:
        return box.holds(item.cx, item.cy)

    return CellPart(
        page=page.number,
        box=box,
        lines=lines,
        fills=tuple(fill for fill in page.fills if fill.box.intersection(box) > 0),
        drawings=tuple(drawing for drawing in page.drawings if inside(drawing.box)),
        images=tuple(image for image in page.images if inside(image.box)),
        widgets=tuple(widget for widget in page.widgets if inside(widget.box)),
    )
