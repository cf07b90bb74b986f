"""The areas of a policy: which heading is the area of an action, its number and its full name.

The area is the outermost heading that not all actions share: what all share is the document's title or its chapter of
actions. Its number stands before it, or before its name in a numbered list ("Politikken har fire indsatsområder: 1.
…"). Its name may be cut on the section's own page, where artwork prints the rest: the table of contents or the outline,
where an entry ends with the very words of the heading, has it whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from rapidfuzz import fuzz

from extractors.danish.numbers import parse_number
from extractors.kinds.columns import cell_text
from extractors.kinds.flow import LEADERS, Item, is_contents
from extractors.kinds.patterns import find_name, pattern
from extractors.kinds.policy.drafts import ActionDraft, Value
from extractors.kinds.wording import bare
from schemas.layout import Block
from schemas.page import Source

ALIKE = 88.0
"""Likeness, 0–100, from which a numbered entry and an area are the same in other words."""
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10}


def settle_areas(
    drafts: Sequence[ActionDraft], items: Sequence[Item], source: Source, title: Sequence[Block] = ()
) -> list[Value | None]:
    """The area of each draft, None where the document names none: its own title is no area.

    Args:
        drafts: the actions.
        items: the document.
        source: its pages.
        title: the blocks of its title.
    """
    titles = {(block.page, block.box) for block in title}
    shared = _shared(drafts)
    index = list(_index_entries(items, source))
    numbered = list(_numbered_entries(items))
    known: dict[str, Value] = {}
    areas: list[Value | None] = []
    for draft in drafts:
        own = draft.area
        if own is None and len(draft.headings) > shared:
            heading = draft.headings[shared]
            marked = parse_number(heading.marker) if heading.marker else None
            if (heading.page, heading.box) in titles and _without_number(heading.text)[1] == heading.text:
                areas.append(None)
                continue
            own = Value(heading.heading_text, heading.lines, marked.number if marked is not None else None)
            named = find_name("policy", "labels", own.text) == "area"
            if named and len(draft.headings) > shared + 1:
                # "Indsatsområde 1" on a line of its own: the name is the next heading.
                name = draft.headings[shared + 1]
                own = Value(f"{own.text}: {name.heading_text}", (*own.lines, *name.lines), own.number)
        if own is None:
            areas.append(None)
            continue
        if own.text not in known:
            known[own.text] = _name(own, index, numbered)
        areas.append(known[own.text])
    return areas


def with_numbers_above(items: Sequence[Item]) -> list[Item]:
    """``items`` with each word for area and its number ("Tema 1") joined to the larger heading below that names it.

    Numbers alone are those of areas where they count from one; so are numbers set left of headings, as in a circle.
    """
    alone = [item.text for item in items if item.is_heading and item.text.isdigit()]
    counts = alone == [str(n) for n in range(1, len(alone) + 1)]
    badges = {badge: head for pair in pairwise(items) for badge, head in (pair, pair[::-1]) if _is_badge(badge, head)}
    if [number.text for number in badges] != [str(n) for n in range(1, len(badges) + 1)]:
        badges = {}
    joined: list[Item] = []
    above: Item | None = None
    for item in items:
        if item in badges:
            continue
        badge = next((number.text for number, head in badges.items() if head is item), None)
        if badge is not None and item.block is not None:
            item = Item(item.page, block=replace(item.block, marker=badge))
        number = _number_of_kicker(above) if above is not None and _heads_larger(above, item) else None
        if above is not None and counts and above.is_heading and above.text.isdigit() and _names(item, above):
            number = above.text
        if number is not None and item.block is not None:
            joined[-1] = Item(item.page, block=replace(item.block, marker=number))
        else:
            joined.append(item)
        above = item
    return joined


def _is_badge(number: Item, head: Item) -> bool:
    """Whether a block is a number by itself on the line of a heading without one, at its left."""
    if not (number.text.isdigit() and head.is_heading and not head.marker and number.page == head.page):
        return False
    return number.box.x1 <= head.box.x0 and head.box.top < number.box.cy < head.box.bottom


def _heads_larger(above: Item, item: Item) -> bool:
    """Whether a line stands right above a larger heading without a number; between them a page may end."""
    larger = item.level < above.level if above.is_heading else item.style[0] > above.style[0]
    return above.block is not None and item.is_heading and not item.marker and larger and item.page <= above.page + 1


def _names(item: Item, number: Item) -> bool:
    return item.is_heading and item.page == number.page and not item.marker and not item.text.isdigit()


def _number_of_kicker(item: Item) -> str | None:
    """The number of an area where a block is nothing but the word for one and that number."""
    match = pattern("policy", "area_prefix").match(f"{item.text} ")
    whole = match is not None and match.end() == len(item.text) + 1
    return match["number"] if match is not None and whole and find_name("policy", "labels", item.text) else None


def depth_of_area(drafts: Sequence[ActionDraft]) -> int:
    """How many headings stand above the area in the headings of every draft."""
    return _shared(drafts)


def _shared(drafts: Sequence[ActionDraft]) -> int:
    """How many outermost headings all drafts share, leaving each at least one.

    A heading that says that it is an area ("Indsatsområde 2: …") is theirs, though actions were read under it alone.
    """
    if not drafts:
        return 0
    chains = [draft.headings for draft in drafts if draft.headings]
    if not chains:
        return 0
    limit = min(len(chain) for chain in chains) - 1
    shared = 0
    while shared < limit and len({id(chain[shared]) for chain in chains}) == 1 and not _is_area(chains[0][shared]):
        shared += 1
    return shared


def _is_area(heading: Item) -> bool:
    """Whether a heading begins with the word for area."""
    label = heading.text.split(":")[0] if ":" in heading.text else heading.text
    return find_name("policy", "labels", label) == "area"


def _name(own: Value, index: Sequence[str], numbered: Sequence[tuple[int, str]]) -> Value:
    """Number and full name of an area."""
    number, text = own.number, own.text
    printed, text = _without_number(text)
    number = number if number is not None else printed
    folded = bare(text)
    whole = [entry for entry in index if len(entry) > len(text) and _ends_with(bare(entry), folded)]
    if whole and folded:
        text = min(whole, key=len)
    if number is None:
        near = sorted(
            ((fuzz.token_set_ratio(bare(entry), bare(text)), -len(entry), n) for n, entry in numbered), reverse=True
        )
        if near and near[0][0] >= ALIKE:
            number = near[0][2]
    return Value(text[:1].upper() + text[1:], own.lines, number)


def _ends_with(entry: str, name: str) -> bool:
    """Whether an entry ends with the whole words of a name; a digit right before it is the number of a badge."""
    return entry.endswith(name) and not entry.removesuffix(name)[-1:].isalnum()


def _without_number(text: str) -> tuple[int | None, str]:
    """Number and rest of a name that begins with a number or with the word for area and a number."""
    match = pattern("policy", "area_prefix").match(text)
    if match is None or match.end() >= len(text) or not match[0].strip():
        return None, text
    return _number(match["number"]) if match["number"] else None, text[match.end() :].strip()


def _number(printed: str) -> int | None:
    if printed.isdigit():
        return int(printed)
    return _ROMAN.get(printed.upper()) or (ord(printed.upper()) - ord("A") + 1 if len(printed) == 1 else None)


def _index_entries(items: Sequence[Item], source: Source) -> Iterable[str]:
    """Entries of the table of contents and the outline, numbers and leaders taken off."""
    for item in items:
        if item.block is not None and is_contents(item):
            yield _entry(item.text)
        elif item.table is not None:
            for row in item.table.grid():
                if len(row) > 1 and cell_text(row[-1]).isdigit() and cell_text(row[0]):
                    yield _entry(cell_text(row[0]))
    for _, title, _ in source.outline:
        yield _entry(title)


def _entry(text: str) -> str:
    return _without_number(text.split(LEADERS)[0].split(" . ")[0].strip(" ."))[1]


def _numbered_entries(items: Sequence[Item]) -> Iterable[tuple[int, str]]:
    """Entries of numbered lists, however they are set."""
    for item in items:
        number = parse_number(item.marker) if item.marker else None
        if number is not None and len(number.parts) == 1:
            yield number.number, item.text
