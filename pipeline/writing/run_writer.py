"""Documents, one after the other in their final order → a complete run folder."""

from __future__ import annotations

import contextlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

from pipeline.errors import SelfCheckFailed
from pipeline.outcomes import DUPLICATE, has_no_row, review_count, rows_of
from pipeline.writing.digests import digest_files
from pipeline.writing.package import write_package
from pipeline.writing.place import RUN_NAME
from pipeline.writing.tables import TableWriter
from schemas.document import ExtractedDocument
from schemas.records import SCHEMA_VERSION, TABLES

_PACKAGED = ("csv/*.csv", "tables/*.parquet", "documents/*.json")


class RunWriter:
    """Writes a run into an empty folder: :meth:`add` every document, then :meth:`finish`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.statuses: Counter[str] = Counter()
        self.kinds: Counter[str] = Counter()
        self.needs_review = 0
        self.without_rows = 0
        (folder / "documents").mkdir()
        self._tables = {name: TableWriter(folder, name) for name in TABLES}

    @property
    def row_counts(self) -> dict[str, int]:
        """Rows written so far, per table."""
        return {name: table.row_count for name, table in self._tables.items()}

    def add(self, document: ExtractedDocument) -> None:
        """Write one document; documents come sorted by path."""
        row = document.document
        self.statuses[row.status] += 1
        self.kinds[row.kind or "unread"] += 1
        self.needs_review += review_count(document)
        self.without_rows += has_no_row(document)
        for name, table in self._tables.items():
            table.add(rows_of(document, name))
        if any(finding.code == DUPLICATE for finding in document.findings):
            return  # its JSON stands under the first path already
        path = self.folder / "documents" / f"{row.document_id}.json"
        path.write_bytes(document.model_dump_json().encode() + b"\n")

    def close_tables(self) -> None:
        """Complete the table files and look whether they hold what was written."""
        for table in self._tables.values():
            table.close()
        self._check()

    def abandon(self) -> None:
        """Close the files of a run that is given up."""
        for table in self._tables.values():
            with contextlib.suppress(Exception):
                table.abandon()

    def finish(self, about: dict[str, Any]) -> None:
        """Write the data package and, last, ``run.json``: the counts and hashes of everything, and ``about``."""
        write_package(self.folder, digest_files(self.folder, _PACKAGED))
        manifest = {
            "schema_name": RUN_NAME,
            "schema_version": SCHEMA_VERSION,
            **about,
            "documents": dict(sorted(self.statuses.items())),
            "kinds": dict(sorted(self.kinds.items())),
            "needs_review": self.needs_review,
            "without_rows": self.without_rows,
            "rows": self.row_counts,
            "outputs": [d._asdict() for d in digest_files(self.folder, ("*.json", "*.html", *_PACKAGED))],
        }
        text = json.dumps(manifest, ensure_ascii=False, indent=1)
        (self.folder / "run.json").write_text(text + "\n", encoding="utf-8")

    def _check(self) -> None:
        import pyarrow.parquet as pq

        for name, expected in self.row_counts.items():
            found = pq.read_metadata(self.folder / "tables" / f"{name}.parquet").num_rows
            if found != expected:
                raise SelfCheckFailed(f"tables/{name}.parquet holds {found} rows, {expected} were written.")
