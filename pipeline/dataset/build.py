"""``udtraek dataset build``, as a table of contents: gather, decide, write, describe, check, publish."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.cache import Cache
from pipeline.dataset import changes, describe, gates
from pipeline.dataset.about import About
from pipeline.dataset.answers import ask
from pipeline.dataset.codebook import codebook, write_codebook
from pipeline.dataset.database import DATABASE, Step, create_database, create_views, load_tables
from pipeline.dataset.fragments import Fragment, fragment, kept_fragment
from pipeline.dataset.gates import GateClosed, Verdict
from pipeline.dataset.national import national_rows, printed_titles
from pipeline.dataset.part import PART_TABLES
from pipeline.dataset.personal import sum_personal
from pipeline.dataset.place import DATASET_NAME, is_dataset, read_dataset, write_manifest
from pipeline.dataset.sources import Sources, gather
from pipeline.dataset.tables import write_national_tables, write_part_tables
from pipeline.dataset.workbook import WORKBOOK, write_workbook
from pipeline.errors import UdtraekError
from pipeline.versions import rows_version, tool_version
from pipeline.writing.digests import FileDigest, digest_file, digest_files
from pipeline.writing.place import output_folder
from schemas.dataset import DATASET_SCHEMA_VERSION, DATASET_TABLES
from schemas.records import Record

if TYPE_CHECKING:
    import duckdb

CHECKSUMS = "SHA256SUMS"


class NothingPublished(UdtraekError):
    """A build that was asked to publish nothing; carries its result."""

    def __init__(self, result: BuildResult) -> None:
        super().__init__("Nothing was to be published.")
        self.result = result


@dataclass(frozen=True, slots=True)
class BuildSettings:
    """What decides a build beside the runs."""

    version: str | None = None
    about: About = field(default_factory=About)
    explain: str = ""
    """Why rows were lost against the last version; lets the drop pass, and stands in the changelog."""
    check_only: bool = False


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build gave."""

    out: Path
    version: str
    counts: dict[str, int]
    rebuilt: int
    """Municipalities whose rows were made anew."""
    municipalities: int
    verdicts: list[Verdict]
    published: bool


def build(runs: Sequence[Path], out: Path, settings: BuildSettings, cache: Cache | None = None) -> BuildResult:
    """Build the dataset of ``runs`` and put it in the place of ``out``.

    Raises:
        NotARun: a folder is no run.
        GateClosed: what was built may not be published.
        OutputForeign, OutputBusy, OutputUnwritable: it cannot be put there.
    """
    sources = gather(runs)
    before = read_dataset(out) if is_dataset(out) else None
    try:
        with output_folder(out, is_dataset, "dataset") as folder:
            result = _build(folder, out, sources, before, settings, cache)
            if settings.check_only:
                raise NothingPublished(result)
    except NothingPublished as nothing:
        return nothing.result
    return result


def _build(
    folder: Path,
    out: Path,
    sources: Sources,
    before: dict[str, Any] | None,
    settings: BuildSettings,
    cache: Cache | None,
) -> BuildResult:
    kept: dict[str, str] = (before or {}).get("parts", {})
    parts = {code: fragment(sources.key(code), sources.groups[code], cache, kept.get(code)) for code in sources.groups}
    keys = {code: part.key for code, part in parts.items()}
    changed = [code for code in sorted({*keys, *kept}) if keys.get(code) != kept.get(code)]
    step = Step(out, changed) if before and _same_program(before) else None
    write_codebook(folder)
    with create_database(folder, step) as connection:
        national, digests, step = _write_tables(connection, folder, parts, step)
        counts = {
            table: len(national[table]) if table in national else sum(part.counts[table] for part in parts.values())
            for table in DATASET_TABLES
        }
        manifest = _manifest(sources, counts, keys)
        comparison = None
        if before is not None:
            # A municipality that left, or one whose documents moved to another, stands on one side only.
            old = {code: _made_of(kept[code], cache if step else None) for code in changed if code in kept}
            chosen = changes.differing(old, {code: parts[code].digests for code in changed if code in parts})
            comparison = changes.compare_versions(
                changes.DatasetSide(connection, out, before, "before", chosen[0], is_loaded=False),
                changes.DatasetSide(connection, folder, manifest, "now", chosen[1], is_loaded=True),
            )
        answers = ask(connection, keys, kept, step, cache)
        write_workbook(folder, codebook(), [part.sheets for part in parts.values()], answers)
        figures = _figures(connection, counts)
        verdicts = [
            *gates.check_schema(folder, _unchanged(digests, step)),
            *gates.check_keys(connection, folder, step),
            *gates.check_rows(counts, before and before["rows"]),
            *gates.check_doubts(connection),
            *gates.check_personal(sum_personal(part.personal for part in parts.values())),
            *gates.check_changes(changes.unexplained(comparison) if comparison else 0),
        ]
    _judge(verdicts, settings)
    digests += [digest_file(folder, folder / name) for name in (WORKBOOK, DATABASE)]
    differs = comparison is None or bool(changed) or comparison.differs
    was = str(before["version"]) if before else None
    version = settings.version or changes.next_version(was, comparison, changed=differs)
    entry = changes.entry(version, sources.issued, comparison, counts, settings.explain) if differs else ""
    changes.write_changelog(folder, _text(out / changes.CHANGELOG) if before else None, entry)
    about = settings.about
    describe.write_readme(folder, about, version, sources.issued, figures)
    describe.write_citation(folder, about, version, sources.issued)
    describe.write_datapackage(folder, about, version, digests)
    describe.write_csvw(folder, about)
    describe.write_dcat(folder, about, version, sources.issued, digests)
    manifest = {
        **manifest,
        "version": version,
        "figures": figures,
        "verdicts": [verdict._asdict() for verdict in verdicts],
    }
    write_manifest(folder, manifest)
    _write_checksums(folder, digests)
    rebuilt = len([code for code in changed if code in parts])
    return BuildResult(out, version, counts, rebuilt, len(parts), verdicts, not settings.check_only)


def _same_program(before: dict[str, Any]) -> bool:
    """Whether the last version's database has the tables of this program."""
    same: bool = before["rows_version"] == rows_version() and before["schema_version"] == DATASET_SCHEMA_VERSION
    return same


def _write_tables(
    connection: duckdb.DuckDBPyConnection, folder: Path, parts: dict[str, Fragment], step: Step | None
) -> tuple[dict[str, list[Record]], list[FileDigest], Step | None]:
    """Write the files of all tables, and the database.

    Returns:
        The country's own rows, what was written, and the step with the tables that it leaves as they were.
    """
    digests = list(write_part_tables(folder, parts, step and step.last))
    step = _with_same(step, digests)
    load_tables(connection, folder, PART_TABLES, step)
    national = national_rows(printed_titles(connection))
    digests += write_national_tables(folder, national)
    step = _with_same(step, digests)
    load_tables(connection, folder, national, step)
    if step is None:
        create_views(connection)
    connection.commit()
    # Tables before their parts; CSV before Parquet.
    return national, sorted(digests, key=lambda digest: (digest.path.count("/"), digest.path)), step


def _with_same(step: Step | None, digests: list[FileDigest]) -> Step | None:
    paths = _unchanged(digests, step)
    return step and step._replace(same={table for table in DATASET_TABLES if f"tables/{table}.parquet" in paths})


def _manifest(sources: Sources, counts: dict[str, int], keys: dict[str, str]) -> dict[str, Any]:
    """What ``dataset.json`` says of the rows."""
    return {
        "schema_name": DATASET_NAME,
        "schema_version": DATASET_SCHEMA_VERSION,
        "tool_version": tool_version(),
        "rows_version": rows_version(),
        "tools": sources.tools,
        "settings": [m.get("settings", {}) for m in sources.manifests],
        "issued": sources.issued,
        "rows": counts,
        "parts": keys,
    }


def _made_of(key: str, cache: Cache | None) -> changes.Digests | None:
    """What the documents of a municipality were made of, where that is still known."""
    kept = kept_fragment(key, cache)
    return kept.digests if kept else None


def _figures(connection: duckdb.DuckDBPyConnection, counts: dict[str, int]) -> dict[str, int]:
    """The figures that head every presentation of the dataset."""
    row = connection.execute(
        "select count(distinct municipality_code), count(*), count(*) filter (needs_review) from current"
    ).fetchone()
    names = ("rated_municipalities", "current", "to_review")
    return {"documents": counts["documents"], **dict(zip(names, row or (0, 0, 0), strict=True))}


def _judge(verdicts: list[Verdict], settings: BuildSettings) -> None:
    """Stop where a gate refuses; a drop that is explained passes."""
    refused = [v for v in verdicts if v.severity == "refuse" and not (v.gate == "rows" and settings.explain)]
    if refused:
        raise GateClosed(" ".join(verdict.message for verdict in refused))


def _unchanged(digests: list[FileDigest], step: Step | None) -> frozenset[str]:
    """The files whose bytes are those of the last version."""
    sums = frozenset((_text(step.last / CHECKSUMS) or "").splitlines() if step else ())
    return frozenset(digest.path for digest in digests if _sum_line(digest.path, digest.sha256) in sums)


def _write_checksums(folder: Path, digests: list[FileDigest]) -> None:
    """``SHA256SUMS`` of all files but the database, whose bytes differ from build to build and which has its own."""
    others = digest_files(folder, ("*.json", "*.jsonld", "*.md", "*.cff", "*.csv"))
    lines = sorted((d.path, d.sha256) for d in (*digests, *others))
    for name, wanted in ((CHECKSUMS, False), (f"{DATABASE}.sha256", True)):
        text = "".join(f"{_sum_line(path, sha256)}\n" for path, sha256 in lines if (path == DATABASE) == wanted)
        (folder / name).write_text(text, encoding="utf-8")


def _sum_line(path: str, sha256: str) -> str:
    return f"{sha256}  {path}"


def _text(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None
