"""Verdicts on cards: words alone on a small coloured ground, one for each title, and the unit in the print beside them.

A ground that fits its words closely, of one colour wherever the wording comes again, sets a verdict off from the text
of its card. Several under one title are a key, and rate nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractors.kinds.assessment.forms.form_pieces import Piece, on_one_line, verdicts_that_return
from extractors.kinds.assessment.forms.prose_starts import text_of
from extractors.kinds.assessment.wordings.form_records import RATING_LABEL, UNIT_LABEL, is_verdict
from extractors.kinds.marks.colours import colour_name
from schemas.page import Drawing, Fill, Page

FEWEST = 3
"""Fewer titles with a verdict show no habit."""
HEIGHTS = 3.0
"""A ground is no higher than so many times its words."""
AROUND = 6.0
"""A ground is wider than its words by no more than so many times their height."""
UNIT_MAX = 60
"""Names of units are no longer."""


def with_pills(pieces: Sequence[Piece], pages: Mapping[int, Page]) -> list[Piece]:
    """Pieces in which verdicts on grounds of their own are ratings, and short print beside them names the unit."""
    grounds = {i: ground for i, p in enumerate(pieces) if (ground := _ground_of(p, pages)) is not None}
    again = verdicts_that_return([text_of(pieces[i]) for i in grounds])
    colours: dict[str, set[int]] = defaultdict(set)
    for i, colour in grounds.items():
        colours[text_of(pieces[i])].add(colour)
    if not again or any(len(own) > 1 for own in colours.values()) or len(colours) < 2:
        return list(pieces)
    title = None
    title_of: dict[int, int] = {}
    for i, piece in enumerate(pieces):
        if i in grounds:
            title_of |= {i: title} if title is not None else {}
        elif piece.kind == "heading":
            title = i
    counts = Counter(title_of.values())
    pills = [i for i, head in title_of.items() if counts[head] == 1]
    if len(pills) < FEWEST:
        return list(pieces)
    beside = [i + 1 for i in pills if i + 1 < len(pieces) and _may_name_unit(pieces[i], pieces[i + 1])]
    units = beside if 2 * len(beside) > len(pills) else ()
    return [
        replace(p, kind="rating", label=RATING_LABEL)
        if i in pills
        else replace(p, kind="pair", label=UNIT_LABEL)
        if i in units
        else p
        for i, p in enumerate(pieces)
    ]


def _ground_of(piece: Piece, pages: Mapping[int, Page]) -> int | None:
    """The colour of the ground that fits a verdict on one line closely; None where there is none."""
    if piece.kind not in ("text", "heading", "verdict") or len(piece.lines) != 1 or not is_verdict(text_of(piece)):
        return None
    (line,) = piece.lines
    box, page = line.box, pages[line.page]
    areas: list[tuple[Fill | Drawing, int]] = [(fill, fill.color) for fill in page.fills]
    areas += [(drawing, drawing.fill) for drawing in page.drawings if drawing.fill is not None]
    for area, colour in areas:
        close = area.bottom - area.top <= HEIGHTS * box.height and area.x1 - area.x0 <= box.width + AROUND * box.height
        over = area.x0 <= box.x0 and area.x1 >= box.x1 and area.top <= box.cy <= area.bottom
        if close and over and colour_name(colour) != "white":
            return colour
    return None


def _may_name_unit(pill: Piece, piece: Piece) -> bool:
    """Whether what stands beside a verdict is a name: short, on one line, no sentence."""
    text = text_of(piece)
    short = piece.kind == "text" and len(piece.lines) == 1 and len(text) <= UNIT_MAX and not text.endswith((".", ":"))
    return short and text[:1].isupper() and on_one_line(pill.lines, piece.lines)
