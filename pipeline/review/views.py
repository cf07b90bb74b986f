"""What the pages of the desk show, made of the desk's data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from extractors import vocabulary
from pipeline.report.select import Place, places_on
from pipeline.review.decisions import Decision, Value, same, values_of
from pipeline.review.desk import Desk, Item, Seen
from pipeline.review.resolve import resolve
from schemas.document import ExtractedDocument
from schemas.records import AssessmentRow, FindingRow

PAGE_ROWS = 100
"""Rows of the queue on one page."""

TEXT_FIELDS = ("title", "activity", "notes", "responsible", "deadline")
"""Fields that are edited as text."""
LEVELS = ("grundniveau", "udviklingsniveau")


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the scale a row may be rated on."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class RowView:
    """A row as it is shown."""

    row: AssessmentRow
    findings: list[FindingRow]
    steps: list[Step]
    scale: str | None
    live: list[Decision]
    changed: dict[str, Value]
    """What was extracted, of the fields that a person changed."""


@dataclass(frozen=True, slots=True)
class Slice:
    """A page of the queue."""

    items: Sequence[Item]
    total: int
    number: int
    last: int


def row_views(seen: Seen) -> list[RowView]:
    """All assessments of a document."""
    findings: dict[str, list[FindingRow]] = {}
    for finding in seen.document.findings:
        if finding.record_id:
            findings.setdefault(finding.record_id, []).append(finding)
    scales = _scales(seen.document)
    usual = Counter(r.rating_scale for r in seen.document.assessments if r.rating_scale).most_common(1)
    extracted = {row.record_id: values_of(row) for row in seen.extracted.assessments}
    views = []
    for row in seen.document.assessments:
        scale = row.rating_scale or (usual[0][0] if usual else None)
        now, read = values_of(row), extracted[row.record_id]
        views.append(
            RowView(
                row,
                sorted(findings.get(row.record_id, ()), key=lambda f: ("error", "warning", "info").index(f.severity)),
                scales.get(scale or "", []),
                scale,
                resolve(seen.decisions.get(row.record_id, [])).live,
                {name: read[name] for name in now if not same(now[name], read[name])},
            )
        )
    return views


def pages_of(document: ExtractedDocument) -> dict[int, list[Place]]:
    """Every page with the places values were read from."""
    return places_on(document, range(1, (document.document.page_count or 0) + 1))


def queue(desk: Desk, *, state: str, finding: str, municipality: str, package: str, number: int) -> Slice:
    """The rows that match, the worst first; those in doubt unless ``state`` says ``decided`` or ``all``."""
    found = [
        item
        for item in desk.items.values()
        if (item.needs_review if state == "open" else item.review != "none" if state == "decided" else True)
        and (not finding or finding in item.codes)
        and (not municipality or item.municipality_code == municipality)
        and (not package or item.package == package)
    ]
    last = max(1, -(-len(found) // PAGE_ROWS))
    number = min(max(number, 1), last)
    return Slice(found[(number - 1) * PAGE_ROWS : number * PAGE_ROWS], len(found), number, last)


def choices(desk: Desk) -> dict[str, list[Any]]:
    """What the queue can be filtered by."""
    codes = Counter(code for item in desk.items.values() for code in item.codes)
    names = {row["municipality_code"]: row["municipality"] for row in desk.documents.values()}
    towns = {item.municipality_code for item in desk.items.values() if item.municipality_code}
    return {
        "findings": [(code, count) for code, count in sorted(codes.items(), key=lambda c: (-c[1], c[0]))],
        "municipalities": sorted(((c, names.get(c) or c) for c in towns), key=lambda c: c[1]),
        "packages": sorted({item.package for item in desk.items.values() if item.package}),
    }


def overview(desk: Desk) -> list[tuple[str, list[dict[str, Any]]]]:
    """Documents by municipality, with what is left to do in each."""
    left = Counter(item.document_id for item in desk.items.values() if item.needs_review)
    rows = Counter(item.document_id for item in desk.items.values())
    done = Counter(item.document_id for item in desk.items.values() if item.review != "none")
    groups: dict[str, list[dict[str, Any]]] = {}
    for document_id, row in desk.documents.items():
        line = {**row, "left": left[document_id], "rows": rows[document_id], "done": done[document_id]}
        groups.setdefault(row["municipality"] or "", []).append(line)
    for lines in groups.values():
        lines.sort(key=lambda line: (list(line["packages"]), str(line["document_date"]), line["path"]))
    return sorted(groups.items(), key=lambda group: (not group[0], group[0]))


def said_of(view: RowView, given: dict[str, Any]) -> dict[str, Value]:
    """What a person's input says of a row, as the fields of a decision.

    Raises:
        ValueError: it makes no sense.
    """
    said: dict[str, Value] = {}
    for name, value in given.items():
        old = getattr(view.row, name, None)
        if name in TEXT_FIELDS and isinstance(value, str):
            text = value.replace("\r\n", "\n").strip()
            said[name] = None if not text and old is None else text
        elif name == "number":
            said[name] = None if value in (None, "") else int(value)
        elif name == "level" and value in (*LEVELS, "", None):
            said[name] = value or None
        elif name == "departments" and isinstance(value, str):
            said |= _departments(value, view.row.municipality_code)
        elif name == "rating_step":
            said |= _rating(view, value)
        else:
            raise ValueError(f"{name} cannot be decided on.")
    AssessmentRow.model_validate(view.row.model_dump() | said)
    return said


def unit_names(seen: Seen) -> list[str]:
    """Departments named in the document, to choose from."""
    return sorted({name for row in seen.document.assessments for name in row.departments})


def _rating(view: RowView, value: Any) -> dict[str, Value]:
    if value in (None, "", 0, "0"):
        return {"rating_step": None, "rating_text": None}
    step = int(value)
    texts = {s.number: s.text for s in view.steps}
    if step not in texts:
        raise ValueError(f"The scale has no step {step}.")
    scale = {"rating_scale": view.scale, "rating_steps": len(texts)}
    return {"rating_step": step, "rating_text": texts[step], **scale}


def _departments(text: str, municipality_code: str | None) -> dict[str, Value]:
    """Units as named, one per line, and the units of the vocabulary they are."""
    from extractors.danish.units import departments_from_cell

    names = list(dict.fromkeys(name.strip() for name in text.splitlines() if name.strip()))
    ids: list[str] = []
    for name in names:
        ids += [i for unit in departments_from_cell(name, municipality_code) for i in unit.ids]
    return {"departments": names, "department_ids": list(dict.fromkeys(ids))}


def _scales(document: ExtractedDocument) -> dict[str, list[Step]]:
    """Steps of each scale in use, in the document's own wording where it has one."""
    known = vocabulary.load("scales")["scales"]
    found: dict[str, list[Step]] = {}
    for row in document.assessments:
        if row.rating_scale and row.rating_scale not in found:
            printed: Counter[tuple[int, str]] = Counter(
                (r.rating_step, r.rating_text)
                for r in document.assessments
                if r.rating_scale == row.rating_scale and r.rating_step and r.rating_text
            )
            wordings = known.get(row.rating_scale, {}).get("steps", [])
            size = max([row.rating_steps or 0, len(wordings), *(step for step, _ in printed)])
            texts = {n: w[0] for n, w in enumerate(wordings, 1)}
            texts |= {step: text for (step, text), _ in reversed(printed.most_common())}
            found[row.rating_scale] = [Step(n, texts.get(n, str(n))) for n in range(1, size + 1)]
    return found
