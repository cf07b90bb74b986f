"""A dataset's folder → what of it is not as it was published.

The bytes of DuckDB's file differ from build to build (:mod:`pipeline.dataset.database`), so a checksum tells whether
it is whole, and nothing of what is in it. That is told by the Parquet files, whose bytes are the same in every build:
each table of the database has to hold their rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.dataset.build import CHECKSUMS
from pipeline.dataset.database import DATABASE, NotADataset, table_files
from pipeline.dataset.place import read_dataset
from pipeline.writing.digests import digest_file
from schemas.dataset import DATASET_TABLES


def verify(dataset: Path) -> Iterator[str]:
    """Yield a sentence for each file that is gone or changed, and each table of the database that differs.

    Raises:
        NotADataset: the folder holds none.
    """
    read_dataset(dataset)
    for name in (CHECKSUMS, f"{DATABASE}.sha256"):
        try:
            lines = (dataset / name).read_text(encoding="utf-8").splitlines()
        except (OSError, ValueError):
            raise NotADataset(f"{dataset} has no readable {name}.") from None
        for line in lines:
            sha256, _, path = line.partition("  ")
            if not (dataset / path).is_file():
                yield f"{path} is gone."
            elif digest_file(dataset, dataset / path).sha256 != sha256:
                yield f"{path} is not the file that was published."
    yield from _other_rows(dataset)


def _other_rows(dataset: Path) -> Iterator[str]:
    """Tables of the database whose rows are not those of the Parquet files."""
    import duckdb

    with duckdb.connect() as connection:
        quoted = str(dataset / DATABASE).replace("'", "''")
        try:
            connection.execute(f"attach '{quoted}' as base (read_only)")
        except duckdb.Error:
            yield f"{DATABASE} cannot be opened."
            return
        for table in DATASET_TABLES:
            files = table_files(dataset, table)
            ours, theirs = f"(from base.{table})", "(from read_parquet($files))"
            differing = f"(({ours} except all {theirs}) union all ({theirs} except all {ours}))"
            try:
                row = connection.execute(f"select count(*) from {differing}", {"files": files}).fetchone()  # noqa: S608
            except duckdb.Error as error:
                yield f"{table} cannot be compared: {str(error).splitlines()[0]}"
                continue
            if row and row[0]:
                yield f"{table} differs between {DATABASE} and the Parquet files in {row[0]} rows."
