"""The table that ends a run: documents per status and kind, records per table, what to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.outcomes import COUNTED_TABLES

if TYPE_CHECKING:
    from rich.console import Console

    from pipeline.runner import RunResult
    from schemas.document import ExtractSettings

_STYLES = {"ok": "green", "partial": "yellow", "failed": "red", "rejected": "red"}


def print_closing(console: Console, result: RunResult, settings: ExtractSettings) -> None:
    """Print what the run gave, with which Danish model, and where to look."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    table.add_column("")
    table.add_column("", justify="right")
    table.show_header = False
    total = sum(result.documents.values())
    table.add_row(Text("Documents", style="bold"), Text(str(total), style="bold"))
    for status in _STYLES:
        if result.documents.get(status):
            table.add_row(f"  {status}", Text(str(result.documents[status]), style=_STYLES[status]))
    table.add_section()
    table.add_row(Text("Kinds", style="bold"), "")
    for kind, count in sorted(result.kinds.items(), key=lambda item: (-item[1], item[0])):
        table.add_row(f"  {kind}", str(count))
    table.add_section()
    table.add_row(Text("Records", style="bold"), Text(str(sum(result.rows[n] for n in COUNTED_TABLES)), style="bold"))
    for name in COUNTED_TABLES:
        if result.rows[name]:
            table.add_row(f"  {name}", str(result.rows[name]))
    table.add_section()
    table.add_row(Text("Beside them", style="bold"), "")
    for name, count in result.rows.items():
        if name not in (*COUNTED_TABLES, "documents") and count:
            table.add_row(f"  {name}", str(count))
    table.add_section()
    style = "yellow" if result.needs_review else "green"
    table.add_row(Text("To review", style="bold"), Text(str(result.needs_review), style=style))
    if result.without_rows:
        table.add_row(Text("Assessments without a row", style="bold"), Text(str(result.without_rows), style="yellow"))
    if result.cached:
        table.add_row(Text("Taken from the cache", style="dim"), Text(str(result.cached), style="dim"))
    model = f"{settings.danish_model} {settings.danish_model_version}" if settings.danish_model else "none"
    table.add_row(Text("Danish model", style="dim"), Text(model, style="dim"))
    console.print(table)
    console.print(f"\nLook at {result.out}/report.html", markup=False, highlight=False, soft_wrap=True)
