"""A table as the assessment reader looks at it: texts with wrapping undone, marks, shading, body rows.

The table engine says what is a grid; which of its rows are header is refined here, because a header row
of an assessment can be told from its wordings where its looks say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from extractors import vocabulary
from extractors.danish import text as danish
from extractors.danish.numbers import Number, leading_number, parse_number
from extractors.kinds import marks as mark_reader
from extractors.kinds.assessment.cells.told_below import ToldRole, labelled_rows, rows_told_below
from extractors.kinds.assessment.wordings.misread import is_by_ocr, step_meant
from extractors.kinds.assessment.wordings.scales import is_step_wording, is_total, respaced
from extractors.kinds.wording import fold, level_of, weigh
from schemas.geometry import union
from schemas.layout import Cell, CellPart, Line, Table
from schemas.marks import ColourName, Mark
from schemas.page import ImageLook

if TYPE_CHECKING:
    from extractors.kinds.assessment.columns.columns import ColumnMap
    from extractors.kinds.assessment.columns.profiles import Profile

HEADER_SEARCH_ROWS = 12
"""A header stands in the first rows; titles and legends inside the table may come before it."""
HEADER_TEXT_MAX = 90
"""Longer cells are content, whatever words they hold (a header may hold a question)."""
HEADER_WEIGHT = 0.7
SURE_HEADER, HALF_SURE = 1.0, 0.5
"""A wording of this weight heads a column and is nothing else; beside it one of the other weight does too."""
AGAIN_BELOW = 2
"""A text that comes again so often below itself is a value of its column."""
STEPS_BELOW = 3
"""So many steps below one show a column of ratings."""
STEP_MAX = 60
"""A longer text is no step that OCR misread."""
COUNT_SHARE = 0.8
"""A table is counts when this share of its filled cells beside the first column are whole numbers."""
COUNT_MAX = 25
"""A longer text is no label of a count."""


_BULLET = re.compile(r"^[•▪■●◦‣·◾]\s+(?=\w)")


class TableView:
    """One table, read lazily; every look at a cell is kept."""

    def __init__(self, table: Table, looks: Mapping[str, ImageLook], *, breaks_words: bool = False) -> None:
        """Look at ``table``; ``breaks_words`` says that its document breaks lines inside words."""
        self.table = table
        self.breaks_words = breaks_words
        self.looks = looks
        self.column_count = table.column_count
        self.grid = table.grid()
        self.profiles: dict[int, Profile] = {}
        """What columns look like, as far as ``profiles`` has looked."""
        self.columns: ColumnMap | None = None
        """What columns mean, once ``columns`` has looked."""
        self.misread: dict[str, str] = {}
        """What OCR read, by the wording of a step that it was taken for."""
        self._texts: dict[int, str] = {}
        self._marks: dict[int, tuple[Mark, ...]] = {}
        self._marks_of_parts: dict[int, tuple[Mark, ...]] = {}
        self._plain_marks_of_parts: dict[int, tuple[Mark, ...]] = {}
        self._shadings: dict[int, int | None] = {}
        self._heads_rows: dict[int, bool] = {}

    def cell(self, row: int, column: int) -> Cell:
        return self.grid[row][column]

    def lines(self, row: int, column: int) -> tuple[Line, ...]:
        return self.grid[row][column].lines

    def pages(self, row: int) -> tuple[int, int]:
        """First and last page of the row: of its cells that belong to it alone, else of all."""
        cells = {id(cell): cell for cell in self.grid[row]}.values()
        own = [cell for cell in cells if cell.row_span == 1 and cell.parts] or list(cells)
        written = [part.page for cell in own for part in cell.parts if part.lines or part.drawings or part.images]
        pages = written or [part.page for cell in own for part in cell.parts] or [self.table.page]
        return min(pages), max(pages)

    def text(self, row: int, column: int) -> str:
        """Text of the cell, characters cleaned and wrapping undone."""
        cell = self.grid[row][column]
        key = id(cell)
        if key not in self._texts:
            self._texts[key] = self.join(self.own_lines(row, column))
        return self._texts[key]

    def own_lines(self, row: int, column: int) -> tuple[Line, ...]:
        """Lines of the cell; of a header cell that is printed again overleaf those of its first print."""
        cell = self.grid[row][column]
        if cell.is_header and len(cell.parts) > 1:
            return next((part.lines for part in cell.parts if part.lines), ())
        return cell.lines

    def join(self, lines: Sequence[Line]) -> str:
        """Text of some lines of a cell, characters cleaned and wrapping undone."""
        text = danish.join_lines([line.text for line in lines], breaks_words=self.breaks_words)
        meant = step_meant(text) if len(text) <= STEP_MAX and is_by_ocr(lines) else None
        if meant is not None:
            self.misread[meant] = text
            return meant
        return respaced(text) or text

    def prose(self, row: int, column: int) -> str:
        """Text of the cell as running text: as :meth:`text`, without the bullets of a list."""
        lines = [line.text for line in self.grid[row][column].lines]
        if not any(_BULLET.match(danish.normalise(line)) for line in lines):
            return self.text(row, column)
        bare = [_BULLET.sub("", danish.normalise(line)) for line in lines]
        return danish.join_lines(bare, breaks_words=self.breaks_words)

    def printed(self, row: int, column: int) -> str:
        """Text of the cell with its line ends, which part the entries of a list; broken words are mended."""
        lines = [line.text for line in self.grid[row][column].lines]
        return "\n".join(danish.mend_broken_words(lines) if self.breaks_words else lines)

    def marks(self, row: int, column: int) -> tuple[Mark, ...]:
        """Signs in the cell (shading apart), over all its parts."""
        cell = self.grid[row][column]
        key = id(cell)
        if key not in self._marks:
            self._marks[key] = tuple(mark for part in cell.parts for mark in self.marks_of(part))
        return self._marks[key]

    def marks_of(self, part: CellPart) -> tuple[Mark, ...]:
        """Signs in a part of one of the cells."""
        key = id(part)
        if key not in self._marks_of_parts:
            marks = self._plain_marks(part)
            lamps = self._lamps if mark_reader.may_be_lamps(marks) else {}
            self._marks_of_parts[key] = mark_reader.with_lit_lamp(marks, lamps) if lamps else marks
        return self._marks_of_parts[key]

    def _plain_marks(self, part: CellPart) -> tuple[Mark, ...]:
        """Signs in a part, each as it is by itself."""
        key = id(part)
        if key not in self._plain_marks_of_parts:
            self._plain_marks_of_parts[key] = mark_reader.marks_in(part, self.looks)
        return self._plain_marks_of_parts[key]

    @cached_property
    def _lamps(self) -> dict[mark_reader.Place, ColourName]:
        """The colours of lamps that stand in a row in cells of the table, by their places."""
        drawn = (part for cell in self.table.cells for part in cell.parts if part.drawings or part.lines)
        marks = map(self._plain_marks, drawn)
        return mark_reader.lamps_of(own for own in marks if mark_reader.may_be_lamps(own))

    @cached_property
    def key_entries(self) -> tuple[mark_reader.LegendEntry, ...]:
        """What the table, or a cell of it, explains as a legend does."""
        return tuple(mark_reader.legend_entries_of_table(self.table, self.looks, self.marks_of))

    def mark_of_words(self, row: int, column: int) -> Mark:
        """The words of a cell that holds some as its sign: on the page where they begin."""
        lines = self.lines(row, column)
        page = lines[0].page
        box = union(line.box for line in lines if line.page == page)
        return Mark("text", "text", "text", None, None, None, self.text(row, column), page, box, 1.0)

    def shading(self, row: int, column: int) -> int | None:
        """Colour of the area that shades the cell, 0xRRGGBB; None when it is white or has none."""
        cell = self.grid[row][column]
        key = id(cell)
        if key not in self._shadings:
            found = (mark_reader.shading_of(part) for part in cell.parts)
            self._shadings[key] = next((color for color in found if color is not None), None)
        return self._shadings[key]

    @staticmethod
    def number(text: str) -> Number | None:
        """The recommendation number that the whole of ``text`` is, else None."""
        return parse_number(text)

    @cached_property
    def full_width(self) -> frozenset[int]:
        """Rows with one text over the whole width: sections, titles, notes."""
        rows = set(self.table.section_rows)
        if self.column_count >= 3:
            for row in range(self.table.row_count):
                if self.grid[row][0].column_span >= self.column_count:
                    rows.add(row)
        return frozenset(rows)

    def heads_rows(self, row: int) -> bool:
        """Whether all that the row prints is one text over several columns, be it in each half of a wide table."""
        if row not in self._heads_rows:
            spans = any(cell.column_span > 1 for cell in self.grid[row])
            filled = [c for c, cell in enumerate(self.grid[row]) if cell.lines] if spans else []
            spans = any(self.grid[row][c].column_span > 1 for c in filled)
            self._heads_rows[row] = spans and len({self.text(row, c) for c in filled}) == 1
        return self._heads_rows[row]

    @property
    def header_rows(self) -> int:
        """First row below the header; titles and legends inside the table stand above it."""
        return self.header_span[1]

    @cached_property
    def header_span(self) -> tuple[int, int]:
        """First row of the header and first row below it.

        Where wordings show a header, it begins there: what the grid has above it (a title, a legend) is no header.
        """
        told = self.table.header_rows
        named = [row for row in range(told) if row not in self.full_width and self._names_roles(row)]
        if named:
            return 0, self._without_body(told)
        likely = [
            row
            for row in range(min(HEADER_SEARCH_ROWS, self.table.row_count))
            if row not in self.full_width and self._reads_like_header(row)
        ]
        if not likely:
            return 0, self._without_body(told)
        top, bottom = likely[0], likely[0] + 1
        while bottom in likely or bottom < told:
            bottom += 1
        while top > 0 and self._heads_groups(top - 1):
            top -= 1
        return top, max(top, self._without_body(bottom))

    def _heads_groups(self, row: int) -> bool:
        """Whether the row above a header belongs to it: it spans columns, but not all, or is told to be header."""
        if row in self.full_width:
            return False
        filled = [cell for cell in {id(c): c for c in self.grid[row]}.values() if cell.lines]
        return len(filled) >= 2 and (row < self.table.header_rows or any(cell.column_span > 1 for cell in filled))

    def _without_body(self, rows: int) -> int:
        while rows > 0 and self._reads_like_body(rows - 1):
            rows -= 1
        return rows

    @cached_property
    def totals(self) -> tuple[int, ...]:
        """Rows that count the others: the word for it, wherever the titles stand, and whole numbers alone."""
        found = []
        for row in range(self.header_rows, self.table.row_count):
            texts = self._row_texts(row)
            labels = [text for text in texts if not text.isdigit()]
            if len(labels) == 1 and is_total(labels[0]) and len(texts) > 2:
                found.append(row)
        return tuple(found)

    @cached_property
    def told_below(self) -> frozenset[int]:
        """Rows that tell more of the recommendation in the row above."""
        return rows_told_below(self)

    @cached_property
    def labelled_rows(self) -> dict[int, ToldRole]:
        """Those of ``told_below`` that begin with a label in a cell of its own, and what it says."""
        return labelled_rows(self)

    @cached_property
    def body(self) -> tuple[int, ...]:
        """Rows that are neither header nor full-width, nor count the others or tell more of them.

        A last row that holds nothing is the space between the table and a line below it, such as that above a footer.
        """
        below = range(self.header_rows, self.table.header_rows)  # What the grid took for header, and is none.
        skipped = (self.table.header_row_set - {*below}) | self.full_width | set(self.totals) | self.told_below
        end = self.table.row_count
        while end > self.header_rows and self._holds_nothing(end - 1):
            end -= 1
        return tuple(
            row for row in range(self.header_rows, end) if row not in skipped and not self._repeats_header(row)
        )

    def _holds_nothing(self, row: int) -> bool:
        """Whether there is neither print nor colour in the row."""
        cells = self.grid[row]
        drawn = (self.marks(row, at) or self.shading(row, at) is not None for at in range(len(cells)))
        return not any(cell.text for cell in cells) and not any(drawn)

    @cached_property
    def counts_only(self) -> bool:
        """Whether the table counts or measures: numbers beside labels, no marks. Surveys and summaries do."""
        texts = [self.text(row, column) for row in self.body for column in range(1, self.column_count)]
        filled = [text for text in texts if text]
        numbers = sum(1 for text in filled if text.strip(" %.").replace(",", "").isdigit())
        longest = max((len(text) for text in filled), default=0)
        most = numbers >= COUNT_SHARE * len(filled)
        return len(filled) >= 2 and self.column_count >= 3 and most and longest <= COUNT_MAX

    def _row_texts(self, row: int) -> list[str]:
        seen: dict[int, str] = {}
        for column in range(self.column_count):
            seen.setdefault(id(self.grid[row][column]), self.text(row, column))
        return [text for text in seen.values() if text]

    def _reads_like_header(self, row: int) -> bool:
        """Two cells or more that are header wordings, and none that is a recommendation's number or a level.

        Nor does a header have signs of which rows above it hold the same.
        """
        texts = self._row_texts(row)
        if len(texts) < 2 or any(len(text) > HEADER_TEXT_MAX for text in texts):
            return False
        if parse_number(texts[0]) is not None or any(level_of(text) is not None for text in texts):
            return False
        if self._is_counted_on(row) or self._is_lone_digit_among(row):
            return False
        weights = {text: max(weigh("roles", text).values(), default=0.0) for text in texts}
        sure = [text for text, weight in weights.items() if weight >= SURE_HEADER]
        # Beside "Anbefaling" a wording of several roles, as "Status", is a header too.
        enough = HEADER_WEIGHT if not sure else HALF_SURE
        hits = [text for text in texts if is_step_wording(text) or weights[text] >= enough]
        wordings = {fold(text) for text in hits}
        if len(wordings) < 2 or 2 * len(hits) < len(texts):
            return False
        if len(texts) == len(hits) <= len(sure) + 1:
            return True  # "Anbefaling | Opfyldt? | Bemærkninger" heads a column of steps.
        return not any(
            self._is_marked_above(row, column) or self._is_rating_of(row, column) or self._answers_above(row, column)
            for column in range(self.column_count)
        )

    def _is_rating_of(self, row: int, column: int) -> bool:
        """Whether the column goes on below the cell with what it holds: with more steps below a step, or itself again.

        A header is printed again with the whole of its row. Nor has it steps above it in rows as full.
        """
        text = self.text(row, column)
        if not text or self.grid[row][column].column_span > 1:
            return False
        own = self._row_texts(row)
        below = [
            self.text(other, column)
            for other in range(row + 1, self.table.row_count)
            if not set(own) <= set(self._row_texts(other))
        ]
        if below.count(text) >= AGAIN_BELOW:
            return True
        if not is_step_wording(text):
            return False
        full = (self.text(other, column) for other in range(row) if len(self._row_texts(other)) >= len(own))
        above, steps = sum(map(is_step_wording, full)), sum(map(is_step_wording, below))
        return steps >= STEPS_BELOW or above >= STEPS_BELOW or (steps > 0 and above > 0)

    def _answers_above(self, row: int, column: int) -> bool:
        """Whether the cell is a step below a header that asks for one, in a row that holds nothing but headers.

        A header over several columns stands in a row that holds fewer texts than the steps below it.
        """
        if row == 0 or not is_step_wording(self.text(row, column)) or self.grid[row - 1][column].column_span > 1:
            return False
        heads = [weigh("roles", text) for text in self._row_texts(row - 1)]
        full = len(heads) >= len(self._row_texts(row)) and all(
            max(head.values(), default=0.0) >= HEADER_WEIGHT for head in heads
        )
        return full and weigh("roles", self.text(row - 1, column)).get("rating", 0.0) >= HEADER_WEIGHT

    def _is_counted_on(self, row: int) -> bool:
        """Whether the first cell opens with a number, and the one below or above it with the next or the last."""
        first, below, above = (
            found[0].number if 0 <= at < self.table.row_count and (found := leading_number(self.text(at, 0))) else None
            for at in (row, row + 1, row - 1)
        )
        return first is not None and (below == first + 1 or above == first - 1)

    def _is_lone_digit_among(self, row: int) -> bool:
        """Whether one cell of the row is a digit, and the column has others: digits that head columns are several."""
        digits = [c for c in range(self.column_count) if _is_digit(self.text(row, c))]
        if len(digits) != 1:
            return False
        rows = (other for other in range(self.table.row_count) if other != row)
        return any(_is_digit(self.text(other, digits[0])) for other in rows)

    def _is_marked_above(self, row: int, column: int) -> bool:
        """Whether the cell holds a sign for a choice that a row above it holds in the same column."""
        signs = {mark.sign for mark in self.marks(row, column) if mark.meaning == "positive"}
        return bool(signs) and any(mark.sign in signs for above in range(row) for mark in self.marks(above, column))

    def _names_roles(self, row: int) -> bool:
        """Whether a row that the grid takes for header holds the wording of any role or step, and is no body row."""
        texts = [text for text in self._row_texts(row) if len(text) <= HEADER_TEXT_MAX]
        return len(texts) >= 2 and any(is_step_wording(text) or weigh("roles", text) for text in texts)

    def _reads_like_body(self, row: int) -> bool:
        """A lone number or a level beside a mark or a long text: no header has that."""
        texts = self._row_texts(row)
        marked = any(mark.meaning != "text" for c in range(self.column_count) for mark in self.marks(row, c))
        numbers = sum(parse_number(text) is not None for text in texts)
        keyed = any(level_of(text) is not None for text in texts) or numbers == 1
        return keyed and (marked or any(len(text) > HEADER_TEXT_MAX for text in texts))

    @cached_property
    def _header_wordings(self) -> frozenset[str]:
        return frozenset(fold(text) for row in range(*self.header_span) for text in self._row_texts(row))

    def _repeats_header(self, row: int) -> bool:
        """Whether the row prints the header again: all its texts stand in the header, two at least."""
        texts = self._row_texts(row)
        return len(texts) >= 2 and all(fold(text) in self._header_wordings for text in texts)

    def header_colours(self) -> list[tuple[int, str]]:
        """Columns whose header is a colour or a face instead of words: (column, Danish colour word or face)."""
        words = {name: ws[0].capitalize() for name, ws in vocabulary.load("scales")["colour_words"].items()}
        found = []
        for column in range(self.column_count):
            for row in reversed(range(*self.header_span)):
                if row in self.full_width or self.cell(row, column).column_span > 1:
                    continue
                if self.text(row, column) and not self.marks(row, column):
                    break
                sign = next((m for m in self.marks(row, column) if m.colour or m.meaning != "positive"), None)
                shading = self.shading(row, column)
                name = (
                    sign.colour
                    if sign and sign.colour
                    else (mark_reader.colour_name(shading) if shading is not None else None)
                )
                if name in ("green", "yellow", "orange", "red"):
                    found.append((column, words[name]))
                    break
                if sign is not None and sign.meaning in ("happy", "neutral", "sad"):
                    found.append((column, sign.meaning))
                    break
        labels = [label for _, label in found]
        return found if len(set(labels)) == len(labels) else []


def _is_digit(text: str) -> bool:
    return len(text) == 1 and text.isdigit()
