"""Two versions of a dataset → what changed and why, as an entry of ``CHANGELOG.md``.

Only documents that are made of something else than before are compared. Columns that the dataset decides follow from
the rows and are not compared: that a status is no longer current is told by the row that took its place.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.dataset.database import partition_name
from pipeline.diff.compare import Comparison, compare
from pipeline.diff.side import Side
from schemas.dataset import DATASET_TABLES
from schemas.records import TABLES

if TYPE_CHECKING:
    import duckdb

CHANGELOG = "CHANGELOG.md"
_HEAD = "# Changelog\n\nVersions of the dataset, newest first: + came, − went, ~ changed, and why.\n"
_LISTED = 25
"""Documents named one by one; a first version or a new program changes too many for anyone to read."""

Chosen = Mapping[str, Collection[str] | None]
"""Documents by municipality code; None stands for all of the municipality."""
Digests = Mapping[str, str]
"""What documents are made of, by document_id."""

DECIDED = frozenset(
    column
    for table, model in DATASET_TABLES.items()
    for column in model.model_fields
    if table not in TABLES or column not in TABLES[table].model_fields
)


class DatasetSide(Side):
    """A dataset as one side of a comparison, cut down to some documents."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        folder: Path,
        manifest: dict[str, Any],
        label: str,
        documents: Chosen,
        *,
        is_loaded: bool,
    ) -> None:
        """Look at a dataset that is, or is being, written.

        Args:
            connection: What reads its Parquet files, or its tables.
            folder: Where it lies.
            manifest: Its ``dataset.json``.
            label: What it is called.
            documents: Those that may differ.
            is_loaded: Whether the tables of ``connection`` hold its rows, which are found there in half the time.
        """
        self.folder = folder
        self.label = label
        self.manifest = {
            "tool": {name: [tool.get(name) for tool in manifest["tools"]] for name in manifest["tools"][0]},
            "settings": {"runs": manifest["settings"]},
            "schema_version": manifest["schema_version"],
        }
        self._connection = connection
        self._is_loaded = is_loaded
        self._codes = sorted(code for code, names in documents.items() if names is None or names)
        self._documents = sorted(self._named(documents))
        self._rows: dict[str, list[dict[str, Any]]] = {}

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Rows of a table that belong to the documents that are compared."""
        if table not in self._rows:
            self._rows[table] = self._read(table) if self._documents else []
        return self._rows[table]

    def columns(self, table: str) -> list[str]:
        """Names of a table's columns, those that the dataset decides left out."""
        if self._is_loaded:
            model = DATASET_TABLES.get(table)
            return [name for name in model.model_fields if name not in DECIDED] if model else []
        import pyarrow.parquet as pq

        path = self.folder / "tables" / table
        files = sorted(path.glob("*.parquet"))[:1] if path.is_dir() else self._files(table, ())
        return [name for file in files for name in pq.read_schema(file).names if name not in DECIDED]

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

    def _named(self, documents: Chosen) -> set[str]:
        """The documents' names; those of a municipality that has none stated are looked up."""
        named = {name for names in documents.values() for name in names or ()}
        if whole := [code for code, names in documents.items() if names is None]:
            sql = "select document_id from read_parquet(?) where coalesce(municipality_code, '') in (select unnest(?))"
            (path,) = self._files("documents", ())
            named |= {name for (name,) in self._connection.execute(sql, [str(path), whole]).fetchall()}
        return named

    def _read(self, table: str) -> list[dict[str, Any]]:
        files = [str(path) for path in self._files(table, self._codes)]
        if not files:
            return []
        if self._is_loaded:
            source, order, values = table, "rowid", []
        else:
            source, order, values = "read_parquet(?)", "filename, file_row_number", [files]
        # A single document is found in half the time by its own name.
        among, names = (
            ("= ?", self._documents[0]) if len(self._documents) == 1 else ("in (select unnest(?))", self._documents)
        )
        found = self._connection.execute(
            f"select * from {source} where document_id {among} order by {order}",  # noqa: S608 - our own
            [*values, names],
        )
        columns = [column[0] for column in found.description or ()]
        return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]

    def _files(self, table: str, codes: Iterable[str]) -> list[Path]:
        """The files of a table that may hold rows of some municipalities."""
        path = self.folder / "tables" / table
        paths = [path / partition_name(code) for code in codes] if path.is_dir() else [path.with_suffix(".parquet")]
        return [path for path in paths if path.is_file()]


def differing(old: Mapping[str, Digests | None], new: Mapping[str, Digests]) -> tuple[Chosen, Chosen]:
    """The documents that are made of something else than before, on either side.

    Args:
        old: What the documents of each municipality were made of; None where that is not known.
        new: What they are made of now.
    """
    unknown = {code for code, digests in old.items() if digests is None}
    before, now = (
        {(code, *item) for code, found in side.items() for item in (found or {}).items()} for side in (old, new)
    )
    sides = []
    for known, others in ((old, before - now), (new, now - before)):
        names: dict[str, set[str]] = {}
        for code, document_id, _ in others:
            names.setdefault(code, set()).add(document_id)
        sides.append({code: None if code in unknown else names.get(code, ()) for code in known})
    return sides[0], sides[1]


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
