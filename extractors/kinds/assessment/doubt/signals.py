"""What speaks for and against a row, as numbers: the features of its confidence.

Every signal lies between 0 and 1 and 0 is what a good row of a good table has, or what says nothing. They come from
the rules' own doubts – the findings of the row, how its columns got their roles, how its table was found, how sure
marks and print are – and from holding rows against each other: sequence of numbers, printed summary, catalogue,
lengths of cells. No signal knows a file, a municipality or a place in the order of columns.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extractors.danish.units import departments_from_cell
from extractors.kinds.assessment.columns.columns import ColumnMap, Role
from extractors.kinds.assessment.rows.printed_rows import least_confidence
from extractors.kinds.assessment.rows.raw_rows import RawRow
from extractors.kinds.assessment.rows.rows import TEXT_ROLES
from schemas.layout import Cell, Table
from schemas.records import AssessmentRow, FindingRow, SummaryRow

Signals = dict[str, float]
"""Signal → strength 0–1; signals of strength 0 are left out."""

KEY_ROLES: tuple[Role, ...] = ("number", "title", "rating", "department", "level")
NOT_OF_READING = frozenset({"personal_data", "person_named", "manifest_overrides"})
"""Findings that say nothing on whether the row was read right."""
TORN = frozenset(
    {"title_cut", "title_missing", "title_unlike", "rows_merged", "number_missing", "level_missing", "level_unknown"}
)
"""Findings that show that the grid divided the rows wrongly: where it did so once it may have done so elsewhere."""
FEW = 3
"""So few rows do not show what is usual in their columns."""
GAP = 1.7
"""Lines of a cell further apart than this many of its usual pitches may belong to two rows."""
LONG = 3.0
"""A cell so many times longer than its column's median may hold more than its own."""
FILLED = 0.8
"""A column filled in this share of rows makes an empty cell odd."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table that rows were read from, with what its columns mean."""

    table: Table
    columns: ColumnMap


def signals_of(
    rows: Sequence[RawRow],
    records: Sequence[AssessmentRow],
    sheets: Mapping[int, Sheet],
    summaries: Sequence[SummaryRow],
    findings: Sequence[FindingRow],
) -> list[Signals]:
    """The signals of every row of a document, in the order of ``rows``.

    Args:
        rows: the rows as read.
        records: what was published of each, in the same order.
        sheets: the tables of the rows by number; rows of forms may have none.
        summaries: the printed counts with the counts of the rows.
        findings: what was raised so far.
    """
    codes: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for finding in findings:
        if finding.record_id is not None and finding.code not in NOT_OF_READING:
            codes[finding.record_id].add((finding.code, finding.severity))
    flagged = [any(severity != "info" for _, severity in codes[record.record_id]) for record in records]
    flagged_count = sum(flagged)
    torn = [any(code in TORN for code, _ in codes[record.record_id]) for record in records]
    torn_count = sum(torn)
    about = _of_document(rows, summaries)
    cells = {number: _cells_by_row(sheet.table) for number, sheet in sheets.items()}
    rest = max(1, len(rows) - 1)
    medians = _medians(rows)
    counted = _summary_words(summaries)
    found = []
    for index, (row, record) in enumerate(zip(rows, records, strict=True)):
        said: Signals = {f"finding:{code}": 1.0 for code, _ in codes[record.record_id]}
        said["others_flagged"] = (flagged_count - flagged[index]) / rest
        said["next_flagged"] = float(any(flagged[i] for i in (index - 1, index + 1) if 0 <= i < len(rows)))
        said["others_torn"] = (torn_count - torn[index]) / rest
        said |= about
        said |= _of_table(row, sheets.get(row.table), cells.get(row.table, {}))
        said |= _of_marks(row)
        said |= _of_key(row, record, rows, index)
        said |= _of_departments(row, record, rows)
        said |= _of_lengths(row, medians)
        word = counted.get((record.level, record.rating_step), counted.get((None, record.rating_step)))
        if word is not None:
            said["summary_agrees" if word else "summary_disagrees"] = 1.0
        found.append({name: round(value, 4) for name, value in sorted(said.items()) if value > 0})
    return found


def _cells_by_row(table: Table) -> dict[int, list[Cell]]:
    cells: dict[int, list[Cell]] = defaultdict(list)
    for cell in table.cells:
        cells[cell.row].append(cell)
    return cells


def _of_document(rows: Sequence[RawRow], summaries: Sequence[SummaryRow]) -> Signals:
    """What speaks against all rows of a document at once: errors come by the document."""
    said = [summary.agrees for summary in summaries if summary.agrees is not None]
    return {
        "counts_disagree": said.count(False) / len(said) if said else 0.0,
        "all_unmapped": sum(1 for row in rows if row.unmapped) / max(1, len(rows)),
        "few_rows": float(len(rows) <= FEW),
    }


def _of_table(row: RawRow, sheet: Sheet | None, cells_of: Mapping[int, Sequence[Cell]]) -> Signals:
    """How the table was found and what its columns' roles rest on."""
    if sheet is None or sheet.table.number < 0:
        return {"form": 1.0}
    table = sheet.table
    said: Signals = {f"table:{table.method}": 1.0, "table_unsure": 1.0 - row.confidence}
    said |= {f"table_doubt:{code}": 1.0 for code in table.doubts}
    said["over_pages"] = float(table.page_last > table.page)
    said["row_over_pages"] = float(row.page_last > row.page)
    for role in KEY_ROLES:
        column = sheet.columns.of(role)
        if column is not None and column.by in ("content", "guess"):
            said[f"role_{column.by}:{role}"] = 1.0
        elif column is not None:
            said[f"role_weak:{role}"] = 1.0 - column.weight
    said["columns_unknown"] = min(1.0, sum(c.role == "unknown" for c in sheet.columns.columns) / 3)
    cells = cells_of.get(row.row, ())
    said["cell_gap"] = float(any(_has_gap(cell) for cell in cells))
    said["cell_spans"] = float(any(cell.column_span > 1 and cell.lines for cell in cells))
    said["outside_cell"] = float(any(_sticks_out(cell) for cell in cells))
    at_edge = table.method != "ruled" and said["over_pages"] and _at_page_edge(cells_of, row)
    said["page_edge"] = float(bool(at_edge))
    return said


def _at_page_edge(cells_of: Mapping[int, Sequence[Cell]], row: RawRow) -> bool:
    """Whether the row is the first or last of its page while the table goes on beyond."""
    pages = {n: {part.page for cell in cells_of.get(n, ()) for part in cell.parts} for n in (row.row - 1, row.row + 1)}
    return any(pages[n] and not pages[n] & {row.page} for n in pages)


def _has_gap(cell: Cell) -> bool:
    for part in cell.parts:
        pitches = [b.box.cy - a.box.cy for a, b in pairwise(sorted(part.lines, key=lambda line: line.box.cy))]
        usual = [pitch for pitch in pitches if pitch > 1]
        if len(usual) >= 2 and max(usual) > GAP * median(usual):
            return True
        if len(usual) == 1 and usual[0] > GAP * 1.3 * max(line.box.height for line in part.lines):
            return True
    return False


def _sticks_out(cell: Cell) -> bool:
    """Whether print of the cell crosses its sides: a parting runs through words."""
    return any(
        line.box.x0 < part.box.x0 - 1.5 or line.box.x1 > part.box.x1 + 1.5 for part in cell.parts for line in part.lines
    )


def _of_marks(row: RawRow) -> Signals:
    rating = row.rating
    said: Signals = {f"mark:{rating.kind}" if rating.kind else "mark:none": 1.0}
    said["mark_unsure"] = 1.0 - rating.confidence if rating.step is not None else 0.0
    said["scale_unknown"] = float(row.scale is None or not row.scale.known)
    said["scale_own"] = float(row.scale is not None and row.scale.name.startswith("egen"))
    lines = [line for text in (row.number_text, row.title, *row.texts.values()) if text for line in text.lines]
    said["print_unsure"] = 1.0 - least_confidence(lines)
    said["scanned"] = float(said["print_unsure"] > 0)
    return said


def _of_key(row: RawRow, record: AssessmentRow, rows: Sequence[RawRow], index: int) -> Signals:
    """Number, title and level, and what links them."""
    said: Signals = {
        "unlinked": float(record.recommendation_id is None),
        "title_unlike": 1.0 - (record.recommendation_score or 0.0) if record.recommendation_id else 0.0,
        "number_none": float(row.number is None),
        "level_none": float(record.level is None),
        "level_once": float(len({claim.source for claim in row.levels}) == 1),
        "category_none": float(record.category is None),
        "again": float(record.occurrence > 1),
    }
    if row.number is not None:
        near = [rows[i].number for i in (index - 1, index + 1) if 0 <= i < len(rows)]
        fits = [n is not None and abs(n.number - row.number.number) <= 1 for n in near]
        said["number_alone"] = float(not any(fits))
        said["number_one_side"] = float(any(fits) and not all(fits))
    return said


def _of_departments(row: RawRow, record: AssessmentRow, rows: Sequence[RawRow]) -> Signals:
    cell = row.texts.get("department")
    if cell is None:
        return {"unit_of_section" if row.section.department is not None else "unit_no_column": 1.0}
    units = departments_from_cell(cell.printed, record.municipality_code)
    return {
        "unit_empty": float(not cell.text and _departments_filled(rows) >= FILLED * len(rows)),
        "unit_unsure": 1.0 - min((unit.confidence for unit in units), default=1.0),
        "unit_unlisted": float(any(unit.unit_id is None for unit in units)),
        "units_many": min(1.0, max(0, len(units) - 1) / 4),
        "unit_wrapped": float(len(cell.lines) > len(units)),
    }


def _departments_filled(rows: Sequence[RawRow]) -> int:
    return sum(1 for row in rows if (text := row.texts.get("department")) is not None and text.text)


def _medians(rows: Sequence[RawRow]) -> dict[str, float]:
    lengths: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        for name, length in _lengths(row).items():
            lengths[name].append(length)
    return {name: median(values) for name, values in lengths.items()}


def _lengths(row: RawRow) -> dict[str, int]:
    texts = {"title": row.title, **{role: row.texts.get(role) for role in TEXT_ROLES}}
    return {name: len(text.text) for name, text in texts.items() if text is not None and text.text}


def _of_lengths(row: RawRow, medians: Mapping[str, float]) -> Signals:
    long = [name for name, length in _lengths(row).items() if length > LONG * max(medians[name], 10)]
    return {f"long:{'title' if name == 'title' else 'text'}": 1.0 for name in long}


def _summary_words(summaries: Sequence[SummaryRow]) -> dict[tuple[str | None, int | None], bool]:
    """For each level and step whether the printed counts agree with the rows; packages are summed up."""
    words: dict[tuple[str | None, int | None], bool] = {}
    for summary in summaries:
        if summary.rating_step is not None and summary.agrees is not None:
            key = (summary.level, summary.rating_step)
            words[key] = words.get(key, True) and summary.agrees
    return words
