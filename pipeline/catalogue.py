"""A user's own catalogue: a YAML file of recommendations, read, and added to from packages that were read."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from extractors.danish.catalogue_entries import (
    CatalogueError,
    Entries,
    Recommendation,
    dump_entries,
    key,
    parse_entries,
)
from pipeline.errors import CatalogueInvalid, DocumentUnreadable, InputMissing, as_unwritable
from schemas.records import RecommendationRow


class Adopted(NamedTuple):
    """What became of recommendations that were to be adopted."""

    added: tuple[Recommendation, ...]
    known: int
    """Those that the file held already, word for word."""
    changed: tuple[str, ...]
    """Keys that the file held with other words."""


def read_own(path: Path) -> str:
    """Text of a user's catalogue, checked.

    Raises:
        CatalogueInvalid: it cannot be read, or is of another form.
    """
    try:
        text = path.read_text(encoding="utf-8")
        parse_entries(text)
    except OSError as error:
        raise CatalogueInvalid(f"The catalogue {path} cannot be read: {error.strerror}.") from None
    except (UnicodeDecodeError, CatalogueError) as error:
        raise CatalogueInvalid(f"The catalogue {path} cannot be used: {error}.") from None
    return text


def read_package(path: Path, passwords: Sequence[str] = ()) -> tuple[RecommendationRow, ...]:
    """Recommendations of a package: of one PDF, read in a worker, or of all documents of a finished run.

    Raises:
        InputMissing: there is no such file.
        DocumentUnreadable: the PDF cannot be read.
        NotARun: the folder is no run.
    """
    if path.is_dir():
        return _of_run(path)
    from pipeline.engines.errors import WorkerLost
    from pipeline.engines.pool import PoolExecutor
    from pipeline.jobs import JobHeader, pack
    from pipeline.limits import Limits
    from pipeline.worker import read_document
    from schemas.document import ExtractedDocument

    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputMissing(f"{path} cannot be read: {error.strerror}.") from None
    with PoolExecutor(1, Limits()) as pool:
        try:
            answer = pool.submit(
                read_document, pack(JobHeader(name=path.name, passwords=tuple(passwords)), data)
            ).result()
        except WorkerLost as error:
            raise DocumentUnreadable(f"{path}: {error}") from None
    document = ExtractedDocument.model_validate_json(answer)
    if document.document.status not in ("ok", "partial"):
        raise DocumentUnreadable(f"{path}: {document.document.status_reason}")
    return document.recommendations


def _of_run(folder: Path) -> tuple[RecommendationRow, ...]:
    import pyarrow.parquet as pq

    from pipeline.writing.place import read_run

    read_run(folder)
    rows = pq.read_table(folder / "tables" / "recommendations.parquet").to_pylist()
    return tuple(RecommendationRow.model_validate(row) for row in rows)


def as_entries(
    rows: Iterable[RecommendationRow], package: str | None = None, edition: str | None = None
) -> list[Recommendation]:
    """Recommendations as entries of a catalogue; where no number is printed, the order in the text is the number.

    Args:
        rows: what was read.
        package: the package they are of, where the document does not say; it wins.
        edition: the same of the edition.

    Raises:
        CatalogueInvalid: package or edition of a row is not known.
    """
    entries = []
    for row in rows:
        whose, when = package or row.package, edition or row.edition
        if whose is None or when is None:
            missing = "package" if whose is None else "edition"
            raise CatalogueInvalid(f"The document does not say its {missing}; give it with --{missing}.")
        number = row.number if row.number is not None else row.order
        entries.append(
            Recommendation(key(whose, when, number, row.order), whose, when, number, row.title, row.level, row.category)
        )
    return entries


def adopt(
    path: Path,
    entries: Sequence[Recommendation],
    *,
    replace: bool = False,
    complete: bool = False,
    dry_run: bool = False,
) -> Adopted:
    """Add recommendations to a user's catalogue; what it holds already, comments too, stays as it is written.

    Args:
        path: the file; made when it is not there.
        entries: what to add.
        replace: whether what the file words otherwise is added as well: of two entries with one key the last holds.
        complete: whether these are all recommendations of their package and edition.
        dry_run: whether to write nothing.

    Returns:
        What was added; nothing is written when ``changed`` is not empty and ``replace`` is not given.

    Raises:
        CatalogueInvalid: the file is there and of another form, or two entries have one key.
        OutputUnwritable: it cannot be written.
    """
    text = read_own(path) if path.exists() else ""
    held = parse_entries(text).recommendations
    _refuse_doubles(entries)
    changed = tuple(
        e.recommendation_id for e in entries if e.recommendation_id in held and not _same(held[e.recommendation_id], e)
    )
    added = tuple(e for e in entries if e.recommendation_id not in held or (replace and e.recommendation_id in changed))
    known = sum(e.recommendation_id in held for e in entries) - len(changed)
    if added and (replace or not changed) and not dry_run:
        whole = sorted({(e.package, e.edition) for e in added}) if complete else []
        _write(path, text + ("" if not text or text.endswith("\n") else "\n") + dump_entries(added, whole))
    return Adopted(added, known, changed)


def _same(held: Recommendation, new: Recommendation) -> bool:
    return (held.title, held.level, held.category) == (new.title, new.level, new.category)


def _refuse_doubles(entries: Sequence[Recommendation]) -> None:
    seen: set[str] = set()
    for entry in entries:
        if entry.recommendation_id in seen:
            raise CatalogueInvalid(f"Two recommendations have the key {entry.recommendation_id}; import them apart.")
        seen.add(entry.recommendation_id)


def _write(path: Path, text: str) -> None:
    """Write beside and put in place: the user's file is whole at any time."""
    with as_unwritable(path):
        descriptor, name = tempfile.mkstemp(dir=path.absolute().parent, prefix=f".{path.name}-")
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
                stream.write(text)
            Path(name).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


def own_entries(path: Path | None) -> Entries:
    """Recommendations of a user's catalogue, none without one.

    Raises:
        CatalogueInvalid: it cannot be read, or is of another form.
    """
    return parse_entries(read_own(path)) if path is not None else Entries({}, {})
