"""Slides: title and body of each, however they are drawn.

One page is one slide, unless pages carry several frames of one size: then each frame is one (a handout), or the single
frame above notes is (a notes page).

The title, signals in order of precedence:

1. the largest print of the slide, when it stands out from the rest or stands in the upper part;
2. among equals, what stands where titles of other slides stand;
3. the first heading.

Blocks of the title's size that follow it directly belong to it. The body is every other paragraph in reading order:
with or without a bullet, also in boxes side by side; not the footer, the number, sources under charts, and the labels
of charts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from extractors.danish import text as danish
from extractors.danish.dates import read_period
from extractors.kinds.flow import Item
from extractors.kinds.patterns import find_name, pattern
from extractors.kinds.presentation.keys import find_keys
from extractors.kinds.presentation.labels import labelled
from extractors.layout.blocks import split_blocks
from extractors.layout.panels import find_panels
from schemas.geometry import Box, union
from schemas.layout import Block, Layout, Line, Table
from schemas.page import Page, Source

STANDS_OUT = 1.12
"""A title is larger than the body by this factor."""
UPPER = 0.4
"""Titles stand in this upper share of a slide."""
TITLE_WIDTH = 0.8
"""A title over a row of boxes covers this share of its width."""
SAME_SIZE = 0.06
TITLE_MAX = 250
FRAME_SHARE = (0.06, 0.6)
"""Share of a page that the frame of one slide covers."""
TABLE_SHARE = 0.5
"""What a table fills to this share is its frame, no slide's."""
FRAME_SHAPE = (1.15, 2.0)
"""Width by height of a slide."""
SET_IN = 1.0
"""Font sizes by which bullets of the second level are set in against paragraphs of the first."""
AXIS_MIN = 3
"""So many bare numbers beside each other are the axis or the values of a chart."""
FULL_LINE = 0.6
"""Share of a slide's width from which a centred line may have been wrapped."""
WHOLE = 0.9
"""A panel of this share of a slide's width is the slide's own frame; in a narrower one text may be wrapped anywhere."""
CENTRED = 3.0
"""Points within which lines stand on one axis, and beyond which their left edges differ."""
NOTE_SIZE = 0.75
"""A source under a picture is set smaller than the body by this factor."""


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide: its blocks, which of them are title, and which are body."""

    page: int
    box: Box
    items: tuple[Item, ...]
    title: tuple[Item, ...]
    body: tuple[Item, ...]
    lead_ins: Mapping[str, str] = field(default_factory=dict)
    """Lead-ins of the deck's own wording, folded, with what they lead to."""
    tables: tuple[Table, ...] = ()
    """Tables of a section of running text."""
    running: tuple[Item, ...] = ()
    """Lines that run along the top of several slides: a chapter, or what all of them are about."""

    @property
    def pages(self) -> list[int]:
        """The pages that it stands on: its own, and those that a section of running text goes on to."""
        return sorted({self.page, *(item.page for item in self.items), *(n for t in self.tables for n, _ in t.boxes)})

    @property
    def title_text(self) -> str | None:
        """The title with its lines joined; None when the slide has none."""
        if not self.title:
            return None
        return danish.join_lines([line.text for item in self.title for line in _whole(item)])


def _whole(item: Item) -> Sequence[Line]:
    return item.block.lines if item.block is not None else ()


def find_slides(source: Source, layout: Layout) -> list[Slide]:
    """The slides of a deck in order."""
    parts: list[tuple[int, Box, tuple[Item, ...]]] = []
    chapters = _chapter_heads(layout)
    for page, page_layout in zip(source.pages, layout.pages, strict=True):
        own = [block for block in page_layout.blocks if block in chapters or not _runs(block)]
        blocks = [_in_panel(block, own) if block in chapters else block for block in own]
        for table in layout.tables:
            blocks = _with_boxes(blocks, table, page.number)
        items = [Item(page.number, block=block) for block in blocks]
        whole = Box(0.0, 0.0, page.width, page.height)
        frames = slide_frames(page, layout)
        if not frames:
            parts.append((page.number, whole, tuple(items)))
        for frame in frames:
            inside = tuple(item for item in items if frame.holds(item.box.cx, item.box.cy))
            parts.append((page.number, frame, inside))
    places = _usual_places(parts)
    slides = [_read_slide(source.pages[page - 1], box, items, places) for page, box, items in parts]
    heads = {
        page.number: tuple(Item(page.number, block=block) for block in page.blocks if block.kind == "header")
        for page in layout.pages
    }
    return [replace(slide, running=heads[slide.page]) for slide in slides]


def _runs(block: Block) -> bool:
    """Whether a block is no part of the slide: a running line that is no label and says nothing by one of its own.

    Where the label of the first part stands at the top of every slide, it looks like a running line.
    """
    if block.kind != "header":
        return block.kind in ("footer", "turned")
    return find_name("presentation", "labels", block.text) is None and labelled(block.lines[0].text) is None


def _chapter_heads(layout: Layout) -> frozenset[Block]:
    """Running lines that change with the chapter and stand in the panel of a slide's own head: they say whom it is for.

    What most slides have says nothing of any.
    """
    heads = [block for page in layout.pages for block in page.blocks if block.kind == "header"]
    counts = Counter(block.text for block in heads)
    blocks = {page.number: [b for b in page.blocks if not _runs(b)] for page in layout.pages}
    return frozenset(
        head
        for head in heads
        if 2 * counts[head.text] <= len(layout.pages) and _in_panel(head, blocks[head.page]).panel is not None
    )


def _in_panel(block: Block, others: Sequence[Block]) -> Block:
    """A running line with the innermost panel of other blocks that it stands in."""
    around = [b.panel for b in others if b.panel is not None and b.panel.holds(block.box.cx, block.box.cy)]
    return replace(block, panel=min(around, key=lambda box: box.area)) if around else block


def _with_boxes(blocks: list[Block], table: Table, page: int) -> list[Block]:
    """``blocks`` with the text of a row of boxes in its place, when that is what ``table`` is on this page.

    Boxes side by side have the looks of a table with one row. What has several rows is a table and stays one; a title
    over its full width is a title even so.
    """
    parts = [(cell, part) for cell in table.cells for part in cell.parts if part.page == page and part.lines]
    if not parts:
        return blocks
    sizes = {cell.row: max(line.size for line in part.lines) for cell, part in parts}
    largest = max(sizes.values())
    title = min(row for row, size in sizes.items() if size == largest)
    rest = [size for row, size in sizes.items() if row != title]
    across = union(part.box for _, part in parts)
    heads = [part for cell, part in parts if cell.row == title]
    wide = len(heads) == 1 and heads[0].box.width >= TITLE_WIDTH * across.width
    titled = wide and (not rest or largest >= STANDS_OUT * max(rest))
    rows = {cell.row for cell, _ in parts} - ({title} if titled else set())
    boxes = [(cell, part) for cell, part in parts if len(rows) <= 1 or (titled and cell.row == title)]
    if not boxes:
        return blocks
    top = min(part.box.top for _, part in boxes)
    at = next((i for i, block in enumerate(blocks) if block.box.top > top), len(blocks))
    made = [
        replace(block, panel=part.box)
        for _, part in boxes
        for block in split_blocks([line for line in part.lines if not line.direction], part.drawings)
    ]
    return [*blocks[:at], *made, *blocks[at:]]


def slide_frames(page: Page, layout: Layout) -> tuple[Box, ...]:
    """Frames of slides on a handout or notes page, in reading order; empty for a page that is a slide itself."""
    if page.width > page.height:
        return ()
    paper = page.width * page.height
    tables = [box for table in layout.tables for number, box in table.boxes if number == page.number]
    shaped = [
        box
        for box in find_panels(page)
        if FRAME_SHARE[0] <= box.area / paper <= FRAME_SHARE[1]
        and FRAME_SHAPE[0] <= box.width / box.height <= FRAME_SHAPE[1]
        and all(box.intersection(table) < TABLE_SHARE * box.area for table in tables)
    ]
    groups = Counter((round(box.width / 4), round(box.height / 4)) for box in shaped)
    if not groups:
        return ()
    size, count = max(sorted(groups.items()), key=lambda pair: (pair[1], pair[0][0] * pair[0][1]))
    frames = [box for box in shaped if (round(box.width / 4), round(box.height / 4)) == size]
    single = count == 1 and frames[0].width >= 0.5 * page.width and frames[0].bottom <= 0.65 * page.height
    if count < 2 and not single:
        return ()
    rows = sorted(frames, key=lambda box: (round(box.top / 12), box.x0))
    return tuple(rows)


def _size(item: Item) -> float:
    return max(line.size for line in _whole(item))


def _usual_places(parts: Sequence[tuple[int, Box, tuple[Item, ...]]]) -> Counter[tuple[int, int]]:
    """How often the largest print of a slide stands at each place, in per cent of the slide's sides."""
    places: Counter[tuple[int, int]] = Counter()
    for _, box, items in parts:
        if items:
            largest = max(items, key=_size)
            places[_place(largest, box)] += 1
    return places


def _place(item: Item, box: Box) -> tuple[int, int]:
    return round(20 * (item.box.x0 - box.x0) / box.width), round(20 * (item.box.top - box.top) / box.height)


def _read_slide(page: Page, box: Box, items: tuple[Item, ...], places: Counter[tuple[int, int]]) -> Slide:
    title = _find_title(items, box, places)
    labels = [*_chart_labels(items), *find_keys(page, items)]
    rest = [item for item in items if item not in title and item not in labels and any(map(str.isalnum, item.text))]
    texts = [item for item in rest if not _is_source_note(item, rest if len(rest) > 1 else [*title, item])]
    first = page.number == 1 and not any(item.kind == "list_item" for item in items)
    parted = {id(item): _part_lines(item, box, first=first) for item in texts}
    flow = tuple(part for item in items for part in parted.get(id(item), [item]))
    return Slide(page.number, box, flow, title, tuple(part for item in texts for part in parted[id(item)]))


def _part_lines(item: Item, box: Box, *, first: bool) -> list[Item]:
    """A block parted into its paragraphs where a new beginning had room on the line above.

    So are centred blocks and those of a title slide, outside any panel: nothing shows how wide their text may run. A
    line counts as full from a share of the slide on. On a title slide a line
    that is a date begins anew in any case.
    """
    block = item.block
    boxed = item.panel is not None and item.panel.width < WHOLE * box.width
    if block is None or item.kind == "list_item" or boxed or not (first or _is_centred(item)):
        return [item]
    groups: list[list[Line]] = []
    for line in block.lines:
        word = line.words[0]
        needed = groups[-1][-1].box.width + (word.x1 - word.x0) + line.size if groups else 0.0
        anew = needed <= FULL_LINE * box.width and (word.text[0].isupper() or word.text[0].isdecimal())
        dated = first and len(line.words) > 1 and read_period(line.text) is not None
        if groups and not anew and not dated:
            groups[-1].append(line)
        else:
            groups.append([line])
    parts = (replace(block, lines=tuple(group), box=union(line.box for line in group)) for group in groups)
    return [Item(item.page, block=part) for part in parts]


def _is_centred(item: Item) -> bool:
    lines = _whole(item)
    middles, edges = [line.box.cx for line in lines], [line.box.x0 for line in lines]
    return len(lines) > 1 and max(middles) - min(middles) <= CENTRED < max(edges) - min(edges)


def _find_title(items: Sequence[Item], box: Box, places: Counter[tuple[int, int]]) -> tuple[Item, ...]:
    candidates = [item for item in items if len(item.text) <= TITLE_MAX and any(map(str.isalpha, item.text))]
    if not candidates:
        return ()
    largest = max(_size(item) for item in candidates)
    top = [item for item in candidates if _size(item) >= largest * (1 - SAME_SIZE)]
    rest = [_size(item) for item in candidates if item not in top]
    upper = box.top + UPPER * box.height
    stands_out = not rest or largest >= STANDS_OUT * max(rest)
    if not stands_out and not any(item.box.top <= upper for item in top):
        top = [item for item in candidates if item.is_heading and item.box.top <= upper] or top
    if len(top) > 1 and len(top) == len(candidates) and not any(item.is_heading for item in top):
        return ()
    first = max(top, key=lambda item: (places[_place(item, box)], item.is_heading, -item.box.top, -item.box.x0))
    return _whole_title(items, first)


def _whole_title(items: Sequence[Item], first: Item) -> tuple[Item, ...]:
    """``first`` with the blocks of its size, column and panel that go on with it."""
    title = [first]
    for item in items[items.index(first) + 1 :]:
        near = item.box.top - title[-1].box.bottom <= 1.5 * _size(first)
        same = abs(_size(item) - _size(first)) <= SAME_SIZE * _size(first) and item.panel == first.panel
        if not (near and same and item.box.top >= title[-1].box.top) or item.kind == "list_item":
            break
        title.append(item)
    return tuple(title)


def _is_source_note(item: Item, around: Sequence[Item]) -> bool:
    """Whether a block names the source of a picture: by its words, when it is set smaller than other text."""
    if pattern("presentation", "source_note").match(item.text) is None:
        return False
    others = [_size(other) for other in around if other is not item]
    return bool(others) and _size(item) <= NOTE_SIZE * max(others)


def _chart_labels(items: Sequence[Item]) -> list[Item]:
    """Blocks that label a chart: bare numbers beside each other, and the small print within their reach."""
    numbers = [item for item in items if _is_figure(item) and not _is_year_of_plan(item, items)]
    if len(numbers) < AXIS_MIN:
        return numbers
    size = max(_size(item) for item in numbers)
    x0, x1 = min(n.box.x0 for n in numbers) - 2 * size, max(n.box.x1 for n in numbers) + 2 * size
    top, bottom = min(n.box.top for n in numbers) - 2 * size, max(n.box.bottom for n in numbers) + 2 * size
    area = Box(x0, top, x1, bottom)
    return [
        item
        for item in items
        if item in numbers
        or (area.holds(item.box.cx, item.box.cy) and _size(item) <= 1.1 * size and len(item.text) < 60)
    ]


def _is_figure(item: Item) -> bool:
    return any(map(str.isdigit, item.text)) and not any(map(str.isalpha, item.text))


def _is_year_of_plan(item: Item, items: Sequence[Item]) -> bool:
    """Whether a bare year stands in a row with periods that have words: "Efterår 2018", "2019"."""
    return read_period(item.text) is not None and any(
        not _is_figure(other) and abs(other.box.cy - item.box.cy) <= 0.5 * _size(item) and read_period(other.text)
        for other in items
    )


def body_levels(body: Sequence[Item]) -> list[int]:
    """Nesting of each paragraph of a body, from 1.

    Paragraphs without a bullet are of the first level; bullets that are set in against them are a level further down.
    """
    plain: dict[Box | None, float] = {}
    for item in body:
        if item.kind != "list_item":
            plain[item.panel] = min(plain.get(item.panel, item.box.x0), item.box.x0)
    levels: list[int] = []
    for item in body:
        if item.kind != "list_item":
            levels.append(1)
            continue
        edge = plain.get(item.panel)
        top = min(other.box.x0 for other in body if other.kind == "list_item" and other.panel == item.panel)
        deeper = edge is not None and top - edge > SET_IN * _size(item)
        levels.append(max(1, item.level) + deeper)
    return levels
