"""Pages → drafts of their tables: first those whose columns are drawn, then those of print alone in what is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress
from typing import NamedTuple

from extractors.layout.baselines import baselines_of
from extractors.layout.lines import Phrase, TextRow, text_rows, turned_phrases
from extractors.layout.spaces import Sides, phrase_gap, sides_of
from extractors.layout.tables.heads.heads_over_signs import part_over_signs
from extractors.layout.tables.heads.turned_heads import take_heads
from extractors.layout.tables.lines.drafts import Draft
from extractors.layout.tables.lines.edges import Edge, Edges, find_edges
from extractors.layout.tables.lines.key_boxes import without_keys
from extractors.layout.tables.lines.marks import with_marks
from extractors.layout.tables.lines.regions import rows_outside
from extractors.layout.tables.lines.typed_rules import is_typed_rule, with_typed_rules
from extractors.layout.tables.pages.bounded import repeated_heads
from extractors.layout.tables.pages.drawn import find_drawn
from extractors.layout.tables.pages.painted_cells import complete_sides, repeat_sides
from extractors.layout.tables.pages.printed import find_printed
from extractors.layout.tables.pages.touching import join_touching
from extractors.layout.tables.print.aligned import part_at_edges
from extractors.layout.tables.print.beside import part_beside
from extractors.layout.tables.print.margins import find_margins
from extractors.layout.tables.print.zones import PageColumn, page_columns, part_at_rules, part_zones
from schemas.geometry import Box
from schemas.page import Page, Word

SPANNER_REACH = 6.0
"""Points by which a ruling below the head of a group may reach over the print of the table."""
SPANNER_LONGEST = 0.95
"""Share of the table's width that such a ruling takes at most."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the tables of one page are made of."""

    page: Page
    baselines: list[list[Word]]
    """Its level words by baseline."""
    sides: Sides
    """Those, taken apart."""
    rows: list[TextRow]
    """Level print, running headers and footers left out."""
    margins: list[TextRow]
    """Running headers and footers."""
    turned: list[Phrase]
    edges: Edges
    drafts: list[Draft]
    """Drafts of tables, top to bottom, without columns and rows of white space yet."""


def read_sheets(pages: Sequence[Page]) -> list[Sheet]:
    """One sheet for each page."""
    level = [baselines_of([word for word in page.words if word.direction in (0, 180)]) for page in pages]
    sides = list(map(sides_of, level))
    print_of = {page.number: text_rows(printed, own) for page, printed, own in zip(pages, level, sides, strict=True)}
    margins = find_margins(pages, print_of)
    columns = page_columns([print_of[page.number] for page in pages])
    parted = _with_heads_parted(
        [
            _body_of(page, print_of[page.number], margins[page.number], own)
            for page, own in zip(pages, columns, strict=True)
        ]
    )
    heads = repeated_heads([body.rows for body in parted])
    sheets = [
        _read_sheet(page, baselines, own, body, again)
        for page, baselines, own, body, again in zip(pages, level, sides, parted, heads, strict=True)
    ]
    drafts = [(sheet.page, draft) for sheet in sheets for draft in sheet.drafts]
    complete_sides(drafts)
    bare = {id(draft) for _, draft in drafts if not draft.vertical}
    repeat_sides(drafts)
    for sheet, again in zip(sheets, heads, strict=True):
        if len(sheet.drafts) > 1 and any(draft.vertical and id(draft) in bare for draft in sheet.drafts):
            sheet.drafts[:] = join_touching(sheet.drafts, again, sheet.rows, sheet.turned)
            for draft in sheet.drafts:
                draft.spanners = spanners(draft.box, sheet.edges)
    return sheets


class _Body(NamedTuple):
    """What a page prints between its running headers and footers."""

    margins: list[TextRow]
    """Running headers and footers."""
    zones: list[list[TextRow]]
    rows: list[TextRow]
    """Those of all zones, top to bottom."""
    edges: Edges


def _read_sheet(
    page: Page, baselines: list[list[Word]], sides: Sides, parted: _Body, heads: Sequence[TextRow]
) -> Sheet:
    margins, zones, body, edges = parted
    level = sum(map(len, baselines))
    sideways = [w for w in page.words if w.direction in (90, 270)] if level < len(page.words) else []
    turned = turned_phrases(sideways, phrase_gap(sides)) if sideways else []
    sheet = Sheet(page, baselines, sides, body, margins, turned, edges, [])
    if body:
        drawn: list[Draft] = []
        if edges.horizontal or edges.vertical:
            everything = sorted((*body, *margins), key=lambda row: row.cy)
            drawn = find_drawn(page.number, edges, everything, body, turned, heads)
        held = [d.box for d in drawn]
        parts = [
            part
            for zone in zones
            for ruled in part_at_rules(rows_outside(zone, held), edges.horizontal)
            for part in part_beside(ruled)
        ]
        printed = [d for part in parts for d in find_printed(page, edges, part, turned)]
        drafts = sorted((*drawn, *printed), key=lambda d: (d.box.top, d.box.x0))
        sheet.drafts.extend(join_touching(drafts, heads, body, turned))
        for draft in sheet.drafts:
            draft.spanners = spanners(draft.box, edges)
        if turned:
            for i, draft in enumerate(sheet.drafts):
                others = [d.box for k, d in enumerate(sheet.drafts) if k != i]
                take_heads(draft, rows_outside(body, others), turned)
    return sheet


def spanners(box: Box, edges: Edges) -> tuple[Edge, ...]:
    """The level rulings in the box of a table that leave out some of its width."""
    return tuple(
        e
        for e in edges.horizontal
        if e.ruled
        and box.top < e.at < box.bottom
        and box.x0 - SPANNER_REACH <= e.start
        and e.end <= box.x1 + SPANNER_REACH
        and e.length < SPANNER_LONGEST * box.width
    )


def _body_of(page: Page, rows: Sequence[TextRow], is_margin: Sequence[bool], columns: Sequence[PageColumn]) -> _Body:
    """Running headers and footers, and the other rows by zone, both parted where columns of tables begin.

    Rules that are typed are edges and no rows.
    """
    edges = find_edges(page)
    rules = [is_typed_rule(row) for row in rows]
    if any(rules):
        edges = with_typed_rules(edges, list(compress(rows, rules)))
        kept = [not rule for rule in rules]
        rows, is_margin = list(compress(rows, kept)), list(compress(is_margin, kept))
    if not columns:
        parted = part_at_edges(rows)
        body = without_keys(
            with_marks([row for row, margin in zip(parted, is_margin, strict=True) if not margin], page), edges, page
        )
        return _Body([row for row, margin in zip(parted, is_margin, strict=True) if margin], [body], body, edges)
    body = without_keys(
        with_marks([row for row, margin in zip(rows, is_margin, strict=True) if not margin], page), edges, page
    )
    zones = [part_at_edges(zone) for zone in part_zones(body, columns, edges.horizontal)]
    return _Body([row for row, margin in zip(rows, is_margin, strict=True) if margin], zones, _rows_of(zones), edges)


def _rows_of(zones: Sequence[list[TextRow]]) -> list[TextRow]:
    return zones[0] if len(zones) == 1 else sorted((row for zone in zones for row in zone), key=lambda row: row.cy)


def _with_heads_parted(bodies: Sequence[_Body]) -> list[_Body]:
    """The bodies of all pages with lines of heads over columns of signs parted."""
    parted = iter(part_over_signs([zone for body in bodies for zone in body.zones]))
    zones = [[next(parted) for _ in body.zones] for body in bodies]
    return [body._replace(zones=own, rows=_rows_of(own)) for body, own in zip(bodies, zones, strict=True)]
