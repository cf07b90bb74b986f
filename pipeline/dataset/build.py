"""``udtraek dataset build``, as a table of contents: gather, decide, write, describe, check, publish."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.cache import Cache
from pipeline.dataset import changes, describe, gates
from pipeline.dataset.about import About
from pipeline.dataset.codebook import codebook, write_codebook
from pipeline.dataset.database import DATABASE, connect, partition_name, write_database
from pipeline.dataset.fragments import PARTITIONED, Fragment, csv_bytes, csv_header, fragment, json_lines, parquet_bytes
from pipeline.dataset.gates import GateClosed, Verdict
from pipeline.dataset.national import national_rows
from pipeline.dataset.place import DATASET_NAME, is_dataset, read_dataset, write_manifest
from pipeline.dataset.sources import Sources, gather
from pipeline.dataset.workbook import WORKBOOK, write_workbook
from pipeline.errors import UdtraekError
from pipeline.versions import rows_version, tool_version
from pipeline.writing.digests import FileDigest, digest_file, digest_files
from pipeline.writing.place import output_folder
from schemas.dataset import DATASET_SCHEMA_VERSION, DATASET_TABLES
from schemas.records import Record

CHECKSUMS = "SHA256SUMS"

_FILES = ("csv/*.csv", "tables/*.parquet", "tables/*/*.parquet", WORKBOOK)


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
    kept = (before or {}).get("parts", {})
    parts = {code: fragment(sources.key(code), sources.groups[code], cache) for code in sources.groups}
    changed = [code for code in sorted({*parts, *kept}) if code not in parts or kept.get(code) != parts[code].key]
    national = national_rows([title for part in parts.values() for title in part.titles])
    counts = {
        table: len(national[table]) if table in national else sum(part.counts[table] for part in parts.values())
        for table in DATASET_TABLES
    }
    _write_tables(folder, parts, national)
    write_codebook(folder)
    last = out if before and _same_program(before) else None
    write_database(folder, last and last / DATABASE, changed)
    manifest: dict[str, Any] = {
        "schema_name": DATASET_NAME,
        "schema_version": DATASET_SCHEMA_VERSION,
        "tool_version": tool_version(),
        "rows_version": rows_version(),
        "tools": sources.tools,
        "settings": [m.get("settings", {}) for m in sources.manifests],
        "issued": sources.issued,
        "rows": counts,
        "parts": {code: part.key for code, part in parts.items()},
    }
    comparison = None
    if before is not None:
        # A municipality that left, or one whose documents moved to another, stands on one side only.
        sides = ((out, before, "before"), (folder, manifest, "now"))
        comparison = changes.compare_versions(*(changes.DatasetSide(*side, changed) for side in sides))
    differs = comparison is None or bool(changed) or comparison.differs
    was = str(before["version"]) if before else None
    version = settings.version or changes.next_version(was, comparison, changed=differs)
    entry = changes.entry(version, sources.issued, comparison, counts, settings.explain) if differs else ""
    changes.write_changelog(folder, _text(out / changes.CHANGELOG) if before else None, entry)
    with connect(folder) as connection:
        write_workbook(connection, folder, codebook(), [part.sheets for part in parts.values()])
        figures = _figures(connection, counts)
        digests = [*digest_files(folder, _FILES), digest_file(folder, folder / DATABASE)]
        verdicts = [
            *gates.check_schema(folder, _unchanged(digests, last) if last else ()),
            *gates.check_keys(connection),
            *gates.check_rows(counts, before and before["rows"]),
            *gates.check_doubts(connection),
            *gates.check_personal(_personal(parts)),
            *gates.check_changes(changes.unexplained(comparison) if comparison else 0),
        ]
    _judge(verdicts, settings)
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


def _write_tables(folder: Path, parts: dict[str, Fragment], national: dict[str, list[Record]]) -> None:
    """Write Parquet and CSV files of all tables."""
    for name in ("tables", "csv"):
        (folder / name).mkdir()
    for table in DATASET_TABLES:
        if table in national:
            content = parquet_bytes(table, json_lines(national[table]))
            (folder / "tables" / f"{table}.parquet").write_bytes(content)
            lines = iter([csv_bytes(table, national[table])])
        else:
            lines = (part.csv[table].open() for part in parts.values() if table in part.csv)
            files = {code: part.parquet[table] for code, part in parts.items() if table in part.parquet}
            if table in PARTITIONED:
                (folder / "tables" / table).mkdir()
                for code, content in files.items() or {"": parquet_bytes(table, [])}.items():
                    (folder / "tables" / table / partition_name(code)).write_bytes(content)
            else:
                rows = [part.lines[table].open() for part in parts.values() if table in part.lines]
                (folder / "tables" / f"{table}.parquet").write_bytes(parquet_bytes(table, rows))
        with (folder / "csv" / f"{table}.csv").open("wb") as file:
            file.write(csv_header(table))
            file.writelines(lines)


def _personal(parts: dict[str, Fragment]) -> dict[str, dict[str, int]]:
    """Pieces of personal data over all fragments."""
    found: dict[str, dict[str, int]] = {}
    for part in parts.values():
        for where, kinds in part.personal.items():
            here = found.setdefault(where, {})
            for kind, count in kinds.items():
                here[kind] = here.get(kind, 0) + count
    return found


def _figures(connection: Any, counts: dict[str, int]) -> dict[str, int]:
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


def _unchanged(digests: list[FileDigest], last: Path) -> frozenset[str]:
    """The files whose bytes are those of the version in ``last``."""
    sums = frozenset((_text(last / CHECKSUMS) or "").splitlines())
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
