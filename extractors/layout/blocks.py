"""Blocks: the lines outside tables as paragraphs, headings and list items in reading order.

lines → pieces (pieces) → columns of panels (panels, reading_order) → groups (paragraphs) → blocks.

What a block is, in order of precedence: running header or footer (running), turned text, heading (headings), list item,
caption beside a picture, footnote, else paragraph. Every word of the given lines ends in exactly one block. The module
knows no language.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from extractors.layout import headings, panels, paragraphs, reading_order, running
from extractors.layout.lines import make_line
from extractors.layout.pieces import Piece, make_pieces
from schemas.geometry import Box, union
from schemas.layout import Block, BlockKind, Line, PageLayout, Table
from schemas.page import Drawing, Fill, Page

CAPTION_REACH = 2.5
"""A caption stands within this many font sizes of its picture."""
PICTURE_MIN = 40.0
"""Sides of a picture that carries a caption, in points: smaller ones are icons."""
MARGIN_MAX = 0.16
"""Share of a page or panel that its margin takes at most; what begins further in is a column."""
FOOTNOTE_ZONE = 0.6
"""Footnotes stand below this share of the page's height."""
SMALLER = 0.92
"""Footnotes and captions are smaller than the body by this factor."""


@dataclass(frozen=True, slots=True)
class _Column:
    """Pieces of one column of one panel, read without a jump."""

    pieces: tuple[Piece, ...]
    panel: Box | None
    reach: dict[int, paragraphs.Reach]
    """Right edge of the text it belongs to, by rounded font size."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """A block before its part in the document is known, and where its marker stands."""

    block: Block
    edge: float
    column: Box
    """The column it stands in."""


def build_blocks(pages: Sequence[Page], lines: Sequence[Line], tables: Sequence[Table]) -> tuple[PageLayout, ...]:
    """Make blocks of all lines that no table holds.

    Args:
        pages: all pages of the document.
        lines: the lines outside tables, of all pages, in any order.
        tables: the document's tables; they stand in the way of columns and are named in the page layouts.

    Returns:
        One layout per page, in order.
    """
    body = headings.body_style(_typeset(lines, pages) or lines)
    places = running.find_running(pages, lines, body.size)
    by_page: dict[int, list[Line]] = defaultdict(list)
    margins: dict[int, list[Block]] = defaultdict(list)
    for i, line in enumerate(lines):
        if i in places:
            margins[line.page].append(Block(line.page, places[i], (line,), line.box))
        else:
            by_page[line.page].append(line)
    columns = [_columns(page, by_page[page.number], tables, body.size) for page in pages]
    leading = paragraphs.usual_leading(column.pieces for group in columns for column in group)
    drafts = [[draft for column in group for draft in _drafts(column, body, leading)] for group in columns]
    ranks = headings.rank_styles(
        [
            (headings.style_of(draft.block.lines), draft.block.marker)
            for group in drafts
            for draft in group
            if draft.block.kind == "heading"
        ]
    )
    layouts: list[PageLayout] = []
    nesting: list[float] = []
    for page, group in zip(pages, drafts, strict=True):
        nesting, nested = _nest(group, nesting)
        blocks = [_finish(block, page, body, ranks) for block in nested]
        above = sorted((b for b in margins[page.number] if b.kind == "header"), key=lambda b: (b.box.top, b.box.x0))
        below = sorted((b for b in margins[page.number] if b.kind == "footer"), key=lambda b: (b.box.top, b.box.x0))
        numbers = tuple(t.number for t in tables if any(number == page.number for number, _ in t.boxes))
        layouts.append(PageLayout(page.number, page.width, page.height, (*above, *blocks, *below), numbers))
    return tuple(layouts)


def split_blocks(lines: Sequence[Line], signs: Sequence[Drawing | Fill] = (), bound: float = 0.0) -> tuple[Block, ...]:
    """Make blocks of lines that stand in one column, as in a cell: paragraphs and list items with their nesting.

    Args:
        lines: level lines, top to bottom; of one page or of several in order.
        signs: drawings and fills that may be bullets.
        bound: how far right lines may reach, in points; 0.0 when that is not known.
    """
    pages = sorted({line.page for line in lines})
    by_page = [make_pieces([line for line in lines if line.page == page], (), signs) for page in pages]
    reaches = [paragraphs.right_edges(pieces, bound, float("inf") if bound else 0.0) for pieces in by_page]
    columns = [_Column(tuple(pieces), None, reach) for pieces, reach in zip(by_page, reaches, strict=True) if pieces]
    leading = paragraphs.usual_leading(column.pieces for column in columns)
    plain = headings.Style(float("inf"), True, True, 0)
    drafts = [draft for column in columns for draft in _drafts(column, plain, leading)]
    return tuple(_nest(drafts, [])[1])


def text_lines(block: Block) -> tuple[Line, ...]:
    """The lines of ``block`` without its marker: what a list item or numbered heading says."""
    first, *rest = block.lines
    if not block.marker or first.words[0].text != block.marker:
        return block.lines
    words = first.words[1:]
    if not words:
        return tuple(rest)
    return (make_line(first.page, words), *rest)


def body_size(lines: Iterable[Line]) -> float:
    """Font size of most of the running text, in points."""
    return headings.body_style(lines).size


def _typeset(lines: Sequence[Line], pages: Sequence[Page]) -> list[Line]:
    """The lines that were not filled into form fields, whose print is set by the reader's program."""
    fields = {page.number: [w.box for w in page.widgets if w.value] for page in pages if page.widgets}
    if not any(fields.values()):
        return list(lines)
    return [ln for ln in lines if not any(box.holds(ln.box.cx, ln.box.cy) for box in fields.get(ln.page, ()))]


def _columns(page: Page, lines: Sequence[Line], tables: Sequence[Table], body_size: float) -> list[_Column]:
    """Pieces of ``page`` by column and panel, in reading order; turned lines each by itself, last."""
    areas = panels.find_panels(page)
    level = [line for line in lines if not line.direction]
    turned = sorted((line for line in lines if line.direction), key=lambda line: (line.box.x0, line.box.top))
    homes: dict[Box | None, list[Piece]] = defaultdict(list)
    for piece in make_pieces(level, areas, (*page.drawings, *page.fills)):
        homes[panels.innermost(areas, piece.line.box)].append(piece)
    obstacles = [box for table in tables for number, box in table.boxes if number == page.number]
    height = median(line.box.height for line in level) if level else 0.0
    rules = [Box(r.x0, r.top, r.x1, r.bottom) for r in page.rulings if r.top == r.bottom]
    inside = _children(homes, areas)
    ordered = _with_shared_reach(_in_order(None, homes, inside, obstacles, height, rules), page, body_size)
    alone = [Piece(line, "", None, line.box.x0, line.box.x0, line.box.bottom) for line in turned]
    return [*ordered, *(_Column((piece,), None, {}) for piece in alone)]


def _with_shared_reach(columns: list[_Column], page: Page, body_size: float) -> list[_Column]:
    """Let stretches of one column of text share their right edge: panels and tables part it, but it is as wide."""
    boxes = [union(piece.line.box for piece in column.pieces) for column in columns]
    alone: dict[Box | None, list[int]] = defaultdict(list)
    shared = list(columns)
    for i, (column, box) in enumerate(zip(columns, boxes, strict=True)):
        beside = [
            other
            for k, other in enumerate(boxes)
            if k != i
            and columns[k].panel == column.panel
            and min(box.bottom, other.bottom) - max(box.top, other.top) > 1.0
            and (other.x0 >= box.x1 or other.x1 <= box.x0)
        ]
        if not beside:
            alone[column.panel].append(i)
            continue
        bound = min([other.x0 for other in beside if other.x0 >= box.x1], default=_free_to(column.panel, [box], page))
        shared[i] = replace(column, reach=paragraphs.right_edges(column.pieces, bound, body_size))
    for panel, members in alone.items():
        bound = _free_to(panel, [boxes[i] for i in members], page)
        pieces = [piece for i in members for piece in columns[i].pieces]
        reach = paragraphs.right_edges(pieces, bound, body_size)
        for i in members:
            shared[i] = replace(columns[i], reach=reach)
    return shared


def _free_to(panel: Box | None, boxes: Sequence[Box], page: Page) -> float:
    """Where the free space to the right of text ends: the panel or page less its margin, or a picture beside it."""
    around = union(boxes)
    frame = panel or Box(0.0, 0.0, page.width, page.height)
    bound = frame.x1 - max(0.0, min(around.x0 - frame.x0, MARGIN_MAX * frame.width))
    pictures = [image.box for image in page.images]
    pictures += [drawing.box for drawing in page.drawings if min(drawing.box.width, drawing.box.height) >= PICTURE_MIN]
    for picture in pictures:
        inside = frame.x0 < picture.x0 and picture.x1 < frame.x1 + 1.0
        beside = min(picture.bottom, around.bottom) > max(picture.top, around.top)
        if inside and beside and picture.x0 >= around.x1:
            bound = min(bound, picture.x0)
    return bound


def _children(homes: dict[Box | None, list[Piece]], areas: Sequence[Box]) -> dict[Box | None, list[Box]]:
    """Panels that hold pieces, by the panel around them that holds pieces too (None: the page)."""
    used = [area for area in areas if area in homes]
    children: dict[Box | None, list[Box]] = defaultdict(list)
    for i, area in enumerate(used):
        children[panels.innermost(used[:i], area)].append(area)
    return children


def _in_order(
    panel: Box | None,
    homes: dict[Box | None, list[Piece]],
    children: dict[Box | None, list[Box]],
    obstacles: Sequence[Box],
    height: float,
    rules: Sequence[Box],
) -> list[_Column]:
    """Columns of a panel (None: of the page) in reading order, those of panels within it in their place."""
    pieces = homes.get(panel, [])
    inner = children.get(panel, [])
    boxes = [*(piece.line.box for piece in pieces), *inner, *(obstacles if panel is None else ())]
    result: list[_Column] = []
    for group in reading_order.order_boxes(boxes, height, rules):
        run: list[Piece] = []
        for i in group:
            if i < len(pieces):
                run.append(pieces[i])
                continue
            if run:
                result.append(_Column(tuple(run), panel, paragraphs.right_edges(run)))
                run = []
            if i < len(pieces) + len(inner):
                result += _in_order(inner[i - len(pieces)], homes, children, (), height, rules)
        if run:
            result.append(_Column(tuple(run), panel, paragraphs.right_edges(run)))
    return result


def _drafts(column: _Column, body: headings.Style, leading: dict[float, float]) -> list[_Draft]:
    """Blocks of one column; depth of headings and nesting of items are not known yet."""
    drafts: list[_Draft] = []
    around = union(piece.line.box for piece in column.pieces)
    for marked, members in paragraphs.group_pieces(column.pieces, leading, column.reach):
        lines = tuple(piece.line for piece in members)
        first = members[0]
        kind: BlockKind = "list_item" if marked else "paragraph"
        if lines[0].direction:
            kind = "turned"
        elif headings.is_heading(lines, body, listed=marked and first.kind in ("bullet", "dash")):
            kind = "heading"
        box = union(line.box for line in lines)
        block = Block(lines[0].page, kind, lines, box, 0, first.marker if marked else "", column.panel)
        drafts.append(_Draft(block, first.edge, around))
    return drafts


def _nest(drafts: Sequence[_Draft], stack: list[float]) -> tuple[list[float], list[Block]]:
    """Give list items their nesting by the edges of their markers.

    Args:
        drafts: one page, in reading order.
        stack: edges of the list that the page before ended in: a list may go on overleaf.

    Returns:
        The edges of the list this page ends in, and the blocks.
    """
    nested: list[Block] = []
    before: _Draft | None = None
    for draft in drafts:
        block = draft.block
        if block.kind == "heading" or (before is not None and _elsewhere(before, draft)):
            stack = []
        before = draft
        if block.kind != "list_item":
            if stack and draft.edge < stack[0] - paragraphs.SAME_EDGE:
                stack = []
            nested.append(block)
            continue
        stack = [edge for edge in stack if edge <= draft.edge + paragraphs.SAME_EDGE]
        if not stack or draft.edge > stack[-1] + paragraphs.SAME_EDGE:
            stack = [*stack, draft.edge]
        nested.append(replace(block, level=len(stack)))
    return stack, nested


def _elsewhere(before: _Draft, draft: _Draft) -> bool:
    """Whether a block stands in another panel or beside the column of the one before: a list does not go on there."""
    apart = draft.column.x0 >= before.column.x1 or draft.column.x1 <= before.column.x0
    return before.block.panel != draft.block.panel or apart


def _finish(block: Block, page: Page, body: headings.Style, ranks: dict[headings.Style, int]) -> Block:
    """Tell captions and footnotes from paragraphs, and give headings their depth."""
    if block.kind == "heading":
        return replace(block, level=ranks[headings.style_of(block.lines)])
    if block.kind not in ("paragraph", "list_item") or block.panel is not None:
        return block
    size = block.lines[0].size
    if block.kind == "paragraph" and _beside_picture(block, page) and (_is_italic(block) or size < SMALLER * body.size):
        return replace(block, kind="caption")
    if size <= SMALLER * body.size and block.box.top > FOOTNOTE_ZONE * page.height and _starts_as_note(block):
        return replace(block, kind="footnote", level=0)
    return block


def _is_italic(block: Block) -> bool:
    return all(word.italic for line in block.lines for word in line.words)


def _beside_picture(block: Block, page: Page) -> bool:
    """Whether a picture large enough to carry a caption stands right above or below."""
    reach = CAPTION_REACH * block.lines[0].size
    for image in page.images:
        if image.x1 - image.x0 < PICTURE_MIN or image.bottom - image.top < PICTURE_MIN:
            continue
        overlap = min(image.x1, block.box.x1) - max(image.x0, block.box.x0)
        distance = max(block.box.top - image.bottom, image.top - block.box.bottom)
        if overlap > 0 and -1.0 <= distance <= reach:
            return True
    return False


def _starts_as_note(block: Block) -> bool:
    """Whether a small block starts with a raised or bare number, or with an asterisk."""
    text = block.lines[0].words[0].text
    return text.rstrip(".)").isdigit() or text[0] in "*†‡¹²³⁴⁵⁶⁷⁸⁹"
