"""A score on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.progress import printable
from pipeline.score.calibration import calibration_error, reliability
from pipeline.score.scoring import DocumentScore, Score, Tally

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

_FEW_DOCUMENTS = 3
"""A layout choice is ranked from so many documents on: fewer say more about the document than about the choice."""


def print_score(console: Console, score: Score, *, misses: int = 0, weakest: int = 12) -> None:
    """Print documents, totals, fields, calibration and the weakest layout choices."""
    for document in score.documents:
        _print_document(console, document, misses)
    console.print(_totals(score.totals))
    console.print(_fields(score.totals))
    marks = score.totals["assessments"].by_mark if "assessments" in score.totals else {}
    if marks:
        table = _table("Kinds of marks", "rows", "kind", "rating")
        for kind, (right, rated, rows) in sorted(marks.items()):
            table.add_row(kind, str(rows), f"{right / rows:.3f}", f"{rated / rows:.3f}")
        console.print(table)
    sure = [row for document in score.documents for row in document.sure]
    if sure:
        bins = reliability(sure)
        table = _table("Confidence", "rows", "stated", "right")
        for b in bins:
            table.add_row(f"{b.low:g}–{b.high:g}", str(b.rows), f"{b.stated:.3f}", f"{b.right:.3f}")
        console.print(table)
        console.print(f"Expected calibration error {calibration_error(bins):.4f}\n", highlight=False)
    groups = [item for item in score.by_layout().items() if item[1][0] >= _FEW_DOCUMENTS]
    if groups and weakest:
        table = _table("Weakest layout choices", "documents", "rows", "F1", "rating", "whole rows", "silent")
        for (choice, option), (count, tally) in sorted(groups, key=lambda g: g[1][1].whole_share)[:weakest]:
            shares = (f"{v:.3f}" for v in (tally.f1, tally.share_of("rating_step"), tally.whole_share))
            table.add_row(f"{choice} = {option}", str(count), str(tally.gold), *shares, str(tally.silent))
        console.print(table)


def _print_document(console: Console, document: DocumentScore, misses: int) -> None:
    wrong = len(document.misses)
    silent = sum(tally.silent for tally in document.tallies.values())
    said = "not in the run" if not document.found else "all right" if not wrong else f"{wrong} wrong"
    if silent:
        said += f", {silent} rows silently"
    console.print(f"{printable(document.pdf)}: {said}", markup=False, highlight=False, soft_wrap=True)
    for miss in document.misses[:misses]:
        mark = " (silent)" if miss.silent else ""
        line = f"  {miss.kind}.{miss.field}{mark} of {miss.record[:50]!r}: {_short(miss.got)} ≠ {_short(miss.want)}"
        console.print(printable(line), markup=False, highlight=False, soft_wrap=True)


def _totals(totals: dict[str, Tally]) -> Table:
    names = ("gold", "got", "P", "R", "F1", "fields", "whole", "silent", "flagged", "of them right")
    table = _table("Records", *names)
    for kind, t in totals.items():
        shares = (f"{value:.3f}" for value in (t.precision, t.recall, t.f1, t.field_share, t.whole_share))
        ours = (str(t.silent), str(t.flagged), str(t.flagged_right)) if kind == "assessments" else ("", "", "")
        table.add_row(kind, str(t.gold), str(t.got), *shares, *ours)
    return table


def _fields(totals: dict[str, Tally]) -> Table:
    table = _table("Fields", "right", "gold", "share")
    for kind, tally in totals.items():
        for name, (right, asked) in tally.by_field.items():
            table.add_row(f"{kind}.{name}", str(right), str(asked), f"{right / asked:.3f}")
    return table


def _table(first: str, *others: str) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    table.add_column(first)
    for name in others:
        table.add_column(name, justify="right")
    return table


def _short(value: object) -> str:
    return repr(value)[:90]
