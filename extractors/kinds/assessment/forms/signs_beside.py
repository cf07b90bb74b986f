"""Signs drawn beside cards: larger than print, at the height of a title and the text below it, not of the title alone.

They stand in a column of their own, left of the cards or right of them: each beside the one that it is nearest to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from extractors.kinds import marks as mark_reader
from extractors.kinds.assessment.forms.bands import Band, bands_of, nearest_band
from extractors.kinds.assessment.forms.edge_signs import is_small, sign_side
from extractors.kinds.assessment.forms.form_pieces import Piece
from schemas.geometry import union
from schemas.layout import CellPart
from schemas.marks import Mark
from schemas.page import Drawing, Fill, Image, ImageLook, Page

_Thing = Drawing | Image | Fill
BELOW = 2.0
"""Points by which the middle of a sign may stand below its card."""


def signs_beside(
    pieces: Sequence[Piece], titles: Collection[int], pages: Mapping[int, Page], looks: Mapping[str, ImageLook]
) -> dict[int, tuple[Mark, CellPart]]:
    """The sign beside each title and its text, and where it stands; titles with none or with several have none."""
    bands = bands_of(pieces, titles)
    parts: dict[int, CellPart] = {}
    for number in sorted({band.page for band in bands.values()}):
        own = {i: band for i, band in bands.items() if band.page == number}
        beside = _things_beside(own, pages[number])
        parts |= {title: _part_of(bands[title], things) for title, things in beside.items()}
    marks = {title: mark_reader.marks_in(part, looks) for title, part in parts.items()}
    lamps = mark_reader.lamps_of(marks.values())
    signs = {title: mark_reader.with_lit_lamp(own, lamps) for title, own in marks.items()}
    return {title: (own[0], parts[title]) for title, own in signs.items() if len(own) == 1}


def _things_beside(bands: Mapping[int, Band], page: Page) -> dict[int, list[_Thing]]:
    """What is drawn beside each title of a page, with what is drawn upon it: the mouth of a face may stand lower."""
    side = sign_side(page)
    things = [thing for kind in (page.drawings, page.images, page.fills) for thing in kind if is_small(thing.box, side)]
    beside: dict[int, list[_Thing]] = defaultdict(list)
    for thing in sorted(things, key=lambda thing: -thing.box.area):
        box = thing.box
        held = (i for i, own in beside.items() if any(other.box.holds(box.cx, box.cy) for other in own))
        title = next(held, None)
        title = nearest_band(bands, page.number, box, below=BELOW) if title is None else title
        if title is not None:
            beside[title].append(thing)
    return beside


def _part_of(band: Band, things: Sequence[_Thing]) -> CellPart:
    around = union(thing.box for thing in things)
    return CellPart(
        band.page,
        around.grown(around.height),  # An area that fills the whole is a ground, and no sign on it.
        (),
        tuple(thing for thing in things if isinstance(thing, Fill)),
        tuple(thing for thing in things if isinstance(thing, Drawing)),
        tuple(thing for thing in things if isinstance(thing, Image)),
        (),
    )
