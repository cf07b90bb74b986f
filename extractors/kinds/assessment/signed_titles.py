"""Recommendations that wear their rating as a sign beside the title: "☺ Røgfri skoletid", "3. Solpolitik ★★☆".

The sign stands before the title, at the end of its first or last line, alone on its height, in a column before it, or
is drawn beside it.
It rates only where a legend explains it or where it is a face, where most pieces of the same form wear one, and where
several different ones are worn: a bullet is the same in every line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from extractors.danish import text as danish
from extractors.kinds import marks as mark_reader
from extractors.kinds.assessment.form_pieces import SIGNED_FEWEST, Piece, is_small, may_wear_sign, on_one_line
from extractors.kinds.assessment.form_records import LEVEL_LABEL, RATING_LABEL
from extractors.kinds.assessment.legend import FACE_ORDER, Legend, sign_key
from extractors.kinds.assessment.run_in import title_and_text
from extractors.kinds.assessment.scales import is_step_wording, polarities
from extractors.kinds.wording import level_of
from schemas.geometry import Box
from schemas.layout import CellPart, Line
from schemas.marks import Mark
from schemas.page import Fill, ImageLook, Page, Source, Word

BESIDE = 2.5
"""A drawn sign stands within so many heights of print beside its title."""
EDGE = 4.0
"""Points by which a bar may end within the height of print and the white around it."""
BETWEEN = ("·", "|", "•", "–")
"""Signs between the level and what else a line below a title says."""
TITLE_MAX = 250
"""A longer text in plain print is no title."""
EXPLAINED = 0.8
"""Share of the signs that a legend must explain."""


class _Signed(NamedTuple):
    """A piece that may be a title, the sign it wears, and its lines without that sign."""

    sign: Mark
    answer: CellPart
    lines: tuple[Line, ...]
    apart: int | None
    """The piece that is the sign, where it is one by itself."""


def with_signed_titles(pieces: Sequence[Piece], source: Source, legends: Callable[[], Sequence[Legend]]) -> list[Piece]:
    """Pieces in which a text with a sign that rates it is a title, followed by its rating.

    Args:
        pieces: the pieces of a form.
        source: the pages, for what is drawn.
        legends: gives the document's legends; asked only where several titles wear signs.
    """
    pages = {page.number: page for page in source.pages}
    pieces = _parted_at_boxes(pieces, legends)
    before = _signs_before(pieces)
    typed = {i: found for i in range(len(pieces)) if (found := _worn_by(pieces, i, pages, before)) is not None}
    if len(typed) >= SIGNED_FEWEST:
        return _rated(pieces, typed, legends, typed=True) or list(pieces)
    bars: set[tuple[int, Fill]] = set()
    headed = {
        i: found
        for i, piece in enumerate(pieces)
        if piece.kind == "heading" and (found := _drawn_beside(piece.lines, pages, source.looks, bars))
    }
    if len(headed) >= SIGNED_FEWEST:
        return _rated(pieces, headed, legends, typed=False) or list(pieces)
    every = headed | _beside_texts(pieces, pages, source.looks)
    return _rated(pieces, every, legends, typed=False) or list(pieces)


def _beside_texts(
    pieces: Sequence[Piece], pages: Mapping[int, Page], looks: Mapping[str, ImageLook]
) -> dict[int, _Signed]:
    """The texts that begin with a drawn sign: titles in plain print, or in bold at the head of their text."""
    small = {number: _without_large(page) for number, page in pages.items()}
    found: dict[int, _Signed] = {}
    for i, piece in enumerate(pieces):
        lines = piece.block.lines if piece.kind == "pair" else piece.lines
        if piece.kind not in ("text", "pair") or not lines:
            continue
        page = small[lines[0].page]
        signed = _drawn_beside(lines, small, looks, set()) if page.fills or page.drawings or page.images else None
        titled = signed is not None and len(danish.join_lines([line.text for line in signed.lines])) <= TITLE_MAX
        if signed is not None and (titled or title_and_text(signed.lines)[1]):
            found[i] = signed
    return found


def _without_large(page: Page) -> Page:
    """The page with only those of its drawings and pictures that may be signs."""
    return replace(
        page,
        fills=tuple(fill for fill in page.fills if is_small(fill.box)),
        drawings=tuple(drawing for drawing in page.drawings if is_small(drawing.box)),
        images=tuple(image for image in page.images if is_small(image.box)),
    )


def _rated(
    pieces: Sequence[Piece], worn: Mapping[int, _Signed], legends: Callable[[], Sequence[Legend]], *, typed: bool
) -> list[Piece] | None:
    """The pieces with those that wear a sign as titles, each followed by its rating; None where the signs do not rate.

    Args:
        pieces: the pieces of a form.
        worn: the signs, by piece.
        legends: gives the document's legends.
        typed: whether the signs are characters.
    """
    if len(worn) < SIGNED_FEWEST or len({sign_key(found.sign) for found in worn.values()}) < 2:
        return None
    explained = _of_legends(pieces, _telling(legends, typed=typed))
    worn = {i: found for i, found in worn.items() if i not in explained}
    keys = [sign_key(found.sign) for found in worn.values()]
    if len(worn) < SIGNED_FEWEST or len(set(keys)) < 2 or not _rate(keys, legends, typed=typed):
        return None
    gone = {found.apart for found in worn.values()} | (_of_legends(pieces, legends()) - worn.keys())
    headed = [i for i in worn if i + 1 < len(pieces) and pieces[i + 1].kind == "heading" and i + 1 not in worn]
    kinds = ("text", "heading") if 2 * len(headed) > len(worn) else ("text",)  # else it heads what follows
    made: list[Piece] = []
    below: Piece | None = None
    for index, piece in enumerate(pieces):
        if index in gone:
            continue
        found = worn.get(index)
        if found is not None:
            title, rest = title_and_text(found.lines)
            made.append(replace(piece, kind="heading", label="", lines=title))
            made.append(Piece("rating", RATING_LABEL, title[:1], piece.block, found.answer))
            below = replace(piece, kind="text", label="", lines=rest) if rest else None
            made += _with_level(below) if below is not None else []
        elif index - 1 in worn and below is None and piece.kind in kinds:
            made += _with_level(piece)
        else:
            made.append(piece)
    return made


def _parted_at_boxes(pieces: Sequence[Piece], legends: Callable[[], Sequence[Legend]]) -> list[Piece]:
    """Pieces in which each line of a check list that begins with a box begins a text, where a legend explains boxes."""
    listed = [piece for piece in pieces if piece.kind == "options" and not piece.label]
    entries = (entry for legend in legends() for entry in legend.entries) if listed else ()
    if not any(entry.sign is not None and entry.sign.kind == "checkbox" for entry in entries):
        return list(pieces)
    made: list[Piece] = []
    for piece in pieces:
        starts = [i for i, line in enumerate(piece.lines) if may_wear_sign(line) and mark_reader.is_sign(line.words[0])]
        if piece not in listed or not starts or starts[0]:
            made.append(piece)
        else:
            ends = [*starts[1:], len(piece.lines)]
            made += [replace(piece, kind="text", lines=piece.lines[a:b]) for a, b in zip(starts, ends, strict=True)]
    return made


def _of_legends(pieces: Sequence[Piece], legends: Sequence[Legend]) -> set[int]:
    """The pieces that are nothing but entries of legends: neither titles nor, below the last one, its text."""
    entries = [(entry.page, entry.box) for legend in legends for entry in legend.entries]
    found = set()
    for index, piece in enumerate(pieces):
        held = (any(p == line.page and line.box.holds(box.cx, box.cy) for p, box in entries) for line in piece.lines)
        if piece.lines and all(held):
            found.add(index)
    return found


def _telling(legends: Callable[[], Sequence[Legend]], *, typed: bool) -> list[Legend]:
    """The legends of scales; beside drawn signs, those in verdicts: headings on grounds of two colours are none."""
    scaled = [(legend, legend.scale) for legend in legends() if legend.scale is not None]
    return [legend for legend, scale in scaled if typed or None not in polarities(scale.labels)]


def _rate(keys: Sequence[str], legends: Callable[[], Sequence[Legend]], *, typed: bool) -> bool:
    """Whether the signs are steps of a legend's scale, or typed faces: what is drawn may only look like one."""
    if typed and len(set(keys) & set(FACE_ORDER)) >= 2 and set(keys) <= set(FACE_ORDER):
        return True
    scales = [legend.scale for legend in _telling(legends, typed=typed) if legend.scale is not None]
    return any(sum(scale.step_of(key) is not None for key in keys) >= EXPLAINED * len(keys) for scale in scales)


def _worn_by(
    pieces: Sequence[Piece], index: int, pages: Mapping[int, Page], before: Mapping[int, int]
) -> _Signed | None:
    """The sign that a piece wears; None when it wears none, or is no title."""
    piece = pieces[index]
    if piece.kind not in ("heading", "text", "pair") or not piece.lines or _is_sign(piece.lines):
        return None
    page = pages[piece.lines[0].page]
    for at in dict.fromkeys((0, len(piece.lines) - 1)):
        line = piece.lines[at]
        cut = _cut(line) if may_wear_sign(line) else None
        if cut is None:
            continue
        signs, rest = cut
        mark = line.with_words(signs)
        marks = mark_reader.marks_in(_alone(page, mark), {})
        others = (line.with_words(rest) if i == at else other for i, other in enumerate(piece.lines) if i != at or rest)
        lines = tuple(others)
        signed = any(mark_reader.is_sign(word) for other in lines for word in other.words)
        listed = signed or is_step_wording(danish.join_lines([other.text for other in lines]))  # a legend
        return _Signed(marks[0], _alone(page, mark), lines, None) if len(marks) == 1 and lines and not listed else None
    for other in _near(pieces, index) if piece.kind == "heading" else ():
        if _is_sign(pieces[other].lines) and on_one_line(piece.lines, pieces[other].lines):
            answer = _alone(page, pieces[other].lines[0])
            return _Signed(mark_reader.marks_in(answer, {})[0], answer, piece.lines, other)
    beside = before.get(index)
    if beside is None:
        return None
    answer = _alone(page, pieces[beside].lines[0])
    return _Signed(mark_reader.marks_in(answer, {})[0], answer, piece.lines, beside)


def _signs_before(pieces: Sequence[Piece]) -> dict[int, int]:
    """The pieces that have a sign in the column before them, at their height and at that of nothing above them.

    Signs in a column of their own are read before all that stands beside them.
    """
    placed = [(i, piece.lines[0]) for i, piece in enumerate(pieces) if piece.lines]
    found: dict[int, int] = {}
    for sign, own in ((i, line) for i, line in placed if _is_sign(pieces[i].lines)):
        beside = [
            (line.box.top, i)
            for i, line in placed
            if line.page == own.page and line.box.x0 >= own.box.x1 and _at_one_height(line.box, own.box)
        ]
        if beside:
            found.setdefault(min(beside)[1], sign)
    return found


def _at_one_height(one: Box, other: Box) -> bool:
    """Whether two boxes share most of the lower one's height."""
    return min(one.bottom, other.bottom) - max(one.top, other.top) > 0.5 * min(one.height, other.height)


def _drawn_beside(
    lines: tuple[Line, ...], pages: Mapping[int, Page], looks: Mapping[str, ImageLook], bars: set[tuple[int, Fill]]
) -> _Signed | None:
    """The one sign that is drawn before or behind the first line of a title; None where there is none.

    Args:
        lines: what may be a title.
        pages: the pages by number.
        looks: of pictures.
        bars: takes the bars along cards that stand beside a heading: the first beside a bar has it.
    """
    page, first = pages[lines[0].page], lines[0].box
    reach = BESIDE * first.height
    for box in (
        Box(first.x0 - reach, first.top - 2, first.x0, first.bottom + 2),
        Box(first.x1, first.top - 2, first.x1 + reach, first.bottom + 2),
    ):
        bar = next((fill for fill in page.fills if _is_bar(fill, box)), None)
        fills = [fill for fill in page.fills if _lies_in(fill.box, box)]
        if bar is not None and (page.number, bar) not in bars:
            bars.add((page.number, bar))
            fills.append(bar._replace(top=box.top, bottom=box.bottom))
        part = CellPart(
            page.number,
            box,
            (),
            tuple(fills),
            tuple(drawing for drawing in page.drawings if _lies_in(drawing.box, box)),
            tuple(image for image in page.images if _lies_in(image.box, box)),
            (),
        )
        marks = mark_reader.marks_in(part, looks) if part.fills or part.drawings or part.images else ()
        if len(marks) == 1:
            return _Signed(marks[0], part, lines, None)
    return None


def _is_bar(fill: Fill, box: Box) -> bool:
    """Whether the fill is a bar along the edge of a card, of which a part stands in the box beside a title."""
    high = fill.top <= box.top + EDGE and fill.bottom >= box.bottom - EDGE and not _lies_in(fill.box, box)
    return high and fill.box.width <= 0.5 * box.height and box.x0 <= fill.x0 <= fill.x1 <= box.x1


def _lies_in(thing: Box, box: Box) -> bool:
    return box.holds(thing.cx, thing.cy) and thing.height <= 1.5 * box.height and thing.width <= box.width


def _near(pieces: Sequence[Piece], index: int) -> Iterator[int]:
    """The piece before a heading, and those up to the next title, which a sign at its height may stand behind."""
    if index:
        yield index - 1
    for other in range(index + 1, len(pieces)):
        if pieces[other].kind == "heading" and level_of(pieces[other].lines[0].text) is None:
            return
        yield other


def _is_sign(lines: Sequence[Line]) -> bool:
    """Whether a piece is one sign and nothing else."""
    return len(lines) == 1 and may_wear_sign(lines[0]) and all(map(mark_reader.is_sign, lines[0].words))


def _alone(page: Page, line: Line) -> CellPart:
    """The part of a cell that holds the line and nothing of what is drawn around it."""
    return CellPart(page.number, line.box, (line,), (), (), (), ())


def _cut(line: Line) -> tuple[Sequence[Word], Sequence[Word]] | None:
    """The words of a line that are a sign at its beginning or end, and the others; None when none are."""
    words = line.words
    first = next((i for i, word in enumerate(words) if not mark_reader.is_sign(word)), len(words))
    if first:
        return words[:first], words[first:]
    sign = mark_reader.split_leading_sign(words[0])
    if sign is not None:
        return sign[:1], (sign[1], *words[1:])
    last = next(i for i in range(len(words), 0, -1) if not mark_reader.is_sign(words[i - 1]))
    return (words[last:], words[:last]) if last < len(words) else None


def _with_level(piece: Piece) -> list[Piece]:
    """The piece below a title, its first line apart where that is the title's level, or begins with it."""
    first, *others = piece.lines
    words = first.words
    end = next((i for i, word in enumerate(words) if word.text in BETWEEN), len(words))
    if level_of(" ".join(word.text for word in words[:end])) is None:
        return [piece]
    level = replace(piece, kind="pair", label=LEVEL_LABEL, lines=(first.with_words(words[:end]),))
    behind = (first.with_words(words[end + 1 :]),) if end + 1 < len(words) else ()
    rest = (*behind, *others)
    return [level, replace(piece, kind="text", label="", lines=rest)] if rest else [level]
