"""Running headers and footers: what is printed on page after page and belongs to none.

Signals: the same text (numbers apart) at the same height in the upper or lower margin of several pages, and a page
number alone in a margin. Text that is larger than the body is a running header only when most pages have it, for decks
repeat titles. What is printed more often within the pages than at their edge ("Spørgsmål 4") only happens to begin one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Literal

from schemas.layout import Line
from schemas.page import Page

MARGIN = 0.13
"""Share of the page's height, above and below, in which running text stands."""
NUMBER_MARGIN = 0.2
"""The same for page numbers: pages that lie have large margins for their height."""
SAME_HEIGHT = 4.0
"""Points by which running text may move from page to page."""
SAME_PLACE = 2.0
"""Points by which its sides may differ on another page where it stands behind text that differs."""
FEWEST = 2
SHARE = 0.25
"""Running text stands on at least so many pages and this share of all: headers change with the chapter."""
LARGE = 1.15
"""Text that exceeds the body by this factor looks like a title …"""
LARGE_SHARE = 0.6
"""… and has to stand on this share of all pages to be running text."""
DIGITS = re.compile(r"\d+")
PAGE_NUMBER = re.compile(
    r"^\W*(?:(?:side|page|s\.|p\.)\s*)?\d{1,4}(?:\s*(?:/|af|of|ud af)\s*\d{1,4})?\W*$", re.IGNORECASE
)
"""``7``, ``- 7 -``, ``Side 7 af 12``, ``7/12``: the words are those that word processors print around the number."""

Place = Literal["header", "footer"]


def find_running(pages: Sequence[Page], lines: Sequence[Line], body_size: float) -> dict[int, Place]:
    """Indices into ``lines`` of running headers and footers, each with its place.

    Args:
        pages: all pages of the document.
        lines: lines outside tables, of all pages.
        body_size: font size of the running text in points.
    """
    heights = {page.number: page.height for page in pages}
    groups: dict[tuple[Place, str], list[int]] = defaultdict(list)
    found: dict[int, Place] = {}
    outermost = _outermost(lines)
    for i, line in enumerate(lines):
        number = PAGE_NUMBER.match(line.text) is not None
        place = _margin(line, heights[line.page], NUMBER_MARGIN if number else MARGIN)
        if place is None or line.direction:
            continue
        groups[place, _key(line)].append(i)
    often: Counter[str] = Counter()
    for (place, key), members in sorted(groups.items()):
        repeated = _repeated(lines, members, len(pages), body_size)
        often = often or Counter(map(_key, lines) if repeated else ())
        if PAGE_NUMBER.match(key) or not _is_text(often[key], repeated):
            found.update(dict.fromkeys(repeated, place))
        if PAGE_NUMBER.match(key):
            found.update(dict.fromkeys(_page_numbers(lines, members, body_size, place, outermost), place))
    return _at_the_edge(lines, _in_their_place(lines, found))


def _is_text(count: int, repeated: Sequence[int]) -> bool:
    """Whether a text that stands so often, numbers apart, does so elsewhere more than where it repeats at the edge."""
    return bool(repeated) and count > 2 * len(repeated)


def _key(line: Line) -> str:
    """The text of a line, numbers apart."""
    return DIGITS.sub("0", line.text).casefold()


def _in_their_place(lines: Sequence[Line], found: dict[int, Place]) -> dict[int, Place]:
    """``found`` without ends of other lines: behind other text, running text has a place of its own on each page."""
    texts: dict[int, list[Line]] = defaultdict(list)
    for i, line in enumerate(lines):
        if i not in found and not line.direction:
            texts[line.page].append(line)
    same: dict[str, list[Line]] = defaultdict(list)
    for i in found:
        same[DIGITS.sub("0", lines[i].text)].append(lines[i])
    kept: dict[int, Place] = {}
    for i, place in found.items():
        line = lines[i]
        ends_line = any(
            text.box.top < line.box.cy < text.box.bottom and text.box.x1 <= line.box.x0 for text in texts[line.page]
        )
        again = (o.box for o in same[DIGITS.sub("0", line.text)] if o.page != line.page) if ends_line else ()
        if not ends_line or any(min(abs(b.x0 - line.box.x0), abs(b.x1 - line.box.x1)) <= SAME_PLACE for b in again):
            kept[i] = place
    return kept


def _at_the_edge(lines: Sequence[Line], found: dict[int, Place]) -> dict[int, Place]:
    """``found`` without lines that stand within the text: other text is printed beyond them on the same page."""
    texts: dict[int, list[float]] = defaultdict(list)
    for i, line in enumerate(lines):
        if i not in found and not line.direction:
            texts[line.page].append(line.box.cy)
    kept: dict[int, Place] = {}
    for i, place in found.items():
        line = lines[i]
        others = texts.get(line.page, [])
        if place == "header":
            beyond = any(cy < line.box.top for cy in others)
        else:
            beyond = any(cy > line.box.bottom for cy in others)
        if not beyond:
            kept[i] = place
    return kept


def _margin(line: Line, height: float, margin: float) -> Place | None:
    if line.box.bottom <= height * margin:
        return "header"
    return "footer" if line.box.top >= height * (1 - margin) else None


def _repeated(lines: Sequence[Line], members: list[int], page_count: int, body_size: float) -> list[int]:
    """Members that stand at one height on enough pages."""
    ordered = sorted(members, key=lambda i: lines[i].box.top)
    clusters: list[list[int]] = []
    for i in ordered:
        if clusters and lines[i].box.top - lines[clusters[-1][-1]].box.top <= SAME_HEIGHT:
            clusters[-1].append(i)
        else:
            clusters.append([i])
    kept: list[int] = []
    for cluster in clusters:
        on_pages = len({lines[i].page for i in cluster})
        large = max(lines[i].size for i in cluster) > LARGE * body_size
        share = LARGE_SHARE if large else SHARE
        if on_pages >= FEWEST and on_pages >= share * page_count:
            kept += cluster
    return kept


def _outermost(lines: Sequence[Line]) -> dict[tuple[int, Place], float]:
    """Height of the first and of the last line on each page."""
    edges: dict[tuple[int, Place], float] = {}
    for line in lines:
        edges[line.page, "header"] = min(edges.get((line.page, "header"), line.box.cy), line.box.cy)
        edges[line.page, "footer"] = max(edges.get((line.page, "footer"), line.box.cy), line.box.cy)
    return edges


def _page_numbers(
    lines: Sequence[Line],
    members: list[int],
    body_size: float,
    place: Place,
    outermost: dict[tuple[int, Place], float],
) -> list[int]:
    """Members that stand on the first or last line of their page: a number within the text counts something else."""
    return [
        i
        for i in members
        if lines[i].size <= LARGE * body_size
        and abs(lines[i].box.cy - outermost[lines[i].page, place]) <= lines[i].size
    ]
