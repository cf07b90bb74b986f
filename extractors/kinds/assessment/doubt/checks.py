"""Checks over the rows of a document: numbers in sequence, summaries against rows.

Numbering is judged per package and section of the document: numbers rise by one where they are printed; what does
not fit is said at the row where it is seen. A check raises findings, it never changes a value.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from extractors.danish.numbers import Number
from extractors.danish.unit_names import classify
from extractors.kinds import notebook as nb
from extractors.kinds.assessment.legends.levels import doubt_levels
from extractors.kinds.assessment.rows.raw_rows import RawRow
from extractors.kinds.assessment.tables.summary import Count, Summary, computed_counts
from extractors.kinds.wording import bare, fold
from schemas.records import AssessmentRow, SummaryRow

ORDERLY = 0.8
"""Numbers that rise by one in this share of steps are a sequence; others are references and have no gaps."""
ROUNDING = 1.0
"""Points by which a printed percentage may differ from that of the rows: authors round up, down and to sum to 100."""
FEWEST_STEPS = 4
"""Fewer steps do not show that a list rises."""
LEVELLED = 0.7
"""Share of the rows with one and the same level from which the others lack theirs."""
_CODE = re.compile(r"([A-ZÆØÅ]{1,3})[-.]?\d")
SAME_TITLE = 60.0
"""Likeness, 0–100, from which two titles are of one recommendation: it may be printed again with a word changed."""


def check_numbers(rows: Sequence[RawRow]) -> None:
    """Say gaps, breaks, repetitions and missing numbers in each run of rows, in the rows themselves."""
    for run in _runs(rows):
        numbered = [(row, row.number) for row in run if row.number is not None]
        if len(numbered) < 3:
            continue
        if 2 * len(numbered) > len(run):
            without = _packages_without_numbers(run)
            for row in run:
                if row.number is None and _package_named(row) not in without:
                    row.doubts.append(("number_missing", "the row has no number though the others have", "number"))
            _doubt_cut([row for row in run if _package_named(row) not in without])
        _check_sequence(numbered)
    _check_repeated(rows)
    doubt_levels(_without_level(rows), "the row has no level though the others have")


def _packages_without_numbers(run: Sequence[RawRow]) -> set[str | None]:
    """The packages, as a column names them, of which no row is numbered, where all others number nearly every row."""
    packages: dict[str | None, list[bool]] = {}
    for row in run:
        packages.setdefault(_package_named(row), []).append(row.number is not None)
    without = {name for name, numbered in packages.items() if not any(numbered)} - {None}
    rest = [numbered for name, numbered in packages.items() if name not in without]
    return without if all(sum(numbered) >= ORDERLY * len(numbered) for numbered in rest) else set()


def _doubt_cut(rows: Sequence[RawRow]) -> None:
    """Say of numbered rows that a title without number stands right above them: a row that was cut begins like that."""
    for above, row in itertools.pairwise(rows):
        titled = above.number is None and above.title is not None and row.number is not None
        if titled and row.table == above.table and not any(code == "title_cut" for code, _, _ in row.doubts):
            row.doubts.append(("title_cut", "the row above has a title and no number", "title"))


def _without_level(rows: Sequence[RawRow]) -> list[RawRow]:
    """The rows that lack a level: where most have one, and where a table has none and another of the document has all.

    Where both levels are marked, none is what the lack of a mark says.
    """
    levelled = [row.levels[0].level for row in rows if row.levels]
    if len(levelled) >= LEVELLED * len(rows) or (2 * len(levelled) > len(rows) and len(set(levelled)) > 1):
        return [row for row in rows if not row.levels]
    tables: dict[int, list[RawRow]] = {}
    for row in rows:
        tables.setdefault(row.table, []).append(row)
    full = any(len(own) >= FEWEST_STEPS and all(row.levels for row in own) for own in tables.values())
    lacking = [own for own in tables.values() if len(own) >= FEWEST_STEPS and not any(row.levels for row in own)]
    return [row for own in lacking for row in own] if full else []


def _check_sequence(numbered: Sequence[tuple[RawRow, Number]]) -> None:
    """Say what does not fit into a run of numbers, if it is one: numbers of a list of references have gaps anyway."""
    astray = _astray([number for _, number in numbered])
    kept = [index for index in range(len(numbered)) if index not in astray]
    steps = []
    for i, k in itertools.pairwise(kept):
        (_, one), (row, other) = numbered[i], numbered[k]
        if one.parts[:-1] == other.parts[:-1]:
            # What went astray between the two counts as the number that is lacking there.
            steps.append((row, other.number - one.number - (k - i - 1)))
    if not steps or sum(1 for _, step in steps if step in (0, 1)) < ORDERLY * len(steps):
        _check_rising(numbered)
        return
    for index in sorted(astray):
        message = "the number does not stand between those before and after it"
        numbered[index][0].doubts.append(("number_order", message, "number"))
    for row, step in steps:
        if step > 1:
            row.doubts.append(("number_gap", f"{step - 1} numbers are missing before this one", "number"))
        elif step < 0:
            row.doubts.append(("number_order", "the number is lower than the one before", "number"))


def _check_repeated(rows: Sequence[RawRow]) -> None:
    """Say where one number stands with several titles under the same heading and level: one of them is not its own."""
    first: dict[tuple[object, ...], RawRow] = {}
    for row in rows:
        if row.number is None:
            continue
        levels = sorted({claim.level for claim in row.levels})
        key = (
            row.section.package.value if row.section.package is not None else None,
            _package_named(row),
            row.section.category.value if row.section.category is not None else None,
            row.section.department.value if row.section.department is not None else None,
            tuple(levels),
            _letters_before(row.number),
            row.number.parts,
            row.number.suffix,
        )
        before = first.setdefault(key, row)
        if before is not row and _other_title(before, row):
            for either in (before, row):
                if not any(code == "number_repeated" for code, _, _ in either.doubts):
                    message = f"the number {row.number.raw} stands with another title too"
                    either.doubts.append(("number_repeated", message, "number"))


def _letters_before(number: Number) -> str:
    """The letters right before the digits of a code: "R1" is another number than "T1", and "Nr. 1" is "1"."""
    code = _CODE.match(number.raw)
    return code[1] if code is not None else ""


def _check_rising(numbered: Sequence[tuple[RawRow, Number]]) -> None:
    """Say where a list of references falls that rises otherwise; it may begin anew under another heading or unit.

    So it may in another package, which a column names.
    """
    begun = _first_of_units([row for row, _ in numbered])
    pairs = [
        (above, row, other.number - one.number)
        for (above, one), (row, other) in itertools.pairwise(numbered)
        if one.parts[:-1] == other.parts[:-1]
        and above.section == row.section
        and id(row) not in begun
        and _package_named(above) == _package_named(row)
    ]
    falls = [(above, row) for above, row, step in pairs if step < 0]
    if len(pairs) >= FEWEST_STEPS and len(pairs) - len(falls) >= ORDERLY * len(pairs):
        for either in {id(row): row for fall in falls for row in fall}.values():
            message = "the numbers rise through the list, and fall here"
            either.doubts.append(("number_order", message, "number"))


def _package_named(row: RawRow) -> str | None:
    """What the row's column of packages says."""
    package = row.texts.get("package")
    return package.text if package is not None else None


def _first_of_units(rows: Sequence[RawRow]) -> set[int]:
    """Identities of the rows with another unit than the row above, where rows are arranged by unit."""
    units = [row.texts["department"].text if "department" in row.texts else "" for row in rows]
    first = {id(rows[i]) for i in range(1, len(rows)) if units[i] != units[i - 1]}
    return first if 2 * len(first) < len(rows) else set()


def _astray(numbers: Sequence[Number]) -> set[int]:
    """Places of single numbers that do not fit while those on their two sides fit each other."""
    found: set[int] = set()
    for index in range(1, len(numbers) - 1):
        before, own, after = numbers[index - 1 : index + 2]
        together = before.parts[:-1] == own.parts[:-1] == after.parts[:-1]
        fits = before.number <= own.number <= after.number
        if together and not fits and index - 1 not in found and after.number - before.number in (1, 2):
            found.add(index)
    return found


def _other_title(one: RawRow, other: RawRow) -> bool:
    """Whether the two rows have titles, and not the same."""
    if one.title is None or other.title is None or not one.title.text or not other.title.text:
        return False
    return fuzz.token_set_ratio(fold(one.title.text), fold(other.title.text)) < SAME_TITLE


def settle_units_of_sections(rows: Sequence[RawRow]) -> None:
    """Keep units read from headings where several head rows: a document arranged by unit has more than one.

    One alone that heads all rows and is all that its heading says may be theirs, or the sender's: it is kept in doubt.
    A committee alone is whom the paper is for. A label says it of its own accord.
    """
    said = [row.section.department for row in rows if row.section.department is not None]
    if len({unit.value for unit in said}) != 1 or said[0].labelled:
        return
    kind = classify(said[0].value)
    named = kind.basis in ("listed", "opener", "head") and kind.type != "udvalg"
    whole = bare(said[0].value) == bare(" ".join(line.text for line in said[0].lines))
    heads_all = named and whole and len(said) == len(rows)
    for row in rows:
        if not heads_all:
            row.section = replace(row.section, department=None)
        elif "department" not in row.texts:
            row.doubts.append(("department_uncertain", "one heading names a unit for all rows", "departments"))


def _runs(rows: Sequence[RawRow]) -> list[list[RawRow]]:
    """Rows that share one sequence of numbers: a new package or a number 1 after higher ones starts a new one."""
    runs: list[list[RawRow]] = []
    package: str | None = None
    for row in rows:
        said = row.section.package.value if row.section.package is not None else None
        restarts = row.number is not None and row.number.number == 1 and bool(runs) and _last_number(runs[-1]) > 1
        if not runs or said != package or restarts:
            runs.append([])
        package = said
        runs[-1].append(row)
    return runs


def _last_number(run: Sequence[RawRow]) -> int:
    return next((row.number.number for row in reversed(run) if row.number is not None), 0)


def check_summaries(
    summaries: Sequence[Summary],
    records: Sequence[AssessmentRow],
    context: nb.DocumentContext,
    notebook: nb.Notebook,
) -> list[SummaryRow]:
    """The printed counts as records, each with the count from the rows; disagreement is a finding."""
    per_step = computed_counts([(r.package, r.number, r.level, r.rating_step) for r in records])
    found: list[SummaryRow] = []
    for summary in summaries:
        _check_shares(summary.shares, per_step, notebook)
        for count in summary.counts:
            record_id = nb.make_record_id(context.document_id, "s", len(found) + 1)
            computed = _computed(count, per_step)
            agrees = computed == count.count
            place = nb.places_of(count.lines)
            for names, lines in (
                (("count",), count.lines),
                (("rating_step", "rating_text"), count.step_lines if count.step is not None else ()),
                (("level",), count.level_lines),
            ):
                for name in names:
                    notebook.read(record_id, name, nb.places_of(lines), method="summary@1")
            if not agrees:
                what = count.label or "the total"
                message = f"printed {count.count} for {what}, the rows give {computed}"
                notebook.doubt(
                    "summary_disagrees", message, record_id=record_id, name="count", place=(place[0].page, place[0].box)
                )
            found.append(
                SummaryRow(
                    record_id=record_id,
                    document_id=context.document_id,
                    package=count.package or (context.packages[0] if len(context.packages) == 1 else None),
                    level=count.level,
                    rating_text=count.label,
                    rating_step=count.step,
                    count=count.count,
                    count_computed=computed,
                    agrees=agrees,
                    page=count.page,
                )
            )
    return found


def _check_shares(
    shares: Sequence[Count], per_step: Counter[tuple[str | None, str | None, int | None]], notebook: nb.Notebook
) -> None:
    """Say which printed percentages are of no whole that they may be of: the level, the step, the document."""
    for share in shares:
        part = _computed(share, per_step)
        wholes = [replace(share, step=None), replace(share, level=None), replace(share, level=None, package=None)]
        wholes.append(replace(wholes[-1], step=None))
        sizes = {_computed(whole, per_step) for whole in wholes}
        if not any(size and abs(100 * part / size - share.count) <= ROUNDING for size in sizes):
            place = nb.places_of(share.lines)[0]
            message = f"printed {share.count} % for {share.label or 'the total'}, the rows give {part} of {max(sizes)}"
            notebook.doubt("summary_disagrees", message, name="count", place=(place.page, place.box))


def _computed(count: Count, per_step: Counter[tuple[str | None, str | None, int | None]]) -> int:
    """The same count from the rows; what the summary leaves open (package, level, step) is summed over."""
    total = 0
    for (package, level, step), n in per_step.items():
        if count.package is not None and package != count.package:
            continue
        if count.level is not None and level != count.level:
            continue
        if count.step is not None and step != count.step:
            continue
        total += n
    return total
