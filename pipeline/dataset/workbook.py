"""The database → one Excel workbook for people: what is current, coverage, the answers, and a codebook sheet.

Older statuses stand in the CSV and Parquet files alone. Cells hold values, never formulas: a text that begins with '='
stays a text. The sheets' XML is made by the database itself, so that a workbook of a country takes about a second.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from pipeline.dataset.database import questions
from pipeline.errors import UdtraekError
from schemas.records import Record

if TYPE_CHECKING:
    import duckdb

WORKBOOK = "dataset.xlsx"
ROWS_MOST = 1_048_575
"""Rows of a sheet below its header, by the format."""
TEXT_MOST = 32_767
"""Characters of a cell, by the format."""

_EPOCH = (1980, 1, 1, 0, 0, 0)
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
_CONTROL = re.compile("[\\x00-\\x08\\x0b-\\x1f\\ufffe\\uffff]")

_SHEETS = {
    "documents": "select * from documents order by path, document_id",
    "coverage": "select * from coverage order by municipality_code, package",
    "catalogue": "select * from catalogue",
    "crosswalk": "select * from crosswalk",
}
_LONG_QUESTIONS = frozenset({6})
"""Questions whose answer is the sheet ``current`` in another order."""


class WorkbookFull(UdtraekError):
    """A sheet has no room for its rows."""

    code = "workbook_full"
    hint = "The format ends there; build the dataset of fewer runs."


def write_workbook(
    connection: duckdb.DuckDBPyConnection, folder: Path, codebook: list[dict[str, str]], current: list[bytes]
) -> None:
    """Write the workbook of the dataset in ``folder``.

    Args:
        connection: The dataset's open database.
        folder: Where the workbook goes.
        codebook: What the codebook's sheet says, a dict per column.
        current: What :func:`current_rows` gave, by municipality.
    """
    sheets = [("codebook", _codebook_xml(codebook)), ("current", _sheet(list(_CURRENT), b"".join(current)))]
    queries = {**_SHEETS, **{q.name: f"select * from {q.name}" for q in questions() if q.number not in _LONG_QUESTIONS}}  # noqa: S608
    sheets += [(name, _sheet_xml(connection, sql)) for name, sql in queries.items()]
    with zipfile.ZipFile(folder / WORKBOOK, "w") as archive:
        for name, content in [*_frame([name for name, _ in sheets])]:
            _add(archive, name, content.encode())
        for number, (_, xml) in enumerate(sheets, 1):
            _add(archive, f"xl/worksheets/sheet{number}.xml", xml)


def current_rows(rows: Sequence[Record]) -> bytes:
    """The current ones of some assessment rows, as rows of their sheet."""
    current = [row for row in rows if getattr(row, "is_current", False)]
    current.sort(key=lambda row: [(getattr(row, n) is not None, getattr(row, n)) for n in _ORDER])
    return "".join(f"<row>{''.join(_value(getattr(row, n)) for n in _CURRENT)}</row>" for row in current).encode()


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    """Add a file with a fixed date: the same content gives the same bytes."""
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, content, compresslevel=3)


def _sheet_xml(connection: duckdb.DuckDBPyConnection, sql: str) -> bytes:
    described = connection.execute(f"describe {sql}").fetchall()
    cells = " || ".join(_cell(column, kind) for column, kind, *_ in described)
    text = f"select '<row>' || {cells} || '</row>' from ({sql})"  # noqa: S608
    rows = "".join(row for (row,) in connection.execute(text).fetchall())
    return _sheet([column for column, *_ in described], rows.encode())


def _cell(column: str, kind: str) -> str:
    """SQL that gives a value as a cell; a null is an empty cell, so that columns stay where they are."""
    value = f'"{column}"'
    if kind == "BOOLEAN":
        filled = f"'<c t=\"b\"><v>' || {value}::integer || '</v></c>'"
    elif kind in {"BIGINT", "INTEGER", "DOUBLE", "HUGEINT"}:
        filled = f"'<c><v>' || {value} || '</v></c>'"
    else:
        text = f"array_to_string({value}, '; ')" if kind.endswith("[]") else f"{value}::varchar"
        text = f"regexp_replace({text}, '[\\x00-\\x08\\x0b-\\x1f\\x{{FFFE}}\\x{{FFFF}}]', '', 'g')"
        for old, new in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
            text = f"replace({text}, '{old}', '{new}')"
        filled = f"'<c t=\"str\"><v>' || {text} || '</v></c>'"
        if kind == "VARCHAR":
            filled = filled.replace(value, f"left({value}, {TEXT_MOST})")
    return f"coalesce({filled}, '<c/>')"


def _codebook_xml(codebook: list[dict[str, str]]) -> bytes:
    rows = "".join("<row>" + "".join(_text(value) for value in entry.values()) + "</row>" for entry in codebook)
    return _sheet(list(codebook[0]), rows.encode())


def _value(value: object) -> str:
    """A value as a cell, as the database's cells are."""
    if value is None:
        return "<c/>"
    if isinstance(value, bool):
        return f'<c t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int | float):
        return f"<c><v>{value}</v></c>"
    return _text(_CONTROL.sub("", str(value))[:TEXT_MOST])


def _text(value: str, style: str = "") -> str:
    return f'<c t="str"{style}><v>{escape(value)}</v></c>'


def _sheet(names: list[str], rows: bytes) -> bytes:
    count = rows.count(b"<row>")
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
    return b"".join([before.encode(), rows, after.encode()])


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
