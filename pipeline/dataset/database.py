"""The tables → one DuckDB file, with views for what people ask.

The file's bytes differ from build to build: DuckDB writes a random identifier into its header, and leftovers of its
memory and estimates of its own into the rest, which no setting fixes (docs/decisions.md). Its rows are those of the
Parquet files, which are equal byte for byte as all other files are; :mod:`pipeline.dataset.verify` compares them.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Collection, Iterable
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


class Step(NamedTuple):
    """What a version changes of the last one, which this very program made."""

    last: Path
    changed: Collection[str]
    """Municipalities whose rows differ: those of others, in tables with a file for each, are what they were."""
    same: Collection[str] = frozenset()
    """Tables whose rows are all what they were."""


def create_database(folder: Path, step: Step | None) -> duckdb.DuckDBPyConnection:
    """Begin the database of the dataset in ``folder``: empty, or as the last version's without what changed."""
    import duckdb

    if step is not None:
        shutil.copyfile(step.last / DATABASE, folder / DATABASE)
    # One thread, so that rows come in the order of the files. What is committed goes into the file at once and not into
    # a log first: nobody reads the file before it is whole.
    config: dict[str, str | bool | int | float | list[str]] = {"threads": 1, "checkpoint_threshold": "1KB"}
    connection = duckdb.connect(str(folder / DATABASE), config=config)
    connection.begin()
    if step is not None:
        _forget(connection, step.changed)
    return connection


def _forget(connection: duckdb.DuckDBPyConnection, codes: Collection[str]) -> None:
    """Take the rows of some municipalities out of the tables that have a file for each."""
    documents = "select document_id from documents where coalesce(municipality_code, '') in (select unnest(?))"
    records = f"select record_id from assessments where document_id in ({documents})"  # noqa: S608 - our own names
    for table, column, chosen in (
        ("assessment_units", "record_id", records),
        ("assessments", "document_id", documents),
    ):
        connection.execute(f"delete from {table} where {column} in ({chosen})", [sorted(codes)])  # noqa: S608


def load_tables(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    tables: Iterable[str],
    step: Step | None,
) -> None:
    """Read tables, or what changed of them, from the Parquet files of the dataset in ``folder``."""
    for table in tables:
        if step is not None and (folder / "tables" / table).is_dir():
            if files := changed_files(folder, table, step):
                connection.execute(f"insert into {table} from read_parquet(?)", [files])
        elif step is None or table not in step.same:
            connection.execute(f"create or replace table {table} as from read_parquet(?)", [table_files(folder, table)])
            _comment(connection, "table", table, " ".join((DATASET_TABLES[table].__doc__ or "").split()))


def among(column: str, values: Collection[str]) -> str:
    """The SQL condition that a column holds one of some texts.

    They are named one by one: the database carries constants down into views, a single one deepest, and joins with
    lists.
    """
    texts = ["'{}'".format(value.replace("'", "''")) for value in sorted(values)]
    return f"{column} = {texts[0]}" if len(texts) == 1 else f"{column} in ({', '.join(texts) or 'null'})"


def changed_files(folder: Path, table: str, step: Step) -> list[str]:
    """The Parquet files of the municipalities that changed, of a table that has one for each."""
    paths = [folder / "tables" / table / partition_name(code) for code in sorted(step.changed)]
    return [str(path) for path in paths if path.is_file()]


def table_files(folder: Path, table: str) -> str:
    """The Parquet files of a table, as DuckDB wants them named."""
    path = folder / "tables" / table
    return f"{path}/*.parquet" if path.is_dir() else f"{path}.parquet"


def create_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Write the views for what people ask."""
    for view in views():
        connection.execute(view.sql)
        _comment(connection, "view", view.name, view.meaning)
    for question in questions():
        connection.execute(f"create view {question.name} as {question.sql}")
        _comment(connection, "view", question.name, f"{question.en} {question.note}")


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


def partition_name(code: str) -> str:
    """Name of a municipality's file in a table that has one for each."""
    return f"{code or 'unknown'}.parquet"


def _comment(connection: duckdb.DuckDBPyConnection, kind: str, name: str, text: str) -> None:
    quoted = text.replace("'", "''")
    connection.execute(f"comment on {kind} \"{name}\" is '{quoted}'")
