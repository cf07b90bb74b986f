"""One PDF in, one checked document out: the order of the stages, and nothing else."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path, PurePosixPath

from extractors import pdf
from extractors.danish.catalogue import Catalogue
from extractors.danish.compounds import is_likely_word
from extractors.danish.glyphs import name_glyphs
from extractors.kinds import facts as document_facts
from extractors.kinds.account import say_lost_words
from extractors.kinds.agenda_items import link_assessments, publish_items
from extractors.kinds.assessment import AssessmentReading, read_assessments
from extractors.kinds.assessment.doubt.confidence import review_below as default_review_below
from extractors.kinds.assessment.doubt.second_opinion import ask_second_reader
from extractors.kinds.assessment.tables.belonging import lists_recommendations, names_recommendations
from extractors.kinds.dispatch import read_kind
from extractors.kinds.kind import KindDecision, decide_kind
from extractors.kinds.letters import as_printed, restore_letters, say_glyphs
from extractors.kinds.loose import settle_layout
from extractors.kinds.notebook import DocumentContext, Notebook
from extractors.kinds.own_wordings import use_own_wordings
from extractors.kinds.privacy import check_people, check_personal_data, masked
from extractors.kinds.tables import publish_tables
from extractors.layout import build_layout
from extractors.placing import as_shown
from schemas.columns import Status
from schemas.document import DocumentFacts, ExtractedDocument, ExtractSettings
from schemas.layout import Layout
from schemas.limits import ReadLimits
from schemas.page import Source
from schemas.records import AssessmentRow, DocumentRow


def extract(
    source: bytes | str | os.PathLike[str],
    *,
    path: str | None = None,
    settings: ExtractSettings | None = None,
    manifest: DocumentFacts | None = None,
    password: str | None = None,
    limits: ReadLimits = pdf.DEFAULT_LIMITS,
    watch: pdf.Watch | None = None,
    ocr_cache: pdf.OcrCache | None = None,
) -> ExtractedDocument:
    """Read one PDF and give all its records, with evidence and findings.

    Args:
        source: the bytes of the PDF, or where it lies.
        path: the name it is published under, with ``/`` between folders; by default the file's name.
        settings: what decides how it is read.
        manifest: what is known of it from elsewhere; wins over what is read.
        password: opens an encrypted PDF.
        limits: what reading it may cost.
        ocr_cache: gives what OCR found on a page before, or has it found and keeps it.
        watch: learns which page is being read, and may have it left out.

    Returns:
        The document. A file that cannot be read gives a document of status ``failed`` or ``rejected`` with the
        reason in words, and no records.

    Raises:
        OSError: ``source`` is a path that cannot be read.
        OwnWordingsError: the vocabulary of the settings cannot be used.
    """
    data = source if isinstance(source, bytes) else Path(source).read_bytes()
    name = path or ("document.pdf" if isinstance(source, bytes) else Path(source).name)
    settings = settings or ExtractSettings()
    use_own_wordings(settings.vocabulary)
    try:
        pages = pdf.read(
            data,
            password=password,
            ocr=ocr_settings(settings, ocr_cache),
            limits=limits,
            watch=watch,
            name_glyphs=name_glyphs,
        )
    except pdf.InputError as error:
        return _unreadable(data, name, error)
    with pdf.SecondReader(data, password) as second:
        return _read(pages, name, settings, manifest or DocumentFacts(), second)


def ocr_settings(settings: ExtractSettings, cache: pdf.OcrCache | None = None) -> pdf.OcrSettings:
    """When and how pages are read by OCR, with the words of Danish to settle its doubts."""
    return pdf.OcrSettings(
        mode=settings.ocr,
        engine=settings.ocr_engine,
        language=settings.ocr_language,
        second=settings.ocr_second,
        known_word=is_likely_word,
        cache=cache,
    )


def _read(
    source: Source, path: str, settings: ExtractSettings, manifest: DocumentFacts, second: pdf.SecondReader
) -> ExtractedDocument:
    """From pages to records: layout, facts, kind, records, tables."""
    notebook = Notebook(source.document_id)
    source, lost_letter = restore_letters(source, notebook)
    layout = settle_layout(source, build_layout(source))
    facts = document_facts.read_facts(source, layout, PurePosixPath(path).name, manifest, notebook)
    context = DocumentContext(
        source.document_id,
        facts.municipality_code,
        facts.packages,
        facts.edition,
        facts.document_date,
        manifest.package,
        facts.subjects,
    )
    kind, reading = _kind_and_assessments(source, layout, context, settings, notebook)
    records = read_kind(kind.kind, source, layout, context, notebook)
    if kind.kind == "policy":  # the areas of a policy bear names of packages and are none
        facts = replace(facts, packages=facts.named_packages)
    check_personal_data(layout, notebook)
    if settings.danish_model is not None:
        for rows in (reading.assessments, records.policy_actions, records.initiatives):
            check_people(rows, settings.danish_model, notebook)
    assessments = reading.assessments
    if records.agenda.items:
        assessments = link_assessments(assessments, records.agenda, notebook)
    tables, cells = publish_tables(source.document_id, layout.tables, {**records.mapped, **reading.mapped})
    say_lost_words(assessments, tables, cells, notebook)
    assessments = ask_second_reader(assessments, source, second, notebook)
    record_ids = {row.record_id for row in assessments}
    doubted = record_ids if lost_letter is not None else say_glyphs(source, record_ids, notebook)
    assessments = _flagged(assessments, settings.review_below, notebook, doubted)
    agenda_items = publish_items(records.agenda, assessments, notebook)
    status, reason = _status(source, notebook)
    evidence = notebook.published_evidence()
    edition = context.edition or reading.edition
    if kind.kind == "package" and edition is None and facts.document_date is not None:
        edition = facts.document_date[:4]
    document = DocumentRow(
        document_id=source.document_id,
        path=path,
        file_name=PurePosixPath(path).name,
        status=status,
        status_reason=reason,
        kind=kind.kind,
        kind_confidence=kind.confidence,
        title=facts.title,
        organisation=facts.organisation,
        municipality_code=facts.municipality_code,
        municipality=facts.municipality,
        region=facts.region,
        packages=facts.packages if manifest.package else tuple(sorted({*reading.packages, *facts.packages})),
        edition=edition,
        document_date=facts.document_date,
        language=facts.language,
        page_count=len(source.pages),
        ocr_page_count=sum(page.by_ocr for page in source.pages),
        producer=source.metadata.get("producer") or None,
        byte_size=source.byte_size,
        record_count=len(assessments)
        + len(records.recommendations)
        + len(records.policy_actions)
        + len(records.initiatives)
        + len(records.slides)
        + len(records.milestones)
        + len(agenda_items),
        finding_count=len(notebook.findings),
        source_url=manifest.source_url,
    )
    checked = ExtractedDocument(
        document=document,
        assessments=assessments,
        assessment_summaries=reading.summaries,
        recommendations=records.recommendations,
        policy_actions=records.policy_actions,
        initiatives=records.initiatives,
        slides=records.slides,
        milestones=records.milestones,
        agenda_items=agenda_items,
        tables=tables,
        cells=cells,
        evidence=as_printed(evidence, lost_letter, source) if lost_letter else evidence,
        findings=tuple(notebook.findings),
    )
    checked = as_shown(checked, source)
    personal = any(finding.code == "personal_data" for finding in notebook.findings)
    return masked(checked) if personal and not settings.keep_personal_data else checked


def _kind_and_assessments(
    source: Source, layout: Layout, context: DocumentContext, settings: ExtractSettings, notebook: Notebook
) -> tuple[KindDecision, AssessmentReading]:
    """What kind of document it is and what it rates: each helps to settle the other."""
    reading = AssessmentReading()
    kind = None if names_recommendations(layout) else decide_kind(source, layout)
    if kind is None or kind.kind == "assessment":
        reading = read_assessments(
            source,
            layout,
            context,
            Catalogue.load(settings.catalogue),
            notebook,
            in_minutes=lambda: decide_kind(source, layout).kind == "agenda",
        )
        kind = decide_kind(source, layout, assessment_rows=len(reading.assessments))
    if kind.kind == "survey_extract":
        notebook.forget({row.record_id for row in reading.assessments} | {row.record_id for row in reading.summaries})
        reading = AssessmentReading()
    if not reading.assessments:
        if kind.kind == "assessment":
            notebook.doubt("assessment_unread", "no row of the assessment could be read")
        elif kind.kind in ("presentation", "agenda", "other") and lists_recommendations(layout):
            notebook.doubt("assessment_unread", "a table lists recommendations, and no row of it could be read")
    return kind, reading


def _flagged(
    rows: tuple[AssessmentRow, ...], review_below: float | None, notebook: Notebook, doubted: Collection[str]
) -> tuple[AssessmentRow, ...]:
    """The rows, those below the threshold marked for review too, with a finding; and those whose text is in doubt."""
    threshold = default_review_below() if review_below is None else review_below
    flagged = []
    for row in rows:
        if row.confidence < threshold and not row.needs_review:
            message = f"the row is {row.confidence:.1%} sure, rows below {threshold:.1%} are to be looked at"
            notebook.doubt("low_confidence", message, record_id=row.record_id)
            row = row.model_copy(update={"needs_review": True})
        flagged.append(row.model_copy(update={"needs_review": True}) if row.record_id in doubted else row)
    return tuple(flagged)


def _status(source: Source, notebook: Notebook) -> tuple[Status, str | None]:
    """Whether all pages were read; the pages that were not are findings too."""
    problems = [(page.number, page.problem) for page in source.pages if page.problem is not None]
    for page in source.pages:
        if page.lacks_ocr is not None:
            notebook.doubt("ocr_unavailable", f"page {page.number}: {page.lacks_ocr}")
        elif page.problem is not None:
            notebook.doubt("page_unreadable", f"page {page.number}: {page.problem}")
    if not problems:
        return "ok", None
    if len(problems) == len(source.pages):
        return "failed", f"no page could be read: {problems[0][1]}"
    return "partial", f"{len(problems)} of {len(source.pages)} pages could not be read"


def _unreadable(data: bytes, path: str, error: pdf.InputError) -> ExtractedDocument:
    return ExtractedDocument(
        document=DocumentRow(
            document_id=hashlib.sha256(data).hexdigest(),
            path=path,
            file_name=PurePosixPath(path).name,
            status=error.status,
            status_reason=str(error),
            byte_size=len(data),
        )
    )
