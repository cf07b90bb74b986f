"""Recommendations that a package lists in tables.

A table lists recommendations when a header names the column of their titles and another names level, number, target
group or description; a header that belongs to an assessment or a plan rules it out. A row over the whole width heads
the rows under it, and may state their category or level.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractors.danish import text as danish
from extractors.danish.numbers import parse_number
from extractors.kinds import signs as sign_reader
from extractors.kinds.columns import Columns, cell_text, find_roles
from extractors.kinds.flow import Item
from extractors.kinds.package.fields import Draft
from extractors.kinds.package.levels import LevelReader, LevelSign, strip_level
from extractors.kinds.package.titles import category_heading
from extractors.kinds.patterns import says
from extractors.kinds.signs import Sign
from extractors.kinds.wording import category_of, level_in, level_of
from schemas.columns import CategoryName, LevelName
from schemas.layout import Cell, Line, Table

COMPANIONS = ("level", "number", "description", "target_groups")
"""A title column alone may list anything; one of these beside it makes it a list of recommendations."""
TABLE = 0.95


def read_tables(items: Sequence[Item], levels: LevelReader) -> list[Draft]:
    """Drafts of all rows of the tables among ``items`` that list recommendations."""
    drafts: list[Draft] = []
    category: tuple[CategoryName, tuple[Line, ...]] | None = None
    level: tuple[LevelName, tuple[Line, ...]] | None = None
    above: Columns | None = None
    for item in items:
        if item.is_heading:
            named, stated = category_heading(item.heading_text), level_in(item.heading_text)
            category = (named, item.lines) if named is not None else category
            level = (stated, item.lines) if stated is not None else level
        elif item.table is not None:
            columns = _columns(item.table, above)
            found = _read_table(item.table, columns, category, level, levels)
            drafts += found
            above = columns if found else None
    return drafts


def _columns(table: Table, above: Columns | None) -> Columns:
    """The columns of a table: by its headers, or without any those of the table above that it goes on with."""
    if above is not None and not table.header_rows and table.column_count == len(above.roles):
        return above
    return find_roles("package", "columns", table, table.grid())


def levels_stated(table: Table) -> int:
    """How many recommendations a table lists with a level and what they are about, under headers of a package alone.

    A column that no package has may hold what was made of them.
    """
    grid = table.grid()
    columns = find_roles("package", "columns", table, grid)
    level = columns.of("level")
    if columns.of("title") is None or level is None or columns.of("description") is None or _is_foreign(columns):
        return 0
    rows = grid[table.header_rows :]
    if any(role is None and any(row[i].lines for row in rows) for i, role in enumerate(columns.roles)):
        return 0
    cells = [row[level] for row in rows]
    return sum(level_of(cell_text(cell)) is not None for cell in cells)


def _is_foreign(columns: Columns) -> bool:
    return any(says("package", "foreign_columns", header) for header in columns.headers)


def _read_table(
    table: Table,
    columns: Columns,
    category: tuple[CategoryName, tuple[Line, ...]] | None,
    level: tuple[LevelName, tuple[Line, ...]] | None,
    levels: LevelReader,
) -> list[Draft]:
    grid = table.grid()
    title = columns.of("title")
    by_level = _level_columns(columns)
    if title is None or not (by_level or any(columns.of(role) is not None for role in COMPANIONS)):
        return []
    if _is_foreign(columns):
        return []
    drafts: list[Draft] = []
    for row in range(table.header_rows, table.row_count):
        if row in table.header_row_set:
            continue
        cells = grid[row]
        text = _heading_of(cells)
        if row in table.section_rows or cells[0].column_span >= table.column_count or text:
            text = text or cell_text(cells[0])
            named, stated = category_of(text), level_in(text)
            lines = next((cell.lines for cell in cells if cell.lines), ())
            category = (named, lines) if named is not None else category
            level = (stated, lines) if stated is not None else level
            continue
        if cells[title].lines:
            draft = _read_row(cells, columns, category, level, levels, table.confidence)
            draft.table = table.number
            marked = _marked_level(cells, by_level, cells[title].lines)
            if marked is not None:
                draft.levels.insert(0, marked)
            drafts.append(draft)
    return drafts


def _heading_of(cells: Sequence[Cell]) -> str:
    """The category or level in the only filled cell of a row; empty for any other row."""
    filled = list({id(cell): cell for cell in cells if cell.lines}.values())
    text = cell_text(filled[0]) if len(filled) == 1 else ""
    return text if category_heading(text) is not None or level_in(text) is not None else ""


def _level_columns(columns: Columns) -> dict[int, LevelName]:
    """The columns that each stand for a level: one headed "Grundniveau", one "Udviklingsniveau"."""
    found = {i: level for i, header in enumerate(columns.headers) if (level := level_in(header)) is not None}
    return found if len(set(found.values())) == len(found) == 2 else {}


def _marked_level(
    cells: Sequence[Cell], by_level: Mapping[int, LevelName], title: tuple[Line, ...]
) -> LevelSign | None:
    """The level in whose column a row has its mark; None where it has none or two."""
    marked = [i for i in by_level if cells[i].lines or any(part.drawings or part.images for part in cells[i].parts)]
    if len(marked) != 1:
        return None
    cell = cells[marked[0]]
    return LevelSign(by_level[marked[0]], cell_text(cell) or "sign", "package.column@1", cell.lines or title, TABLE)


def _read_row(
    cells: Sequence[Cell],
    columns: Columns,
    category: tuple[CategoryName, tuple[Line, ...]] | None,
    level: tuple[LevelName, tuple[Line, ...]] | None,
    levels: LevelReader,
    confidence: float,
) -> Draft:
    def cell(role: str) -> Cell | None:
        place = columns.of(role)
        return cells[place] if place is not None else None

    title_cell = cells[columns.roles.index("title")]
    title, stated, raw = strip_level(danish.unmangle_heading(cell_text(title_cell)))
    draft = Draft(title, title_cell.lines, confidence=min(TABLE, confidence), method="package.column@1")
    level_cell = cell("level")
    if level_cell is not None:
        named = level_of(cell_text(level_cell))
        sign = None if named is not None else _cell_sign(level_cell, levels)
        found = named or sign
        if found is not None:
            lines = level_cell.lines or title_cell.lines
            draft.levels.append(LevelSign(found, cell_text(level_cell) or "sign", "package.column@1", lines, TABLE))
    if stated is not None:
        draft.levels.append(LevelSign(stated, raw, "package.level_in_title@1", title_cell.lines, TABLE))
    number_cell = cell("number")
    number = parse_number(cell_text(number_cell)) if number_cell is not None else None
    if number is not None:
        draft.number = number.number
        lettered = level_of(number.level_letter) if number.level_letter else None
        if lettered is not None and number_cell is not None:
            draft.levels.append(LevelSign(lettered, number.raw, "package.number@1", number_cell.lines, TABLE))
    if level is not None:
        draft.levels.append(LevelSign(level[0], level[1][0].text, "package.level_heading@1", level[1], 0.9))
    category_cell = cell("category")
    named_category = category_of(cell_text(category_cell)) if category_cell is not None else None
    if named_category is not None and category_cell is not None:
        draft.category, draft.category_lines = named_category, category_cell.lines
    elif category is not None:
        draft.category, draft.category_lines = category
    _fill(draft, cell("description"), cell("inspiration"), cell("target_groups"))
    return draft


def _fill(draft: Draft, description: Cell | None, inspiration: Cell | None, groups: Cell | None) -> None:
    if description is not None:
        draft.description, draft.description_lines = cell_text(description), description.lines
    if inspiration is not None:
        draft.inspiration, draft.inspiration_lines = cell_text(inspiration), inspiration.lines
    if groups is not None:
        named = [part.strip(" .") for part in cell_text(groups).replace(";", ",").split(",")]
        draft.target_groups, draft.target_lines = tuple(part for part in named if part), groups.lines


def _cell_sign(cell: Cell, levels: LevelReader) -> LevelName | None:
    """The level of the sign or shading in a cell, by the legend."""
    for part in cell.parts:
        signs = [sign for d in part.drawings if (sign := sign_reader.sign_of(d, part.page)) is not None]
        signs += [Sign(part.page, fill.box, fill.color, "area") for fill in reversed(part.fills)]
        signs += [Sign(part.page, image.box, None, f"picture:{image.digest}") for image in part.images]
        for sign in signs:
            level = sign_reader.match_sign(sign, levels.legend)
            if level is not None:
                return level
    return None
