"""The tables' files: Parquet and CSV, put together from what each municipality's fragment holds."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

from pipeline.dataset.database import partition_name
from pipeline.dataset.fragments import (
    PARTITIONED,
    Fragment,
    arrow_rows,
    csv_header,
    joined_rows,
    parquet_bytes,
)
from pipeline.dataset.part import PART_TABLES
from pipeline.dataset.shares import csv_bytes
from pipeline.writing.digests import FileDigest, write_digested
from schemas.records import Record

_VESSEL = 1 << 18
"""Bytes of the memory through which CSV files are written."""


def write_part_tables(folder: Path, parts: Mapping[str, Fragment], last: Path | None) -> Iterator[FileDigest]:
    """Write the tables whose rows belong to a municipality; ``last`` is the version before, if any."""
    vessel = memoryview(bytearray(_VESSEL))
    for table in PART_TABLES:
        if table in PARTITIONED:
            (folder / "tables" / table).mkdir(parents=True)
            files = {partition_name(code): part.parquet[table] for code, part in parts.items() if table in part.parquet}
            for name, content in files.items() or [(partition_name(""), parquet_bytes(arrow_rows(table, [])))]:
                yield _same_or_written(folder, f"tables/{table}/{name}", content, last)
        else:
            rows = joined_rows(table, (part.batches[table] for part in parts.values() if table in part.batches))
            yield write_digested(folder, f"tables/{table}.parquet", [parquet_bytes(rows)])
        lines = (piece for part in parts.values() if table in part.csv for piece in part.csv[table].pour(vessel))
        yield write_digested(folder, f"csv/{table}.csv", chain([csv_header(table)], lines))


def _same_or_written(folder: Path, path: str, content: bytes | memoryview, last: Path | None) -> FileDigest:
    """A file of ``content``: that of the last version under a second name where it is the same, for that is cheaper.

    The folder of the new file is there. Names are texts here: two hundred paths cost as much as comparing the files.
    """
    if last is not None:
        old = f"{last}/{path}"
        with contextlib.suppress(OSError):  # there is none, or the disk knows no second names
            with open(old, "rb", buffering=0) as file:  # noqa: PTH123
                same = file.readall() == content
            if same:
                os.link(old, f"{folder}/{path}")
                return FileDigest(path, len(content), hashlib.sha256(content).hexdigest())
    return write_digested(folder, path, [content])


def write_national_tables(folder: Path, national: Mapping[str, Sequence[Record]]) -> Iterator[FileDigest]:
    """Write the tables that belong to the country."""
    for table, rows in national.items():
        yield write_digested(folder, f"tables/{table}.parquet", [parquet_bytes(arrow_rows(table, rows))])
        yield write_digested(folder, f"csv/{table}.csv", [csv_header(table), csv_bytes(table, rows)])
