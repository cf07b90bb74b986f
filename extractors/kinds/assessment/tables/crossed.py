"""Tables that cross recommendations with packages, units or levels: a column for each, a verdict in every cell.

What several packages recommend, or several units do, is printed once, as a row. Turned into a table with a row for each
recommendation of each package or unit, it is read like any other. Signals, in order of precedence:

1. the lowest headers of at least two columns are names of different packages and nothing else; where all are, what
   stands below them are their recommendations, each in a cell of the colour that rates it;
2. those of at least two columns are names of units and nothing else;
3. a first column names units, and the headers of all others say nothing of what their columns hold: they are
   recommendations, and the units stand below each other;
4. the headers of two groups of columns name the two levels, and the same steps stand below both; or those of two
   columns do, and the ratings stand below them.

In the first three few texts that affirm or limit stand below these headers, or keys of a legend, or several signs or
colours. An empty cell, or a dash among words, says that the package holds no such recommendation, or that it is none
for the unit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import chain

from extractors import vocabulary
from extractors.danish.dates import find_dates
from extractors.danish.packages import find_packages
from extractors.danish.units import departments_from_cell
from extractors.kinds.assessment.cells.made_tables import made_of, unprinted_label
from extractors.kinds.assessment.cells.view import TableView
from extractors.kinds.assessment.columns.columns import map_columns
from extractors.kinds.assessment.columns.header_paths import header_path
from extractors.kinds.assessment.columns.profiles import unit_share
from extractors.kinds.assessment.rows.rows import heading_of
from extractors.kinds.assessment.wordings.form_records import (
    LEVEL_LABEL,
    RATING_LABEL,
    TITLE_LABEL,
    UNIT_LABEL,
    is_verdict,
)
from extractors.kinds.assessment.wordings.legend import COLOUR_ORDER, Legend
from extractors.kinds.assessment.wordings.scales import is_step_wording, polarity
from extractors.kinds.assessment.wordings.sections import Section, names_package
from extractors.kinds.marks.colours import colour_name
from extractors.kinds.wording import bare, category_of, level_of, level_of_cell, weigh
from schemas.columns import LevelName
from schemas.layout import Cell, CellPart, Table

MIN_CROSSED = 2
"""One column with the name of a package or unit may hold anything about it."""
SURE_UNIT = 0.8
"""Confidence from which a header is the name of a unit by its form or by the vocabulary; "Skoler" is one."""
UNITS = 0.8
"""Share of the cells of a first column that name units."""
MOST_VALUES = 7
"""More different texts are no steps of a scale."""
KEY_LETTERS = 4
"""Letters of a key at most: a legend explains it."""
TITLE_LETTERS = 8
"""Letters of the name of a recommendation at least; less is an abbreviation."""
LABEL_WORDS = 3
"""A longer header may name a recommendation that holds a word of some role: "Systematisk henvisning fra egen læge"."""
OWN_ROLES = frozenset({"number", "title", "level", "category", "package", "rating", "notes", "deadline"})
"""What a longer header asks for whatever else it says."""
PAINTED = 0.9
"""Share of the cells below names of packages that wear a colour of a light where these rate."""
NAME_REST = 3
"""Letters that a header may hold besides the package's name."""
PACKAGE_LABEL, NAME_LABEL = "Forebyggelsespakke", "Titel"
LEVELS = 2
"""Grundniveau and udviklingsniveau."""


def crossed_table(view: TableView, legends: Callable[[], Sequence[Legend]] = tuple) -> Table | None:
    """The table with a row for each recommendation of each package or unit; None when it crosses neither.

    Args:
        view: the table.
        legends: gives the document's legends; asked only where headers cross and few short texts stand below them.
    """
    if view.column_count < MIN_CROSSED or not view.body:
        return None
    levels = _steps_of_levels(view) or _ratings_of_levels(view, legends)
    if levels:
        return _levelled(view, levels)
    packages = [index for index in range(view.column_count) if _names_package(view, index)]
    if len({_slug(view, index) for index in packages}) == len(packages) and _may_cross(view, packages, legends):
        return _turned(view, packages, PACKAGE_LABEL)
    if len(packages) == view.column_count and _wear_lights(view):
        return _listed(view)
    if packages or map_columns(view).rates_by_header:
        return None
    units = _with_units_beside(view, [index for index in range(view.column_count) if _names_unit(view, index)])
    if len({_header(view, index) for index in units}) == len(units) and _may_cross(view, units, legends):
        return _turned(view, units, UNIT_LABEL)
    others = list(range(1, view.column_count))
    if _lists_units(view) and all(_may_be_title(view, index) for index in others) and _may_cross(view, others, legends):
        return _turned(view, others, NAME_LABEL)
    return None


def _steps_of_levels(view: TableView) -> list[list[int]]:
    """The columns of the steps below the name of each level, in one order; none where levels head no steps."""
    groups: dict[LevelName, dict[str, int]] = {}
    for column in range(view.column_count):
        path = header_path(view, column)
        level = level_of(path[0]) if len(path) > 1 else None
        if level is not None and groups.setdefault(level, {}).setdefault(bare(path[-1]), column) != column:
            return []
    first, *others = groups.values() or [{}]
    same = len(groups) == LEVELS and all(other.keys() == first.keys() for other in others)
    return [[group[leaf] for leaf in first] for group in (first, *others)] if same and len(first) > 1 else []


def _ratings_of_levels(view: TableView, legends: Callable[[], Sequence[Legend]]) -> list[list[int]]:
    """The column of each level where both hold the ratings of the rows, and no other column does; none elsewhere."""
    named = {level: i for i in range(view.column_count) if (level := level_of_cell(_header(view, i))) is not None}
    both = list(named.values())
    if len(both) < LEVELS or not _may_cross(view, both, legends):
        return []
    columns = map_columns(view)
    elsewhere = columns.of("rating") is not None or any(c.index not in both for c in columns.all_of("step"))
    return [] if elsewhere else [[column] for column in both]


def _levelled(view: TableView, levels: Sequence[Sequence[int]]) -> Table:
    """A table with the level that a row is marked under in a column of its own, and each step once."""
    others = [index for index in range(view.column_count) if not any(index in steps for steps in levels)]
    rows: list[list[tuple[CellPart, ...]]] = []
    sections: list[int] = []
    heads = [_head(view, c).parts for c in others]
    alone = len(levels[0]) == 1  # Then its header names the level, and no step.
    steps_heads = [(unprinted_label(view, RATING_LABEL),)] if alone else [_head(view, c).parts for c in levels[0]]
    rows.append([*heads, (unprinted_label(view, LEVEL_LABEL),), *steps_heads])
    for row in range(view.header_rows, view.table.row_count):
        section = _section(view, row)
        if section is not None:
            sections.append(len(rows))
            rows.append([section.parts])
        if section is not None or row not in view.body:
            continue
        shades = Counter(view.shading(row, c) for steps in levels for c in steps)
        usual = max(shades, key=lambda shade: (shades[shade], shade is None))
        marked = [
            steps
            for steps in levels
            if any(view.text(row, c) or view.marks(row, c) or view.shading(row, c) != usual for c in steps)
        ]
        for steps in marked or [()]:
            own = [view.cell(row, c).parts for c in steps or levels[0]]
            head = _head(view, steps[0]) if alone and steps else None
            level = head.parts if head else view.cell(view.header_span[0], steps[0]).parts if steps else ()
            named = tuple(part._replace(fills=()) for part in level) or (unprinted_label(view, ""),)
            rows.append([*(view.cell(row, c).parts for c in others), named, *own])
    return made_of(view, rows, sections)


def _may_cross(view: TableView, columns: Sequence[int], legends: Callable[[], Sequence[Legend]]) -> bool:
    """Whether these columns are enough to cross, leave one for what they cross, and hold verdicts or keys of them."""
    enough = MIN_CROSSED <= len(columns) < view.column_count
    return enough and (_hold_verdicts(view, columns) or _hold_keys(view, columns, legends))


def _with_units_beside(view: TableView, units: Sequence[int]) -> list[int]:
    """The columns of units with those that hold the same few texts under a header of no role: "Social" beside them."""
    values = _values(view, units) if len(units) >= MIN_CROSSED else set()
    if not values or len(values) > MOST_VALUES:
        return list(units)
    alike = (
        index
        for index in range(view.column_count)
        if index in units
        or (_header(view, index) and not weigh("roles", _header(view, index)) and _values(view, [index]) <= values)
    )
    return list(alike)


def _values(view: TableView, columns: Sequence[int]) -> set[str]:
    """The different texts below the headers of these columns; a dash is none."""
    cells = [(row, column) for row in view.body for column in columns]
    return {text for row, column in cells if _says_something(text := view.text(row, column))}


def _hold_keys(view: TableView, columns: Sequence[int], legends: Callable[[], Sequence[Legend]]) -> bool:
    """Whether all that stands in these columns are keys of one legend, several of them."""
    texts = _values(view, columns)
    if not MIN_CROSSED <= len(texts) <= MOST_VALUES or any(len(text) > KEY_LETTERS for text in texts):
        return False
    scales = (legend.scale for legend in legends() if legend.scale is not None)
    return any(None not in {scale.step_of(text) for text in texts} for scale in scales)


def _names_unit(view: TableView, column: int) -> bool:
    """Whether the header of the column is the name of a unit and nothing else."""
    text = _header(view, column)
    if not text or weigh("roles", text) or is_step_wording(text) or category_of(text) is not None:
        return False
    if bare(text) in vocabulary.load("units")["districts"]:
        return True
    found = departments_from_cell(text)
    return len(found) == 1 and found[0].confidence >= SURE_UNIT


def _lists_units(view: TableView) -> bool:
    """Whether the first column holds units: its header says so, or its cells."""
    column = map_columns(view).columns[0]
    return (column.role == "department" and column.by == "header") or unit_share(view, 0) >= UNITS


def _may_be_title(view: TableView, column: int) -> bool:
    """Whether the header of the column may name a recommendation: it is a wording of no role, step or time."""
    text = _header(view, column)
    roles = weigh("roles", text)
    if len(text.split()) <= LABEL_WORDS:
        told = bool(roles) or polarity(text) is not None
    else:
        told = not OWN_ROLES.isdisjoint(roles)
    told = told or is_step_wording(text) or bool(find_dates(text))
    return sum(map(str.isalpha, text)) >= TITLE_LETTERS and not told


def _header(view: TableView, column: int) -> str:
    return next(reversed(header_path(view, column)), "")


def _head(view: TableView, column: int) -> Cell:
    """The lowest cell of the header that prints something above the column."""
    cells = [view.cell(row, column) for row in range(*view.header_span) if row not in view.full_width]
    return next((cell for cell in reversed(cells) if cell.lines), view.cell(view.header_rows - 1, column))


def _slug(view: TableView, column: int) -> str:
    return find_packages(_header(view, column))[0].slug


def _names_package(view: TableView, column: int) -> bool:
    text = _header(view, column)
    mentions = find_packages(text) if text else []
    return len(mentions) == 1 and len(text) - (mentions[0].end - mentions[0].start) <= NAME_REST


def _hold_verdicts(view: TableView, columns: Sequence[int]) -> bool:
    """Whether the cells of these columns hold few texts, some of them verdicts, or several signs or colours."""
    texts = _values(view, columns)
    if texts:
        verdicts = sum(1 for text in texts if is_verdict(text))
        if len(texts) > MOST_VALUES or 2 * verdicts < len(texts):
            return False
        return len(texts) >= MIN_CROSSED
    cells = [(row, column) for row in view.body for column in columns]
    marks = chain.from_iterable(view.marks(row, column) for row, column in cells)
    signs = {(mark.sign, mark.colour) for mark in marks}
    return len(signs) >= MIN_CROSSED or len({view.shading(row, column) for row, column in cells}) > MIN_CROSSED


def _says_something(text: str) -> bool:
    return any(map(str.isalnum, text))


def _wear_lights(view: TableView) -> bool:
    """Whether nearly all cells that print something are painted in colours of a light, in several of them."""
    filled = [(row, c) for row in view.body for c in range(view.column_count) if view.text(row, c)]
    shades = [shade for row, c in filled if (shade := view.shading(row, c)) is not None]
    lights = [name for shade in shades if (name := colour_name(shade)) in COLOUR_ORDER]
    return len(set(lights)) > 1 and len(lights) >= PAINTED * len(filled)


def _listed(view: TableView) -> Table:
    """A table of the cells below names of packages: what each prints, its package, and the colour it wears."""
    head = view.header_rows - 1
    rows: list[list[tuple[CellPart, ...]]] = []
    rows.append([(unprinted_label(view, name),) for name in (PACKAGE_LABEL, TITLE_LABEL, RATING_LABEL)])
    for column in range(view.column_count):
        for row in view.body:
            parts = view.cell(row, column).parts
            if view.text(row, column):
                named = tuple(part._replace(fills=()) for part in view.cell(head, column).parts)
                title = tuple(part._replace(fills=()) for part in parts)
                rows.append([named, title, tuple(part._replace(lines=()) for part in parts)])
    return made_of(view, rows, ())


def _section(view: TableView, row: int) -> Cell | None:
    """The cell that heads the rows below: over the full width, or alone in its row and a name that heads sections.

    A recommendation that is rated nowhere stands alone as well, and may speak of a package: a section is one's name, or
    in bold print that titles are not.
    """
    if row in view.full_width:
        return view.cell(row, 0)
    alone = row in view.body and not any(_drawn(view.cell(row, c)) for c in range(view.column_count))
    heading = heading_of(view, row) if alone else None
    if heading is None or Section().under(heading.text, heading.lines) == Section():
        return None
    bold = sum(1 for other in view.body if any(line.bold for line in view.lines(other, 0)))
    set_off = heading.lines[0].bold and 2 * bold < len(view.body)
    first = next(view.cell(row, c) for c in range(view.column_count) if view.lines(row, c))
    return first if set_off or names_package(heading.text) else None


def _turned(view: TableView, crossed: Sequence[int], name: str) -> Table:
    """A table of the other columns, the headers of those ``crossed`` under ``name``, and the verdict on each."""
    others = [index for index in range(view.column_count) if index not in crossed]
    worded = any(_says_something(view.text(row, column)) for row in view.body for column in crossed)
    head = view.header_rows - 1
    rows: list[list[tuple[CellPart, ...]]] = []
    sections: list[int] = []
    heads = [_head(view, c).parts for c in others]
    if name == NAME_LABEL and not weigh("roles", _header(view, 0)):
        heads = [(unprinted_label(view, UNIT_LABEL),)]
    rows.append([*heads, (unprinted_label(view, name),), (unprinted_label(view, RATING_LABEL),)])
    for row in range(view.header_rows, view.table.row_count):
        section = _section(view, row)
        if section is not None:
            sections.append(len(rows))
            rows.append([section.parts])
        for column in crossed if section is None and row in view.body else ():
            cell = view.cell(row, column)
            said = _says_something(view.text(row, column)) if worded else bool(view.text(row, column) or _drawn(cell))
            if said:
                rows.append([*(view.cell(row, c).parts for c in others), view.cell(head, column).parts, cell.parts])
    return made_of(view, rows, sections)


def _drawn(cell: Cell) -> bool:
    return any(part.fills or part.drawings or part.images for part in cell.parts)
