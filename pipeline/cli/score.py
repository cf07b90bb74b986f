"""``udtraek score``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.exits import streams
from pipeline.cli.help import Command, Option
from pipeline.cli.options import figures_option
from pipeline.errors import ExitCode, SettingInvalid, as_unwritable

if TYPE_CHECKING:
    from pipeline.score import Score

WHAT, OUTPUT = "What is scored", "What comes out"

_EXAMPLES = (
    ("udtraek score outputs/mine corpus/samples", "The figures on the terminal"),
    ("udtraek score outputs/mine gold/ --html wrong.html", "What went wrong, beside the picture of the place"),
    ("udtraek score outputs/mine gold/ --at-least assessments.f1=0.98 --at-most assessments.silent=0", "As a gate"),
)


@click.command("score", cls=Command, examples=_EXAMPLES, short_help="Hold a run against gold files.")
@click.argument("run", type=click.Path(path_type=Path), metavar="RUN")
@click.argument("gold", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True), metavar="GOLD…")
@click.option(
    "--only", cls=Option, section=WHAT, default="", metavar="TEXT", help="Gold files alone whose name holds TEXT."
)
@click.option(
    "--misses",
    cls=Option,
    section=OUTPUT,
    type=click.IntRange(min=0),
    default=0,
    metavar="N",
    help="Print up to N wrong values of each document.",
)
@click.option(
    "--weakest",
    cls=Option,
    section=OUTPUT,
    type=click.IntRange(min=0),
    default=12,
    show_default=True,
    metavar="N",
    help="Print the N layout choices with the fewest right rows.",
)
@figures_option(OUTPUT)
@click.option(
    "--html",
    "html_path",
    cls=Option,
    section=OUTPUT,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write a page that lists what went wrong.",
)
@click.option(
    "--at-least",
    cls=Option,
    section=OUTPUT,
    multiple=True,
    metavar="NAME=VALUE",
    help="Leave with exit code 1 when a figure (assessments.f1, .fields, .whole, …) is lower.",
)
@click.option(
    "--at-most",
    cls=Option,
    section=OUTPUT,
    multiple=True,
    metavar="NAME=VALUE",
    help="Leave with exit code 1 when a figure (assessments.silent, …) is higher.",
)
def score_command(
    run: Path,
    gold: tuple[Path, ...],
    only: str,
    misses: int,
    weakest: int,
    json_path: Path | None,
    html_path: Path | None,
    at_least: tuple[str, ...],
    at_most: tuple[str, ...],
) -> int:
    """Hold RUN, a folder that `udtraek run` wrote, against the *.gold.json files below GOLD…

    Says how many records were found and are right, and how many are wrong without being marked for review.
    """
    from pipeline.score import score_run
    from pipeline.score.figures import as_json, figures
    from pipeline.score.print import print_score

    bounds = [(*_bound(text), True) for text in at_least] + [(*_bound(text), False) for text in at_most]
    score = score_run(run, gold, only)
    if json_path is not None and str(json_path) == "-":
        streams().write(json.dumps(as_json(score), ensure_ascii=False))
    else:
        print_score(streams().console(stderr=False), score, misses=misses, weakest=weakest)
    if json_path is not None and str(json_path) != "-":
        _write(json_path, json.dumps(as_json(score), ensure_ascii=False, indent=1) + "\n")
    if html_path is not None:
        _write(html_path, _page(score))
    failures = _failures(figures(score), bounds)
    for failure in failures:
        click.echo(failure, err=True)
    return ExitCode.DIFFERENCES if failures else ExitCode.OK


def _bound(text: str) -> tuple[str, float]:
    name, _, value = text.partition("=")
    try:
        return name, float(value)
    except ValueError:
        raise SettingInvalid(f"{text!r} is no figure and bound, as in assessments.f1=0.98.") from None


def _failures(values: dict[str, float], bounds: list[tuple[str, float, bool]]) -> list[str]:
    failures = []
    for name, bound, lowest in bounds:
        if name not in values:
            raise SettingInvalid(f"There is no figure {name!r}; there are {', '.join(sorted(values))}.")
        if values[name] < bound if lowest else values[name] > bound:
            failures.append(f"{name} is {values[name]:.4g}, {'less' if lowest else 'more'} than {bound:g}.")
    return failures


def _page(score: Score) -> str:
    from pipeline.engines.pool import PoolExecutor
    from pipeline.limits import Limits
    from pipeline.score.page import score_page

    with PoolExecutor(2, Limits()) as pool:
        return score_page(score, pool)


def _write(path: Path, text: str) -> None:
    with as_unwritable(path):
        path.write_text(text, encoding="utf-8")
