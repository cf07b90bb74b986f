"""Blocks: the lines outside tables as paragraphs, headings and list items in reading order.

Signals for where a block ends, in order of precedence:

1. the edge of a column, panel or table (reading_order, panels);
2. a marker at the start of the next line (markers); a dash only where its neighbours show that it is no punctuation;
3. a change of style: size, or weight of whole lines;
4. more leading than the same print has elsewhere;
5. an indent or outdent against the block's own edge;
6. a line that was broken though its next word had room, before a capital or after a full stop.

What a block is: running header or footer (running), turned text, list item, heading (headings), caption beside a
picture, footnote, else paragraph. Every word of the given lines ends in exactly one block. The module knows no language.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.layout import headings, markers, panels, reading_order, running
from schemas.geometry import Box, union
from schemas.layout import Block, BlockKind, Line, PageLayout, Table
from schemas.page import Page, Word

WIDE_GAP = 2.6
"""A gap between words of more font sizes than this parts a line in two: justified print stretches to half of it."""
MARKER_REACH = 4.0
"""A marker set apart stands at most this many font sizes before its text."""
EXTRA_LEADING = 1.22
"""Leading beyond the usual by this factor begins a new block."""
TIGHT = 0.4
"""Points of leading that rounding moves."""
USUAL_LEADING = 1.25
"""Leading in font sizes where a document shows none of its own."""
LEADING_MAX = 2.2
"""Lines further apart than this many font sizes never belong to one block."""
INDENT = 0.6
"""Font sizes by which a first line is set in."""
SAME_EDGE = 2.5
"""Points within which two edges are one."""
ROOM = 2.0
"""Points that must be left over before a word is said to have had room."""
ENDS = (".", ":", "!", "?", "…", ".”", '."', ")", ";")
CAPTION_REACH = 2.5
"""A caption stands within this many font sizes of its picture."""
PICTURE_MIN = 40.0
"""Sides of a picture that carries a caption, in points: smaller ones are icons."""
FOOTNOTE_ZONE = 0.6
"""Footnotes stand below this share of the page's height."""
SMALLER = 0.92
"""Footnotes and captions are smaller than the body by this factor."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Lines of one column of one panel, read without a jump."""

    lines: tuple[Line, ...]
    panel: Box | None


def build_blocks(pages: Sequence[Page], lines: Sequence[Line], tables: Sequence[Table]) -> tuple[PageLayout, ...]:
    """Make blocks of all lines that no table holds.

    Args:
        pages: all pages of the document.
        lines: the lines outside tables, of all pages, in any order.
        tables: the document's tables; they stand in the way of columns and are named in the page layouts.

    Returns:
        One layout per page, in order.
    """
    body = headings.body_style(lines)
    places = running.find_running(pages, lines, body.size)
    by_page: dict[int, list[Line]] = defaultdict(list)
    margins: dict[int, list[Block]] = defaultdict(list)
    for i, line in enumerate(lines):
        if i in places:
            margins[line.page].append(Block(line.page, places[i], (line,), line.box))
        else:
            by_page[line.page].append(line)
    stretches = {page.number: _stretches(page, by_page[page.number], tables) for page in pages}
    leading = _usual_leading(s for group in stretches.values() for s in group)
    drafts: list[list[Block]] = []
    for page in pages:
        drafts.append([block for s in stretches[page.number] for block in _blocks_of(s, body, leading)])
    ranks = headings.rank_styles(
        (headings.style_of(b.lines), markers.number_depth(b.marker)) for d in drafts for b in d if b.kind == "heading"
    )
    layouts: list[PageLayout] = []
    nesting: list[float] = []
    for page, draft in zip(pages, drafts, strict=True):
        nesting, nested = _nest(draft, nesting)
        blocks = [_finish(block, page, body, ranks) for block in nested]
        above = sorted((b for b in margins[page.number] if b.kind == "header"), key=lambda b: (b.box.top, b.box.x0))
        below = sorted((b for b in margins[page.number] if b.kind == "footer"), key=lambda b: (b.box.top, b.box.x0))
        numbers = tuple(t.number for t in tables if any(number == page.number for number, _ in t.boxes))
        layouts.append(PageLayout(page.number, page.width, page.height, (*above, *blocks, *below), numbers))
    return tuple(layouts)


def text_lines(block: Block) -> tuple[Line, ...]:
    """The lines of ``block`` without its marker: what a list item or numbered heading says."""
    if not block.marker:
        return block.lines
    first, *rest = block.lines
    words = first.words[1:]
    if not words:
        return tuple(rest)
    return (make_line(first.page, words), *rest)


def make_line(page: int, words: Sequence[Word]) -> Line:
    """A line of ``words`` as they stand, left to right."""
    sizes: Counter[float] = Counter()
    colors: Counter[int] = Counter()
    bold = 0
    for word in words:
        sizes[word.size] += len(word.text)
        colors[word.color] += len(word.text)
        bold += len(word.text) if word.bold else 0
    return Line(
        page,
        tuple(words),
        union(word.box for word in words),
        " ".join(word.text for word in words),
        max(sorted(sizes), key=lambda size: sizes[size]),
        2 * bold > sum(sizes.values()),
        max(sorted(colors), key=lambda color: colors[color]),
        words[0].direction,
    )


# --- pages → stretches -----------------------------------------------------------------------------------------


def _stretches(page: Page, lines: Sequence[Line], tables: Sequence[Table]) -> list[_Stretch]:
    """Lines of ``page`` by column and panel, in reading order; turned lines each by itself, last."""
    areas = panels.find_panels(page)
    level = [line for line in lines if not line.direction]
    turned = [line for line in lines if line.direction]
    pieces = _join_markers([piece for line in level for piece in _split(line, areas)])
    homes: dict[Box | None, list[Line]] = defaultdict(list)
    for piece in pieces:
        homes[panels.innermost(areas, piece.box)].append(piece)
    obstacles = [box for table in tables for number, box in table.boxes if number == page.number]
    ordered = _in_order(None, homes, _parents(homes, areas), obstacles)
    return [*ordered, *(_Stretch((line,), None) for line in sorted(turned, key=lambda ln: (ln.box.x0, ln.box.top)))]


def _parents(homes: dict[Box | None, list[Line]], areas: Sequence[Box]) -> dict[Box | None, list[Box]]:
    """Panels that hold lines, by the panel around them that holds lines too (None: the page)."""
    used = [area for area in areas if area in homes]
    children: dict[Box | None, list[Box]] = defaultdict(list)
    for i, area in enumerate(used):
        children[panels.innermost(used[:i], area)].append(area)
    return children


def _in_order(
    panel: Box | None,
    homes: dict[Box | None, list[Line]],
    children: dict[Box | None, list[Box]],
    obstacles: Sequence[Box],
) -> list[_Stretch]:
    lines = homes.get(panel, [])
    inner = children.get(panel, [])
    boxes = [*(line.box for line in lines), *inner, *(obstacles if panel is None else ())]
    result: list[_Stretch] = []
    for group in reading_order.order_boxes(boxes):
        run: list[Line] = []
        for i in group:
            if i < len(lines):
                run.append(lines[i])
                continue
            if run:
                result.append(_Stretch(tuple(run), panel))
                run = []
            if i < len(lines) + len(inner):
                result += _in_order(inner[i - len(lines)], homes, children, ())
        if run:
            result.append(_Stretch(tuple(run), panel))
    return result


def _split(line: Line, areas: Sequence[Box]) -> list[Line]:
    """``line`` parted at wide gaps and at the edges of panels."""
    if len(line.words) == 1:
        return [line]
    runs: list[list[Word]] = [[line.words[0]]]
    for left, right in pairwise(line.words):
        gap = right.x0 - left.x1
        wide = gap > WIDE_GAP * line.size
        if not wide and gap > 0 and areas:
            wide = panels.innermost(areas, left.box) != panels.innermost(areas, right.box)
        if wide:
            runs.append([])
        runs[-1].append(right)
    return [line] if len(runs) == 1 else [make_line(line.page, run) for run in runs]


def _join_markers(lines: list[Line]) -> list[Line]:
    """Put markers that were set apart before the text they belong to."""
    bare = [line for line in lines if markers.is_bare_marker(line)]
    if not bare:
        return lines
    texts = sorted((line for line in lines if not markers.is_bare_marker(line)), key=lambda ln: (ln.box.x0, ln.box.top))
    taken: dict[int, Line] = {}
    alone: list[Line] = []
    for marker in bare:
        for i, text in enumerate(texts):
            near = 0 <= text.box.x0 - marker.box.x1 + 1.0 <= MARKER_REACH * text.size
            level = abs(text.box.cy - marker.box.cy) <= 0.5 * max(text.size, marker.size)
            if near and level and i not in taken:
                taken[i] = marker
                break
        else:
            alone.append(marker)
    joined = [
        make_line(text.page, (*taken[i].words, *text.words)) if i in taken else text for i, text in enumerate(texts)
    ]
    return [*joined, *alone]


# --- stretches → blocks ----------------------------------------------------------------------------------------


def _usual_leading(stretches: Iterable[_Stretch]) -> dict[float, float]:
    """Most frequent distance of neighbouring lines by their font size, both in points."""
    counts: dict[float, Counter[float]] = defaultdict(Counter)
    for stretch in stretches:
        for above, below in pairwise(stretch.lines):
            if abs(above.size - below.size) < 0.3:
                step = below.box.cy - above.box.cy
                if 0.8 * below.size < step < LEADING_MAX * below.size:
                    counts[round(below.size, 1)][round(step * 2) / 2] += 1
    return {
        size: min(step for step, n in found.items() if 3 * n >= max(found.values())) for size, found in counts.items()
    }


def _blocks_of(stretch: _Stretch, body: headings.Style, leading: dict[float, float]) -> list[Block]:
    right = max(line.box.x1 for line in stretch.lines)
    starts = _marked(stretch.lines)
    groups: list[list[Line]] = []
    for i, line in enumerate(stretch.lines):
        if not groups or starts[i] or _breaks(groups[-1], line, right, leading):
            groups.append([line])
        else:
            groups[-1].append(line)
    return [_draft(tuple(group), stretch.panel, body, _starts_marked(group, starts, stretch.lines)) for group in groups]


def _starts_marked(group: Sequence[Line], starts: Sequence[bool], lines: Sequence[Line]) -> bool:
    """Whether the first line of ``group`` was found to start with a marker."""
    return starts[lines.index(group[0])]


def _marked(lines: Sequence[Line]) -> list[bool]:
    """Which lines start a list item. A dash has to be shown to be a bullet by what stands around it."""
    kinds = [markers.line_marker(line) for line in lines]
    dashes = Counter(round(line.box.x0) for line, kind in zip(lines, kinds, strict=True) if kind == "dash")
    result: list[bool] = []
    for i, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if kind == "dash":
            above = lines[i - 1] if i else None
            first = above is None or line.box.cy - above.box.cy > LEADING_MAX * line.size
            listed = dashes[round(line.box.x0)] > 1
            indented = above is not None and line.box.x0 > above.box.x0 + INDENT * line.size
            after_end = above is not None and above.text.endswith(":")
            result.append(first or listed or indented or after_end)
        elif kind in ("number", "letter"):
            result.append(_numbered(lines, i))
        else:
            result.append(kind is not None)
    return result


def _numbered(lines: Sequence[Line], i: int) -> bool:
    """Whether a number or letter at the start of a line counts something: a wrapped "2." ends a sentence."""
    if i == 0:
        return True
    line, above = lines[i], lines[i - 1]
    if line.box.cy - above.box.cy > 1.6 * line.size or abs(line.size - above.size) > 0.3 or line.bold != above.bold:
        return True
    room = line.words[0].x1 - line.words[0].x0 + 0.3 * line.size
    right = max(ln.box.x1 for ln in lines)
    return above.box.x1 + room < right - ROOM or above.text.endswith(ENDS)


def _breaks(block: list[Line], line: Line, right: float, leading: dict[float, float]) -> bool:
    """Whether ``line`` begins a new block after ``block`` in a column that reaches to ``right``."""
    above = block[-1]
    step = line.box.cy - above.box.cy
    if step < 0.5 * min(line.size, above.size) or step > LEADING_MAX * line.size:
        return True
    if abs(line.size - above.size) > 0.07 * max(line.size, above.size) and not _is_remnant(line, above):
        return True
    if all(ln.bold for ln in block) != line.bold and _pure(line) and all(_pure(ln) for ln in block):
        return True
    if len(block) > 1:
        usual = min(block[i + 1].box.cy - block[i].box.cy for i in range(len(block) - 1))
    else:
        usual = leading.get(round(line.size, 1), USUAL_LEADING * line.size)
    if step > usual * EXTRA_LEADING + TIGHT:
        return True
    return _edge_breaks(block, line) or _had_room(above, line, right)


def _is_remnant(line: Line, above: Line) -> bool:
    """Whether ``line`` is the short rest of a paragraph that consists of raised numbers alone."""
    return len(line.text) <= 4 and line.size < above.size and not any(ch.isalpha() for ch in line.text)


def _pure(line: Line) -> bool:
    """Whether a line is bold, or not bold, from end to end."""
    return all(word.bold == line.bold for word in line.words)


def _edge_breaks(block: list[Line], line: Line) -> bool:
    """Whether the left edge of ``line`` says that it goes on with another thing than ``block``."""
    first, above = block[0], block[-1]
    indent = INDENT * line.size
    if abs(line.box.cx - above.box.cx) <= SAME_EDGE:
        return False
    if markers.line_marker(first) is not None and len(first.words) > 1:
        text_edge = first.words[1].x0
        if line.box.x0 >= text_edge - SAME_EDGE:
            return line.box.x0 > text_edge + 2 * indent
        hanging = len(block) > 1 and abs(above.box.x0 - text_edge) <= SAME_EDGE
        return hanging or line.box.x0 < first.box.x0 - SAME_EDGE
    if len(block) == 1:
        return line.box.x0 > above.box.x0 + indent
    return abs(line.box.x0 - above.box.x0) > indent


def _had_room(above: Line, line: Line, right: float) -> bool:
    """Whether ``line`` was begun though its first word had room at the end of ``above``."""
    if abs(line.box.cx - above.box.cx) <= SAME_EDGE and abs(line.box.x0 - above.box.x0) > SAME_EDGE:
        return above.text.endswith(ENDS) and not line.text[0].islower()
    word = line.words[0]
    if above.box.x1 + 0.3 * line.size + (word.x1 - word.x0) > right - ROOM:
        return False
    return not line.text[0].islower() and (above.text.endswith(ENDS) or not line.text[0].isdigit())


def _draft(lines: tuple[Line, ...], panel: Box | None, body: headings.Style, marked: bool) -> Block:
    first = lines[0]
    marker = first.words[0].text if marked else ""
    kind: BlockKind = "paragraph"
    if first.direction:
        kind = "turned"
    else:
        sort = markers.line_marker(first) if marked else None
        if headings.is_heading(lines, body, listed=sort in ("bullet", "dash")):
            kind = "heading"
        elif marked:
            kind = "list_item"
    return Block(first.page, kind, lines, union(line.box for line in lines), 0, marker, panel)


# --- blocks → their part in the document -----------------------------------------------------------------------


def _nest(blocks: Sequence[Block], stack: list[float]) -> tuple[list[float], list[Block]]:
    """Give list items their nesting by the edges of their markers.

    Args:
        blocks: drafts of one page, in reading order.
        stack: edges of the list that the page before ended in: a list may go on overleaf.

    Returns:
        The edges of the list this page ends in, and the blocks.
    """
    nested: list[Block] = []
    panel: Box | None = blocks[0].panel if blocks else None
    for block in blocks:
        if block.kind == "heading" or block.panel != panel:
            stack = []
        panel = block.panel
        if block.kind != "list_item":
            if stack and block.box.x0 < stack[0] - SAME_EDGE:
                stack = []
            nested.append(block)
            continue
        edge = block.box.x0
        stack = [e for e in stack if e <= edge + SAME_EDGE]
        if not stack or edge > stack[-1] + SAME_EDGE:
            stack = [*stack, edge]
        nested.append(replace(block, level=len(stack)))
    return stack, nested


def _finish(block: Block, page: Page, body: headings.Style, ranks: dict[headings.Style, int]) -> Block:
    """Tell captions and footnotes from paragraphs, and give headings their depth."""
    if block.kind == "heading":
        return replace(block, level=ranks[headings.style_of(block.lines)])
    if block.kind not in ("paragraph", "list_item") or block.panel is not None:
        return block
    size = block.lines[0].size
    if block.kind == "paragraph" and _beside_picture(block, page) and (_is_italic(block) or size < SMALLER * body.size):
        return replace(block, kind="caption")
    if size <= SMALLER * body.size and block.box.top > FOOTNOTE_ZONE * page.height and _notes_sign(block):
        return replace(block, kind="footnote", level=0)
    return block


def _is_italic(block: Block) -> bool:
    return all(word.italic for line in block.lines for word in line.words)


def _beside_picture(block: Block, page: Page) -> bool:
    reach = CAPTION_REACH * block.lines[0].size
    for image in page.images:
        if image.box.width < PICTURE_MIN or image.box.height < PICTURE_MIN:
            continue
        overlap = min(image.x1, block.box.x1) - max(image.x0, block.box.x0)
        distance = max(block.box.top - image.bottom, image.top - block.box.bottom)
        if overlap > 0 and -TIGHT <= distance <= reach:
            return True
    return False


def _notes_sign(block: Block) -> bool:
    """Whether a small block starts as a note does: with a raised or bare number, or with an asterisk."""
    word = block.lines[0].words[0]
    return word.text.rstrip(".)").isdigit() or word.text[0] in "*†‡¹²³⁴⁵⁶⁷⁸⁹"
