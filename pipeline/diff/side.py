"""One side of a comparison: a run folder, or a run as it stood in a git revision (``REVISION:FOLDER``)."""

from __future__ import annotations

import contextlib
import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from pipeline.errors import NotARun
from pipeline.originals import Originals
from pipeline.writing.place import read_run


class Side:
    """The tables of a run, read when asked for."""

    def __init__(self, folder: Path, label: str, originals: Iterable[Path] = ()) -> None:
        """Open a run.

        Raises:
            NotARun: ``folder`` holds none.
        """
        self.folder = folder
        self.label = label
        self.manifest: dict[str, Any] = read_run(folder)
        self.originals = Originals(folder, self.manifest, originals)

    def columns(self, table: str) -> list[str]:
        """Names of a table's columns; none when the run has no such table."""
        import pyarrow.parquet as pq

        path = self._path(table)
        return list(pq.read_schema(path).names) if path.is_file() else []

    def rows(self, table: str) -> list[dict[str, Any]]:
        """All rows of a table; none when the run has no such table."""
        import pyarrow.parquet as pq

        path = self._path(table)
        rows: list[dict[str, Any]] = pq.read_table(path).to_pylist() if path.is_file() else []
        return rows

    def evidence(self, record_ids: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
        """Where the values of some records were read, by record."""
        found = self._filtered("evidence", [("record_id", "in", list(record_ids))]) if record_ids else []
        return _grouped(found)

    def reviews(self) -> dict[str, list[dict[str, Any]]]:
        """The evidence that is a person's word, by record."""
        from pipeline.review.apply import METHOD

        return _grouped(self._filtered("evidence", [("method", "==", METHOD)]))

    def _filtered(self, table: str, filters: list[tuple[str, str, Any]]) -> list[dict[str, Any]]:
        import pyarrow.parquet as pq

        path = self._path(table)
        rows: list[dict[str, Any]] = pq.read_table(path, filters=filters).to_pylist() if path.is_file() else []
        return rows

    def _path(self, table: str) -> Path:
        return self.folder / "tables" / f"{table}.parquet"


@contextlib.contextmanager
def open_side(name: str, originals: Iterable[Path] = ()) -> Iterator[Side]:
    """The run that ``name`` stands for: a folder, or ``REVISION:FOLDER`` of the git repository around here.

    Raises:
        NotARun: it stands for none.
    """
    if Path(name).exists() or ":" not in name:
        yield Side(Path(name), name, originals)
        return
    import tarfile

    with tempfile.TemporaryDirectory(prefix="udtraek-diff-") as temporary:
        revision, _, path = name.partition(":")
        archive = _archive(revision, path.rstrip("/"), name)
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            tar.extractall(temporary, filter="data")
        yield Side(Path(temporary), name, originals)


def _archive(revision: str, path: str, name: str) -> bytes:
    """The folder ``path`` at ``revision`` as a tar file."""
    import subprocess

    if revision.startswith("-"):
        raise NotARun(f"{name} is no folder.")  # git would take it for an option
    try:
        done = subprocess.run(
            ["git", "archive", "--format=tar", f"{revision}:{path}"],  # noqa: S607 - git as the user's shell finds it
            capture_output=True,
            check=False,
        )
    except OSError:
        raise NotARun(f"{name} is no folder, and git is not there to look for a revision.") from None
    if done.returncode:
        raise NotARun(f"{name} is neither a folder nor a folder at a git revision.")
    return done.stdout


def _grouped(rows: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    grouped: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        grouped.setdefault(row["record_id"], []).append(row)
    return grouped
