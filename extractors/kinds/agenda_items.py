"""From the items of an agenda to published rows, and from rows of an assessment back to the item that encloses them."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.kinds.agenda import AgendaItem, AgendaReading
from extractors.kinds.flow import Item, lines_of
from extractors.kinds.notebook import Notebook, make_record_id, places_of
from schemas.layout import Line
from schemas.records import AgendaItemRow, AssessmentRow

CERTAIN = 0.95
_PARTS = ("summary", "case", "proposal", "decision")


def link_assessments(
    rows: Sequence[AssessmentRow], agenda: AgendaReading, notebook: Notebook
) -> tuple[AssessmentRow, ...]:
    """The rows, each with the agenda item that it stands in: by the place of its title, else of anything in it."""
    tops: dict[str, tuple[int, float]] = {}
    for seen in notebook.evidence:
        if seen.page is not None and seen.top is not None and (seen.field == "title" or seen.record_id not in tops):
            tops[seen.record_id] = (seen.page, seen.top)
    linked = []
    for row in rows:
        item = agenda.item_at(*tops.get(row.record_id, (row.page, 0.0)))
        key = _record_id(notebook.document_id, item) if item is not None else None
        linked.append(row.model_copy(update={"agenda_item_id": key}))
    return tuple(linked)


def publish_items(
    agenda: AgendaReading, rows: Sequence[AssessmentRow], notebook: Notebook
) -> tuple[AgendaItemRow, ...]:
    """A row for each item of the agenda, with the pages of the assessment that it encloses."""
    return tuple(_publish(item, agenda, rows, notebook) for item in agenda.items)


def _record_id(document_id: str, item: AgendaItem) -> str:
    return make_record_id(document_id, "agenda", item.index)


def _publish(
    item: AgendaItem, agenda: AgendaReading, rows: Sequence[AssessmentRow], notebook: Notebook
) -> AgendaItemRow:
    record_id = _record_id(notebook.document_id, item)
    enclosed = [row for row in rows if row.agenda_item_id == record_id]
    appendices = _entries(item.of("appendix"))
    places: dict[str, tuple[str, Sequence[Line]]] = {
        "number_raw": ("item", item.title_lines if item.number_raw else ()),
        "title": ("item", item.title_lines),
        "committee": ("meeting", agenda.committee.lines if agenda.committee else ()),
        "meeting_date": ("meeting", agenda.meeting_date.lines if agenda.meeting_date else ()),
        "appendices": ("part", lines_of(item.of("appendix"))),
        **{name: ("part", lines_of(item.of(name))) for name in _PARTS},
    }
    for name, (rule, lines) in places.items():
        notebook.read(record_id, name, places_of(lines), method=f"agenda.{rule}@1", confidence=CERTAIN)
    return AgendaItemRow(
        record_id=record_id,
        document_id=notebook.document_id,
        order=item.index,
        number_raw=item.number_raw,
        title=item.title or None,
        committee=agenda.committee.value if agenda.committee else None,
        meeting_date=agenda.meeting_date.value if agenda.meeting_date else None,
        summary=item.text("summary"),
        case=item.text("case"),
        proposal=item.text("proposal"),
        decision=item.text("decision"),
        appendices=appendices,
        page=item.page,
        page_last=item.page_last,
        assessment_count=len(enclosed),
        assessment_page=min((row.page for row in enclosed), default=None),
        assessment_page_last=max((row.page_last for row in enclosed), default=None),
        confidence=CERTAIN,
    )


def _entries(blocks: Sequence[Item]) -> tuple[str, ...]:
    return tuple(item.text for item in blocks if item.block is not None and item.text)
