"""The gates: what must hold before a version is published.

Each gate looks at what was written, not at what was meant to be written: the files and the database. A refusal stops
publication; a warning is printed and kept in ``dataset.json``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple

from pipeline.dataset import facts
from pipeline.dataset.database import Step, among, changed_files
from pipeline.dataset.describe import KEYS, REFERENCES
from pipeline.dataset.fragments import PARTITIONED
from pipeline.dataset.part import PART_TABLES
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
        names = sorted(f"{table}/{file.name}" for file in path.iterdir()) if path.is_dir() else [f"{table}.parquet"]
        for file in (f"tables/{name}" for name in names):
            if file not in passed and not pq.read_schema(folder / file).remove_metadata().equals(wanted):
                yield Verdict("schema", "refuse", f"{file} has other columns than published.")


def check_keys(connection: duckdb.DuckDBPyConnection, folder: Path, step: Step | None = None) -> Iterator[Verdict]:
    """Keys are unique, references lead somewhere, and no status is current twice.

    Args:
        connection: The database of the dataset in ``folder``.
        folder: The dataset.
        step: What changed of the last version, whose rows went through this gate; None stands for all.
    """
    rows = {table: table for table in DATASET_TABLES}
    same: Collection[str] = step.same if step else ()
    if step:
        for table in PARTITIONED:
            rows[table] = _read_changed(connection, table, changed_files(folder, table, step))
    asked: list[_Asked] = []
    for table, columns in KEYS.items():
        if table not in same:
            first = columns[0]
            where = "" if rows[table] == table else f"where {first} in (select {first} from {rows[table]})"  # noqa: S608 - our own names, as below
            asked.append(_repeated(table, columns, where))
    where = f"where {among('municipality_code', step.changed)}" if step else ""
    item = ("municipality_code", "package", "edition", "coalesce(number::varchar, canonical_id)")
    asked.append(_repeated("current", item, where))
    asked.append(_repeated("newest", ("municipality_code", "canonical_id"), where))
    for table, references in REFERENCES.items():
        for column, other, there in references:
            if table in same and other in same:
                continue
            # What a part's rows refer to within the part came and went with them; the country's rows did not.
            looked_at = rows[table] if other in same or other in PART_TABLES else table
            lost = (
                f"{looked_at} a where a.{column} is not null "  # noqa: S608
                f"and not exists (select 1 from {other} b where b.{there} = a.{column})"
            )
            asked.append(_Asked("references", lost, f"{{}} rows of {table} name a {column} that {other} lacks."))
    # One statement: each of its own costs more to start than to answer.
    counts = connection.execute(
        " union all ".join(f"select {number}, count(*) from {a.rows}" for number, a in enumerate(asked))  # noqa: S608
    ).fetchall()
    for number, count in sorted(counts):
        if count:
            yield Verdict(asked[number].gate, "refuse", asked[number].message.format(count))


class _Asked(NamedTuple):
    """Rows that should not be there, as SQL after ``from``, and what is said of their count."""

    gate: str
    rows: str
    message: str


def _read_changed(connection: duckdb.DuckDBPyConnection, table: str, files: list[str]) -> str:
    """Make a table of what the gate looks at in the files of municipalities that changed; return its name."""
    name = f"new_{table}"
    columns = ", ".join(dict.fromkeys((*KEYS[table], *(column for column, _, _ in REFERENCES[table]))))
    source = "read_parquet(?)" if files else f"{table} where false"
    sql = f"create temp table {name} as select {columns} from {source}"  # noqa: S608
    connection.execute(sql, [files] if files else [])
    return name


def _repeated(table: str, columns: Sequence[str], where: str) -> _Asked:
    names = ", ".join(columns)
    repeated = f"(select {names} from {table} {where} group by {names} having count(*) > 1)"  # noqa: S608
    return _Asked("keys", repeated, f"{table} has {{}} keys that stand twice ({names}).")


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
