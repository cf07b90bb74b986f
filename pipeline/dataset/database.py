"""The tables → one DuckDB file, with views for what people ask.

The file's bytes differ from build to build: DuckDB writes a random identifier into its header, and leftovers of its
memory and estimates of its own into the rest, which no setting fixes (docs/decisions.md). Its rows are those of the
Parquet files, which are equal byte for byte as all other files are; :mod:`pipeline.dataset.verify` compares them.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.dataset import facts
from pipeline.errors import UdtraekError
from schemas.dataset import DATASET_TABLES

if TYPE_CHECKING:
    import duckdb

DATABASE = "dataset.duckdb"

_STATEMENT = re.compile(r"((?:^--[^\n]*\n)+)(create view (\w+) as\n.*?);$", re.MULTILINE | re.DOTALL)


class QueryFailed(UdtraekError):
    """A query that the database refuses."""

    code = "query_failed"
    hint = 'Tables and views: udtraek query "show all tables". What they hold: codebook.md in the dataset.'


class NotADataset(UdtraekError):
    """A folder was given as a dataset and is none."""

    code = "not_a_dataset"
    hint = "Give the folder that `udtraek dataset build RUN -o FOLDER` wrote."


class Question(NamedTuple):
    """One of the questions that the dataset answers."""

    number: int
    name: str
    da: str
    en: str
    note: str
    search: list[str]
    sql: str


class View(NamedTuple):
    """A view that is no question."""

    name: str
    meaning: str
    sql: str


@cache
def questions() -> tuple[Question, ...]:
    """The questions, by number."""
    return tuple(Question(**entry) for entry in facts.load("questions"))


@cache
def views() -> tuple[View, ...]:
    """The views that the questions stand on, in the order in which they are made."""
    found = []
    for comment, sql, name in _STATEMENT.findall(facts.read_text("views.sql")):
        found.append(View(name, " ".join(line.lstrip("- ") for line in comment.splitlines()), sql))
    return tuple(found)


def write_database(folder: Path, last: Path | None = None, changed: Collection[str] = ()) -> None:
    """Write the database of the dataset in ``folder``, whose Parquet files are complete.

    Args:
        folder: The dataset.
        last: The database of a version that differs in some municipalities only; without one all is read anew.
        changed: The codes of those municipalities.
    """
    import duckdb

    if last is not None:
        shutil.copyfile(last, folder / DATABASE)
    # One thread, so that rows come in the order of the files.
    with duckdb.connect(str(folder / DATABASE), config={"threads": 1}) as connection:
        connection.begin()
        for name in [question.name for question in questions()] + [view.name for view in reversed(views())]:
            connection.execute(f"drop view if exists {name}")
        if last is not None:
            _forget(connection, changed)
        for table, model in DATASET_TABLES.items():
            path = folder / "tables" / table
            if path.is_dir() and last is not None:
                files = [str(f) for code in sorted(changed) if (f := path / partition_name(code)).is_file()]
                if files:
                    connection.execute(f"insert into {table} select * from read_parquet(?)", [files])  # noqa: S608
                continue
            source = f"{path}/*.parquet" if path.is_dir() else f"{path}.parquet"
            connection.execute(f'create or replace table "{table}" as select * from read_parquet(?)', [source])  # noqa: S608
            _comment(connection, "table", table, " ".join((model.__doc__ or "").split()))
        for view in views():
            connection.execute(view.sql)
            _comment(connection, "view", view.name, view.meaning)
        for question in questions():
            connection.execute(f"create view {question.name} as {question.sql}")
            _comment(connection, "view", question.name, f"{question.en} {question.note}")
        connection.commit()


def connect(dataset: Path) -> duckdb.DuckDBPyConnection:
    """Open a dataset's database to read from it alone: a query reaches no file and no network.

    Raises:
        NotADataset: there is none.
    """
    import duckdb

    path = dataset / DATABASE
    if not path.is_file():
        raise NotADataset(f"{dataset} is no dataset of udtraek.")
    config: dict[str, str | bool | int | float | list[str]] = {
        "enable_external_access": False,
        "autoload_known_extensions": False,
        "lock_configuration": True,
    }
    return duckdb.connect(str(path), read_only=True, config=config)


def rows_of(connection: duckdb.DuckDBPyConnection, sql: str, values: list[Any] | None = None) -> tuple[list[str], Any]:
    """Column names and rows of a query.

    Raises:
        QueryFailed: the database refuses it.
    """
    import duckdb

    try:
        result = connection.execute(sql, values or [])
        names = [column[0] for column in result.description or ()]
        return names, result.fetchall()
    except duckdb.Error as error:
        raise QueryFailed(str(error).splitlines()[0]) from None


def answer(connection: duckdb.DuckDBPyConnection, question: Question, words: str = "") -> tuple[list[str], Any]:
    """The answer to a question, of the rows that hold all of ``words``."""
    wanted = words.casefold().split()
    hay = f"lower(concat_ws(' ', {', '.join(question.search)}))"
    where = " and ".join([f"contains({hay}, ?)"] * len(wanted))
    sql = f"select * from {question.name}" + (f" where {where}" if wanted else "")  # noqa: S608 - names of our own
    return rows_of(connection, sql, list(wanted))


def _forget(connection: duckdb.DuckDBPyConnection, codes: Collection[str]) -> None:
    """Take the rows of some municipalities out of the tables that have a file for each."""
    documents = "select document_id from documents where coalesce(municipality_code, '') in (select unnest(?))"
    records = f"select record_id from assessments where document_id in ({documents})"  # noqa: S608 - our own names
    for table, column, chosen in (
        ("assessment_units", "record_id", records),
        ("assessments", "document_id", documents),
    ):
        connection.execute(f"delete from {table} where {column} in ({chosen})", [sorted(codes)])  # noqa: S608


def partition_name(code: str) -> str:
    """Name of a municipality's file in a table that has one for each."""
    return f"{code or 'unknown'}.parquet"


def _comment(connection: duckdb.DuckDBPyConnection, kind: str, name: str, text: str) -> None:
    quoted = text.replace("'", "''")
    connection.execute(f"comment on {kind} \"{name}\" is '{quoted}'")
