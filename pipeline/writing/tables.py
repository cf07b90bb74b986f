"""Rows → one Parquet file, and its CSV twin, in row groups: memory does not grow with the number of rows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from pydantic_core import to_json

from pipeline.writing.columns import arrow_schema, columns_of, plain
from schemas.records import SCHEMA_VERSION, Record

if TYPE_CHECKING:
    import pyarrow as pa

ROW_GROUP = 20_000
"""Rows of a row group: some MB for the widest table; a reader can skip groups, a writer holds one."""

WITHOUT_CSV = frozenset({"cells", "evidence"})
"""Tables for machines alone: they have no CSV twin."""

# What a spreadsheet program takes for a formula, their full-width forms too; and what looks like one but is a number.
_FORMULA = re.compile(r"[=+\-@\t\r＝＋－＠]")
_NUMBER = re.compile(r"[+-]?\d[\d.,  ]*%?")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
# What a text must have in it for any of the three to matter, or to need quotes: few do.
_SPECIAL = re.compile(r"""[\x00-\x1f\x7f,"]|^ *[=+\-@＝＋－＠]""")


class TableWriter:
    """Writes one table; rows come in the order in which they are to stand.

    Rows wait as lines of JSON for their row group: pydantic writes and Arrow reads them natively, many times faster
    than columns of Python objects, and without importing pandas as ``pyarrow.array`` does.
    """

    def __init__(self, folder: Path, name: str) -> None:
        import pyarrow.parquet as pq

        self.name = name
        self.row_count = 0
        self._schema = arrow_schema(name).with_metadata({"name": f"udtraek-{name}", "version": SCHEMA_VERSION})
        self._names = [column.name for column in columns_of(name)]
        self._waiting: list[bytes] = []
        (folder / "tables").mkdir(exist_ok=True)
        self._parquet = pq.ParquetWriter(
            folder / "tables" / f"{name}.parquet", self._schema, compression="zstd", compression_level=3, version="2.6"
        )
        self._csv: TextIO | None = None
        if name not in WITHOUT_CSV:
            (folder / "csv").mkdir(exist_ok=True)
            self._csv = (folder / "csv" / f"{name}.csv").open("w", encoding="utf-8", newline="")
            self._csv.write(csv_line(self._names))

    def add(self, rows: Iterable[Record]) -> None:
        """Append rows."""
        for row in rows:
            self._waiting.append(to_json(row))
            self.row_count += 1
            if self._csv is not None:
                self._csv.write(csv_line(plain(getattr(row, name)) for name in self._names))
            if len(self._waiting) == ROW_GROUP:
                self._flush()

    def close(self) -> None:
        """Write what is left and close the files."""
        if self._waiting:
            self._flush()
        self.abandon()

    def abandon(self) -> None:
        """Close the files, whatever state they are in."""
        self._parquet.close()
        if self._csv is not None:
            self._csv.close()

    def _flush(self) -> None:
        self._parquet.write_table(table_of_lines(self._waiting, self._schema))
        self._waiting.clear()


def table_of_lines(lines: Sequence[bytes | memoryview], schema: pa.Schema) -> pa.Table:
    """Rows, one line of JSON or several in each of ``lines``, as a table of ``schema``."""
    import pyarrow as pa
    import pyarrow.json as pj

    if not lines:
        return pa.Table.from_batches([], schema=schema)
    text = b"\n".join(lines)
    table = pj.read_json(
        pa.BufferReader(text),
        read_options=pj.ReadOptions(use_threads=False, block_size=len(text) + 1),
        parse_options=pj.ParseOptions(explicit_schema=schema, unexpected_field_behavior="error"),
    )
    return pa.Table.from_arrays(table.columns, schema=schema)


def csv_line(values: Iterable[Any]) -> str:
    """One record of RFC 4180: null is empty, "" is a quoted empty text, lists are JSON arrays."""
    return ",".join(map(_csv_cell, values)) + "\r\n"


def _csv_cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return _quoted(harmless(value)) if _SPECIAL.search(value) or not value else value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    return _quoted(json.dumps(value, ensure_ascii=False))


def _quoted(text: str) -> str:
    text = _CONTROL.sub("", text)
    if text and not any(character in text for character in ',"\n'):
        return text
    return '"' + text.replace('"', '""') + '"'


def harmless(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would run it; numbers stay numbers."""
    if _FORMULA.match(text.lstrip(" ")) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text
