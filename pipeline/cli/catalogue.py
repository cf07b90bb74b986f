"""``udtraek catalogue``."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.exits import streams
from pipeline.cli.help import Command, Group
from pipeline.errors import CatalogueInvalid, ExitCode, SettingInvalid

if TYPE_CHECKING:
    from extractors.danish.catalogue import Catalogue
    from extractors.danish.catalogue_entries import Recommendation

_FILE = click.Path(path_type=Path)
_EXAMPLES_LIST = (
    ("udtraek catalogue list", "Packages, editions, and what is known of them"),
    ("udtraek catalogue list --catalogue mine.yaml --json", "With your own, from a script"),
)
_EXAMPLES_SHOW = (
    ("udtraek catalogue show mental_sundhed:2018", "All recommendations of an edition"),
    ("udtraek catalogue show mental_sundhed:2018:9", "One of them, and what comes nearest in other editions"),
)
_EXAMPLES_IMPORT = (
    ("udtraek catalogue import tobak.pdf --catalogue mine.yaml", "Adopt what a package says"),
    ("udtraek catalogue import outputs/packages --catalogue mine.yaml --dry-run", "Count what a run would add"),
    ("udtraek run in/ -o out/ --catalogue mine.yaml", "Read assessments with it"),
)

_Function = Callable[..., Any]


def _own(function: _Function) -> _Function:
    return click.option("--catalogue", "own", type=_FILE, metavar="FILE.yaml", help="Your own catalogue, too.")(
        function
    )


def _as_json(function: _Function) -> _Function:
    return click.option("--json", "as_json", is_flag=True, help="JSON instead of a table.")(function)


@click.group(
    "catalogue",
    cls=Group,
    examples=(_EXAMPLES_LIST[0], _EXAMPLES_SHOW[0], *_EXAMPLES_IMPORT),
    short_help="List, show or import recommendations.",
)
def catalogue_group() -> None:
    """Look into the catalogue of recommendations, or adopt those of a package into your own."""


@catalogue_group.command("list", cls=Command, examples=_EXAMPLES_LIST)
@_own
@_as_json
def list_command(own: Path | None, as_json: bool) -> None:
    """List packages and editions: how many recommendations are known of each, and from where."""
    from extractors import vocabulary
    from pipeline.catalogue import own_entries

    theirs = own_entries(own).recommendations
    catalogue = _catalogue(own)
    rows = []
    for package in vocabulary.load("packages")["packages"]:
        printed = {entry["edition"]: entry.get("recommendation_count") for entry in package["editions"]}
        for edition in sorted({*printed, *catalogue.editions(package["slug"])}):
            known = [e for e in catalogue.entries if (e.package, e.edition) == (package["slug"], edition)]
            rows.append(
                {
                    "package": package["slug"],
                    "edition": edition,
                    "known": len(known),
                    "with_level": sum(entry.level is not None for entry in known),
                    "own": sum(entry.recommendation_id in theirs for entry in known),
                    "complete": catalogue.is_complete(package["slug"], edition),
                    "recommendations": printed.get(edition),
                }
            )
    if as_json:
        streams().write(json.dumps(rows, ensure_ascii=False))
        return
    lines = [
        (r["package"], r["edition"], _known(r), f"{r['with_level']}" if r["known"] else "", f"{r['own'] or ''}")
        for r in rows
    ]
    _table(("package", "edition", "recommendations", "with level", "own"), lines)


def _known(row: dict[str, Any]) -> str:
    if not row["known"]:
        return "known by name only"
    return f"{row['known']}, all of them" if row["complete"] else f"{row['known']}, not all"


@catalogue_group.command("show", cls=Command, examples=_EXAMPLES_SHOW)
@click.argument("name", metavar="PACKAGE[:EDITION[:NUMBER]]")
@_own
@_as_json
def show_command(name: str, own: Path | None, as_json: bool) -> None:
    """Show the recommendations of a package or an edition; of a single one, what comes nearest in other editions."""
    catalogue = _catalogue(own)
    chosen = [e for e in catalogue.entries if f"{e.recommendation_id}:".startswith(f"{name}:")]
    if not chosen:
        raise SettingInvalid(
            f"The catalogue holds nothing called {name!r}; `udtraek catalogue list` says what it holds."
        )
    rows = [dataclasses.asdict(entry) for entry in chosen]
    alone = len(chosen) == 1 and chosen[0].recommendation_id == name
    if alone:
        rows[0]["counterparts"] = _counterparts(catalogue, chosen[0])
    if as_json:
        streams().write(json.dumps(rows, ensure_ascii=False))
        return
    lines = [(e.recommendation_id, e.level or "", e.category or "", e.title) for e in chosen]
    _table(("key", "level", "category", "title"), lines)
    if alone and rows[0]["counterparts"]:
        found = rows[0]["counterparts"]
        lines = [(c["recommendation_id"], f"{c['score']:.2f}", c["basis"], c["title"]) for c in found]
        _table(("in other editions", "likeness", "by", "title"), lines)


def _counterparts(catalogue: Catalogue, entry: Recommendation) -> list[dict[str, Any]]:
    """The three nearest recommendations of each other edition."""
    return [
        {**dataclasses.asdict(candidate), "score": round(candidate.score, 4)}
        for edition in catalogue.editions(entry.package)
        if edition != entry.edition
        for candidate in catalogue.crosswalk(entry.title, entry.package, edition)
    ]


@catalogue_group.command("import", cls=Command, examples=_EXAMPLES_IMPORT)
@click.argument("source", type=_FILE, metavar="PDF|RUN")
@click.option("--catalogue", "own", type=_FILE, metavar="FILE.yaml", required=True, help="Your catalogue; made if new.")
@click.option("--package", metavar="SLUG", help="The package, where the document does not say it.")
@click.option("--edition", metavar="YEAR", help="The edition, where the document does not say it.")
@click.option("--complete", is_flag=True, help="These are all recommendations of their edition.")
@click.option("--replace", is_flag=True, help="Let them win over entries of the same key.")
@click.option("--dry-run", is_flag=True, help="Only count what would be added.")
@click.option("--password", "passwords", multiple=True, help="Password for an encrypted PDF.")
def import_command(
    source: Path,
    own: Path,
    package: str | None,
    edition: str | None,
    complete: bool,
    replace: bool,
    dry_run: bool,
    passwords: tuple[str, ...],
) -> int:
    """Adopt the recommendations of a package (a PDF, or a run that read some) into your own catalogue.

    What the file holds already stays as it is. Entries with other words under the same key are named and nothing is
    written (exit code 1), unless --replace is given.
    """
    from pipeline.catalogue import adopt, as_entries, read_package

    _check_package(package)
    entries = as_entries(read_package(source, passwords), package, edition)
    if not entries:
        raise CatalogueInvalid(f"{source} holds no recommendations of a package.")
    done = adopt(own, entries, replace=replace, complete=complete, dry_run=dry_run)
    said = "would be added" if dry_run else "added"
    refused = bool(done.changed) and not replace
    streams().write(
        f"{0 if refused else len(done.added)} {said}, {done.known} known already, {len(done.changed)} worded otherwise"
    )
    for changed in done.changed:
        streams().write(f"  {changed}")
    return ExitCode.DIFFERENCES if refused else ExitCode.OK


def _check_package(package: str | None) -> None:
    from extractors.danish.packages import package_names

    if package is not None and package not in package_names():
        raise SettingInvalid(f"There is no package {package!r}; there are {', '.join(sorted(package_names()))}.")


def _catalogue(own: Path | None) -> Catalogue:
    from extractors.danish.catalogue import Catalogue
    from pipeline.catalogue import read_own

    return Catalogue.load(read_own(own) if own is not None else None)


def _table(header: tuple[str, ...], lines: Iterable[tuple[str, ...]]) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from pipeline.progress import printable

    table = Table(*header, box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for line in lines:
        table.add_row(*(Text(printable(cell)) for cell in line))
    streams().console(stderr=False).print(table)
