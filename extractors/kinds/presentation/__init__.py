"""Presentations: the slides of a deck, the initiatives it reports on, and the milestones of its process plan.

A status note reports on initiatives in sections of running text.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.kinds.counted_heads import with_counted_heads
from extractors.kinds.notebook import DocumentContext, Notebook, make_record_id, places_of
from extractors.kinds.patterns import pattern
from extractors.kinds.presentation.cards import find_cards
from extractors.kinds.presentation.drafts import Draft
from extractors.kinds.presentation.initiatives import find_initiatives
from extractors.kinds.presentation.milestones import Milestone, find_milestones
from extractors.kinds.presentation.reports import find_reports, read_reports
from extractors.kinds.presentation.sections import find_sections
from extractors.kinds.presentation.slides import Slide, body_levels, find_slides
from extractors.kinds.presentation.tables import read_tables
from schemas.layout import Layout
from schemas.page import Source
from schemas.records import Bullet, InitiativeRow, MilestoneRow, SlideRow

SLIDE = 0.95
MILESTONE = 0.9


@dataclass(frozen=True, slots=True)
class PresentationReading:
    """All that a deck gave."""

    slides: tuple[SlideRow, ...] = ()
    initiatives: tuple[InitiativeRow, ...] = ()
    milestones: tuple[MilestoneRow, ...] = ()
    mapped: dict[int, str] = field(default_factory=dict)
    """Table number → record table that its rows went to."""


def read_presentation(
    source: Source, layout: Layout, context: DocumentContext, notebook: Notebook
) -> PresentationReading:
    """Read every slide, initiative and milestone of a deck; evidence and findings go to ``notebook``."""
    layout = with_counted_heads(layout, lambda head: pattern("presentation", "initiative").match(head.text) is not None)
    slides = find_slides(source, layout)
    rows = [_publish_slide(slide, i, context, notebook) for i, slide in enumerate(slides, 1)]
    initiatives = find_initiatives(slides, layout.tables) or read_tables(layout) or read_reports(slides)
    milestones = find_milestones(slides, layout)
    mapped = {step.period.table: "milestones" for step in milestones if step.period.table is not None}
    mapped |= {draft.table: "initiatives" for draft in initiatives if draft.table is not None}
    return PresentationReading(
        tuple(rows),
        tuple(_publish_initiative(draft, i, context, notebook) for i, draft in enumerate(initiatives, 1)),
        tuple(_publish_milestone(step, i, context, notebook) for i, step in enumerate(milestones, 1)),
        dict(sorted(mapped.items())),
    )


def read_status_note(layout: Layout, context: DocumentContext, notebook: Notebook) -> PresentationReading:
    """The initiatives that sections of running text, cards or tables report on; evidence goes to ``notebook``."""
    drafts, method = find_initiatives(find_sections(layout)), "initiative.section@1"
    if not drafts:
        drafts, method = find_cards(layout) or read_reports(find_reports(layout)), "initiative.card@1"
    if not drafts:
        drafts, method = read_tables(layout, reports=True), "initiative.table@1"
    rows = (_publish_initiative(draft, i, context, notebook, method) for i, draft in enumerate(drafts, 1))
    mapped = {draft.table: "initiatives" for draft in drafts if draft.table is not None}
    return PresentationReading(initiatives=tuple(rows), mapped=mapped)


def _publish_slide(slide: Slide, order: int, context: DocumentContext, notebook: Notebook) -> SlideRow:
    record_id = make_record_id(context.document_id, "slides", order)
    if slide.title:
        lines = [line for item in slide.title if item.block is not None for line in item.block.lines]
        notebook.read(record_id, "title", places_of(lines), method="slide.title@1", confidence=SLIDE)
    bullets: list[Bullet] = []
    for item, level in zip(slide.body, body_levels(slide.body), strict=True):
        if item.block is None:
            continue
        numbered = bool(item.marker) and item.marker[-1].isalnum() | (item.marker[-1] in ".)")
        text = f"{item.marker} {item.text}" if numbered else item.text
        bullets.append(Bullet(level=level, text=text))
        notebook.read(record_id, "bullets", places_of(item.block.lines), method="slide.body@1", confidence=SLIDE)
        if pattern("presentation", "person").search(item.text):
            place = (item.page, item.box)
            message = "a slide tells about a single person"
            notebook.doubt("personal_data", message, record_id=record_id, name="bullets", place=place)
    return SlideRow(
        record_id=record_id,
        document_id=context.document_id,
        page=slide.page,
        title=slide.title_text,
        bullets=tuple(bullets),
    )


def _publish_initiative(
    draft: Draft, order: int, context: DocumentContext, notebook: Notebook, method: str = "initiative.slide@1"
) -> InitiativeRow:
    record_id = make_record_id(context.document_id, "initiatives", order)
    for name, groups in (
        ("number_raw", [(draft.number_raw, draft.number_lines)]),
        ("title", [(draft.title, draft.title_lines)]),
        ("target_group", [(draft.target_group, draft.target_lines)]),
        ("status", draft.status),
        ("actors", draft.actors),
    ):
        for value, lines in groups:
            if lines:
                places = places_of(lines, value)
                notebook.read(record_id, name, places, method=method, confidence=draft.confidence)
    return InitiativeRow(
        record_id=record_id,
        document_id=context.document_id,
        number_raw=draft.number_raw,
        numbers=draft.numbers,
        title=draft.title,
        target_group=draft.target_group,
        status=tuple(text for text, _ in draft.status),
        actors=tuple(text for text, _ in draft.actors),
        pages=tuple(draft.pages),
        confidence=draft.confidence,
    )


def _publish_milestone(step: Milestone, order: int, context: DocumentContext, notebook: Notebook) -> MilestoneRow:
    record_id = make_record_id(context.document_id, "milestones", order)
    parts = [("period_raw", step.period), ("start_date", step.period), ("end_date", step.period)]
    parts += [("heading", step.heading)] if step.heading is not None else []
    for name, piece in (*parts, *(("items", item) for item in step.items)):
        notebook.read(record_id, name, places_of(piece.lines), method="milestone.place@1", confidence=MILESTONE)
    return MilestoneRow(
        record_id=record_id,
        document_id=context.document_id,
        page=step.page,
        order=order,
        heading=step.heading.text if step.heading is not None else None,
        period_raw=step.period.text,
        start_date=step.span.start,
        end_date=step.span.end,
        items=tuple(item.text for item in step.items),
        confidence=MILESTONE,
    )
