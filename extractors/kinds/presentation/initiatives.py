"""Initiatives of a deck: number, title, target group, status and actors, gathered over several slides.

A slide presents an initiative when a block names one ("Initiativ 2/4"), or when it is built like those that do: the
same panel, and a status or actors in the body. Its head – the panel or the title – holds number, title and target
group; in its body, the lead-ins "Status" and "Hvem arbejder med initiativet?" say what the paragraphs under them are.

A slide with nothing but a title, or a title and a goal, names the target group of those after it that name none.

Slides of one number, or of one title but for "– fortsat", are one initiative. A slide between them without a head
belongs to the initiative before it when its title takes up words of it. A list of initiatives names those that have no
slide of their own, and gives the title where a slide has a variant of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from extractors.danish import text as danish
from extractors.kinds.flow import Item
from extractors.kinds.patterns import find_name, pattern, says
from extractors.kinds.presentation.bodies import add_slide, take_body
from extractors.kinds.presentation.drafts import Draft
from extractors.kinds.presentation.kickers import Kicker, kickers
from extractors.kinds.presentation.labels import labelled
from extractors.kinds.presentation.own_lead_ins import own_lead_ins
from extractors.kinds.presentation.slides import Slide
from extractors.kinds.presentation.tables import take_table
from extractors.kinds.presentation.tiles import Tile, find_tiles, lead_in
from extractors.kinds.wording import bare
from schemas.geometry import Box
from schemas.layout import Line, Table

LIST_MIN = 3
"""A slide that names so many initiatives lists them."""
SAME_TITLE = 90.0
"""Likeness, 0–100, from which two titles are one."""
VARIANT = 40.0
"""Share of telling words, in per cent, from which a title without a number is a variant of a listed one that has no
slide: the list and the slides are of one deck, so what is left over on both sides belongs together."""
VARIANT_CONFIDENCE = 0.7
LISTED = 0.85
"""Confidence in an initiative that only a list names."""
SAME_PANEL = 6.0
"""Points within which panels of two slides are one place."""
TELLING = 6
"""Letters of a word that tells one initiative from another."""


@dataclass(frozen=True, slots=True)
class _Head:
    """What the head of a slide says."""

    number_raw: str | None
    number_lines: tuple[Line, ...]
    title: str | None
    title_lines: tuple[Line, ...]
    target_group: str | None
    target_lines: tuple[Line, ...]
    items: tuple[Item, ...]


def find_initiatives(slides: Sequence[Slide], tables: Sequence[Table] = ()) -> list[Draft]:
    """Initiatives of the deck in the order of their numbers as far as they have one.

    Args:
        slides: the slides of the deck.
        tables: its tables: one on the slide of an initiative may give status and actors.
    """
    own = own_lead_ins(slides)
    slides = [replace(slide, lead_ins=own) for slide in slides] if own else slides
    above = kickers(slides)
    heads = [_numbered_head(slide, above.get(i)) for i, slide in enumerate(slides)]
    panels = [head.items[0].panel for head in heads if head is not None and head.items[0].panel is not None]
    lists = [_read_list(slide) if head is None else [] for slide, head in zip(slides, heads, strict=True)]
    tiled = {i: tiles for i, slide in enumerate(slides) if len(tiles := find_tiles(slide)) > 1}
    shared = len(tiled) > 1 and len({slides[i].title_text for i in tiled}) == 1
    if not any(heads) and not any(lists) and not tiled:
        return []
    drafts: list[Draft] = []
    current: Draft | None = None
    group: tuple[str, tuple[Line, ...]] | None = None
    for i, (slide, head, listed) in enumerate(zip(slides, heads, lists, strict=True)):
        if i in tiled:
            current = None
            for tile in tiled[i]:
                _gather_tile(drafts, tile, slide, shared=shared)
            continue
        if listed:
            current = None
            continue
        found = head or _plain_head(slide, panels)
        if found is not None:
            current = _draft_for(drafts, found)
            current.confidence = VARIANT_CONFIDENCE if i in above else current.confidence
            _gather(current, slide, found)
            for table in (*slide.tables, *(table for table in tables if _stands_on(table, slide))):
                take_table(current, table)
            if current.target_group is None and group is not None:
                current.target_group, current.target_lines = group
        elif _divides(slide) and i + 1 < len(slides) and heads[i + 1] is not None:
            group = slide.title_text or "", tuple(line for item in slide.title for line in _lines(item))
            current = None
        elif current is not None and (label := _titled(slide)) is not None:
            entries = current.status if label == "status" else current.actors
            entries += [(item.text, item.lines) for item in slide.body]
            add_slide(current, slide)
        elif current is not None and _belongs(slide, current):
            add_slide(current, slide)
    for slide, listed in zip(slides, lists, strict=True):
        for number, title, lines in listed:
            _list_entry(drafts, number, title, lines, slide.page)
    return sorted(drafts, key=lambda draft: (draft.numbers[:1] or (10**6,), draft.pages))


def _stands_on(table: Table, slide: Slide) -> bool:
    page, box = table.boxes[0]
    return page == slide.page and slide.box.holds(box.cx, box.cy)


def _numbered_head(slide: Slide, kicker: Kicker | None = None) -> _Head | None:
    """The head of a slide that names an initiative by number; None when none does, or several do.

    Below a line with the number and whom it is for, the slide's title is that of the initiative.
    """
    if kicker is not None:
        title_lines = tuple(line for item in slide.title for line in _lines(item))
        own = kicker.item.lines
        items = (kicker.item, *slide.title)
        return _Head(kicker.number, own, _plain_title(slide.title_text or ""), title_lines, kicker.about, own, items)
    heads = [item for item in slide.items if _is_head(item, slide)]
    named = [(item, match) for item in heads if (match := _names_initiative(item)) is not None]
    if not named and slide.title and any(lead_in(item, slide) is not None for item in slide.body):
        # "3. Mentor og følgeven" over a status: the deck is about initiatives and leaves the word out.
        match = pattern("presentation", "listed").match(slide.title_text or "")
        named = [(slide.title[0], match)] if match is not None else []
    along = [(item, m) for item in slide.running if (m := _names_initiative(item)) is not None and m["title"].strip()]
    if not named and len(along) == 1:
        item, match = along[0]
        number = re.sub(r"\s+", " ", match["number"])
        return _Head(number, item.lines, _plain_title(match["title"]), item.lines, None, (), (item,))
    if len({match["number"] for _, match in named}) != 1:
        return None
    item, match = named[0]
    number = re.sub(r"\s+", " ", match["number"])
    around = _head_items(item, slide)
    at = around.index(item)
    title, title_lines, used = match["title"].strip(), item.lines, {id(item)}
    if not title:
        following = [other for other in around[at + 1 :] if other.kind != "list_item"]
        if not following and item not in slide.title:
            following = list(slide.title)  # The number stands by itself, as in a tag above the title.
        if following:
            title, title_lines = _joined(following), tuple(line for other in following for line in _lines(other))
            used |= {id(other) for other in following}
    target = [other for other in around[:at] if id(other) not in used]
    target_text = " ".join((labelled(other.text) or ("", other.text))[1] for other in target) or None
    return _Head(
        number,
        item.lines,
        _plain_title(title) or None,
        title_lines,
        target_text.strip(" :") if target_text else None,
        tuple(line for other in target for line in other.lines),
        tuple(around),
    )


def _gather_tile(drafts: list[Draft], tile: Tile, slide: Slide, *, shared: bool) -> None:
    """Add what one tile of a slide says.

    The title of a slide that names no initiatives is their target group; one that all such slides share is the deck's.
    """
    match = _names_initiative(tile.head) or pattern("presentation", "listed").match(_joined([tile.head]))
    number, title = (match["number"], match["title"]) if match is not None else (None, tile.head.text)
    lines = tile.head.lines
    if number is None and tile.number is not None:
        number = tile.number.text
    head = _Head(number, tile.number.lines if tile.number else lines, _plain_title(title), lines, None, (), ())
    draft = _draft_for(drafts, head)
    about = "" if shared else slide.title_text or ""
    if about and not says("presentation", "speaks_of_initiatives", about) and _titled(slide) is None:
        draft.target_group = draft.target_group or about
        draft.target_lines = draft.target_lines or tuple(line for item in slide.title for line in _lines(item))
    take_body(draft, tile.items, slide)
    add_slide(draft, slide)


def _divides(slide: Slide) -> bool:
    """Whether a slide heads those after it: a title with nothing under it but a goal or target group."""
    goal = pattern("presentation", "goal")
    return bool(slide.title) and len(slide.body) <= 2 and all(goal.match(item.text) for item in slide.body)


def _names_initiative(item: Item) -> re.Match[str] | None:
    return pattern("presentation", "initiative").match(item.text) if len(item.text) <= 200 else None


def _is_head(item: Item, slide: Slide) -> bool:
    """Whether a block belongs to the head of a slide: its title, its panel, or a heading."""
    return item in slide.title or item.is_heading or (item.panel is not None and item.kind != "list_item")


def _head_items(item: Item, slide: Slide) -> list[Item]:
    """The blocks that stand with the number: in its panel, or in the slide's title and what stands over it."""
    if item.panel is not None:
        return [other for other in slide.items if other.panel == item.panel]
    if item in slide.title:
        here = [other for other in slide.items if other.page == item.page and other not in slide.title]
        return [*(other for other in here if other.box.bottom <= item.box.top), *slide.title]
    index = slide.items.index(item)
    following = slide.items[index + 1 : index + 2]
    return [item, *(other for other in following if other.is_heading and lead_in(other, slide) is None)]


def _plain_head(slide: Slide, panels: Sequence[Box]) -> _Head | None:
    """The head of a slide built like the numbered ones, with a status or actors in its body, but without a number."""
    if not any(lead_in(item, slide) for item in slide.body):
        return None
    around = [
        item
        for item in slide.items
        if item.panel is not None and any(_same_place(item.panel, panel) for panel in panels)
    ]
    if not around:
        return None
    *before, last = around
    title = _plain_title(last.text)
    target = " ".join(item.text for item in before).strip(" :") or None
    lines = tuple(line for item in before for line in item.lines)
    return _Head(None, (), title, last.lines, target, lines, tuple(around))


def _same_place(a: Box, b: Box) -> bool:
    return all(abs(x - y) <= SAME_PANEL for x, y in zip(a, b, strict=True))


def _lines(item: Item) -> Sequence[Line]:
    return item.block.lines if item.block is not None else ()


def _joined(items: Iterable[Item]) -> str:
    return danish.join_lines([line.text for item in items for line in _lines(item)])


def _plain_title(text: str) -> str:
    """A title without the word that says that it goes on."""
    return pattern("presentation", "continued").sub("", text).strip()


def _titled(slide: Slide) -> str | None:
    """Status or actors, where the whole title of a slide is that lead-in: it speaks of the initiative before it."""
    label = find_name("presentation", "labels", danish.split_run_together(slide.title_text or ""))
    return label if label in ("status", "actors") else None


def _draft_for(drafts: list[Draft], head: _Head) -> Draft:
    """The initiative that a head names, new when none is."""
    for draft in drafts:
        if head.number_raw is not None and draft.number_raw == head.number_raw:
            return draft
        if head.number_raw is None and head.title and draft.title and _alike(draft.title, head.title) >= SAME_TITLE:
            return draft
    draft = Draft(head.number_raw, head.title, head.title_lines, head.number_lines)
    drafts.append(draft)
    return draft


def _alike(a: str, b: str) -> float:
    return fuzz.token_set_ratio(bare(a), bare(b))


def _gather(draft: Draft, slide: Slide, head: _Head) -> None:
    """Add what a slide with a head says to its initiative."""
    if draft.target_group is None and head.target_group:
        draft.target_group, draft.target_lines = head.target_group, head.target_lines
    if draft.title is None:
        draft.title, draft.title_lines = head.title, head.title_lines
    body = [item for item in slide.items if item not in head.items and item in slide.body]
    take_body(draft, body, slide, _titled(slide))
    add_slide(draft, slide)


def _belongs(slide: Slide, draft: Draft) -> bool:
    """Whether a slide without a head takes up the initiative before it: in the words of its title."""
    title = slide.title_text
    if title is None:
        return False
    if draft.title and fuzz.partial_ratio(bare(draft.title), bare(title)) >= SAME_TITLE:
        return True
    known = {word for text in draft.texts for word in _telling_words(text)}
    names = {word for word in _telling_words(title) if any(word == other for other in known)}
    return bool(names)


def _telling_words(text: str) -> set[str]:
    """Words of some length, and names: words with a capital that do not begin the text."""
    return {word.casefold() for word in re.findall(r"\b[^\W\d_]+\b", text) if len(word) >= TELLING}


def _read_list(slide: Slide) -> list[tuple[str, str, tuple[Line, ...]]]:
    """Number and title of each initiative a slide lists; empty when it lists none."""
    entries: list[tuple[str, str, tuple[Line, ...]]] = []
    spoken = False
    for item in slide.items:
        whole = danish.join_lines([line.text for line in _lines(item)])
        spoken = spoken or item.panel is not None
        match = pattern("presentation", "listed").match(whole) or pattern("presentation", "initiative").match(whole)
        if match is not None and match["title"].strip():
            entries.append((re.sub(r"\s+", " ", match["number"]), match["title"].strip(), tuple(_lines(item))))
    title = slide.title_text or ""
    spoken = spoken or pattern("presentation", "speaks_of_initiatives").search(title) is not None
    return entries if spoken and len(entries) >= LIST_MIN else []


def _list_entry(drafts: list[Draft], number: str, title: str, lines: tuple[Line, ...], page: int) -> None:
    """Match an entry of a list with the initiative it names, or add it as one that has no slide."""
    same = next((draft for draft in drafts if draft.number_raw == number), None)
    if same is None:
        open_ones = [draft for draft in drafts if draft.number_raw is None and draft.title]
        best = max(open_ones, key=lambda draft: _shared(draft.title or "", title), default=None)
        if best is not None and _shared(best.title or "", title) >= VARIANT:
            same = best
            same.number_raw, same.number_lines = number, lines
            same.title, same.title_lines = title, lines
            same.confidence = VARIANT_CONFIDENCE
    if same is None:
        drafts.append(Draft(number, title, lines, lines, pages=[page], confidence=LISTED))


def _shared(a: str, b: str) -> float:
    """Likeness of two titles by the telling words they share, 0–100."""
    one, other = _telling_words(a), _telling_words(b)
    if not one or not other:
        return 0.0
    return 100.0 * len(one & other) / min(len(one), len(other))
