"""Rows of an assessment table, read cell by cell into what a record needs.

One printed row is one row here: rows that the grid holds apart but that share their number, title and rating cells
are one, and a row without key, title and mark goes on with the row above. Nothing is dropped: text that no role
holds is kept as unmapped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.danish.numbers import (
    Number,
    leading_coded_number,
    leading_number,
    parse_broken_number,
    parse_coded_number,
    parse_number,
)
from extractors.kinds.assessment.cells.run_on import runs_on
from extractors.kinds.assessment.cells.ticked import TICKED, lines_of, offers_choice, options_of, usual_number
from extractors.kinds.assessment.cells.title_cells import (
    TitleHabit,
    habit_of_titles,
    part_level,
    take_levels,
    title_lines,
)
from extractors.kinds.assessment.cells.told_below import joined_role, told_parts
from extractors.kinds.assessment.cells.view import TableView
from extractors.kinds.assessment.columns.columns import Column, ColumnMap, Role
from extractors.kinds.assessment.columns.profiles import opens_with_codes
from extractors.kinds.assessment.columns.ratings import Rating
from extractors.kinds.assessment.rows.chosen_values import take_chosen
from extractors.kinds.assessment.rows.groups import (
    is_lone_in_grid,
    is_rest_of_cell,
    names_several_packages,
    row_beside_label,
    row_that_speaks_for,
    rows_spoken_for,
    should_name_groups,
)
from extractors.kinds.assessment.rows.number_runs import number_parts
from extractors.kinds.assessment.rows.printed_rows import has_own_boxes, shares_key_cells
from extractors.kinds.assessment.rows.raw_rows import LevelClaim, RawRow, Text
from extractors.kinds.assessment.rows.sum_rows import sums_up
from extractors.kinds.assessment.rows.words_beside import WORDLESS, take_words_beside
from extractors.kinds.assessment.wordings.scales import Scale
from extractors.kinds.assessment.wordings.sections import Section
from extractors.kinds.assessment.wordings.verdicts import rates_earlier, remark_of
from extractors.kinds.wording import level_of, level_of_cell
from schemas.layout import Line

TEXT_ROLES: tuple[Role, ...] = ("activity", "department", "notes", "responsible", "deadline", "status_date")
GROUPING_ROLES: tuple[Role, ...] = ("level", "category", "package", "department")
"""What a merged cell may say of all rows beside it."""
CHOICE_ROLES: tuple[Role, ...] = (*GROUPING_ROLES, "responsible")
"""What a form may offer for a choice; elsewhere boxes are part of the text."""
UNREAD_ROLES: tuple[Role, ...] = ("unknown", "other", "step", "no_answer", "between")
"""Columns that take no text from their cells."""
_NOTE = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹]|\*+\)?\s")
"""How a note begins that the grid took in below its table."""


def read_rows(
    view: TableView, columns: ColumnMap, ratings: dict[int, Rating], scale: Scale | None, section: Section
) -> Iterator[tuple[RawRow | None, Section]]:
    """Rows of the table in order, with the section that holds after each.

    Section rows give no row and a new section.
    """
    before: RawRow | None = None
    above: Text | None = None
    body = set(view.body)
    opening = leading_coded_number if _may_open_with_codes(view, columns) else leading_number
    grouping = [
        (c, rows_spoken_for(view, c, columns)) for c in columns.columns if c.role in GROUPING_ROLES and c.marked is None
    ]
    title = columns.of("title")
    unit = next((c for c in columns.all_of("department") if c.marked is None), None)
    habit = habit_of_titles(view, title.index) if title is not None else TitleHabit("nothing", 0.0)
    choices = {
        c.index: usual_number(view, c.index)
        for c in columns.columns
        if c.role in CHOICE_ROLES and c.marked is None and offers_choice(view, c.index)
    }
    for row in range(view.table.row_count):
        if row in view.told_below:
            _tell_more(view, row, before)
            continue
        if row in view.full_width:
            cell = view.cell(row, 0)
            if columns.titles_above and row + 1 in body:
                above = Text(view.text(row, 0), cell.lines)
                continue
            section = section.under(view.text(row, 0), cell.lines, units=True)
            yield None, section
        if row not in body:
            continue
        rest = before is not None and unit is not None and is_rest_of_cell(view, unit.index, row, before.row)
        heading = None if rest or _is_rated(ratings[row]) else heading_of(view, row)
        if heading is not None and before is not None and _NOTE.match(heading.text):
            before.unmapped.append(("Note", heading))
            continue
        if heading is not None and columns.titles_above and row + 1 in body:
            above = heading
            continue
        if heading is not None:
            below = section.under(heading.text, heading.lines, units=True)
            if below != section:
                section = below
                yield None, section
                continue
        raw = _read_row(view, row, columns, choices, ratings[row], scale, section, habit)
        if columns.titles_above:
            raw.title, above = above, None
        _settle_title(raw, opening)
        if raw.title is not None and _heads_numbers_below(view, row, columns, raw):
            section = section.under(raw.title.text, raw.title.lines, units=True)
            yield None, section
            continue
        asked = before is not None and has_own_boxes(view, row, before.row, columns)
        if before is not None and (
            shares_key_cells(view, row, before.row, columns) or (_goes_on(raw, before) and not asked)
        ):
            _append(view, before, raw)
            continue
        if _is_empty(raw) or (raw.number is None and raw.title is not None and sums_up(raw.title.text)):
            continue
        if raw.rating.marks or asked:
            _take_key_from_above(raw, before)
        _fill_down(view, raw, grouping)
        before = raw
        yield raw, section


def _tell_more(view: TableView, row: int, above: RawRow | None) -> None:
    """Give the recommendation above what the row tells of it."""
    if above is None:
        return
    for said, lines in told_parts(view, row):
        role = joined_role(said, [name for name, text in above.texts.items() if text.text])
        text = Text(view.join(lines), lines, "\n".join(line.text for line in lines))
        if role is None:
            above.unmapped.append(("", text))
        else:
            held = above.texts.get(role)
            above.texts[role] = held.extended(text, view.join) if held is not None and held.text else text
        above.page_last = max(above.page_last, *(line.page for line in lines))


def _heads_numbers_below(view: TableView, row: int, columns: ColumnMap, raw: RawRow) -> bool:
    """Whether the row is a number and a name, and the next row's number goes on from it: "1 Rammer" above "1.1"."""
    if raw.number is None or raw.rating.marks or any(text.text for text in raw.texts.values()):
        return False
    below = number_parts(view, row + 1, columns) if row + 1 in view.body else ()
    own = raw.number.parts
    return len(below) > len(own) and below[: len(own)] == own


def _is_rated(rating: Rating) -> bool:
    """Whether the row has a step, and not for words that no scale knows: a name alone in a step's column heads rows."""
    return rating.step is not None and not any(code == "rating_unknown" for code, _ in rating.doubts)


def heading_of(view: TableView, row: int) -> Text | None:
    """The one text that the row holds, in one cell or run across the borders of several; None when there is more.

    Each half of a wide table prints its headings.
    """
    filled = list({id(view.cell(row, c)): c for c in range(view.column_count) if view.cell(row, c).lines}.values())
    if not filled or any(view.marks(row, c) for c in range(view.column_count)):
        return None
    if len({view.text(row, c) for c in filled}) == 1:
        return Text(view.text(row, filled[0]), view.lines(row, filled[0]))
    lines = [line for c in filled for line in view.lines(row, c)]
    if len(lines) == len(filled) and all(runs_on(a, b) for a, b in pairwise(lines)):
        return Text(" ".join(line.text.strip() for line in lines), tuple(lines))
    return None


def _read_row(
    view: TableView,
    row: int,
    columns: ColumnMap,
    choices: Mapping[int, int],
    rating: Rating,
    scale: Scale | None,
    section: Section,
    habit: TitleHabit,
) -> RawRow:
    pages = view.pages(row)
    raw = RawRow(view.table.number, row, pages[0], pages[1], section, rating, scale)
    read: set[tuple[Role, int]] = set()
    meant = {id(view.grid[row][column.index]) for column in columns.columns if column.role not in UNREAD_ROLES}
    for column in columns.columns:
        # Two columns of one header may share a cell, and a cell may reach into a column that says nothing.
        place = (column.role, id(view.grid[row][column.index]))
        if place in read or (column.role == "unknown" and place[1] in meant):
            continue
        read.add(place)
        if column.role == "rating" and rating.kind in WORDLESS:
            take_words_beside(view, row, columns, column, raw)
        elif column.remark is not None:
            remark = Text(remark_of(view.prose(row, column.index)), view.lines(row, column.index))
            if rates_earlier(remark.text):
                raw.unmapped.append((column.label, remark))
            else:
                raw.texts[column.remark] = remark
        if column.role in ("step", "no_answer", "between", "rating") or column.marked is not None:
            continue
        text = _text_of(view, row, column)
        if column.index in choices:
            text = _chosen(view, row, column, text, raw, choices[column.index])
        if column.role == "title":
            text = _title_of(view, column, text, raw, habit)
        _place(raw, column, text)
    take_chosen(view, row, columns, raw)
    for name in ("level", "category"):
        said = getattr(section, name)
        if name == "level" and said is not None:
            raw.levels.append(LevelClaim(said.value, said.value, "section", said.lines))
    return raw


def _title_of(view: TableView, column: Column, text: Text, raw: RawRow, habit: TitleHabit) -> Text:
    """The title of a cell; what stands below it goes where the header says, else it is kept as unmapped."""
    head = title_lines(text.lines, habit)
    rest = text.lines[len(head) :]
    if len(text.lines) > 1:
        head, rest = (_without_level(lines, raw) for lines in (head, rest))
    beside: Role | None = column.beside
    if beside is not None and not rest and text.text:
        raw.doubts.append(
            ("rows_merged", f"the header names {column.label!r}, and the cell sets nothing apart", "title")
        )
    if len(head) == len(text.lines):
        return text
    title = Text(view.join(head), head, text.printed)
    if not rest:
        return title
    more = Text(view.join(rest), rest, "\n".join(line.text for line in rest))
    if beside is None:
        raw.unmapped.append((column.label, more))
    else:
        raw.texts[beside] = more
    return title


def _without_level(lines: tuple[Line, ...], raw: RawRow) -> tuple[Line, ...]:
    """The lines of a title, or of what is told below it, without a level on a line of its own, which the row takes."""
    others, line = part_level(lines)
    level = level_of(line.text) if line is not None else None
    if line is not None and level is not None:
        raw.levels.append(LevelClaim(level, line.text.strip(), "suffix", (line,)))
    return others


def _text_of(view: TableView, row: int, column: Column) -> Text:
    """What a cell says, with its line ends where they mean something."""
    printed = view.printed(row, column.index) if column.role in ("department", "title") else ""
    return Text(view.prose(row, column.index), view.lines(row, column.index), printed)


def _chosen(view: TableView, row: int, column: Column, text: Text, raw: RawRow, usual: int) -> Text:
    """What is ticked in a cell that lists options, ``usual`` many; the options left open are kept as unmapped."""
    options = options_of(view, row, column.index)
    if not options:
        return text
    if len(options) != usual and column.role == "department":
        message = f"the cell lists {len(options)} options, most list {usual}"
        raw.doubts.append(("department_uncertain", message, "departments"))
    said: list[Text] = []
    for ticked in (True, False):
        some = [option for option in options if (option.mark.meaning in TICKED) is ticked]
        lines = [lines_of(option) for option in some]
        labels = [view.join(own) for own in lines]
        said.append(Text(", ".join(labels), tuple(line for own in lines for line in own), "\n".join(labels)))
    if said[1].text:
        raw.unmapped.append((" / ".join(column.headers), said[1]))
    return said[0]


def _place(raw: RawRow, column: Column, text: Text) -> None:
    """Put the text of one cell where the column's role says."""
    if column.role == "number":
        raw.number = parse_number(text.text) or parse_coded_number(text.text)
        if raw.number is None and len(text.lines) > 1:
            raw.number = parse_broken_number(text.text)
            text = text if raw.number is None else replace(text, text=raw.number.raw)
        if text.text:
            raw.number_text = text
            if raw.number is None:
                _number_with_title(raw, text)
            if raw.number is None:
                raw.doubts.append(("number_missing", f"{text.text[:40]!r} is no number", "number"))
    elif column.role == "title":
        raw.title = text
    elif column.role == "level":
        level = level_of_cell(text.text)
        if level is not None:
            raw.levels.insert(0, LevelClaim(level, text.text, "column", text.lines))
        elif text.text:
            raw.doubts.append(("level_unknown", f"{text.text[:40]!r} is no level", "level"))
    elif column.role in ("category", "package", *TEXT_ROLES):
        said = raw.texts.get(column.role)
        raw.texts[column.role] = said.extended(text) if said is not None and said.text else text
    elif text.text and not _repeats_key(raw, text):
        raw.unmapped.append((" / ".join(column.headers), text))


def _repeats_key(raw: RawRow, text: Text) -> bool:
    """Whether the text is the row's number again, as the other half of a wide table prints it."""
    return raw.number_text is not None and raw.number_text.text == text.text


def _number_with_title(raw: RawRow, text: Text) -> None:
    """A number cell that holds more than a number: "3 Styrke …" – the rest may be the title."""
    found = leading_number(text.text)
    if found is None:
        return
    raw.number, rest = found
    if raw.title is None or not raw.title.text:
        raw.title = Text(rest, text.lines, text.text)


def _may_open_with_codes(view: TableView, columns: ColumnMap) -> bool:
    title = columns.of("title")
    return title is not None and columns.of("number") is None and opens_with_codes(view, title.index)


def _settle_title(raw: RawRow, opening: Callable[[str], tuple[Number, str] | None]) -> None:
    """Take number and level out of the title where they are printed in it; ``opening`` parts it from its number."""
    if raw.title is None:
        return
    text = raw.title.text
    if raw.number is None:
        found = opening(text)
        if found is not None:
            raw.number, text = found
            raw.number_text = raw.number_text or Text(raw.number.raw, raw.title.lines[:1])
    if raw.number is not None and raw.number.level_letter:
        level = level_of(raw.number.level_letter)
        if level is not None and raw.number_text is not None:
            raw.levels.append(LevelClaim(level, raw.number.level_letter, "number", raw.number_text.lines))
    text, levels = take_levels(text)
    raw.levels += [LevelClaim(level, printed, source, raw.title.lines) for level, printed, source in levels]
    raw.title = Text(text, raw.title.lines, raw.title.printed)


def _is_empty(raw: RawRow) -> bool:
    return not (
        raw.number_text
        or (raw.title and raw.title.text)
        or raw.rating.marks
        or any(text.text for text in raw.texts.values())
        or raw.unmapped
    )


def _goes_on(raw: RawRow, above: RawRow) -> bool:
    """No key, no title, no mark, but text: more of the row above; so is a title in small letters below a number."""
    if raw.number_text is not None or raw.rating.marks:
        return False
    if raw.title is not None and raw.title.text:
        return above.number_text is not None and above.title is not None and raw.title.text[0].islower()
    return not _is_empty(raw)


def _fill_down(view: TableView, raw: RawRow, grouping: Sequence[tuple[Column, Mapping[int, int]]]) -> None:
    """Take what a cell says for its group of rows where it is not printed again: overleaf, or without lines."""
    for column, speakers in grouping:
        if view.lines(raw.row, column.index) or view.marks(raw.row, column.index):
            continue
        whole = column.role == "package"  # Every recommendation is of one.
        speaks = speakers[raw.row] if raw.row in speakers else row_beside_label(view, column.index, raw.row)
        if speaks is None:
            speaks = row_that_speaks_for(view, column.index, raw.row, whole=whole)
        if speaks is not None and column.role == "department" and is_lone_in_grid(view, column.index):
            raw.doubts.append(
                ("department_uncertain", "the one unit of the column may be that of all rows", "departments")
            )
        elif speaks is not None:
            _place(raw, column, _text_of(view, speaks, column))
        elif whole:
            raw.package_left_out = names_several_packages(view, column.index)
        elif column.role == "department" and should_name_groups(view, column.index):
            raw.doubts.append(("department_uncertain", "the cell of the row's group names no unit", "departments"))


def _append(view: TableView, above: RawRow, more: RawRow) -> None:
    if more.title is not None and more.title.text and above.title is not None and more.title.lines != above.title.lines:
        above.title = above.title.extended(more.title, view.join)
    for role, text in more.texts.items():
        if text.text and text.lines != above.texts.get(role, Text("", ())).lines:
            above.texts[role] = above.texts[role].extended(text, view.join) if role in above.texts else text
    above.unmapped += [pair for pair in more.unmapped if pair[1].lines not in [t.lines for _, t in above.unmapped]]
    above.page_last = max(above.page_last, more.page_last)


def _take_key_from_above(raw: RawRow, above: RawRow | None) -> None:
    """A rated row with neither number nor title is of the recommendation above it, as is one that shares its number."""
    if above is None or (raw.title and raw.title.text):
        return
    if raw.number_text is not None:
        if above.number_text is not None and raw.number_text.lines == above.number_text.lines:
            raw.title = above.title
        return
    raw.number, raw.number_text, raw.title = above.number, above.number_text, above.title
    raw.levels += [claim for claim in above.levels if claim.source != "section"]
    for role in ("category", "package"):
        if role in above.texts and not (role in raw.texts and raw.texts[role].text):
            raw.texts[role] = above.texts[role]
    raw.doubts.append(("number_missing", "number and title are taken from the row above", "number"))
