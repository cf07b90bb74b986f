"""``udtraek run``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from pipeline.cli.exits import Streams, streams
from pipeline.cli.help import Command, Option, complete_path
from pipeline.cli.options import language_option, own_wordings, vocabulary_option
from pipeline.errors import SettingInvalid
from pipeline.limits import Limits, describe
from pipeline.settings import Engine, FailOn, RunSettings
from schemas.document import ExtractSettings

if TYPE_CHECKING:
    from pipeline.progress import Progress
    from pipeline.runner import RunResult

FILES, READING, GOING, SAYING = "Files", "Reading", "How the run goes", "What it says"

_EXAMPLES = (
    ("udtraek run assessments/ -o outputs/mine", "Read a folder and everything below it"),
    ("udtraek run a.pdf b.pdf -o outputs/two --manifest facts.csv", "Two files, with facts the PDFs cannot tell"),
    ("udtraek run scans/ -o outputs/scans --ocr always --workers 4", "Scans, on four cores"),
    ("udtraek run in/ -o out/ --json --fail-on partial | jq .rows", "From a script"),
)


def _print_limits(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        lines = [f"{name:22} {number:>12}  {meaning}" for name, number, meaning in describe(Limits())]
        streams().write("\n".join(lines))
        ctx.exit()


@click.command(
    "run",
    cls=Command,
    examples=_EXAMPLES,
    short_help="Read PDFs and write their records as tables.",
)
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT…", shell_complete=complete_path)
@click.option(
    "-o",
    "--out",
    cls=Option,
    section=FILES,
    required=True,
    metavar="FOLDER",
    shell_complete=complete_path,
    help="Folder for the result. A run that is there already is replaced when the new one is complete.",
)
@click.option(
    "--include",
    cls=Option,
    section=FILES,
    multiple=True,
    metavar="PATTERN",
    default=("*.pdf",),
    help="Files to take from folders, by name or relative path; may be repeated.  [default: *.pdf]",
)
@click.option(
    "--exclude",
    cls=Option,
    section=FILES,
    multiple=True,
    metavar="PATTERN",
    help="Files to leave out; may be repeated.",
)
@click.option(
    "--manifest",
    cls=Option,
    section=FILES,
    type=click.Path(path_type=Path),
    metavar="FILE.csv",
    help="What the PDFs cannot tell: path, source_url, municipality_code, document_date, package, edition. It wins.",
)
@click.option(
    "--ocr",
    cls=Option,
    section=READING,
    type=click.Choice(["auto", "never", "always"]),
    default="auto",
    show_default=True,
    help="Read pages by OCR: where the text is missing or useless, never, or always.",
)
@click.option(
    "--ocr-engine",
    cls=Option,
    section=READING,
    type=click.Choice(["rapidocr", "tesseract"]),
    default="rapidocr",
    show_default=True,
    help="OCR engine.",
)
@click.option(
    "--ocr-language",
    cls=Option,
    section=READING,
    metavar="CODE",
    default="dan",
    show_default=True,
    help="Language of the pages for Tesseract, ISO 639-3; several as dan+eng.",
)
@click.option(
    "--ocr-second",
    cls=Option,
    section=READING,
    type=click.Choice(["auto", "never", "always"]),
    default="auto",
    show_default=True,
    help="Have Tesseract read the words that RapidOCR is in doubt of: where it is installed, never, or always, which "
    "says when it is missing.",
)
@click.option(
    "--review-below",
    cls=Option,
    section=READING,
    type=click.FloatRange(0, 1),
    metavar="CONFIDENCE",
    help="Mark rows below this confidence for review.  [default: findings alone mark rows]",
)
@click.option(
    "--reviews",
    cls=Option,
    section=READING,
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="People's decisions, applied to what was read.  [default: corpus/reviews, where there is one]",
)
@click.option(
    "--catalogue",
    cls=Option,
    section=READING,
    type=click.Path(path_type=Path),
    metavar="FILE.yaml",
    help="Your own recommendations, beside those that ship; `udtraek catalogue import` writes such a file.",
)
@vocabulary_option(READING)
@click.option(
    "--model",
    cls=Option,
    section=READING,
    metavar="NAME",
    help="Installed spaCy model that finds names of people in free text; 'none' for none."
    "  [default: da_core_news_*, where one is installed]",
)
@click.option(
    "--keep-personal-data",
    cls=Option,
    section=READING,
    is_flag=True,
    help="Leave CPR numbers as they are printed; they are masked otherwise.",
)
@click.option("--no-reviews", cls=Option, section=READING, is_flag=True, help="Apply no decisions.")
@click.option(
    "--password",
    "passwords",
    cls=Option,
    section=READING,
    multiple=True,
    help="Password for encrypted PDFs; may be repeated.",
)
@click.option(
    "--password-file",
    cls=Option,
    section=READING,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="File with one password per line; keeps them out of the shell's history.",
)
@click.option(
    "--workers",
    cls=Option,
    section=GOING,
    type=click.IntRange(min=0),
    metavar="N",
    help="Worker processes; 0 reads in this process.  [default: one per core]",
)
@click.option(
    "--engine",
    cls=Option,
    section=GOING,
    type=click.Choice(get_args(Engine)),
    default="local",
    show_default=True,
    help="Read on this machine, or on a Dask cluster.",
)
@click.option(
    "--scheduler",
    cls=Option,
    section=GOING,
    metavar="ADDRESS",
    help="Dask scheduler, as tcp://host:8786.  [default: a cluster on this machine]",
)
@click.option(
    "--cache",
    cls=Option,
    section=GOING,
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Folder of the cache.  [default: the user's cache folder]",
)
@click.option("--no-cache", cls=Option, section=GOING, is_flag=True, help="Keep and use no cache.")
@click.option("--force", cls=Option, section=GOING, is_flag=True, help="Read every document again, cached or not.")
@click.option(
    "--limit", cls=Option, section=GOING, multiple=True, metavar="NAME=VALUE", help="Change a limit; may be repeated."
)
@click.option(
    "--limits",
    cls=Option,
    section=GOING,
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_limits,
    help="List the limits and leave.",
)
@click.option(
    "--fail-on",
    cls=Option,
    section=SAYING,
    type=click.Choice(get_args(FailOn)),
    default="failed",
    show_default=True,
    help="From what on the exit code is 3: never, a failed or rejected document, a partly read one, a row to review or "
    "an assessment without one.",
)
@click.option(
    "--json",
    "as_json",
    cls=Option,
    section=SAYING,
    is_flag=True,
    help="One line of JSON on stdout instead of the closing table.",
)
@language_option(SAYING, "report.html")
@click.option("--quiet", "-q", cls=Option, section=SAYING, is_flag=True, help="No progress and no closing table.")
def run_command(inputs: tuple[str, ...], out: str, as_json: bool, quiet: bool, **options: Any) -> int:
    """Read every PDF in INPUT… (folders are searched, files taken as they are) and write their records as tables.

    INPUT and FOLDER may lie in an object store, s3://, az:// or gs:// (docs/performance.md, "Beyond one machine").

    FOLDER receives tables/*.parquet, csv/*.csv, documents/*.json, report.html, datapackage.json and run.json.
    Exit code: 0 fine, 2 wrong usage, 3 some documents are not ok, 5 the output cannot be written, 70 a bug.
    """
    from pipeline.runner import run

    said = streams()
    settings = _settings(options)
    result = run(inputs, out, settings, progress=_progress(said, quiet))
    _warn(said, result)
    if as_json:
        said.write(json.dumps(_summary(result), ensure_ascii=False))
    elif not quiet:
        from pipeline.cli.closing import print_closing

        print_closing(said.console(stderr=False), result, settings.extract)
    return result.exit_code(settings.fail_on)


def _second_reader(options: dict[str, Any]) -> str | None:
    """Version of who gives a second opinion on words of scans; a wish that cannot be met is said, and harms nothing."""
    if "never" in (options["ocr"], options["ocr_second"]) or options["ocr_engine"] == "tesseract":
        return None
    from pipeline.tesseract import GET, second_reader

    language = options["ocr_language"]
    found = second_reader(language)
    if found is None and options["ocr_second"] == "always":
        click.echo(f"Warning: no Tesseract for {language!r}; scans are read without a second opinion ({GET})", err=True)
    return found


def _settings(options: dict[str, Any]) -> RunSettings:
    """The options as settings."""
    from pipeline.cache import default_folder
    from pipeline.catalogue import read_own
    from pipeline.models import find_model

    model = find_model(options["model"])
    cache = None if options["no_cache"] else options["cache"] or default_folder()
    return RunSettings(
        extract=ExtractSettings(
            ocr=options["ocr"],
            ocr_engine=options["ocr_engine"],
            ocr_language=options["ocr_language"],
            ocr_second=_second_reader(options),
            review_below=options["review_below"],
            catalogue=read_own(options["catalogue"]) if options["catalogue"] else None,
            vocabulary=own_wordings(options["vocabulary"]),
            danish_model=model.name if model else None,
            danish_model_version=model.version if model else None,
            keep_personal_data=options["keep_personal_data"],
        ),
        limits=parse_limits(options["limit"]),
        workers=options["workers"],
        engine="dask" if options["scheduler"] else options["engine"],
        scheduler=options["scheduler"],
        include=options["include"],
        exclude=options["exclude"],
        manifest=options["manifest"],
        reviews=None if options["no_reviews"] else options["reviews"] or _default_reviews(),
        passwords=(*options["passwords"], *_passwords(options["password_file"])),
        cache=cache,
        force=options["force"],
        language=options["language"],
        fail_on=options["fail_on"],
    )


def _default_reviews() -> Path | None:
    from pipeline.review.store import DEFAULT_FOLDER

    return DEFAULT_FOLDER if DEFAULT_FOLDER.is_dir() else None


def parse_limits(assignments: tuple[str, ...]) -> Limits:
    """Limits with some of them changed by ``NAME=VALUE``.

    Raises:
        SettingInvalid: there is no such limit, or the value is no positive whole number.
    """
    changed: dict[str, int] = {}
    for assignment in assignments:
        name, _, value = assignment.partition("=")
        if name not in Limits.model_fields:
            raise SettingInvalid(f"There is no limit {name!r}; `udtraek run --limits` lists them.")
        if not value.isdecimal() or int(value) < 1:
            raise SettingInvalid(f"The limit {name} takes a positive whole number, not {value!r}.")
        changed[name] = int(value)
    return Limits(**changed)


def _passwords(file: Path | None) -> tuple[str, ...]:
    if file is None:
        return ()
    try:
        return tuple(line for line in file.read_text(encoding="utf-8").splitlines() if line)
    except (OSError, UnicodeDecodeError) as error:
        raise SettingInvalid(f"The password file {file} cannot be read: {error}.") from None


def _progress(said: Streams, quiet: bool) -> Progress:
    from pipeline.progress import Bar, Lines, Silent

    if quiet:
        return Silent()
    console = said.console()
    return Bar(console) if console.is_terminal else Lines(console)


def _warn(said: Streams, result: RunResult) -> None:
    """Say what went wrong beside the documents, quiet or not."""
    from pipeline.progress import printable

    for warning in result.warnings:
        click.echo(f"Warning: {printable(warning)}", err=True)
    for bug in result.bugs:
        click.echo(f"Bug while reading {printable(bug.path)}: {printable(bug.summary)}\n{bug.traceback}", err=True)
    if result.bugs:
        click.echo("This is a bug in udtraek. Please report it with the lines above.", err=True)


def _summary(result: RunResult) -> dict[str, Any]:
    return {
        "schema_name": "udtraek-run-summary",
        "out": str(result.out),
        "documents": result.documents,
        "kinds": result.kinds,
        "rows": result.rows,
        "needs_review": result.needs_review,
        "without_rows": result.without_rows,
        "cached": result.cached,
        "warnings": list(result.warnings),
        "bugs": len(result.bugs),
        "seconds": round(result.seconds, 3),
    }
