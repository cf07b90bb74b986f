"""Records of a document by its kind: which reader reads what."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.kinds.agenda import AgendaReading, read_agenda
from extractors.kinds.notebook import DocumentContext, Notebook
from extractors.kinds.package import read_package
from extractors.kinds.policy import read_policy
from extractors.kinds.presentation import read_presentation, read_status_note
from schemas.columns import Kind
from schemas.layout import Layout
from schemas.page import Source
from schemas.records import InitiativeRow, MilestoneRow, PolicyActionRow, RecommendationRow, SlideRow


@dataclass(frozen=True, slots=True)
class KindRecords:
    """What the reader of a kind gave; assessments have their own reader and stand apart."""

    recommendations: tuple[RecommendationRow, ...] = ()
    policy_actions: tuple[PolicyActionRow, ...] = ()
    slides: tuple[SlideRow, ...] = ()
    initiatives: tuple[InitiativeRow, ...] = ()
    milestones: tuple[MilestoneRow, ...] = ()
    agenda: AgendaReading = field(default_factory=AgendaReading)
    mapped: dict[int, str] = field(default_factory=dict)
    """Table number → record table that its rows went to."""


def read_kind(kind: Kind, source: Source, layout: Layout, context: DocumentContext, notebook: Notebook) -> KindRecords:
    """Read a document as what it is.

    A survey extract keeps its tables and gives no records; what is of no known kind gives the initiatives that it
    reports on, as a status note does. Evidence and findings go to ``notebook``.
    """
    if kind == "package":
        package = read_package(source, layout, context, notebook)
        if not package.recommendations:
            notebook.doubt("records_unread", "no recommendation of the package could be read")
        return KindRecords(package.recommendations, mapped=dict.fromkeys(sorted(package.tables), "recommendations"))
    if kind == "policy":
        policy = read_policy(source, layout, context, notebook)
        if not policy.actions:
            notebook.doubt("records_unread", "no action of the policy could be read")
        return KindRecords(policy_actions=policy.actions, mapped=dict.fromkeys(sorted(policy.tables), "policy_actions"))
    if kind == "presentation":
        reading = read_presentation(source, layout, context, notebook)
        return KindRecords(
            slides=reading.slides,
            initiatives=reading.initiatives,
            milestones=reading.milestones,
            mapped=reading.mapped,
        )
    if kind == "agenda":
        return KindRecords(agenda=read_agenda(layout))
    if kind == "other":
        note = read_status_note(layout, context, notebook)
        return KindRecords(initiatives=note.initiatives, mapped=note.mapped)
    return KindRecords()
