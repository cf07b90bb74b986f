"""The gates: what must hold before a version is published.

Each gate looks at what was written, not at what was meant to be written: the files and the database. A refusal stops
publication; a warning is printed and kept in ``dataset.json``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple

from pipeline.dataset import facts
from pipeline.dataset.describe import KEYS, REFERENCES
from pipeline.errors import ExitCode, UdtraekError
from pipeline.writing.columns import arrow_schema_of_model
from schemas.dataset import DATASET_TABLES

if TYPE_CHECKING:
    import duckdb


class Verdict(NamedTuple):
    """What a gate says."""

    gate: str
    severity: Literal["refuse", "warn"]
    message: str


class GateClosed(UdtraekError):
    """What was built may not be published."""

    code = "gate_closed"
    exit_code: ClassVar[ExitCode] = ExitCode.DIFFERENCES
    hint = "Nothing was published; the last version is intact. --explain TEXT lets a drop pass that has a reason."


def check_schema(folder: Path, passed: Collection[str] = ()) -> Iterator[Verdict]:
    """Every Parquet file has the columns and types that are published.

    Args:
        folder: The dataset.
        passed: Paths below it whose bytes went through this gate with the last version.
    """
    import pyarrow.parquet as pq

    for table, model in DATASET_TABLES.items():
        wanted = arrow_schema_of_model(model)
        path = folder / "tables" / table
        for file in sorted(path.glob("*.parquet")) if path.is_dir() else [path.with_suffix(".parquet")]:
            if file.relative_to(folder).as_posix() in passed:
                continue
            if not pq.read_schema(file).remove_metadata().equals(wanted, check_metadata=False):
                yield Verdict("schema", "refuse", f"{file.relative_to(folder)} has other columns than published.")


def check_keys(connection: duckdb.DuckDBPyConnection) -> Iterator[Verdict]:
    """Keys are unique, references lead somewhere, and no status is current twice."""
    keys = {**KEYS, "current": ("municipality_code", "package", "edition", "coalesce(number::varchar, canonical_id)")}
    keys["newest"] = ("municipality_code", "canonical_id")
    for table, columns in keys.items():
        names = ", ".join(columns)
        repeated = f"select {names} from {table} group by {names} having count(*) > 1"  # noqa: S608 - our own names
        double = _one(connection, f"select count(*) from ({repeated})")  # noqa: S608
        if double:
            yield Verdict("keys", "refuse", f"{table} has {double} keys that stand twice ({', '.join(columns)}).")
    for table, references in REFERENCES.items():
        for column, other, there in references:
            lost = _one(
                connection,
                f"select count(*) from {table} a where a.{column} is not null "  # noqa: S608
                f"and not exists (select 1 from {other} b where b.{there} = a.{column})",
            )
            if lost:
                yield Verdict("references", "refuse", f"{lost} rows of {table} name a {column} that {other} lacks.")


def check_rows(counts: dict[str, int], before: dict[str, int] | None) -> Iterator[Verdict]:
    """No table lost rows against the last version; a great rise is said."""
    bounds = facts.load("bounds")
    for table, old in (before or {}).items():
        new = counts.get(table, 0)
        if old < bounds["rows_judged_from"]:
            continue
        if new < old * bounds["rows"]["lowest"]:
            yield Verdict("rows", "refuse", f"{table} has {new} rows, the last version {old}.")
        elif new > old * bounds["rows"]["highest"]:
            yield Verdict("rows", "warn", f"{table} has {new} rows, the last version {old}.")


def check_doubts(connection: duckdb.DuckDBPyConnection) -> Iterator[Verdict]:
    """The share of current statuses that a person should look at."""
    total, doubts = connection.execute("select count(*), count(*) filter (needs_review) from current").fetchone() or (
        0,
        0,
    )
    share, bounds = doubts / total if total else 0.0, facts.load("bounds")["doubts"]
    if share > bounds["warn"]:
        severity: Literal["refuse", "warn"] = "refuse" if share > bounds["refuse"] else "warn"
        yield Verdict("doubts", severity, f"{doubts} of {total} current statuses need review ({share:.0%}).")


def check_personal(found: dict[str, dict[str, int]]) -> Iterator[Verdict]:
    """No CPR number in any text; private addresses and phone numbers are said.

    Args:
        found: How many of each kind, by table and column (:mod:`pipeline.dataset.personal`).
    """
    for where, kinds in sorted(found.items()):
        if kinds.get("cpr"):
            yield Verdict("personal", "refuse", f"{where} has {kinds['cpr']} CPR numbers.")
        if others := sum(kinds.values()) - kinds.get("cpr", 0):
            yield Verdict("personal", "warn", f"{where} has {others} private mail addresses or phone numbers.")


def check_changes(unexplained: int) -> Iterator[Verdict]:
    """Nothing changed without a reason that is known."""
    if unexplained > facts.load("bounds")["unexplained_changes"]:
        yield Verdict("changes", "refuse", f"{unexplained} records changed, and nothing that is known explains it.")


def _one(connection: duckdb.DuckDBPyConnection, sql: str) -> int:
    row = connection.execute(sql).fetchone()
    return int(row[0]) if row else 0
