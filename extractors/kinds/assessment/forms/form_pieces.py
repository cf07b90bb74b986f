"""The blocks of a document as the reader of forms sees them: headings, labels with answers, ratings, text.

Lines are looked at as printed: options beside each other are one answer, however wide the gaps between them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeVar

from extractors.danish import text as danish
from extractors.danish.numbers import leading_number
from extractors.kinds import marks as mark_reader
from extractors.kinds.assessment.columns.profiles import MIN_VERDICTS
from extractors.kinds.assessment.wordings.form_records import (
    LABEL_MAX,
    LABEL_WEIGHT,
    LEVEL_LABEL,
    MIN_RECORDS,
    RATING_LABEL,
    SURE_LABEL,
    VERDICT_MAX,
    asks_for_rating,
    is_verdict,
    label_weight,
    verdict_sentence,
)
from extractors.kinds.assessment.wordings.scales import is_step_wording, polarity
from extractors.kinds.assessment.wordings.statements import is_statement
from extractors.kinds.marks.glyphs import split_signs
from extractors.kinds.wording import bare, level_of, level_of_cell, weigh
from schemas.geometry import Box, union
from schemas.layout import Block, CellPart, Line
from schemas.page import Drawing, Fill, Image, Page, Widget

LABEL_GAP = 0.8
"""Font sizes of white before a label that stands behind another value on one line; words are closer."""
SIGN_WITHIN = 4.0
"""A sign that answers a label stands within so many heights of print behind it."""
BAR_HEIGHTS = 2.5
"""A bar behind lines is no higher than so many times their height."""
_ANSWER_ENDS = (".", ";", ",", "|", "·", "/", "–")
"""What may end the answer to one label before the next on its line."""
_RELATIVE = ("som ", "der ")
KEY_MAX = 2
"""Letters and digits that stand for a step are no longer."""
SAME_LINE = 0.4
"""Lines whose middles are less than this share of their height apart are one line."""


def verdicts_that_return(texts: Iterable[str]) -> frozenset[str]:
    """Short texts that affirm or limit, where the same few come again and again: wordings of a document's own scale."""
    counts = Counter(text for text in texts if len(text) <= VERDICT_MAX)
    again = {text: n for text, n in counts.items() if n >= MIN_RECORDS and polarity(text) is not None}
    return frozenset(again) if sum(again.values()) >= MIN_VERDICTS else frozenset()


PAIR = re.compile(r"^(?P<label>[^:?\n]{2,70}?)\s*[:?]\s+(?P<value>\S.*)$", re.DOTALL)
LABEL_ALONE = re.compile(r"^(?P<label>[^:\n]{2,70}?)\s*[:?]$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A block as a form sees it."""

    kind: str
    """heading | rating | verdict (a rating without a label) | options (a part of a list) | pair | label | text"""
    label: str
    lines: tuple[Line, ...]
    block: Block
    part: CellPart | None = None
    """What answers, where that is no text; else what stands in and beside ``lines``."""

    @property
    def look(self) -> tuple[float, bool]:
        """Size of the print in points, to a tenth, and whether it is bold; asked of pieces with lines."""
        return round(self.lines[0].size, 1), self.lines[0].bold


def by_heading(pieces: Sequence[Piece], kind: str) -> dict[int, list[int]]:
    """Indices of the pieces of one kind, by that of the heading they stand below: -1 for those before the first."""
    below: dict[int, list[int]] = defaultdict(list)
    heading = -1
    for index, piece in enumerate(pieces):
        heading = index if piece.kind == "heading" else heading
        if piece.kind == kind:
            below[heading].append(index)
    return dict(below)


def with_option_rows(blocks: Sequence[Block], page: Page) -> list[Block]:
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
    return bool(_options_of(page, (line,)))


def apart(block: Block, page: Page) -> Iterator[Block]:
    """The block parted at its labels, questions and lists of options: print may set them tight below each other."""
    parted = [list(parted_at_labels(line)) for line in block.lines]
    labelled = {id(part) for parts in parted for part in parts if len(parts) > 1}
    if labelled:
        block = replace(block, lines=tuple(part for parts in parted for part in parts))
    start = 0
    for index, line in enumerate(block.lines):
        # A level at the side of a title, on the last line before its labels, is no part of the first of them.
        sided = index == start + 1 and level_of(block.lines[start].text) is not None
        # Behind a whole answer, what may be a label is one: "Selvvurdering: 1" above "Indsats: Kurser for unge".
        weight = LABEL_WEIGHT if index > start and _is_answered(block.lines[index - 1].text) else SURE_LABEL
        if index > start and (sided or id(line) in labelled or _begins_with_label(line.text, weight)):
            yield replace(block, lines=block.lines[start:index], kind="paragraph")
            start = index
        ends = line.text.rstrip().endswith((":", "?")) and len(line.text) <= LABEL_MAX
        if ends or has_options(page, (line,)):
            if index > start and (not ends or label_weight(line.text.rstrip(" :?")) >= LABEL_WEIGHT):
                yield replace(block, lines=block.lines[start:index], kind="paragraph")
                start = index
            yield replace(block, lines=block.lines[start : index + 1])
            start = index + 1
    if start < len(block.lines):
        yield replace(block, lines=block.lines[start:]) if start else block


def parted_at_labels(line: Line) -> Iterator[Line]:
    """The line parted where a label begins behind a wide space: "Niveau: Grundniveau   Status: Opfyldt".

    Where the line begins with a label, another may begin behind the end of its answer: "Status: Opfyldt. Ansvar: HR".
    """
    words = line.words
    labelled = line.text.count(":") > 1 and _begins_with_label(line.text, LABEL_WEIGHT)
    starts = [
        i
        for i, (before, word) in enumerate(pairwise(words), 1)
        if (word.x0 - before.x1 > LABEL_GAP * line.size or (labelled and before.text.endswith(_ANSWER_ENDS)))
        and _begins_with_label(" ".join(w.text for w in words[i:]), LABEL_WEIGHT)
    ]
    for start, stop in pairwise([0, *starts, len(words)]):
        yield line.with_words(words[start:stop]) if starts else line


def _is_answered(text: str) -> bool:
    """Whether a line is a label that asks for a rating, with a verdict or a key as its answer."""
    pair = PAIR.match(text)
    answer = pair["value"].strip(" .") if pair is not None else ""
    return pair is not None and asks_for_rating(pair["label"]) and (is_key(answer) or is_verdict(answer))


def _begins_with_label(text: str, weight: float = SURE_LABEL) -> bool:
    """Whether a line begins with a label of a form and its answer: "Ansvarlig: Skolechefen"."""
    pair = PAIR.match(text)
    return pair is not None and pair["label"][:1].isupper() and label_weight(pair["label"]) >= weight


def pieces_of(block: Block, page: Page) -> Iterator[Piece]:
    """What the block is to a form: one piece, or none for notes, turned print and running headers."""
    if block.kind in ("footnote", "turned") or not block.lines:
        return
    text = danish.join_lines([line.text for line in block.lines])
    if text.startswith("*") or is_running(block):
        return
    if has_options(page, block.lines):
        yield Piece("rating", RATING_LABEL, block.lines, block)
        return
    pair = PAIR.match(text)
    if pair is not None and asks_for_rating(pair["label"]):
        answer = after_label(block.lines, pair["label"])
        if answer and _holds_option(page, answer[0]):
            yield Piece("options", pair["label"], answer, block)
            return
    alone = LABEL_ALONE.match(text)
    sign = _sign_after(page, block.lines[-1]) if alone is not None and asks_for_rating(alone["label"]) else None
    if alone is not None and sign is not None and label_weight(alone["label"]) >= LABEL_WEIGHT:
        # An empty ring behind a label is the lowest of a scale of discs, and no option: it has no words of its own.
        yield Piece("rating", alone["label"], block.lines, block, sign)
        return
    if pair is None and _holds_option(page, block.lines[0]):
        yield Piece("options", "", block.lines, block)
        return
    if pair is not None and names_recommendation(pair["label"]):
        numbered = leading_number(text) is not None
        yield Piece("heading", "", block.lines if numbered else after_label(block.lines, pair["label"]), block)
        return
    if pair is not None and label_weight(pair["label"]) >= LABEL_WEIGHT:
        yield from _labelled(block, pair["label"], pair["value"])
        return
    if alone is not None and label_weight(alone["label"]) >= LABEL_WEIGHT:
        yield Piece("label", alone["label"], block.lines, block)
        return
    sentence = verdict_sentence(text)
    if sentence is not None and sentence[0] == 0:
        yield Piece("rating", RATING_LABEL, _without_stop(after_label(block.lines, text[: sentence[1]])), block)
        return
    if is_statement(text):
        yield Piece("rating", RATING_LABEL, _without_stop(block.lines), block)
        return
    if is_step_wording(text):
        yield Piece("verdict", RATING_LABEL, block.lines, block)
        return
    bold = all(line.bold for line in block.lines)
    section = level_of_cell(text) is not None
    if section and text.startswith(_RELATIVE):
        yield Piece("pair", LEVEL_LABEL, block.lines, block)  # "…, som er på udviklingsniveau" speaks of what is above.
        return
    if block.kind == "heading" or section or (bold and (leading_number(text) is not None or len(text) <= 160)):
        yield Piece("heading", "", block.lines, block)
        return
    yield Piece("text", "", block.lines, block)


def is_running(block: Block) -> bool:
    """Whether the block is a running header or footer, which answers nothing: a page number, the title of all pages."""
    return block.kind in ("header", "footer") and not _belongs(danish.join_lines([line.text for line in block.lines]))


def names_recommendation(label: str) -> bool:
    """Whether the label says that a recommendation follows: "Anbefaling 3:", "Anbefaling:"."""
    weights = weigh("roles", label)
    named = max(weights.get("title", 0.0), weights.get("number", 0.0))
    return named >= SURE_LABEL and named >= max(weights.values())


def _belongs(text: str) -> bool:
    """Whether the text is a label, or a rating with its label: at the edge of a page they look like running headers."""
    pair, alone = PAIR.match(text), LABEL_ALONE.match(text)
    if pair is not None:
        return asks_for_rating(pair["label"]) and is_verdict(pair["value"].strip(" ."))
    return alone is not None and label_weight(alone["label"]) >= LABEL_WEIGHT


def _labelled(block: Block, label: str, value: str) -> Iterator[Piece]:
    """A block "label: value" as a piece whose lines hold the value alone."""
    lines = after_label(block.lines, label)
    verdict = value.strip(" .")
    if asks_for_rating(label) and (is_verdict(verdict) or _is_sign(lines) or is_key(verdict)):
        yield Piece("rating", label, lines, block)
    elif weigh("roles", label).keys() == {"rating"} and len(verdict) > VERDICT_MAX:
        yield Piece("text", "", lines, block)  # "Status: Der er ansat en konsulent …" tells, and rates nothing.
    else:
        yield Piece("pair", label, lines, block)


def is_key(text: str) -> bool:
    """Whether an answer is a letter or digit, which a legend explains."""
    return len(text) <= KEY_MAX and text.isalnum()


def _is_sign(lines: Sequence[Line]) -> bool:
    """Whether the lines hold nothing but one sign: a dot, a tick, a smiley."""
    words = [word for line in lines for word in line.words]
    return len(words) == 1 and bool(split_signs(words[0].text, words[0].font))


def _sign_after(page: Page, line: Line) -> CellPart | None:
    """The drawing, picture or small area that stands alone behind the line at its height, as the part of a cell.

    None where there is none, and where words follow: a sign before words is one of a legend.
    """
    height = line.box.height
    beside = (word for word in page.words if word.x0 >= line.box.x1 and abs(word.cy - line.box.cy) < height / 2)
    if any(word.x0 - line.box.x1 < 2 * SIGN_WITHIN * height for word in beside):
        return None
    reach = Box(
        line.box.x1, line.box.top - height / 2, line.box.x1 + SIGN_WITHIN * height, line.box.bottom + height / 2
    )
    part = CellPart(
        page=page.number,
        box=reach,
        lines=(),
        fills=tuple(fill for fill in _inside(reach, page.fills) if fill.x1 - fill.x0 <= reach.width),
        drawings=tuple(_inside(reach, page.drawings)),
        images=tuple(_inside(reach, page.images)),
        widgets=(),
    )
    return part if part.fills or part.drawings or part.images else None


def after_label(lines: tuple[Line, ...], label: str) -> tuple[Line, ...]:
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
            kept.append(line.with_words(words))
    return tuple(kept)


def _without_stop(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines without the stop at their end."""
    *before, last = lines
    *words, end = last.words
    return (*before, last.with_words((*words, end._replace(text=end.text.rstrip(".,;:") or end.text))))


def part_of(page: Page, lines: tuple[Line, ...], *, shaded: bool = False) -> CellPart:
    """The lines with the drawings, pictures and fields that stand beside them, as the part of a cell.

    ``shaded`` counts in the bar that the lines are printed on.
    """
    box = union([line.box for line in lines])
    reach = _reach_of(box)
    bars = [f for f in page.fills if is_behind(f.box, box, BAR_HEIGHTS)] if shaded else []
    return CellPart(
        page=page.number,
        box=box,
        lines=lines,
        fills=(*bars, *(f for f in _inside(reach, page.fills) if f.x1 - f.x0 < box.width)),
        drawings=tuple(_inside(reach, page.drawings)),
        images=tuple(_inside(reach, page.images)),
        widgets=tuple(_inside(reach, page.widgets)),
    )


def is_behind(area: Box, lines: Box, heights: float) -> bool:
    """Whether the area lies behind the lines, and is not higher than ``heights`` of theirs: no panel, no page."""
    beside = area.x0 <= lines.x0 and area.x1 >= lines.x1 and area.holds(lines.cx, lines.cy)
    return beside and area.height <= heights * lines.height


def _reach_of(box: Box) -> Box:
    """Where that stands which belongs to the lines in ``box``."""
    return Box(box.x0 - 2 * box.height, box.top - 1, box.x1 + 2 * box.height, box.bottom + 1)


_Thing = TypeVar("_Thing", Fill, Drawing, Image, Widget)


def _inside(reach: Box, things: Sequence[_Thing]) -> list[_Thing]:
    """Those of ``things`` whose middle lies within ``reach``."""
    # Asked for every line of a page about every drawing: comparisons in place cost a third of calls.
    x0, top, x1, bottom = reach
    return [t for t in things if x0 <= (t.x0 + t.x1) / 2 <= x1 and top <= (t.top + t.bottom) / 2 <= bottom]


def on_one_line(title: Sequence[Line], other: Sequence[Line]) -> bool:
    """Whether one of the title's lines stands at the height of the other text, and beside it."""
    first = other[0] if other else None  # A label may have no value.
    return first is not None and any(
        line.page == first.page
        and abs(line.box.cy - first.box.cy) < SAME_LINE * max(line.box.height, first.box.height)
        and not line.box.x0 < first.box.cx < line.box.x1
        for line in title
    )


def _options_of(page: Page, lines: tuple[Line, ...]) -> list[mark_reader.Option]:
    """The options in the lines: with a box in them, or a form field or a drawing beside them."""
    drawings: Sequence[Drawing] = ()
    fills: Sequence[Fill] = ()
    widgets: Sequence[Widget] = ()
    if page.drawings or page.widgets:
        reach = _reach_of(union([line.box for line in lines]))
        drawings, widgets = _inside(reach, page.drawings), _inside(reach, page.widgets)
        fills = _inside(reach, page.fills) if drawings else ()
    if not (drawings or widgets or any(map(mark_reader.may_hold_boxes, lines))):
        return []
    return mark_reader.options_in(lines, drawings=drawings, fills=fills, widgets=widgets)


def has_options(page: Page, lines: tuple[Line, ...]) -> bool:
    """Whether lines offer the steps of a scale, each with a box."""
    return _are_offered([option.label for option in _options_of(page, lines)])


def _are_offered(labels: Sequence[str]) -> bool:
    """Whether the labels of boxes are the steps of a scale."""
    if any(is_step_wording(label) for label in labels):
        return len(labels) >= 2
    return len(labels) >= 2 and all(polarity(label) is not None for label in labels)


def with_offers(pieces: Sequence[Piece], pages: Mapping[int, Page]) -> list[Piece]:
    """Pieces in which the steps of a scale below each other, each with a box, are one list.

    Wide leading parts a list anywhere: some of it is options, and some of it looks whole.
    """
    found: list[Piece] = []
    run: list[Piece] = []
    for piece in pieces:
        if piece.kind in ("options", "rating") and piece.label in ("", RATING_LABEL) and piece.part is None:
            run.append(piece)
            continue
        found += [*_offer(run, pages), piece]
        run = []
    return [*found, *_offer(run, pages)]


def _offer(run: list[Piece], pages: Mapping[int, Page]) -> list[Piece]:
    """The run as one piece, where it offers each step once, and on one page."""
    lines = tuple(line for piece in run for line in piece.lines)
    if len(run) < 2 or len({line.page for line in lines}) > 1 or not any(piece.kind == "options" for piece in run):
        return run
    labels = [option.label for option in _options_of(pages[lines[0].page], lines)]
    if len(set(labels)) < len(labels) or not _are_offered(labels):
        return run
    return [replace(run[0], kind="rating", label=RATING_LABEL, lines=lines)]
