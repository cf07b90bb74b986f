"""A comparison → text on a terminal: schema first, then how many, then which."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.diff.compare import Change, Comparison
from pipeline.diff.words import COME, GONE, shown, word_changes
from pipeline.progress import printable

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_SIGNS = {"added": ("+", "green"), "removed": ("−", "red"), "changed": ("~", "yellow")}
_LONGEST = 400
"""Characters of a value that are shown; the rest stands in the side files."""


def print_comparison(console: Console, comparison: Comparison, limit: int) -> None:
    """Print the comparison; at most ``limit`` changes one by one."""
    from rich.text import Text

    for schema in comparison.schema:
        sign, style = _SIGNS[schema.kind]
        console.print(Text(f"{sign} column {schema.table}.{schema.column}", style=style))
    if not comparison.differs:
        console.print("No differences.")
        return
    _print_counts(console, comparison)
    path = None
    for change in comparison.changes[:limit]:
        if change.document["path"] != path:
            path = change.document["path"]
            console.print(Text(f"\n{printable(str(path))}", style="bold"), soft_wrap=True)
        for line in _lines(change):
            console.print(line, soft_wrap=True)
    if len(comparison.changes) > limit:
        rest = len(comparison.changes) - limit
        console.print(f"\n… and {rest} more; --limit, --json, --parquet and --html give them all.")


def _print_counts(console: Console, comparison: Comparison) -> None:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    table.add_column("")
    for name in ("added", "removed", "changed", "equal"):
        table.add_column(name, justify="right", style=_SIGNS.get(name, ("", "dim"))[1])
    for name, counts in comparison.counts().items():
        if sum(counts.values()):
            table.add_row(name, *(str(counts[kind] or "") for kind in ("added", "removed", "changed", "equal")))
    console.print(table)
    causes = ", ".join(f"{cause} {count}" for cause, count in comparison.causes().items())
    console.print(f"Why: {causes}")
    fields = ", ".join(f"{field} {count}" for (_, field), count in comparison.fields().most_common(8))
    if fields:
        console.print(f"Fields: {fields}")


def _lines(change: Change) -> list[Text]:
    from rich.text import Text

    sign, style = _SIGNS[change.kind]
    head = Text(f"  {sign} ", style=style)
    head.append(f"{change.table} ", style="dim")
    head.append(printable(change.label[:120]).replace("\n", " "))
    if not change.fields:
        head.append(f"  [{', '.join(change.causes)}]", style="dim")
    lines = [head]
    for f in change.fields:
        line = Text(f"      {f.field}: ")
        old, new = _on_one_line(f.old), _on_one_line(f.new)
        if isinstance(f.old, str) and isinstance(f.new, str) and len(old) + len(new) <= _LONGEST:
            for kind, text in word_changes(old, new):
                mark = {GONE: "red strike", COME: "green"}.get(kind, "")
                line.append(f"[-{text}-]" if kind == GONE else f"{{+{text}+}}" if kind == COME else text, style=mark)
        else:
            line.append(_cut(old), style="red")
            line.append(" → ")
            line.append(_cut(new), style="green")
        line.append(f"  [{', '.join(f.causes)}]", style="dim")
        lines.append(line)
    return lines


def _on_one_line(value: Any) -> str:
    return printable(shown(value).replace("\n", "; " if isinstance(value, list) else " "))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
