"""Legends: what a document says its signs, letters, digits and colours mean.

Contract. Signals in order of precedence, and why:
1. a sign (drawn, raster, character) with words beside it on the line – the words up to the next sign are its text;
2. a key and a joint in words: "x = opfyldt", "G: Grundniveau", "Grøn betyder fuldt implementeret", "1 (slet ikke)";
   the sign's own label may hold one ("● Grøn: fuldt implementeret");
3. words on a coloured ground, which are the text of that colour;
4. tables: see ``legend_tables``.
A sign that stands before three texts or more is a bullet and no key; a box before a text without a joint is an option
that somebody may take. What the texts are worth, and whether entries belong together, is for the reader of scales.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from operator import attrgetter

from extractors.kinds.marks.cells import THINNEST
from extractors.kinds.marks.check_lists import boxes_among_signs, lines_of_boxes
from extractors.kinds.marks.colours import LIGHTS, colour_name
from extractors.kinds.marks.gauges import with_gauges
from extractors.kinds.marks.glyphs import (
    font_of,
    is_lone_symbol,
    is_sign,
    is_symbol_font,
    join_bracketed,
    join_signs,
    marks_of_glyphs,
    marks_of_words,
    split_signs,
    without_leading_sign,
)
from extractors.kinds.marks.legend_ends import ONE_HEIGHT, continued
from extractors.kinds.marks.legend_grounds import on_ground, with_grey_grounds
from extractors.kinds.marks.legend_keys import (
    LETTERS,
    LegendEntry,
    clean_text,
    is_key,
    is_typed_key,
    joint_pattern,
    longest_text,
    may_hold_key,
    worded_entries,
)
from extractors.kinds.marks.symbols import drawn_marks, image_marks, is_picture, lies_in
from schemas.geometry import Box, union
from schemas.layout import Line
from schemas.marks import Mark
from schemas.page import Drawing, Fill, ImageLook, Page, Word

SWATCH = 36.0
"""A colour sample is at most so many points wide and high."""
WIDEST_CELL = 120.0
"""A painted cell of a sheet is a sample too; it is at most so many points wide."""
CELL_GAP = 24.0
"""The words that a painted cell explains begin at most so many points right of it; else they stand left of it."""
SAME_SIDES, TOUCHING = 2.0, 1.0
"""The sides of painted cells of one column differ by so many points in a scan, and print begins so close to them."""
REACH = 60.0
"""A sign stands at most so many points left of the first word it explains."""
MOST_ITEMS = 600
"""A page with more small drawings is a map or a drawing; its signs are not searched for legends."""
SPACE = 0.3
"""Width of a word space in font sizes."""
PITCH = 1.3
"""Distances between lines of one list differ by this factor at most."""
BULLET_TEXTS = 3
"""A sign with so many different texts on a page is a bullet."""


def legend_entries(lines: Sequence[Line], page: Page, looks: Mapping[str, ImageLook]) -> list[LegendEntry]:
    """Entries of legends in running text.

    Args:
        lines: lines of the page outside its tables, in reading order.
        page: the page, for what is drawn beside the lines.
        looks: what small raster images look like, by digest.
    """
    level = [line for line in lines if line.page == page.number and line.direction == 0]
    if not level:
        return []
    beside = placed(_signs_on(page, level, looks), level)
    boxes = lines_of_boxes(level) | boxes_among_signs(level)
    alone = {line.words[0].text for line in level if is_sign(line.words[0])}
    found: list[tuple[int, LegendEntry]] = []
    for index, line in enumerate(level):
        if index and _ends_in_key(level[index - 1]):
            continue
        below = level[index + 1] if index + 1 < len(level) and _ends_in_key(line) else None
        words = line.words if below is None else tuple(as_one_line((line, below)))
        own = entries_of(words, beside.get(index, ()), line.page, boxed=index in boxes, alone=alone)
        found += [(index, entry) for entry in own]
        ground = on_ground(line, page.fills)
        if ground is not None and not any(i == index for i, _ in found):
            found.append((index, ground))
    found = with_grey_grounds(found, level, page.fills)
    return without_bullets(continued(found, level), _of_legends(found, level))


# --- signs beside words --------------------------------------------------------------------------------------------


def _signs_on(page: Page, lines: Sequence[Line], looks: Mapping[str, ImageLook]) -> list[Mark]:
    """Small drawn and raster signs of the page that stand level with one of the lines."""
    if not (page.fills or page.drawings or page.images):
        return []
    level = {y for line in lines for y in range(int(line.box.top) - 2, int(line.box.bottom) + 3)}
    painted = [f for f in page.fills if int(f.box.cy) in level and colour_name(f.color) != "white"]
    cells = _painted_cells(painted, lines, page.number)
    taken = {cell.box for cell in cells}
    fills = [f for f in painted if is_small(box := f.box) and box not in taken]
    whole = [d for d in page.drawings if is_small(box := d.box) and int(box.cy) in level]
    drawings = _with_details(whole, page.drawings) if len(whole) <= MOST_ITEMS else whole
    images = [i for i in page.images if is_small(box := i.box) and int(box.cy) in level]
    if not (fills or drawings or images) or len(fills) + len(drawings) > MOST_ITEMS:
        return cells
    words = sorted((word for line in lines for word in line.words), key=lambda word: word.top)
    tops = [word.top for word in words]
    marks: list[Mark] = []
    for members, shades in _bands(drawings, fills):
        band = union([*(d.box for d in members), *(f.box for f in shades)])
        near = words[bisect_left(tops, band.top - SWATCH) : bisect_right(tops, band.bottom)]
        bare = [f for f in shades if not any(f.box.holds(w.cx, w.cy) for w in near)]
        marks += drawn_marks(members, bare, near, page.number)[0]
    return [*cells, *with_gauges([*marks, *image_marks(images, looks, page.number)])]


def _painted_cells(fills: Sequence[Fill], lines: Sequence[Line], page: int) -> list[Mark]:
    """Cells of one column, painted one below another in other colours, each with a line beside it and none within."""
    columns: dict[tuple[float, float, str], list[Fill]] = {}
    for fill in fills:
        small = fill.x1 - fill.x0 <= WIDEST_CELL and THINNEST <= fill.bottom - fill.top <= SWATCH
        side = _side_of_text(fill.box, lines) if small else ""
        if side:
            x0, x1 = fill.x0, fill.x1
            known = (c for c in columns if c[2] == side and max(abs(c[0] - x0), abs(c[1] - x1)) <= SAME_SIDES)
            columns.setdefault(next(known, (x0, x1, side)), []).append(fill)
    return [
        Mark("fill", "fill", "colour", cell.color, colour_name(cell.color), None, "", page, cell.box, 0.9)
        for cells in columns.values()
        if len(cells) == len({cell.color for cell in cells}) > 1
        for cell in cells
    ]


def _side_of_text(cell: Box, lines: Sequence[Line]) -> str:
    """On which side of a bare cell the one line of its text stands; empty where several do, or none."""
    level = [line.box for line in lines if cell.top <= line.box.cy <= cell.bottom]
    if any(box.x0 < cell.x1 - TOUCHING and cell.x0 + TOUCHING < box.x1 for box in level):
        return ""
    right = [box for box in level if -TOUCHING <= box.x0 - cell.x1 <= CELL_GAP]
    left = [box for box in level if cell.x0 - box.x1 >= -TOUCHING]
    if right:
        return "right" if len(right) == 1 else ""
    return "left" if len(left) == 1 == len(level) and cell.x0 - left[0].x0 <= WIDEST_CELL else ""


def _with_details(whole: Sequence[Drawing], drawings: Sequence[Drawing]) -> list[Drawing]:
    """The drawings with what is drawn within them, in the order of drawing: the eyes of a face are small."""
    boxes = [drawing.box for drawing in whole]
    own = set(map(id, whole))
    return [d for d in drawings if id(d) in own or (boxes and any(lies_in(d.box, box) for box in boxes))]


def _bands(drawings: Sequence[Drawing], fills: Sequence[Fill]) -> list[tuple[list[Drawing], list[Fill]]]:
    """Drawings and fills by the rows they stand in, so that no row is taken for a crowded picture."""
    bands: list[tuple[list[int], list[Fill]]] = []
    end = float("-inf")
    items: list[tuple[float, float, int]] = [(d.top, d.bottom, i) for i, d in enumerate(drawings)]
    items += [(f.top, f.bottom, len(drawings) + i) for i, f in enumerate(fills)]
    for top, bottom, index in sorted(items):
        if top > end:
            bands.append(([], []))
        end = max(end, bottom)
        if index < len(drawings):
            bands[-1][0].append(index)
        else:
            bands[-1][1].append(fills[index - len(drawings)])
    return [([drawings[i] for i in sorted(order)], members) for order, members in bands]


def is_small(box: Box) -> bool:
    """Whether an area of this size may be the sample of a colour."""
    return box.width <= SWATCH and box.height <= SWATCH and max(box.width, box.height) >= THINNEST


def placed(signs: Sequence[Mark], lines: Sequence[Line]) -> dict[int, list[Mark]]:
    """The signs of each line: those within it, before it, or – where no line follows – behind it."""
    placed: dict[int, list[Mark]] = {}
    for sign in signs:
        box = sign.box
        reach: list[tuple[float, int]] = []
        for index, line in enumerate(lines):
            slack = 0.3 * line.box.height
            if not line.box.top - slack <= box.cy <= line.box.bottom + slack:
                continue
            if box.x0 < line.box.x0:
                reach.append((max(line.box.x0 - box.x1, 0.0), index))
            else:
                behind = box.x0 - line.box.x1
                reach.append((0.0 if behind < 0 else behind + REACH, index))
        if reach and min(reach)[0] <= 2 * REACH:
            placed.setdefault(min(reach)[1], []).append(sign)
    return placed


def entries_of(
    words: Sequence[Word],
    beside: Sequence[Mark],
    page: int,
    *,
    boxed: bool = False,
    alone: Collection[str] = (),
) -> list[LegendEntry]:
    """Entries of one line: words and the drawn signs beside them.

    Args:
        words: of the line.
        beside: the signs drawn beside them.
        page: where it stands.
        boxed: whether boxes on it explain boxes.
        alone: signs that other lines begin with.
    """
    if beside:
        words = [word for word in words if not is_picture(word, beside)]
    coloured = _coloured_words(words, page)
    if coloured:
        return coloured
    if not beside and _is_plain(words):
        return []
    items: list[Mark | Word] = list(beside)
    typed = is_typed_key(words)
    if not beside and not typed and _are_print(words):
        return worded_entries(sorted(map(_without_bracket, words), key=_LEFT), page)
    for word in map(_without_bracket, join_signs(join_bracketed(words))):
        glyphs = split_signs(word.text, word.font)
        if glyphs and (typed or not any(_is_letter(word, g.start, g.end) or g.sign.name == "-" for g in glyphs)):
            items += marks_of_glyphs(word, glyphs, page)
        elif is_lone_symbol(word.text, word.font):
            items += marks_of_words([word], page)
        else:
            sign, rest = without_leading_sign(word, page)
            items += [rest] if sign is None else [sign, rest]
    items = [*(i for i in items if isinstance(i, Word)), *with_gauges([i for i in items if isinstance(i, Mark)])]
    items.sort(key=lambda item: item.x0 if isinstance(item, Word) else item.box.x0)
    plain = [item for item in items if isinstance(item, Word)]
    if len(plain) == len(items) or not plain:
        return worded_entries(plain, page)
    parts = _between_separators(items)
    if parts and all(len(worded_entries(part, page)) == 1 for part in parts):
        return worded_entries(plain, page)
    found: list[LegendEntry] = []
    alone = {*alone, *(item.text for item in items if isinstance(item, Mark) and item.text)}
    for sign, label in _labelled(items):
        inner = worded_entries(label, page)
        if len(inner) == 1 and inner[0].box.x0 <= label[0].x0 + 0.1:
            entry = inner[0]
            found.append(entry._replace(sign=sign, box=union([sign.box, entry.box])))
            continue
        own = [word for word in label if not inner or word.box.cx < inner[0].box.x0]
        text = clean_text(" ".join(word.text for word in own))
        in_brackets = sign.text[1:-1] in alone  # "✔ opfyldt (✔) delvist": no option button
        explained = (
            sign.kind != "checkbox" or in_brackets or boxed or joint_pattern().match(f" {label[0].text} ") is not None
        )
        if explained and text and len(text) <= longest_text():
            found.append(LegendEntry(sign, sign.text, text, page, union([sign.box, *(w.box for w in own)])))
        found += inner
    return found or worded_entries(plain, page)


def _between_separators(items: Sequence[Mark | Word]) -> list[list[Word]]:
    """The words between signs of one look that neither begin nor end the line ("I = Ja · D = Delvist"); else none."""
    signs = [item for item in items if isinstance(item, Mark)]
    if isinstance(items[0], Mark) or isinstance(items[-1], Mark) or len(set(map(look_of, signs))) > 1:
        return []
    runs = [list(run) for is_sign, run in groupby(items, key=lambda item: isinstance(item, Mark)) if not is_sign]
    return [[item for item in run if isinstance(item, Word)] for run in runs]


def _coloured_words(words: Sequence[Word], page: int) -> list[LegendEntry]:
    """Entries of words that are printed in the colours they explain: runs of several colours of a light on one line."""
    if len({word.color for word in words}) < 2:
        return []
    runs = [(color, list(run)) for color, run in groupby(words, key=lambda word: word.color)]
    named = [(color, name, run) for color, run in runs if (name := colour_name(color)) in LIGHTS]
    texts = [clean_text(" ".join(word.text for word in run)) for _, _, run in named]
    if len({name for _, name, _ in named}) < max(2, len(named)) or not all(map(LETTERS.search, texts)):
        return []
    return [
        LegendEntry(
            Mark("text", "text", "colour", color, name, None, "", page, union(word.box for word in run), 0.9),
            "",
            text,
            page,
            union(word.box for word in run),
        )
        for (color, name, run), text in zip(named, texts, strict=True)
    ]


def _without_bracket(word: Word) -> Word:
    """A sign without a bracket that it opens and does not close: "(✓ = opfyldt, …)"."""
    opened = word.text[:1] == "(" and ")" not in word.text
    return word._replace(text=word.text[1:]) if opened and split_signs(word.text[1:], word.font) else word


def may_explain(words: Sequence[Word]) -> bool:
    """Whether words by themselves may be entries of a legend: in several colours, or with what may be a sign or key."""
    return len({word.color for word in words}) > 1 or not _is_plain(words)


def _is_plain(words: Sequence[Word]) -> bool:
    """Whether no word can be a sign or key: so it is with nearly every line."""
    in_symbols = any(map(is_symbol_font, set(map(font_of, words))))
    return not in_symbols and not any(map(may_hold_key, [word.text for word in words]))


def _are_print(words: Sequence[Word]) -> bool:
    """Whether no word can be a sign but letters and punctuation, which are keys only with a joint."""
    if any(map(is_symbol_font, set(map(font_of, words)))):
        return False
    return _NO_PRINT.search("".join([word.text for word in words])) is None


_NO_PRINT = re.compile("[^\x00-\x7f\xc0-\xd6\xd8-\xf6\xf8-\u024f‐-—‘-”„…]")
_LEFT = attrgetter("x0")


def _is_letter(word: Word, start: int, end: int) -> bool:
    """A letter or plain punctuation of an ordinary font, which is a key only with a joint."""
    text = word.text[start:end]
    return text.isascii() and not any("\uf020" <= c <= "\uf0ff" for c in text) and split_signs(text, "") != ()


def _labelled(items: Sequence[Mark | Word]) -> list[tuple[Mark, list[Word]]]:
    """Each sign with the words it explains: those after it, or before it when the line ends with a sign."""
    after = not isinstance(items[-1], Mark) or isinstance(items[0], Mark)
    pairs: list[tuple[Mark, list[Word]]] = []
    for item in items if after else reversed(items):
        if isinstance(item, Mark):
            pairs.append((item, []))
        elif pairs:
            pairs[-1][1].append(item)
    if not after:
        pairs = [(sign, words[::-1]) for sign, words in reversed(pairs)]
    return [(sign, words) for sign, words in pairs if words]


# --- over lines and cells ------------------------------------------------------------------------------------------


def without_bullets(entries: Sequence[LegendEntry], kept_ones: Collection[int] = ()) -> list[LegendEntry]:
    """Entries without those whose sign stands before many different texts; without the sign, if words are their key.

    Args:
        entries: the entries of a page or table.
        kept_ones: places of entries that are no bullets however often their signs come again.
    """
    texts: dict[object, set[str]] = {}
    for entry in entries:
        if entry.sign is not None:
            texts.setdefault(look_of(entry.sign), set()).add(entry.text.casefold())
    kept: list[LegendEntry] = []
    for at, entry in enumerate(entries):
        if at in kept_ones or entry.sign is None or len(texts[look_of(entry.sign)]) < BULLET_TEXTS:
            kept.append(entry)
        elif any(map(str.isalnum, entry.key)):  # "• Grøn: implementeret"
            kept.append(entry._replace(sign=None))
    return kept


def _ends_in_key(line: Line) -> bool:
    """Whether a line breaks off between a key and its text: "… ★☆☆ = delvist, ☆☆☆ ="."""
    if not line.text.rstrip().endswith(("=", "≙")):
        return False
    words = line.text.split()
    return len(words) > 2 and words[-1] in ("=", "≙") and (is_key(words[-2]) or split_signs(words[-2], "") != ())


def as_one_line(lines: Sequence[Line]) -> Iterator[Word]:
    """The words of several lines one behind the other on the first: a legend that wraps is read as one line."""
    end, first = lines[0].box.x0, lines[0].box
    for line in lines:
        shift = end - line.box.x0
        for word in line.words:
            yield word._replace(x0=word.x0 + shift, x1=word.x1 + shift, top=first.top, bottom=first.bottom)
        end = line.box.x1 + shift + SPACE * line.size


def _of_legends(found: Sequence[tuple[int, LegendEntry]], lines: Sequence[Line]) -> frozenset[int]:
    """Which entries stand as no bullets do: signs of several looks on one line, or all looks on lines in a row."""
    signed = [(at, index, look_of(entry.sign)) for at, (index, entry) in enumerate(found) if entry.sign is not None]
    looks: dict[int, set[object]] = {}
    height = {index: round(lines[index].box.cy / ONE_HEIGHT) for index, _ in found}
    for _, index, look in signed:
        looks.setdefault(height[index], set()).add(look)
    listed = {at for at, (index, _) in enumerate(found) if len(looks.get(height[index], ())) > 1}
    run: list[tuple[int, int, object]] = []
    for at, index, look in signed:
        if run and (index != run[-1][1] + 1 or any(look == other for _, _, other in run)):
            listed_on = index == run[-1][1] + 1 and _goes_on(lines[run[0][1] : index + 1])
            run = [] if listed_on and _are_options([found[place][1] for place, _, _ in run]) else run
            break
        run.append((at, index, look))
    if len(run) > 1 and {look for _, _, look in run} == {look for own in looks.values() for look in own}:
        listed |= {at for at, _, _ in run}
    return frozenset(listed)


def _are_options(entries: Sequence[LegendEntry]) -> bool:
    """Whether the signs are buttons or boxes, one ticked and one not: so an answer looks, whatever stands below."""
    return {entry.sign.meaning for entry in entries if entry.sign is not None} == {"checked", "empty"}


def _goes_on(lines: Sequence[Line]) -> bool:
    """Whether the last line stands as close as those before it: of a list, of which some items wear the same sign."""
    apart = [below.box.cy - above.box.cy for above, below in pairwise(lines)]
    return len(apart) > 1 and apart[-1] <= PITCH * min(apart[:-1])


def look_of(sign: Mark) -> object:
    """What makes signs the same to a reader: shape, meaning and colour, of areas its shade as well."""
    return (sign.sign, sign.meaning, sign.colour, sign.color if sign.sign in ("fill", "square") else None)
