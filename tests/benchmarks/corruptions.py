"""Break good documents on purpose, in one place each, and count how many of the breaks are said.

    python -m tests.benchmarks.corruptions --cases 17

Every case draws an assessment with a printed summary, breaks one thing, and reads it. It counts as flagged when the
document raises an error or a warning that the good one does not raise.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import click

from extractors import extract
from schemas.document import ExtractedDocument
from tests.kinds.drawn_tables import Cell, Paper

GRADES = ("I høj grad", "I nogen grad", "I mindre grad", "Slet ikke")
HEADER = ("Nr.", "Anbefaling", "Niveau", *GRADES, "Forankret i", "Bemærkninger")
WIDTHS = (32, 215, 45, 55, 55, 60, 50, 120, 130)
UNITS = (
    "Sundhedscentret",
    "Jobcentret",
    "Familieafdelingen",
    "Børne- og Ungeforvaltningen",
    "Tandplejen",
    "Visitationen",
)
HEADS = ("Tilbud om", "Politik for", "Information om", "Forebyggelse af", "Samarbejde om", "Opsporing af")
SUBJECTS = ("rygestop", "røgfri skoletid", "skadevirkninger af røg", "rygestart blandt unge", "røgfrie miljøer")
FOR = ("i skoler", "på plejecentre", "blandt unge", "for gravide", "på kommunens arbejdspladser", "i foreningslivet")


@dataclass(frozen=True)
class Line:
    """One row as it will be drawn."""

    number: str
    title: str
    level: str
    step: int
    unit: str
    shift: float = 0.45
    """Where in its cell the mark stands; beyond 1 it stands in the next."""
    also: int | None = None
    note: str = "Følges årligt"


@dataclass(frozen=True)
class Sheet:
    """A whole assessment as it will be drawn."""

    lines: tuple[Line, ...]
    header: tuple[str, ...] = HEADER
    counts: dict[tuple[str, int], int] = field(default_factory=dict)
    beside: str = ""


def good(chance: random.Random) -> Sheet:
    """An assessment that holds together."""
    titles = [f"{head} {subject} {place}" for head in HEADS for subject in SUBJECTS for place in FOR]
    chosen = chance.sample(titles, chance.randint(10, 24))
    lines = tuple(
        Line(str(n), title, chance.choice("GGGU"), chance.randint(1, 4), chance.choice(UNITS))
        for n, title in enumerate(chosen, 1)
    )
    counts = Counter((line.level, line.step) for line in lines)
    return Sheet(lines, counts=dict(counts))


Breaker = Callable[[Sheet, random.Random], Sheet]


def changed(sheet: Sheet, chance: random.Random, change: Callable[[Line], Line]) -> Sheet:
    """The sheet with one of its inner rows changed."""
    at = chance.randrange(1, len(sheet.lines) - 1)
    return replace(sheet, lines=(*sheet.lines[:at], change(sheet.lines[at]), *sheet.lines[at + 1 :]))


def other_digit(line: Line) -> Line:
    return replace(line, number=str(int(line.number) + 30))


def relabelled(sheet: Sheet, chance: random.Random) -> Sheet:
    at = chance.choice((3, 4, 5, 6))
    return replace(sheet, header=(*sheet.header[:at], "Kommentar", *sheet.header[at + 1 :]))


def row_cut(sheet: Sheet, chance: random.Random) -> Sheet:
    at = chance.randrange(1, len(sheet.lines) - 1)
    return replace(sheet, lines=sheet.lines[:at] + sheet.lines[at + 1 :])


def page_missing(sheet: Sheet, chance: random.Random) -> Sheet:
    at = chance.randrange(2, len(sheet.lines) - 5)
    return replace(sheet, lines=sheet.lines[:at] + sheet.lines[at + 4 :])


def rows_joined(sheet: Sheet, chance: random.Random) -> Sheet:
    at = chance.randrange(1, len(sheet.lines) - 2)
    one, two = sheet.lines[at : at + 2]
    both = replace(one, title=f"{one.title} {two.number}. {two.title}", also=two.step if two.step != one.step else None)
    return replace(sheet, lines=(*sheet.lines[:at], both, *sheet.lines[at + 2 :]))


def miscounted(sheet: Sheet, chance: random.Random) -> Sheet:
    key = chance.choice(sorted(sheet.counts))
    return replace(sheet, counts={**sheet.counts, key: sheet.counts[key] + 3})


BREAKERS: dict[str, Breaker] = {
    "mark moved": lambda s, c: changed(s, c, lambda x: replace(x, step=x.step % 4 + 1)),
    "mark gone": lambda s, c: changed(s, c, lambda x: replace(x, step=0)),
    "two marks": lambda s, c: changed(s, c, lambda x: replace(x, also=x.step % 4 + 1)),
    "mark on a border": lambda s, c: changed(s, c, lambda x: replace(x, step=min(x.step, 3), shift=0.97)),
    "digit changed": lambda s, c: changed(s, c, other_digit),
    "number gone": lambda s, c: changed(s, c, lambda x: replace(x, number="")),
    "level changed": lambda s, c: changed(s, c, lambda x: replace(x, level="U" if x.level == "G" else "G")),
    "level unreadable": lambda s, c: changed(s, c, lambda x: replace(x, level="?")),
    "title cut": lambda s, c: changed(s, c, lambda x: replace(x, title=x.title.split(" ", 2)[-1])),
    "row cut": row_cut,
    "page missing": page_missing,
    "rows joined": rows_joined,
    "column label replaced": relabelled,
    "count changed": miscounted,
}


def draw(sheet: Sheet) -> bytes:
    """The sheet as a PDF."""
    rows = []
    for line in sheet.lines:
        marks = [Cell("x", shift=line.shift) if k in (line.step, line.also) else "" for k in range(1, 5)]
        rows.append([line.number, line.title, line.level, *marks, line.unit, line.note])
    paper = Paper("Status på forebyggelsespakken Tobak 2019").table(WIDTHS, [sheet.header, *rows])
    counts = [
        [name, *(str(sheet.counts.get((level, step), 0)) for step in range(1, 5))]
        for level, name in (("G", "Grundniveau"), ("U", "Udviklingsniveau"))
    ]
    return paper.table((140, 70, 70, 70, 70), [("Niveau", *GRADES), *counts]).pdf()


def doubts(document: ExtractedDocument) -> Counter[str]:
    """What asks for a person, by code."""
    return Counter(finding.code for finding in document.findings if finding.severity != "info")


def cases(per_kind: int) -> Iterator[tuple[str, bool, Sequence[str]]]:
    """Kind of break, whether it was said, and by which codes."""
    for kind, breaker in BREAKERS.items():
        for case in range(per_kind):
            sheet = good(random.Random(f"{kind} {case}"))
            before = doubts(extract(draw(sheet)))
            broken = breaker(sheet, random.Random(f"break {kind} {case}"))
            more = doubts(extract(draw(broken))) - before
            yield kind, bool(more), sorted(more)


@click.command()
@click.option("--cases", "per_kind", default=15, show_default=True, help="Documents broken in each way.")
def main(per_kind: int) -> None:
    """Print the share of breaks that are flagged, by kind."""
    found: dict[str, list[bool]] = {}
    codes: dict[str, Counter[str]] = {}
    for kind, said, by in cases(per_kind):
        found.setdefault(kind, []).append(said)
        codes.setdefault(kind, Counter()).update(by)
    for kind, said_all in found.items():
        told = ", ".join(f"{code} {n}" for code, n in codes[kind].most_common(3))
        click.echo(f"{kind:24} {sum(said_all)}/{len(said_all)}  {told}")
    total = [said for said_all in found.values() for said in said_all]
    click.echo(f"flagged {sum(total)} of {len(total)} = {sum(total) / len(total):.3f}")


if __name__ == "__main__":
    main()
