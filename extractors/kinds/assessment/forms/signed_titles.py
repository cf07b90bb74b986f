"""Recommendations that wear their rating as a sign beside the title: "☺ Røgfri skoletid", "3. Solpolitik ★★☆".

The sign stands before the title, at the end of its first or last line, alone on its height, in a column before it, or
is drawn beside it.
It rates only where a legend explains it or where it is a face, where most pieces of the same form wear one, and where
several different ones are worn: a bullet is the same in every line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Container, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from extractors.danish import text as danish
from extractors.kinds import marks as mark_reader
from extractors.kinds.assessment.forms.edge_signs import (
    LIGHTS,
    SIGNED_FEWEST,
    is_small,
    may_wear_drawn_signs,
    may_wear_sign,
    wears_symbol,
)
from extractors.kinds.assessment.forms.form_pieces import BAR_HEIGHTS, Piece, is_behind, on_one_line
from extractors.kinds.assessment.forms.prose_starts import number_of, text_of
from extractors.kinds.assessment.forms.signed_lines import keys_of, parted_at_signs
from extractors.kinds.assessment.forms.signs_beside import signs_beside
from extractors.kinds.assessment.forms.worn_signs import alone, at_one_height, cut_sign, drawn_at, is_lone_sign
from extractors.kinds.assessment.wordings.form_records import LEVEL_LABEL, RATING_LABEL
from extractors.kinds.assessment.wordings.legend import (
    COLOUR_ORDER,
    FACE_ORDER,
    Legend,
    colour_word,
    sign_key,
    step_of_sign,
)
from extractors.kinds.assessment.wordings.run_in import title_and_text
from extractors.kinds.assessment.wordings.scales import is_step_wording, polarities
from extractors.kinds.marks.colours import colour_name
from extractors.kinds.wording import level_of
from schemas.geometry import Box, union
from schemas.layout import CellPart, Layout, Line
from schemas.marks import Mark
from schemas.page import ImageLook, Page, Source, Word

BETWEEN = ("·", "|", "•", "–")
"""Signs between the level and what else a line below a title says."""
JOINTS = ("–", "—", "-")
"""Dashes between a title and its text."""
GROUND_SURE = 0.9
"""Confidence in the ground of a title as a sign."""
TITLE_MAX = 250
"""A longer text in plain print is no title."""
EXPLAINED = 0.8
"""Share of the signs that a legend must explain."""
FACE_COLOURS = {"happy": ("green",), "neutral": ("yellow", "orange"), "sad": ("red", "orange")}


class _Signed(NamedTuple):
    """A piece that may be a title, the sign it wears, and its lines without that sign."""

    sign: Mark
    answer: CellPart
    lines: tuple[Line, ...]
    apart: int | None
    """The piece that is the sign, where it is one by itself."""


def drawn_signs_may_rate(source: Source, layout: Layout, legends: Callable[[], Sequence[Legend]]) -> bool:
    """Whether drawn signs may rate the titles they stand beside: a first look before titles are sought.

    More than areas may be faces. Areas rate where texts name several of their colours, or a legend explains them.
    """
    if not may_wear_drawn_signs(source):
        return False
    if any(page.drawings or page.images for page in source.pages):
        return True
    text = " ".join(line.text for page in layout.pages for block in page.blocks for line in block.lines).casefold()
    if sum(colour_word(name) in text for name in COLOUR_ORDER) > 1:
        return True
    return any(legend.scale is not None for legend in legends())


def with_signed_titles(pieces: Sequence[Piece], source: Source, legends: Callable[[], Sequence[Legend]]) -> list[Piece]:
    """Pieces in which a text with a sign that rates it is a title, followed by its rating.

    Args:
        pieces: the pieces of a form.
        source: the pages, for what is drawn.
        legends: gives the document's legends; asked only where several titles wear signs.
    """
    pages = {page.number: page for page in source.pages}
    may_be = sum(may_wear_sign(line) or wears_symbol(line) for piece in pieces for line in piece.lines)
    keys = keys_of(legends()) if may_be >= SIGNED_FEWEST or may_wear_drawn_signs(source) else frozenset()
    pieces = parted_at_signs(pieces, pages, keys, source.looks)
    before = _signs_before(pieces)
    typed = {i: found for i in range(len(pieces)) if (found := _worn_by(pieces, i, pages, before, keys)) is not None}
    if len(typed) >= SIGNED_FEWEST:
        return _rated(pieces, typed, legends, typed=True) or list(pieces)
    bars: set[tuple[int, Box]] = set()
    headed = {
        i: found
        for i, piece in enumerate(pieces)
        if piece.kind == "heading" and (found := _drawn_beside(piece.lines, pages, source.looks, bars))
    }
    headings = {i for i, piece in enumerate(pieces) if piece.kind == "heading"}
    headed |= _beside_whole(pieces, headings, headed, source, pages)
    headed |= _beside_whole(pieces, _like_titles(pieces, headed), headed, source, pages)
    if len(headed) >= SIGNED_FEWEST:
        return _rated(pieces, headed, legends, typed=False) or list(pieces)
    grounds = _grounds_of(pieces, headings, pages)
    if len(grounds) >= SIGNED_FEWEST and (rated := _rated(pieces, grounds, legends, typed=False)):
        return rated
    texts = _beside_texts(pieces, pages, source.looks)
    short = {i for i, piece in enumerate(pieces) if piece.kind == "text" and len(text_of(piece)) <= TITLE_MAX}
    every = headed | texts | _beside_whole(pieces, short, texts, source, pages)
    return _rated(pieces, every, legends, typed=False) or list(pieces)


def _beside_whole(
    pieces: Sequence[Piece], titles: set[int], found: Mapping[int, _Signed], source: Source, pages: Mapping[int, Page]
) -> dict[int, _Signed]:
    """The titles with a sign beside them and their text, where it is not ``found`` at the height of their first line.

    What stands there may be a part of it: the eye of a face.
    """
    if not may_wear_drawn_signs(source):
        return {}
    beside = signs_beside(pieces, titles, pages, source.looks)
    return {
        i: _Signed(sign, answer, pieces[i].lines, None)
        for i, (sign, answer) in beside.items()
        if i not in found or sign.box.holds(found[i].sign.box.cx, found[i].sign.box.cy)
    }


def _like_titles(pieces: Sequence[Piece], titles: Collection[int]) -> set[int]:
    """The texts that are printed and numbered as all ``titles`` are: layout takes one alone on its page for text."""
    looks = {pieces[i].look for i in titles if number_of(pieces[i])}
    numbered = len(looks) == 1 and all(number_of(pieces[i]) for i in titles)
    texts = (i for i, piece in enumerate(pieces) if piece.kind == "text" and piece.lines and i not in titles)
    return {i for i in texts if pieces[i].look in looks and number_of(pieces[i])} if numbered else set()


def _grounds_of(pieces: Sequence[Piece], titles: set[int], pages: Mapping[int, Page]) -> dict[int, _Signed]:
    """The titles that are printed on a ground of the colour of a light."""
    found: dict[int, _Signed] = {}
    for i in sorted(titles):
        lines = pieces[i].lines
        page = pages[lines[0].page]
        box = union(line.box for line in lines)
        ground = next((fill for fill in page.fills if is_behind(fill.box, box, BAR_HEIGHTS)), None)
        name = colour_name(ground.color) if ground is not None else None
        if ground is not None and name in LIGHTS:
            sign = Mark("fill", "fill", "colour", ground.color, name, None, "", page.number, ground.box, GROUND_SURE)
            found[i] = _Signed(sign, CellPart(page.number, ground.box, (), (ground,), (), (), ()), lines, None)
    return found


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
    signs = [found.sign for found in worn.values()]
    keys = set(map(sign_key, signs))
    if (
        len(worn) < SIGNED_FEWEST
        or len(keys) < 2
        or not (_rate(signs, legends, typed=typed) or (not typed and _are_told(keys, pieces)))
    ):
        return None
    joined = _are_joined([found.lines for found in worn.values()])
    gone = {found.apart for found in worn.values()}
    for held in (_of_legends(pieces, [legend]) for legend in legends()):
        gone |= held if held.isdisjoint(worn) else set()  # Else titles with their signs were taken for a legend.
    headed = [i for i in worn if i + 1 < len(pieces) and pieces[i + 1].kind == "heading" and i + 1 not in worn]
    kinds = ("text", "heading") if 2 * len(headed) > len(worn) else ("text",)  # else it heads what follows
    made: list[Piece] = []
    below: Piece | None = None
    for index, piece in enumerate(pieces):
        if index in gone:
            continue
        found = worn.get(index)
        if found is not None:
            title, rest = _title_of(found.lines, joined=joined)
            made.append(replace(piece, kind="heading", label="", lines=title))
            made.append(Piece("rating", RATING_LABEL, title[:1], piece.block, found.answer))
            below = replace(piece, kind="text", label="", lines=rest) if rest else None
            made += _with_level(below) if below is not None else []
        elif index - 1 in worn and below is None and piece.kind in kinds:
            made += _with_level(piece)
        else:
            made.append(piece)
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
    """The legends of scales; beside drawn signs, those in verdicts or of signs that they name in words.

    Headings on grounds of two colours are none.
    """
    scaled = [(legend, legend.scale) for legend in legends() if legend.scale is not None]
    return [
        legend
        for legend, scale in scaled
        if typed or None not in polarities(scale.labels) or all(entry.sign is None for entry in legend.entries)
    ]


def _rate(signs: Sequence[Mark], legends: Callable[[], Sequence[Legend]], *, typed: bool) -> bool:
    """Whether the signs are steps of a legend's scale, or faces, typed or in the colours of lights.

    What else is drawn may only look like a face.
    """
    keys = set(map(sign_key, signs))
    faces = len(keys & set(FACE_ORDER)) >= 2 and keys <= set(FACE_ORDER)
    if faces and (typed or all(sign.colour in FACE_COLOURS[sign.meaning] for sign in signs)):
        return True
    scales = [legend.scale for legend in _telling(legends, typed=typed) if legend.scale is not None]
    return any(
        sum(step_of_sign(scale, sign) is not None for sign in signs) >= EXPLAINED * len(signs) for scale in scales
    )


def _are_told(keys: set[str], pieces: Sequence[Piece]) -> bool:
    """Whether the signs are lights whose colours one text explains: "Grønt lys gives, når … Rødt lys gives, når …"."""
    if not keys <= {colour_word(name) for name in COLOUR_ORDER}:
        return False
    texts = (danish.join_lines([line.text for line in piece.lines]).casefold() for piece in pieces)
    return any(all(re.search(rf"\b{key}t?\b", text) for key in keys) for text in texts)


def _worn_by(
    pieces: Sequence[Piece], index: int, pages: Mapping[int, Page], before: Mapping[int, int], keys: Container[str]
) -> _Signed | None:
    """The sign that a piece wears; None when it wears none, or is no title."""
    piece = pieces[index]
    if piece.kind not in ("heading", "text", "pair") or not piece.lines or is_lone_sign(piece.lines):
        return None
    page = pages[piece.lines[0].page]
    for at in dict.fromkeys((0, len(piece.lines) - 1)):
        line = piece.lines[at]
        cut = cut_sign(line, keys)
        if cut is None:
            continue
        signs, rest = cut
        mark = line.with_words(signs)
        marks = mark_reader.marks_in(alone(page, mark), {})
        others = (line.with_words(rest) if i == at else other for i, other in enumerate(piece.lines) if i != at or rest)
        lines = tuple(others)
        signed = any(mark_reader.is_sign(word) for other in lines for word in other.words)
        listed = signed or is_step_wording(danish.join_lines([other.text for other in lines]))  # a legend
        return _Signed(marks[0], alone(page, mark), lines, None) if len(marks) == 1 and lines and not listed else None
    for other in _near(pieces, index) if piece.kind == "heading" else ():
        if is_lone_sign(pieces[other].lines) and on_one_line(piece.lines, pieces[other].lines):
            answer = alone(page, pieces[other].lines[0])
            return _Signed(mark_reader.marks_in(answer, {})[0], answer, piece.lines, other)
    beside = before.get(index)
    if beside is None:
        return None
    answer = alone(page, pieces[beside].lines[0])
    return _Signed(mark_reader.marks_in(answer, {})[0], answer, piece.lines, beside)


def _signs_before(pieces: Sequence[Piece]) -> dict[int, int]:
    """The pieces that have a sign in the column before them, at their height and at that of nothing above them.

    Signs in a column of their own are read before all that stands beside them.
    """
    placed = [(i, piece.lines[0]) for i, piece in enumerate(pieces) if piece.lines]
    found: dict[int, int] = {}
    for sign, own in ((i, line) for i, line in placed if is_lone_sign(pieces[i].lines)):
        beside = [
            (line.box.top, i)
            for i, line in placed
            if line.page == own.page and line.box.x0 >= own.box.x1 and at_one_height(line.box, own.box)
        ]
        if beside:
            found.setdefault(min(beside)[1], sign)
    return found


def _drawn_beside(
    lines: tuple[Line, ...], pages: Mapping[int, Page], looks: Mapping[str, ImageLook], bars: set[tuple[int, Box]]
) -> _Signed | None:
    """The one sign that is drawn before or behind the first line of a title; None where there is none.

    Args:
        lines: what may be a title.
        pages: the pages by number.
        looks: of pictures.
        bars: takes the bars along cards that stand beside a heading: the first beside a bar has it.
    """
    drawn = drawn_at(lines[0].box, pages[lines[0].page], looks, bars)
    return _Signed(*drawn, lines, None) if drawn is not None else None


def _near(pieces: Sequence[Piece], index: int) -> Iterator[int]:
    """The piece before a heading, and those up to the next title, which a sign at its height may stand behind."""
    if index:
        yield index - 1
    for other in range(index + 1, len(pieces)):
        if pieces[other].kind == "heading" and level_of(pieces[other].lines[0].text) is None:
            return
        yield other


def _title_of(lines: tuple[Line, ...], *, joined: bool) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The title at the head of a text, and what follows.

    Where texts are ``joined`` to their titles by a dash or colon, that ends a title without bold words.
    """
    joint = _joint_in(lines) if joined and not lines[0].words[0].bold else None
    if joint is None:
        return title_and_text(lines)
    end, behind = joint
    places = [(i, word) for i, line in enumerate(lines) for word in line.words]
    at, last = places[end - 1]
    title = [*places[: end - 1], (at, last._replace(text=last.text.removesuffix(":")))]
    return _lines(lines, title), _lines(lines, places[behind:])


def _are_joined(texts: Sequence[Sequence[Line]]) -> bool:
    """Whether most texts are a title, a dash or colon, and more: "Røgfri skoler – siden 2018"."""
    return 2 * sum(_joint_in(lines) is not None for lines in texts) > len(texts)


def _joint_in(lines: Sequence[Line]) -> tuple[int, int] | None:
    """How many words stand before the first dash or colon of a text, and where those behind it begin."""
    words = [word.text for line in lines for word in line.words]
    for i, text in enumerate(words[:-1]):
        if i and text in JOINTS:
            return i, i + 1
        if text.endswith(":") and len(text) > 1 and any(map(str.isalpha, text)):
            return i + 1, i + 1
    return None


def _lines(lines: Sequence[Line], places: Sequence[tuple[int, Word]]) -> tuple[Line, ...]:
    return tuple(line.with_words(own) for i, line in enumerate(lines) if (own := [w for at, w in places if at == i]))


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
