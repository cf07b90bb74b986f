"""Reports on initiatives that are told by their build alone: a title, and labels below it.

A catalogue or a deck names its initiatives without a word for them: "3 Mentorer", or "Mentorer". What reports on one
says by labels how far it is, and who works with it or whom it is for; none of them twice, and nothing that a plan says
of an action. One may be anything; two of one print are the initiatives of the document. Their titles
begin with their numbers where all do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extractors.danish import text as danish
from extractors.kinds.flow import Item, read_flow
from extractors.kinds.patterns import find_name, pattern, says
from extractors.kinds.presentation.bodies import add_slide, take_body
from extractors.kinds.presentation.drafts import Draft
from extractors.kinds.presentation.labels import labelled
from extractors.kinds.presentation.slides import Slide
from extractors.kinds.presentation.tables import LABELS_MIN, PLANNED, labels_of, take_table
from extractors.kinds.presentation.tiles import lead_in
from schemas.layout import Layout

REPORTS_MIN = 2
"""So many reports of one build are a catalogue."""
CONFIDENCE = 0.85
"""Confidence in an initiative that no word and no number calls one."""


def find_reports(layout: Layout) -> list[Slide]:
    """The sections or cards of a document that report on initiatives by their build; none when it is about others."""
    items = read_flow(layout)
    sections = _alike([section for section in _sections(items) if _reports(section)])
    if len(sections) < REPORTS_MIN:
        return []
    before = items[: items.index(sections[0].title[0])]
    about = any(says("presentation", "about_initiatives", item.text) for item in before)
    return sections if about or _numbers(sections, "initiative") else []


def read_reports(slides: Sequence[Slide]) -> list[Draft]:
    """The initiatives of sections, cards or slides that report by their build; none when fewer than two do."""
    reports = _alike([slide for slide in slides if slide.title and _reports(slide)])
    if len(reports) < REPORTS_MIN:
        return []
    numbers = _numbers(reports, "numbered")
    drafts: list[Draft] = []
    for i, slide in enumerate(reports):
        number, title = numbers[i] if numbers else (None, slide.title_text or "")
        lines = tuple(line for item in slide.title for line in item.printed_lines)
        draft = Draft(number, title, lines, lines if number else (), confidence=CONFIDENCE)
        take_body(draft, slide.body, slide)
        for table in slide.tables:
            take_table(draft, table)
        add_slide(draft, slide)
        drafts.append(draft)
    return drafts


def _sections(items: Sequence[Item]) -> Iterator[Slide]:
    """Headings that stand once, each with what stands below it up to the next."""
    heads = [item for item in items if item.is_heading and _label(item) is None]
    often = Counter(item.bare for item in heads)
    at = [i for i, item in enumerate(items) if item.is_heading and often[item.bare] == 1]
    starts = [i - 1 if i and _is_number_of(items[i - 1], items[i]) else i for i in at]
    for i, start, end in zip(at, starts, [*starts, len(items)][1:], strict=True):
        head, title, body = items[i], tuple(items[start : i + 1]), items[i + 1 : end]
        texts = tuple(item for item in body if item.table is None)
        tables = tuple(item.table for item in body if item.table is not None)
        yield Slide(head.page, head.box, (*title, *texts), title, texts, tables=tables)


def _label(item: Item) -> str | None:
    return find_name("presentation", "labels", danish.split_run_together(item.text)) if len(item.text) <= 80 else None


def _is_number_of(item: Item, head: Item) -> bool:
    """Whether a block is a number by itself at the left of a heading."""
    beside = item.page == head.page and item.box.x1 <= head.box.x0 and item.box.top < head.box.bottom
    return beside and item.box.bottom > head.box.top and pattern("presentation", "number").match(item.text) is not None


def _reports(slide: Slide) -> bool:
    labels: list[str] = []
    for item in slide.body:
        label = lead_in(item, slide) or (labelled(item.text) or (None,))[0]
        lead, colon, _ = item.text.partition(":")
        if label is not None:
            labels.append(label)
        elif (colon or item.is_heading) and _is_planned(lead):
            return False
    for table in slide.tables:
        labels += labels_of(table)
    return len(labels) == len(set(labels)) >= LABELS_MIN and "status" in labels


def _is_planned(text: str) -> bool:
    return find_name("policy", "labels", text) in PLANNED


def _alike(slides: Sequence[Slide]) -> list[Slide]:
    """Those whose titles are set in the print of most."""
    sizes = Counter(_size(slide) for slide in slides)
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    return [slide for slide in slides if _size(slide) == usual]


def _size(slide: Slide) -> float:
    return slide.title[-1].style[0]


def _numbers(slides: Sequence[Slide], name: str) -> list[tuple[str, str]]:
    """Number and title of each, where all titles begin with a number and no two with the same."""
    matches = [pattern("presentation", name).match(slide.title_text or "") for slide in slides]
    found = [(re.sub(r"\s+", " ", m["number"]), m["title"].strip()) for m in matches if m is not None and m["title"]]
    return found if len({number for number, _ in found}) == len(slides) else []
