"""Two versions of a dataset → what changed and why, as an entry of ``CHANGELOG.md``.

Only municipalities whose documents or program differ are compared. Columns that the dataset decides follow from the
rows and are not compared: that a status is no longer current is told by the row that took its place.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.dataset.database import partition_name
from pipeline.diff.compare import Comparison, compare
from pipeline.diff.side import Side
from schemas.dataset import DATASET_TABLES
from schemas.records import TABLES

if TYPE_CHECKING:
    import pyarrow.parquet as pq

CHANGELOG = "CHANGELOG.md"
_HEAD = "# Changelog\n\nVersions of the dataset, newest first: + came, − went, ~ changed, and why.\n"
_LISTED = 25
"""Documents named one by one; a first version or a new program changes too many for anyone to read."""

DECIDED = frozenset(
    column
    for table, model in DATASET_TABLES.items()
    for column in model.model_fields
    if table not in TABLES or column not in TABLES[table].model_fields
)


class DatasetSide(Side):
    """A dataset as one side of a comparison, cut down to some municipalities."""

    def __init__(self, folder: Path, manifest: dict[str, Any], label: str, codes: Collection[str]) -> None:
        """Open a dataset that is, or is being, written."""
        self.folder = folder
        self.label = label
        self.manifest = {
            "tool": {name: [tool.get(name) for tool in manifest["tools"]] for name in manifest["tools"][0]},
            "settings": {"runs": manifest["settings"]},
            "schema_version": manifest["schema_version"],
        }
        self._codes = codes
        self._opened: dict[str, list[pq.ParquetFile]] = {}
        self._rows: dict[str, list[dict[str, Any]]] = {}

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Rows of a table that belong to the municipalities that are compared."""
        if table not in self._rows:
            if table == "documents":
                self._rows[table] = self._read(table, "municipality_code", {code or None for code in self._codes})
            else:
                self._rows[table] = self._read(table, "document_id", self._documents)
        return self._rows[table]

    def columns(self, table: str) -> list[str]:
        """Names of a table's columns, those that the dataset decides left out."""
        files = self._files(table)
        return [name for name in files[0].schema_arrow.names if name not in DECIDED] if files else []

    def reviews(self) -> dict[str, list[dict[str, Any]]]:
        """Records that a person decided on; which fields is not kept in a dataset, so all of them."""
        found = {}
        for row in self.rows("assessments"):
            if row["review"] != "none":
                base = {"record_id": row["record_id"], "document_id": row["document_id"]}
                found[row["record_id"]] = [
                    {**base, "field": name, "text_raw": str(value)} for name, value in row.items()
                ]
        return found

    @cached_property
    def _documents(self) -> frozenset[str | None]:
        return frozenset(row["document_id"] for row in self.rows("documents"))

    def _read(self, table: str, column: str, wanted: Collection[str | None]) -> list[dict[str, Any]]:
        """Rows of a table whose value in ``column`` is ``wanted``; those of a municipality stand together."""
        rows = []
        for file in self._files(table):
            places = [i for i, value in enumerate(file.read([column])[column].to_pylist()) if value in wanted]
            if places:
                content = file.read().slice(places[0], places[-1] + 1 - places[0])
                rows += [row for row in content.to_pylist() if row[column] in wanted]
        return rows

    def _files(self, table: str) -> list[pq.ParquetFile]:
        """The files of a table that may hold rows of the municipalities, opened once: that is what small ones cost."""
        import pyarrow.parquet as pq

        if table not in self._opened:
            path = self.folder / "tables" / table
            paths = [path / partition_name(code) for code in sorted(self._codes)]
            paths = paths if path.is_dir() else [path.with_suffix(".parquet")]
            self._opened[table] = [pq.ParquetFile(path) for path in paths if path.is_file()]
        return self._opened[table]


def compare_versions(old: DatasetSide, new: DatasetSide) -> Comparison:
    """Compare two versions."""
    return compare(old, new, DECIDED)


def unexplained(comparison: Comparison) -> int:
    """How many records changed for no reason that is known."""
    return sum("unexplained" in change.causes for change in comparison.changes)


def entry(version: str, issued: str, comparison: Comparison | None, counts: dict[str, int], explain: str) -> str:
    """The changelog's entry of a version."""
    lines = [f"## {version} – {issued}", "", *([f"Why: {explain}", ""] if explain else [])]
    if comparison is None:
        lines += ["First version.", "", *(f"- {table}: {count} rows" for table, count in counts.items() if count)]
        return "\n".join(lines) + "\n"
    lines += [f"- column {s.table}.{s.column} {s.kind}" for s in comparison.schema]
    for table, count in comparison.counts().items():
        parts = [f"{sign} {count[kind]}" for kind, sign in _SIGNS if count[kind]]
        if parts:
            lines.append(f"- {table}: {', '.join(parts)}")
    causes = ", ".join(f"{cause} {count}" for cause, count in comparison.causes().items())
    lines += [f"- causes: {causes}"] if causes else ["- no row changed"]
    lines += _documents(comparison)
    return "\n".join(lines) + "\n"


_SIGNS = (("added", "+"), ("removed", "−"), ("changed", "~"))


def _documents(comparison: Comparison) -> Iterable[str]:
    changes = [change for change in comparison.changes if change.table == "documents" and change.kind != "changed"]
    for kind, sign in _SIGNS[:2]:
        rows = [change.row for change in changes if change.kind == kind]
        for row in rows[:_LISTED]:
            whose, date = row["municipality"] or "municipality unknown", row["document_date"] or "no date"
            yield f"  - {sign} {row['path']} ({whose}, {date})"
        if len(rows) > _LISTED:
            others = {row["municipality"] for row in rows[_LISTED:]}
            yield f"  - {sign} {len(rows) - _LISTED} more, of {len(others)} municipalities"


def write_changelog(folder: Path, before: str | None, new: str) -> None:
    """Write the changelog: the new entry, if any, above those that the last version had."""
    old = (before or _HEAD).removeprefix(_HEAD)
    (folder / CHANGELOG).write_text(
        "\n".join(part for part in (_HEAD, new, old.lstrip("\n")) if part), encoding="utf-8"
    )


def next_version(before: str | None, comparison: Comparison | None, *, changed: bool) -> str:
    """The version after ``before``: the first number counts schemas, the second contents."""
    if before is None:
        return "1.0.0"
    if not changed:
        return before
    major, minor, *_ = [int(part) if part.isdigit() else 0 for part in (*before.split("."), "0", "0")]
    return f"{major + 1}.0.0" if comparison is not None and comparison.schema else f"{major}.{minor + 1}.0"
