"""The database → one Excel workbook for people: what is current, coverage, the answers, and a codebook sheet.

Older statuses stand in the CSV and Parquet files alone. Cells hold values, never formulas: a text that begins with '='
stays a text. Sheets are put together from pieces that are compressed already, such as the rows that each municipality's
fragment brings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import NamedTuple

from pipeline.dataset.archive import ArchiveFull, Piece, piece, write_archive
from pipeline.errors import UdtraekError
from schemas.dataset import DATASET_TABLES
from schemas.records import Record

WORKBOOK = "dataset.xlsx"
ROWS_MOST = 1_048_575
"""Rows of a sheet below its header, by the format."""
TEXT_MOST = 32_767
"""Characters of a cell, by the format."""

_SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_CURRENT = (
    "municipality_code", "municipality", "region", "package", "edition", "number", "title", "level_joined",
    "rating_text", "rating_step", "rating_steps", "is_met", "activity", "departments_raw", "notes", "as_of", "path",
    "page", "confidence", "needs_review", "review", "recommendation_key", "canonical_id", "record_id", "document_id",
)  # fmt: skip
"""Columns of the sheet of current statuses."""

_ORDER = ("package", "edition", "number", "record_id")
_DOCUMENTS = tuple(DATASET_TABLES["documents"].model_fields)
_CONTROL = re.compile("[\\x00-\\x08\\x0b-\\x1f\\ufffe\\uffff]")

_RECORDS = {"current": _CURRENT, "documents": _DOCUMENTS}
"""Sheets of records and their columns."""


class WorkbookFull(UdtraekError):
    """A sheet has no room for its rows."""

    code = "workbook_full"
    hint = "The format ends there; build the dataset of fewer runs."


class SheetRows(NamedTuple):
    """A part of a sheet: whole rows."""

    rows: int
    piece: Piece


class RecordLine(NamedTuple):
    """A row of a sheet of records."""

    place: list[list[object]]
    """Rows are sorted by it within their municipality; equal ones keep the order of their documents."""
    xml: str


class Sheet(NamedTuple):
    """A sheet: the names of its columns, and its rows in parts."""

    names: Sequence[str]
    parts: Sequence[SheetRows]


def write_workbook(
    folder: Path,
    codebook: list[dict[str, str]],
    records: Sequence[Mapping[str, SheetRows]],
    answers: Mapping[str, Sheet],
) -> None:
    """Write the workbook of the dataset in ``folder``.

    Args:
        folder: Where the workbook goes.
        codebook: What the codebook's sheet says, a dict per column.
        records: What :func:`record_sheets` gave, by municipality.
        answers: The other sheets (:mod:`pipeline.dataset.answers`).

    Raises:
        WorkbookFull: it would hold more than the format allows.
    """
    entries = [list(entry.values()) for entry in codebook]
    filled = {
        "codebook": Sheet(list(codebook[0]), [sheet_rows(entries)]),
        **{name: Sheet(names, [part[name] for part in records]) for name, names in _RECORDS.items()},
        **answers,
    }
    sheets = [(name, _sheet(sheet.names, sheet.parts)) for name, sheet in filled.items()]
    members = [(name, [piece(content.encode())]) for name, content in _frame([name for name, _ in sheets])]
    members += [(f"xl/worksheets/sheet{number}.xml", pieces) for number, (_, pieces) in enumerate(sheets, 1)]
    try:
        write_archive(folder / WORKBOOK, members)
    except ArchiveFull as full:
        raise WorkbookFull(f"{full} would be larger than a workbook can be.") from None


def record_lines(rows: Mapping[str, Sequence[Record]]) -> dict[str, list[RecordLine]]:
    """What rows, by table, add to the sheets of records."""
    current = [row for row in rows["assessments"] if getattr(row, "is_current", False)]
    return {
        "current": [RecordLine(_place(row), _line(row, _CURRENT)) for row in current],
        "documents": [RecordLine([], _line(row, _DOCUMENTS)) for row in rows["documents"]],
    }


def record_sheets(parts: Iterable[Mapping[str, Iterable[RecordLine]]]) -> dict[str, SheetRows]:
    """What a municipality adds to the sheets of records, of what its documents add (:func:`record_lines`)."""
    found: dict[str, list[RecordLine]] = {name: [] for name in _RECORDS}
    for part in parts:
        for name, lines in part.items():
            found[name].extend(lines)
    return {
        name: _rows([line.xml for line in sorted(lines, key=lambda line: line.place)]) for name, lines in found.items()
    }


def sheet_rows(rows: Sequence[Iterable[object]]) -> SheetRows:
    """Rows of values as a part of a sheet."""
    return _rows([_row(row) for row in rows])


def _rows(xml: Sequence[str]) -> SheetRows:
    return SheetRows(len(xml), piece("".join(xml).encode()))


def _row(values: Iterable[object]) -> str:
    return f"<row>{''.join(map(_value, values))}</row>"


def _line(row: Record, names: Sequence[str]) -> str:
    return _row(getattr(row, name) for name in names)


def _place(row: Record) -> list[list[object]]:
    """Where a row stands in its sheet among those of its municipality: nulls first."""
    return [[getattr(row, name) is not None, getattr(row, name)] for name in _ORDER]


def _value(value: object) -> str:
    """A value as a cell; a null is an empty cell, so that columns stay where they are."""
    if value is None:
        return "<c/>"
    if isinstance(value, bool):
        return f'<c t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int | float):
        return f"<c><v>{value}</v></c>"
    text = "; ".join(map(str, value)) if isinstance(value, tuple | list) else str(value)
    return _text(_CONTROL.sub("", text)[:TEXT_MOST])


def _text(value: str, style: str = "") -> str:
    return f'<c t="str"{style}><v>{escape(value, quote=False)}</v></c>'


def _sheet(names: Sequence[str], rows: Sequence[SheetRows]) -> list[Piece]:
    count = sum(part.rows for part in rows)
    if count > ROWS_MOST:
        raise WorkbookFull(f"A sheet would have {count} rows; a workbook holds {ROWS_MOST}.")
    header = "".join(_text(name, ' s="1"') for name in names)
    widths = "".join(
        f'<col min="{i}" max="{i}" width="{_width(name)}" customWidth="1"/>' for i, name in enumerate(names, 1)
    )
    before = (
        f'{_XML}<worksheet xmlns="{_SPREADSHEET}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f"<cols>{widths}</cols><sheetData><row>{header}</row>"
    )
    after = f'</sheetData><autoFilter ref="A1:{_letters(len(names))}{count + 1}"/></worksheet>'
    return [piece(before.encode()), *(part.piece for part in rows), piece(after.encode())]


def _width(name: str) -> int:
    """Width in characters: room for a title or a text, else for the name."""
    wide = ("title", "activity", "notes", "meaning", "action", "objective", "goal", "path", "rating_text")
    return 44 if name in wide else max(10, min(24, len(name) + 2))


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _frame(names: list[str]) -> list[tuple[str, str]]:
    """The files of a workbook beside its sheets."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    numbers = range(1, len(names) + 1)
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{i}.xml" ContentType="{kind}.worksheet+xml"/>' for i in numbers
    )
    sheets = "".join(f'<sheet name="{name[:31]}" sheetId="{i}" r:id="rId{i}"/>' for i, name in enumerate(names, 1))
    links = "".join(
        f'<Relationship Id="rId{i}" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet{i}.xml"/>' for i in numbers
    )
    return [
        (
            "[Content_Types].xml",
            f'{_XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/>{types}</Types>',
        ),
        (
            "_rels/.rels",
            f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        ),
        (
            "xl/workbook.xml",
            f'{_XML}<workbook xmlns="{_SPREADSHEET}" xmlns:r="{_RELATIONS}"><sheets>{sheets}</sheets></workbook>',
        ),
        (
            "xl/_rels/workbook.xml.rels",
            f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{links}<Relationship Id="rId{len(names) + 1}" '
            f'Type="{_RELATIONS}/styles" Target="styles.xml"/></Relationships>',
        ),
        (
            "xl/styles.xml",
            f'{_XML}<styleSheet xmlns="{_SPREADSHEET}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/>'
            '</font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill '
            'patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1">'
            '<border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf xfId="0"/>'
            '<xf xfId="0" fontId="1" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" '
            'builtinId="0"/></cellStyles></styleSheet>',
        ),
    ]
