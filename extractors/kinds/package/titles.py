"""Which blocks of a package are titles of recommendations.

Recommendations are found by how they are set, not by what they say: within the chapter of recommendations, one style of
heading recurs under the headings of the categories, each followed by running text.

Signals, in order of precedence:

1. a sign of the level legend beside a short block: such a block is a title, and so is every heading of its style;
2. the style of heading most often followed by text rather than by another heading;
3. a printed number or level with the heading;
4. where no heading serves, or such titles go on as text, the bold beginnings of paragraphs.

Never a title: the headings of categories, levels and target groups, the lead-ins inside a recommendation, a heading
that recurs word for word, a line of the table of contents.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.kinds.beginnings import part_bold
from extractors.kinds.flow import Item, is_contents
from extractors.kinds.package.levels import LevelReader, strip_level
from extractors.kinds.patterns import find_name, says
from extractors.kinds.wording import level_in, level_of
from schemas.columns import CategoryName

RECURS = 3
"""A heading that is printed so often word for word is a lead-in, not a title."""
TITLE_MAX = 200
"""Letters of a title; longer blocks are text, whatever sign stands beside them."""
RUN_INS_MIN = 3
"""So many paragraphs that begin in bold show that their beginnings are titles."""
RUN_IN_LETTERS = 8
MARKED_SHARE = 0.5
"""Share of a style's headings that carry level signs from which on the style is one of titles."""


@dataclass(frozen=True, slots=True)
class Region:
    """The part of the flow in which recommendations stand, and how its titles look."""

    items: tuple[Item, ...]
    titles: frozenset[int]
    """Places in ``items`` that are titles."""


def find_region(items: Sequence[Item], levels: LevelReader) -> Region | None:
    """The chapter of recommendations with its titles, None when the document has none."""
    start, end = _chapter(items)
    part = tuple(items[start:end])
    titles = find_titles(part, levels)
    run_in = sum(_run_in(part[i]) is not None for i in titles)
    if 2 * run_in >= len(titles):
        parted, beginnings = _part_run_ins(part)
        part, titles = (parted, beginnings) if beginnings or not titles else (part, titles)
    # Headings alone may be of anything: a chapter, its categories, numbers or levels show that they are titles.
    told = any(item.is_heading and _is_section(item) and not is_contents(item) for item in items)
    keyed = any(_is_keyed(part[i]) or levels.has_sign(part[i].printed_lines) for i in titles)
    return Region(part, titles) if titles and (told or keyed) else None


def _part_run_ins(items: Sequence[Item]) -> tuple[tuple[Item, ...], frozenset[int]]:
    """Part paragraphs that begin with their title in bold; the items after that, and the places of the titles."""
    parted = [_run_in(item) for item in items]
    recurring = Counter(pair[0].bare for pair in parted if pair is not None)
    parted = [pair if pair is not None and recurring[pair[0].bare] < RECURS else None for pair in parted]
    if sum(pair is not None for pair in parted) < RUN_INS_MIN:
        return tuple(items), frozenset()
    flow: list[Item] = []
    titles: set[int] = set()
    for item, pair in zip(items, parted, strict=True):
        if pair is None:
            flow.append(item)
        else:
            titles.add(len(flow))
            flow += pair
    return tuple(flow), frozenset(titles)


def _run_in(item: Item) -> tuple[Item, Item] | None:
    """Title and text of a paragraph that begins in bold and goes on without; None for any other block."""
    parted = part_bold(item)
    if parted is None:
        return None
    title = parted[0].text
    if not RUN_IN_LETTERS <= len(title) <= TITLE_MAX or find_name("package", "labels", title) is not None:
        return None
    return parted


def category_heading(text: str) -> CategoryName | None:
    """The category whose heading the whole of ``text`` is, else None."""
    return find_name("package", "categories", text)  # type: ignore[return-value]  # the file's keys are the names


def _chapter(items: Sequence[Item]) -> tuple[int, int]:
    """Where the chapter of recommendations begins and ends: the one that holds the most category headings."""
    best, most = (0, len(items)), 0
    for i, item in enumerate(items):
        if not item.is_heading or is_contents(item) or not says("package", "chapter", item.heading_text):
            continue
        end = _chapter_end(items, i)
        inside = sum(
            other.is_heading and category_heading(other.heading_text) is not None for other in items[i + 1 : end]
        )
        if inside > most or (most == 0 and end - i > best[1] - best[0] and best != (0, len(items))):
            best, most = (i, end), inside
    if best != (0, len(items)):
        return best
    categories = [
        i for i, item in enumerate(items) if item.is_heading and category_heading(item.heading_text) is not None
    ]
    if not categories:
        return best
    style = Counter(items[i].style for i in categories).most_common(1)[0][0]
    first = next(i for i in categories if items[i].style == style)
    return first, _chapter_end(items, first)


def _chapter_end(items: Sequence[Item], start: int) -> int:
    """The next heading after ``start`` that stands as high and divides nothing.

    A heading as high as the categories ends the chapter by its words alone: a title may begin with them too.
    """
    head = items[start].style[0]
    section = head
    for i in range(start + 1, len(items)):
        item = items[i]
        if not item.is_heading:
            continue
        size = item.style[0]
        if category_heading(item.heading_text) is not None:
            section = min(section, size)
        elif _is_section(item):
            continue
        elif size >= head or (size >= section and says("package", "chapter_end", item.heading_text)):
            return i
    return len(items)


def _is_section(item: Item) -> bool:
    """Whether a heading divides the chapter of recommendations rather than ends it."""
    text = item.heading_text
    return category_heading(text) is not None or level_in(text) is not None or says("package", "chapter", text)


def find_titles(items: Sequence[Item], levels: LevelReader) -> frozenset[int]:
    """Places of the titles in a chapter of recommendations."""
    recurring = {text for text, n in Counter(item.bare for item in items if item.is_heading).items() if n >= RECURS}
    signed = {
        i for i, item in enumerate(items) if _may_be_title(item, recurring) and levels.has_sign(item.printed_lines)
    }
    headings = [i for i, item in enumerate(items) if item.is_heading and _may_be_title(item, recurring)]
    styles: dict[tuple[float, int], list[int]] = {}
    for i in headings:
        styles.setdefault(items[i].style, []).append(i)
    for members in styles.values():
        if sum(i in signed for i in members) >= MARKED_SHARE * len(members):
            signed |= set(members)
    if signed:
        return frozenset(signed)
    best: list[int] = []
    worth = 0.0
    for style in sorted(styles):
        members = styles[style]
        leads = sum(_leads_to_text(items, i, recurring) for i in members)
        keyed = sum(_is_keyed(items[i]) for i in members)
        value = leads - (len(members) - leads) + keyed
        if value > worth:
            best, worth = members, value
    return frozenset(best)


def _may_be_title(item: Item, recurring: set[str]) -> bool:
    if item.block is None or item.kind not in ("heading", "paragraph", "list_item"):
        return False
    text = item.heading_text
    if not text or len(text) > TITLE_MAX or item.bare in recurring or is_contents(item):
        return False
    if category_heading(text) is not None or level_of(text) is not None:
        return False
    if item.is_heading and level_in(text) is not None and strip_level(text)[1] is None:
        return False
    return find_name("package", "labels", text) is None and not says("package", "chapter", text)


def _leads_to_text(items: Sequence[Item], i: int, recurring: set[str]) -> bool:
    """Whether text follows a heading, at once or under a lead-in."""
    for item in items[i + 1 :]:
        lead_in = item.is_heading and (
            item.bare in recurring or find_name("package", "labels", item.heading_text) is not None
        )
        if not lead_in:
            return item.kind in ("paragraph", "list_item", "table")
    return False


def _is_keyed(item: Item) -> bool:
    return bool(item.marker) or strip_level(item.heading_text)[1] is not None
