"""Break good documents on purpose, in one place each, and count how many of the breaks are said.

    python -m tests.benchmarks.corruptions --cases 14 --seed 6400

Every case composes an assessment with a printed summary as ``corpus.generate`` does, by any producer and in any layout,
breaks one thing in it, and renders it. Documents that are read wrongly or doubted much before are left out. A break
counts as said when the document raises an error or a warning that the good one does not raise.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from typing import Any

import click
import pymupdf

from corpus.generate import build, producers
from corpus.generate.choices import LONE_MARKS, PUSHING
from corpus.generate.model import Block, Cell, Document, Para, Row, Run, Table
from extractors import extract
from pipeline.score.compare import TEXT_TOLERANCE
from pipeline.score.fields import FIELDS, SILENT_FIELDS
from pipeline.score.match import pair_records
from pipeline.score.scoring import _is_right
from schemas.document import ExtractedDocument

GOOD = {"scan": "no", "summary": "agrees", "doubtful_rows": "none", "mark_between": "no", "mistakes": "no"}
"""Choices of a document that holds together."""
DOUBTED_MOST = 0.1
"""A document is good when no more of its rows are flagged."""
CROPPED = 0.12
"""Share of a page's width that is cut off."""
TRIES = 40
"""Numbers of a seed that are tried for each case."""


@dataclass(frozen=True)
class Sheet:
    """A composed document, its rows by the record that each prints, and what was changed so far."""

    plan: build.Plan
    chance: random.Random

    @property
    def blocks(self) -> tuple[Block, ...]:
        return self.plan.document.blocks

    def lines(self) -> list[tuple[int, int, int]]:
        """Block, row and record of every printed row, in order."""
        found = []
        for b, block in enumerate(self.blocks):
            for r, row in enumerate(block.rows if isinstance(block, Table) else ()):
                tags = [self.plan.gold.tags[tag] for cell in row.cells if cell for tag in tags_of(cell)]
                records = {index for name, index, field in tags if name == "assessments" and field == "title"}
                if len(records) == 1:
                    found.append((b, r, records.pop()))
        return found

    def row(self, b: int, r: int) -> Row:
        block = self.blocks[b]
        assert isinstance(block, Table)
        return block.rows[r]

    def step(self, record: int) -> int | None:
        step: int | None = self.plan.gold.lists["assessments"][record].get("rating_step")
        return step

    def column_of(self, b: int, r: int, field: str, name: str = "assessments") -> int | None:
        """The cell of a row that shows a field."""
        for c, cell in enumerate(self.row(b, r).cells):
            if cell and any(self.plan.gold.tags[tag][::2] == (name, field) for tag in tags_of(cell)):
                return c
        return None

    def with_cells(self, b: int, r: int, changed: dict[int, Cell | None]) -> Document:
        row = self.row(b, r)
        cells = tuple(changed.get(c, cell) for c, cell in enumerate(row.cells))
        return self.with_rows(b, lambda rows: [*rows[:r], replace(row, cells=cells), *rows[r + 1 :]])

    def with_rows(self, b: int, change: Callable[[list[Row]], list[Row]]) -> Document:
        table = self.blocks[b]
        assert isinstance(table, Table)
        return self.with_block(b, replace(table, rows=tuple(change(list(table.rows)))))

    def with_block(self, b: int, block: Block) -> Document:
        return replace(self.plan.document, blocks=(*self.blocks[:b], block, *self.blocks[b + 1 :]))

    def counts_levels(self) -> bool:
        """Whether the printed summary counts by level: else nothing on the page shows that one was changed."""
        return any(count.get("level") for count in self.plan.gold.lists.get("assessment_summaries", ()))

    def inner(self) -> tuple[int, int, int] | None:
        """Some row that is neither first nor last."""
        lines = self.lines()[1:-1]
        return self.chance.choice(lines) if lines else None


def tags_of(cell: Cell) -> Iterator[int]:
    """The tags of all that a cell shows."""
    for inline in chain.from_iterable(para.inlines for para in cell.paras):
        if inline.tag is not None:
            yield inline.tag
    if cell.fill_tag is not None:
        yield cell.fill_tag


def changed_text(cell: Cell, field_tags: Sequence[int], change: Callable[[str], str]) -> Cell:
    """The cell with the text of the runs of some tags changed."""
    paras = tuple(
        replace(
            para,
            inlines=tuple(
                replace(i, text=change(i.text)) if isinstance(i, Run) and i.tag in field_tags else i
                for i in para.inlines
            ),
        )
        for para in cell.paras
    )
    return replace(cell, paras=paras)


Breaker = Callable[[Sheet], Document | None]
"""Gives the broken document; None where the document cannot be broken so."""


def _steps(sheet: Sheet, b: int) -> dict[int, int]:
    """Columns that marks of the table stand in, with the step of each."""
    found = {}
    for other, r, record in sheet.lines():
        column = sheet.column_of(other, r, "rating_text")
        step = sheet.step(record)
        if other == b and column is not None and step is not None:
            found[column] = step
    return found


def _by_columns(sheet: Sheet) -> bool:
    return sheet.plan.choices["rating_place"] == "columns"


def _donor(sheet: Sheet, b: int, record: int) -> int | None:
    """Some row of the same table that is rated otherwise."""
    others = [r for other, r, rec in sheet.lines() if other == b and sheet.step(rec) not in (None, sheet.step(record))]
    return sheet.chance.choice(others) if others else None


def mark_moved(sheet: Sheet) -> Document | None:
    place = sheet.inner()
    if place is None or sheet.step(place[2]) is None:
        return None
    b, r, record = place
    donor = _donor(sheet, b, record)
    at = sheet.column_of(b, r, "rating_text")
    if donor is None or at is None:
        return None
    columns = {*_steps(sheet, b)} if _by_columns(sheet) else {at}
    return sheet.with_cells(b, r, {c: sheet.row(b, donor).cells[c] for c in columns})


def mark_gone(sheet: Sheet) -> Document | None:
    place = sheet.inner()
    at = sheet.column_of(*place[:2], "rating_text") if place else None
    if place is None or at is None:
        return None
    b, r, record = place
    empty: Cell | None = Cell()
    if _by_columns(sheet):
        donor = _donor(sheet, b, record)
        if donor is None:
            return None
        empty = sheet.row(b, donor).cells[at]
    return sheet.with_cells(b, r, {at: empty})


def two_marks(sheet: Sheet) -> Document | None:
    place = sheet.inner()
    donor = _donor(sheet, place[0], place[2]) if place and _by_columns(sheet) else None
    if place is None or donor is None or sheet.step(place[2]) is None:
        return None
    at = sheet.column_of(place[0], donor, "rating_text")
    return None if at is None else sheet.with_cells(*place[:2], {at: sheet.row(place[0], donor).cells[at]})


def mark_on_border(sheet: Sheet) -> Document | None:
    place = sheet.inner()
    at = sheet.column_of(*place[:2], "rating_text") if place and _by_columns(sheet) else None
    lone = sheet.plan.choices["mark_columns"] in LONE_MARKS
    pushing = sheet.plan.choices["producer"] in PUSHING
    if place is None or at is None or at + 1 not in _steps(sheet, place[0]) or not (lone and pushing):
        return None
    cell = sheet.row(*place[:2]).cells[at]
    return sheet.with_cells(*place[:2], {at: replace(cell, push=0.5)}) if cell else None


def _texted(field: str, change: Callable[[str], str]) -> Breaker:
    """A breaker that changes the text of a field in one row."""

    def breaker(sheet: Sheet) -> Document | None:
        place = sheet.inner()
        if field == "level" and not sheet.counts_levels():
            return None
        at = sheet.column_of(*place[:2], field) if place else None
        cell = sheet.row(*place[:2]).cells[at] if place and at is not None else None
        if place is None or at is None or cell is None:
            return None
        tags = [tag for tag in tags_of(cell) if sheet.plan.gold.tags[tag] == ("assessments", place[2], field)]
        broken = changed_text(cell, tags, change)
        return sheet.with_cells(*place[:2], {at: broken}) if broken != cell else None

    return breaker


def other_number(text: str) -> str:
    return re.sub(r"\d+$|\d+(?=\D*$)", lambda m: str(int(m[0]) + 30), text)


LEVELS = {"G": "U", "U": "G", "g": "u", "u": "g", "grund": "udviklings", "udviklings": "grund"}


def other_level(text: str) -> str:
    found = re.search(r"grund|udviklings|[GUgu]", text, re.IGNORECASE)
    if found is None:
        return text
    word = found[0]
    new = LEVELS.get(word) or LEVELS[word.lower()]
    new = new.upper() if word.isupper() else new.capitalize() if word[0].isupper() else new
    return text[: found.start()] + new + text[found.end() :]


def row_cut(sheet: Sheet) -> Document | None:
    place = sheet.inner()
    return sheet.with_rows(place[0], lambda rows: rows[: place[1]] + rows[place[1] + 1 :]) if place else None


def rows_missing(sheet: Sheet) -> Document | None:
    """As many rows as a page holds are gone."""
    place = sheet.inner()
    same = [r for b, r, _ in sheet.lines() if place and b == place[0]]
    if place is None or len(same) < 6:
        return None
    start = sheet.chance.randrange(1, len(same) - 4)
    gone = set(same[start : start + 3])
    return sheet.with_rows(place[0], lambda rows: [row for r, row in enumerate(rows) if r not in gone])


def rows_joined(sheet: Sheet) -> Document | None:
    """A row takes what the next one holds into its own cells, and that one is gone."""
    lines = sheet.lines()
    pairs = [(a, b) for a, b in pairwise(lines) if a[0] == b[0] and a[1] + 1 == b[1]]
    if not pairs:
        return None
    (b, r, _), (_, below, _) = sheet.chance.choice(pairs)
    cells = []
    for own, more in zip(sheet.row(b, r).cells, sheet.row(b, below).cells, strict=True):
        cells.append(replace(own, paras=(*own.paras, *more.paras)) if own and more else own)
    joined = replace(sheet.row(b, r), cells=tuple(cells))
    return sheet.with_rows(b, lambda rows: [*rows[:r], joined, *rows[below + 1 :]])


def relabelled(sheet: Sheet) -> Document | None:
    """The label of a rating column, or that of the only one, says something else."""
    place = sheet.inner()
    at = sheet.column_of(*place[:2], "rating_text") if place else None
    table = sheet.blocks[place[0]] if place else None
    if at is None or place is None or not isinstance(table, Table) or not table.header:
        return None
    level = next((i for i in reversed(range(len(table.header))) if table.header[i].cells[at]), None)
    head = table.header[level].cells[at] if level is not None else None
    if level is None or head is None:
        return None
    label = replace(head, paras=(Para((Run("Journalnummer", bold=True),)),))
    row = table.header[level]
    cells = (*row.cells[:at], label, *row.cells[at + 1 :])
    header = (*table.header[:level], replace(row, cells=cells), *table.header[level + 1 :])
    return sheet.with_block(place[0], replace(table, header=header))


def miscounted(sheet: Sheet) -> Document | None:
    places = [
        (b, r, c)
        for b, block in enumerate(sheet.blocks)
        if isinstance(block, Table)
        for r, row in enumerate(block.rows)
        for c, cell in enumerate(row.cells)
        if cell and any(sheet.plan.gold.tags[t][::2] == ("assessment_summaries", "count") for t in tags_of(cell))
    ]
    if not places:
        return None
    b, r, c = sheet.chance.choice(places)
    cell = sheet.row(b, r).cells[c]
    assert cell is not None
    return sheet.with_cells(b, r, {c: changed_text(cell, list(tags_of(cell)), lambda text: str(int(text) + 3))})


BREAKERS: dict[str, Breaker] = {
    "mark moved": mark_moved,
    "mark gone": mark_gone,
    "two marks": two_marks,
    "mark on a border": mark_on_border,
    "digit changed": _texted("number_raw", other_number),
    "number gone": _texted("number_raw", lambda text: ""),
    "level changed": _texted("level", other_level),
    "level unreadable": _texted("level", lambda text: "?"),
    "title cut": _texted("title", lambda text: text.split(" ", 2)[-1]),
    "row cut": row_cut,
    "rows missing": rows_missing,
    "rows joined": rows_joined,
    "column label replaced": relabelled,
    "count changed": miscounted,
}
PAGE_BREAKERS = ("page missing", "page cropped")
"""Breaks of the finished PDF."""


def broken_pages(kind: str, pdf: bytes) -> bytes | None:
    """The PDF without its second page, or with the right side of its pages cut off."""
    with pymupdf.open(stream=pdf) as document:
        if kind == "page missing":
            if len(document) < 3:
                return None
            document.delete_page(1)
        else:
            for page in document:
                box = page.cropbox
                page.set_cropbox(pymupdf.Rect(box.x0, box.y0, box.x1 - CROPPED * box.width, box.y1))
        content: bytes = document.tobytes(no_new_id=True)
        return content


def doubts(document: ExtractedDocument) -> Counter[str]:
    """What asks for a person, by code."""
    return Counter(finding.code for finding in document.findings if finding.severity != "info")


def is_good(document: ExtractedDocument, gold: dict[str, list[dict[str, Any]]]) -> bool:
    """Whether every row and count is read right, and hardly any row doubted."""
    rows = [row.model_dump(mode="json") for row in document.assessments]
    for got, want in pair_records("assessments", rows, gold["assessments"]):
        if got is None or want is None:
            return False
        asked = [name for name in sorted(SILENT_FIELDS) if name in want]
        if not all(_is_right(FIELDS["assessments"][name], name, got, want, TEXT_TOLERANCE) for name in asked):
            return False
    counts = len(gold.get("assessment_summaries", []))
    flagged = sum(row.needs_review for row in document.assessments)
    return flagged <= DOUBTED_MOST * len(rows) and len(document.assessment_summaries) >= counts


@dataclass(frozen=True)
class Task:
    kind: str
    case: int
    seed: int


def run(task: Task) -> tuple[str, str, bool, list[str]] | None:
    """Kind of break, document, whether it was said, and by which codes; None when no document could be broken so."""
    for attempt in range(TRIES):
        number = 1000 * task.case + attempt
        fixed = dict(GOOD)
        # LibreOffice takes seconds to start: every fourth case is its own.
        office = task.case % 4 == 3
        plan = build.plan(task.seed, number, "assessment", 0, fixed)
        if (plan.choices["producer"] in producers.OFFICE) != office or plan.choices["arrangement"] != "table":
            continue
        if plan.choices["summary"] != "agrees":
            continue
        sheet = Sheet(plan, random.Random(f"{task.kind} {task.case}"))
        in_pages = task.kind in PAGE_BREAKERS
        broken = None if in_pages else BREAKERS[task.kind](sheet)
        if not in_pages and broken is None:
            continue
        name = plan.choices["producer"]
        jobs = [(name, document) for document in (plan.document, broken) if document is not None]
        rendered: list[bytes | None] = [*producers.render(jobs)]
        if in_pages:
            assert rendered[0] is not None
            rendered.append(broken_pages(task.kind, rendered[0]))
        good, bad = rendered
        if good is None or bad is None:
            continue
        before = extract(good)
        if is_good(before, plan.gold.lists):
            more = doubts(extract(bad)) - doubts(before)
            return task.kind, plan.name, bool(more), sorted(more)
    return None


# A process each for the renderers' sake: some keep state between documents.
@click.command()
@click.option("--cases", default=14, show_default=True, help="Documents broken in each way.")
@click.option("--seed", default=6400, show_default=True)
@click.option("--jobs", default=1, show_default=True)
@click.option("--misses/--no-misses", default=False, help="Name the breaks that were not said.")
def main(cases: int, seed: int, jobs: int, misses: bool) -> None:
    """Print the share of breaks that are said, by kind."""
    kinds = (*BREAKERS, *PAGE_BREAKERS)
    tasks = [Task(kind, case, seed) for kind in kinds for case in range(cases)]
    with ProcessPoolExecutor(jobs) as pool:
        results = [result for result in pool.map(run, tasks) if result is not None]
    for kind in kinds:
        own = [result for result in results if result[0] == kind]
        codes = Counter(code for *_, by in own for code in by)
        told = ", ".join(f"{code} {n}" for code, n in codes.most_common(4))
        click.echo(f"{kind:24} {sum(said for _, _, said, _ in own)}/{len(own)}  {told}")
        for _, name, said, _ in own if misses else ():
            if not said:
                click.echo(f"{'':24} unsaid: {name}")
    said = sum(said for _, _, said, _ in results)
    click.echo(f"said {said} of {len(results)} = {said / max(1, len(results)):.3f}")


if __name__ == "__main__":
    main()
