"""What the document's legends say, from running text, small tables and header cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property

from extractors.kinds import marks as mark_reader
from extractors.kinds.assessment.cells.view import TableView
from extractors.kinds.assessment.columns.columns import Column, map_columns
from extractors.kinds.assessment.legends.levels import LevelColour, level_colours
from extractors.kinds.assessment.legends.package_codes import package_codes
from extractors.kinds.assessment.legends.told_scales import told_scale
from extractors.kinds.assessment.wordings.form_records import asks_for_rating
from extractors.kinds.assessment.wordings.legend import Legend, read_legends
from extractors.kinds.assessment.wordings.scales import Scale
from schemas.layout import Layout, Line
from schemas.page import Source

BESIDE_TITLES = 0.5
"""Share of the rows of a table from which signs beside titles are their ratings; a legend takes a row or two."""

KEY_AND_TEXT = 2
"""Columns of a table that explains keys."""


class Keys:
    """What the document's legends say; read when a table first asks, because most documents have none that does."""

    def __init__(self, source: Source, layout: Layout, views: dict[int, TableView]) -> None:
        self._source, self._layout, self._views = source, layout, views

    @cached_property
    def _entries(self) -> list[mark_reader.LegendEntry]:
        return _legend_entries(self._source, self._layout, self._views)

    @cached_property
    def legends(self) -> tuple[Legend, ...]:
        return tuple(read_legends(self._entries))

    def are_all_of(self, view: TableView) -> bool:
        """Whether the table is nothing but a legend of two columns, whatever its first row may look like.

        Of a document that has no larger table it may be all there is.
        """
        larger = any(other.table.row_count > view.table.row_count for other in self._views.values())
        return larger and not view.counts_only and _is_key_throughout(view)

    def told_scale(self, values: Sequence[str]) -> Scale | None:
        """The scale that a sentence tells of the ``values`` of a rating column; None when none does."""
        return told_scale(values, self._layout, self._views.values())

    @cached_property
    def package_codes(self) -> dict[str, str]:
        return package_codes(self._layout)

    @cached_property
    def level_colours(self) -> tuple[LevelColour, ...]:
        return level_colours(self._entries, self._source, self._layout)


def _legend_entries(source: Source, layout: Layout, views: dict[int, TableView]) -> list[mark_reader.LegendEntry]:
    """The entries of all legends of the document: from running text, then from small tables."""
    entries: list[mark_reader.LegendEntry] = []
    for page, page_layout in zip(source.pages, layout.pages, strict=True):
        lines: list[Line] = [line for block in page_layout.blocks for line in block.lines]
        entries += mark_reader.legend_entries(lines, page, source.looks)
    entries = _without_labels(entries)
    for view in views.values():
        if view.counts_only:
            continue
        entries += _without_ratings(view)
        entries += _entries_of_heads(source, view)
    return entries


def _entries_of_heads(source: Source, view: TableView) -> Iterator[mark_reader.LegendEntry]:
    """Entries of legends that stand in a header cell: "Status (✓ = opfyldt, ~ = delvist)"."""
    cells = {
        id(view.cell(row, c)): view.cell(row, c) for row in range(*view.header_span) for c in range(view.column_count)
    }
    for lines in (cell.lines for cell in cells.values() if cell.lines):
        text = " ".join(line.text for line in lines)
        if "=" in text or ":" in text:
            whole = lines[0].with_words(mark_reader.as_one_line(lines))._replace(text=text)
            yield from mark_reader.legend_entries([whole], source.pages[lines[0].page - 1], source.looks)


def _without_labels(entries: Sequence[mark_reader.LegendEntry]) -> list[mark_reader.LegendEntry]:
    """Entries without those whose text asks for a rating and stands with several signs: a label with its answers."""
    signs: dict[str, set[tuple[str, str | None]]] = defaultdict(set)
    for entry in entries:
        if entry.sign is not None:
            signs[entry.text].add((entry.sign.sign, entry.sign.colour))
    labels = {text for text, own in signs.items() if len(own) > 1 and asks_for_rating(text)}
    return [entry for entry in entries if entry.text not in labels]


def _without_ratings(view: TableView) -> Iterator[mark_reader.LegendEntry]:
    """Entries of a table without ratings of its rows: "● Grøn" in a rating column, or signs behind most titles."""
    entries = view.key_entries
    if _is_key_throughout(view):
        yield from entries
        return
    mapped = map_columns(view) if entries else None
    columns = mapped.columns if mapped is not None else ()
    # A table of signs and steps without titles is the legend itself.
    rates = mapped is not None and (mapped.of("title") is not None or mapped.of("number") is not None)
    rating = [column for column in columns if column.role == "rating" and rates]
    rated = [entry for column in rating for entry in _entries_in(entries, view, column)]
    for column in columns:
        beside = _entries_in(entries, view, column) if (column.role, column.by) == ("title", "header") else []
        rated += beside if len(beside) >= BESIDE_TITLES * len(view.body) else []
    yield from (entry for entry in entries if not any(entry is other for other in rated))


def _is_key_throughout(view: TableView) -> bool:
    """Whether each row of a table of two columns explains a key of its own, the first one as well as those below it.

    The header of ratings explains nothing.
    """
    if view.table.column_count != KEY_AND_TEXT or not 1 < len(view.key_entries) == view.table.row_count:
        return False
    entries = view.key_entries
    keys = {(entry.key, entry.sign.colour if entry.sign is not None else None) for entry in entries}
    return len(keys) == len(entries) == len({entry.text for entry in entries})


def _entries_in(
    entries: Sequence[mark_reader.LegendEntry], view: TableView, column: Column
) -> list[mark_reader.LegendEntry]:
    """The entries that stand in the body cells of a column."""
    parts = [part for row in view.body for part in view.cell(row, column.index).parts]
    return [e for e in entries if any(p.page == e.page and p.box.holds(e.box.cx, e.box.cy) for p in parts)]
