"""Rows → one Parquet file, and its CSV twin, in row groups: memory does not grow with the number of rows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pipeline.writing.columns import arrow_schema, columns_of, plain
from schemas.records import SCHEMA_VERSION, Record

ROW_GROUP = 20_000
"""Rows of a row group: some MB for the widest table; a reader can skip groups, a writer holds one."""

WITHOUT_CSV = frozenset({"cells", "evidence"})
"""Tables for machines alone: they have no CSV twin."""

# What a spreadsheet program takes for a formula, their full-width forms too; and what looks like one but is a number.
_FORMULA = re.compile(r"[=+\-@\t\r＝＋－＠]")
_NUMBER = re.compile(r"[+-]?\d[\d.,  ]*%?")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


class TableWriter:
    """Writes one table; rows come in the order in which they are to stand."""

    def __init__(self, folder: Path, name: str) -> None:
        import pyarrow.parquet as pq

        self.name = name
        self.row_count = 0
        self._schema = arrow_schema(name).with_metadata({"name": f"udtraek-{name}", "version": SCHEMA_VERSION})
        self._names = [column.name for column in columns_of(name)]
        self._columns: list[list[Any]] = [[] for _ in self._names]
        (folder / "tables").mkdir(exist_ok=True)
        self._parquet = pq.ParquetWriter(
            folder / "tables" / f"{name}.parquet", self._schema, compression="zstd", compression_level=3, version="2.6"
        )
        self._csv = None
        if name not in WITHOUT_CSV:
            (folder / "csv").mkdir(exist_ok=True)
            self._csv = (folder / "csv" / f"{name}.csv").open("w", encoding="utf-8", newline="")
            self._csv.write(csv_line(self._names))

    def add(self, rows: Iterable[Record]) -> None:
        """Append rows."""
        for row in rows:
            values = [plain(getattr(row, name)) for name in self._names]
            for column, value in zip(self._columns, values, strict=True):
                column.append(value)
            if self._csv is not None:
                self._csv.write(csv_line(values))
            self.row_count += 1
            if len(self._columns[0]) >= ROW_GROUP:
                self._flush()

    def close(self) -> None:
        """Write what is left and close the files."""
        if self._columns[0] or not self.row_count:
            self._flush()
        self._parquet.close()
        if self._csv is not None:
            self._csv.close()

    def abandon(self) -> None:
        """Close the files whatever state they are in: the folder is thrown away."""
        self._parquet.close()
        if self._csv is not None:
            self._csv.close()

    def _flush(self) -> None:
        import pyarrow as pa

        arrays = [pa.array(c, type=f.type) for c, f in zip(self._columns, self._schema, strict=True)]
        self._parquet.write_table(pa.Table.from_arrays(arrays, schema=self._schema))
        for column in self._columns:
            column.clear()


def csv_line(values: Iterable[Any]) -> str:
    """One record of RFC 4180: null is empty, "" is a quoted empty text, lists are JSON arrays."""
    return ",".join(map(_csv_cell, values)) + "\r\n"


def _csv_cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, list):
        return _quoted(json.dumps(value, ensure_ascii=False))
    return _quoted(harmless(value))


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
