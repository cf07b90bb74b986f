"""``udtraek dataset``."""

from __future__ import annotations

import gc
import json
import os
import sys
from pathlib import Path

import click

from pipeline.cli.exits import streams
from pipeline.cli.help import Command, Group, Option
from pipeline.cli.options import language_option
from pipeline.errors import ExitCode
from pipeline.progress import printable

WHAT, PUBLISH, CHECKS = "What it is made of", "How it is published", "Checks"
DEFAULT = Path("outputs/dataset")

dataset_option = click.option(
    "-d",
    "--dataset",
    type=click.Path(path_type=Path, file_okay=False),
    default=DEFAULT,
    show_default=True,
    metavar="FOLDER",
    help="Folder of the dataset.",
)

_BUILD_EXAMPLES = (
    ("udtraek dataset build outputs/2023 outputs/2024 -o outputs/dataset", "Merge two runs"),
    ("udtraek dataset build outputs/all --about about.yaml --version 2024.1", "With publisher, licence and version"),
    ("udtraek dataset build outputs/all --check", "See whether the gates let it through"),
)
_REPORT_EXAMPLES = (
    ("udtraek dataset report", "The page beside the dataset"),
    ("udtraek dataset report --originals assessments/", "With pictures of the places, where the PDFs are found"),
)
_VERIFY_EXAMPLES = (("udtraek dataset verify -d downloads/dataset", "After a download"),)


_NOT_NEEDED = ("numpy", "cloudpickle", "pyarrow._azurefs", "pyarrow._gcsfs", "pyarrow._hdfs", "pyarrow._s3fs")
"""What PyArrow imports for arrays, functions and stores that a build has not."""


@click.group(
    "dataset",
    cls=Group,
    examples=(*_BUILD_EXAMPLES, *_REPORT_EXAMPLES, *_VERIFY_EXAMPLES),
    short_help="Build the national dataset of runs, or its report.",
)
def dataset_group() -> None:
    """Merge runs into one dataset that is published: what is newest, checked, in the forms that people use."""


@dataset_group.command("build", cls=Command, examples=_BUILD_EXAMPLES, short_help="Merge runs into a dataset.")
@click.argument("runs", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="RUN...")
@click.option(
    "-o",
    "--out",
    cls=Option,
    section=WHAT,
    type=click.Path(path_type=Path),
    default=DEFAULT,
    show_default=True,
    metavar="FOLDER",
    help="Folder of the dataset; a dataset there is the last version.",
)
@click.option("--no-cache", cls=Option, section=WHAT, is_flag=True, help="Work on every municipality anew.")
@click.option(
    "--version", cls=Option, section=PUBLISH, metavar="TEXT", help="Version; without, the one after the last."
)
@click.option(
    "--about",
    cls=Option,
    section=PUBLISH,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="YAML with title, publisher, contact and licence (docs/dataset.md).",
)
@click.option("--check", cls=Option, section=CHECKS, is_flag=True, help="Build and check, publish nothing.")
@click.option(
    "--explain",
    cls=Option,
    section=CHECKS,
    default="",
    metavar="TEXT",
    help="Why rows were lost: lets the drop pass, and stands in the changelog.",
)
@click.option("--json", "as_json", cls=Option, section=CHECKS, is_flag=True, help="The result as JSON on stdout.")
def build_command(
    runs: tuple[Path, ...],
    out: Path,
    no_cache: bool,
    version: str | None,
    about: Path | None,
    check: bool,
    explain: str,
    as_json: bool,
) -> None:
    """Merge the runs into a dataset. A document in several runs is taken from the one named last.

    Exit code: 0 published (or fit to be, with --check), 1 a gate refused, 2 wrong usage, 5 it cannot be written.
    """
    said = streams()
    if said.own_process:
        _start_lean()
    from pipeline.cache import Cache, default_folder
    from pipeline.dataset.about import read_about
    from pipeline.dataset.build import BuildSettings, build

    settings = BuildSettings(version, read_about(about), explain, check)
    result = build(runs, out, settings, None if no_cache else Cache(default_folder() / "dataset"))
    if as_json:
        said.write(
            json.dumps(
                {
                    "version": result.version,
                    "published": result.published,
                    "rows": result.counts,
                    "municipalities": result.municipalities,
                    "rebuilt": result.rebuilt,
                    "verdicts": [verdict._asdict() for verdict in result.verdicts],
                },
                ensure_ascii=False,
            )
        )
        return
    for verdict in result.verdicts:
        said.write(printable(f"{verdict.severity}: {verdict.message}"))
    for table, count in result.counts.items():
        if count:
            said.write(f"{table:<24}{count:>10,}")
    done = "Published" if result.published else "Fit to be published, and not"
    said.write(f"{done}: version {result.version} in {result.out}; {result.rebuilt} municipalities made anew.")


def _start_lean() -> None:
    """Leave out of the process what a build does not need and a seventh of adding one document would go into.

    PyArrow takes modules along where they are there, and does without where they are not. Its own memory comes in huge
    pages where the system has them, which are cleared whole before a few bytes are written. What a build leaves behind
    in circles is not worth looking for: the process ends with the build.
    """
    gc.disable()
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    absent = [name for name in _NOT_NEEDED if name not in sys.modules]
    # How Python is told that there is no such module.
    sys.modules.update(dict.fromkeys(absent))  # type: ignore[arg-type]
    try:
        import pyarrow.parquet  # noqa: F401 - for its being loaded
    finally:
        for name in absent:
            del sys.modules[name]


@dataset_group.command("report", cls=Command, examples=_REPORT_EXAMPLES, short_help="Write its page for people.")
@dataset_option
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="The page; without, report.html in the dataset's folder.",
)
@click.option(
    "--originals",
    "--input",
    "originals",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="FOLDER",
    help="Where the PDFs lie, for pictures of the places; may be repeated.",
)
@language_option("", "the page")
def report_command(dataset: Path, out: Path | None, originals: tuple[Path, ...], language: str) -> None:
    """Write a self-contained page: coverage, ratings, levels, regions, changes, units, quality, a map of tiles."""
    from pipeline.dataset.report import write_report
    from pipeline.errors import as_unwritable

    target = out or dataset / "report.html"
    with as_unwritable():
        write_report(dataset, target, originals, language)
    streams().write(f"Look at {target}")


@dataset_group.command("verify", cls=Command, examples=_VERIFY_EXAMPLES, short_help="See whether it is as published.")
@dataset_option
def verify_command(dataset: Path) -> int:
    """Hold the files against their checksums, and the rows of the database against those of the Parquet files.

    Exit code: 0 all is as it was published, 1 something is not, 2 there is no dataset.
    """
    from pipeline.dataset.verify import verify

    problems = list(verify(dataset))
    for problem in problems:
        streams().write(printable(problem))
    if not problems:
        streams().write("All files and tables are as they were published.")
    return ExitCode.DIFFERENCES if problems else ExitCode.OK
