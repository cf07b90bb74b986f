"""The table of an assessment: header, section rows or headings, body rows, sums, a cut into two halves."""

from __future__ import annotations

import random
from dataclasses import replace

from corpus.generate import front
from corpus.generate.assessment import Composer, Style
from corpus.generate.columns import Column, draw_columns, draw_former, header_rows
from corpus.generate.content import Group
from corpus.generate.data import load
from corpus.generate.model import Block, Cell, PageBreak, Para, Row, Run, Space, Table, TableStyle, para


def table_blocks(rng: random.Random, composer: Composer, groups: list[Group]) -> list[Block]:
    """One table, or one per section where sections are headings."""
    choices = composer.choices
    former = draw_former(rng, choices, composer.gold.document.get("document_date"))
    if choices["former_rating"] == "years" and former is not None and not composer.gold.document.get("document_date"):
        composer.gold.document["document_date"] = former[1]
    columns = draw_columns(rng, choices, composer.scale, former)
    header = header_rows(rng, choices, columns, composer.gold)
    choices["header_levels"] = str(len(header))
    style = composer.style
    if style.header_fill is not None:
        header = [front.dark_header(r, style.header_fill, style.header_dark) for r in header]
    look = TableStyle(
        ruling=choices["ruling"],
        zebra=choices["zebra"] == "yes",
        line_color=rng.choice((0, 0, 0x808080, 0xBFBFBF, 0x1F4E79)),
        line_width=rng.choice((0.25, 0.5, 0.5, 1.0)),
        padding={"tight": 1.5, "usual": 3.5, "wide": 6.0}[choices["padding"]],
        repeat_header=choices["header_repeat"] == "all",
        split_rows=choices["rows_split"] == "yes",
    )
    widths = tuple(c.weight for c in columns)
    if choices["section_form"] == "column":
        return [_with_section_column(rng, composer, groups, columns, header, look)]
    blocks: list[Block] = []
    rows: list[Row] = []
    for group in groups:
        if choices["section_form"] == "heading":
            if rows:
                blocks += [Table(widths, tuple(header), tuple(rows), look), Space(10)]
                rows = []
            blocks.append(para(group.label, "h2", tag=composer.gold.witness(group.label)))
        elif group.label:
            rows.append(_section_row(group.label, composer.gold.witness(group.label), len(columns), style))
        rows += _body_rows(rng, composer, group, columns)
    if choices["summary_place"] == "last_row":
        rows.append(_total_row(rng, composer, columns, groups))
    if choices["wide"] == "sideways" and choices["producer"] != "calc":
        parts = sideways(columns, header, rows, look)
        choices["wide"] = "sideways" if len(parts) > 1 else "no"
        return blocks + parts
    blocks.append(Table(widths, tuple(header), tuple(rows), look))
    return blocks


def _section_row(label: str, tag: int, width: int, style: Style) -> Row:
    cell = Cell((Para((Run(label, bold=style.section_bold, tag=tag),)),), colspan=width, fill=style.section_fill)
    return Row((cell, *[None] * (width - 1)), section=True)


def _body_rows(rng: random.Random, composer: Composer, group: Group, columns: list[Column]) -> list[Row]:
    """The rows of a group; a recommendation printed twice shares its number and title cells when they are merged."""
    rows: list[Row] = []
    merged = composer.choices["merged"] == "number"
    open_row: list[Cell | None] | None = None
    for item in group.items:
        index = composer.record(item, group)
        if merged and item.occurrence == 2 and open_row is not None:
            cells: list[Cell | None] = []
            for at, column in enumerate(columns):
                first = open_row[at]
                if column.role in ("number", "title", "level", "category", "package") and first is not None:
                    open_row[at] = replace(first, rowspan=2)
                    cells.append(None)
                else:
                    cells.append(replace(composer.cell(item, index, column), valign=composer.style.valign))
            rows[-1] = Row(tuple(open_row))
            rows.append(Row(tuple(cells)))
            open_row = None
            continue
        open_row = [replace(composer.cell(item, index, c), valign=composer.style.valign) for c in columns]
        if composer.choices["level_form"] == "color_row":
            color = composer.style.level_colors[item.level == "udviklingsniveau"]
            open_row = [
                cell if cell is None or cell.fill is not None else replace(cell, fill=color) for cell in open_row
            ]
        rows.append(Row(tuple(open_row)))
        if composer.choices["empty_rows"] == "yes" and rng.random() < 0.1:
            rows.append(Row(tuple(Cell() for _ in columns)))
            open_row = None
    return rows


def _with_section_column(
    rng: random.Random,
    composer: Composer,
    groups: list[Group],
    columns: list[Column],
    header: list[Row],
    look: TableStyle,
) -> Table:
    """The table with the section's name in a cell on the left that spans the section's rows."""
    choices, style = composer.choices, composer.style
    role = {"department": "departments"}.get(choices["sections"], choices["sections"])
    taken = {c.label.lower() for c in columns}
    label = next(
        str(w)
        for w in rng.sample(load("wordings")["headers"][role], len(load("wordings")["headers"][role]))
        if str(w).lower() not in taken
    )
    turned = choices["producer"] in ("weasyprint", "chromium", "typst", "writer") and rng.random() < 0.5
    head: Cell | None = Cell((Para((Run(label, bold=True),)),), rowspan=len(header))
    rows = []
    for group in groups:
        body = _body_rows(rng, composer, group, columns)
        side: Cell | None = Cell(
            (Para((Run(group.label, bold=style.section_bold, tag=composer.gold.witness(group.label)),)),),
            rowspan=len(body),
            fill=style.section_fill,
            turned=turned,
        )
        for row in body:
            rows.append(Row((side, *row.cells)))
            side = None
    top = []
    for row in header:
        top.append(Row((head, *row.cells)))
        head = None
    if style.header_fill is not None:
        top = [front.dark_header(r, style.header_fill, style.header_dark) for r in top]
    return Table((0.7 if turned else 1.8, *(c.weight for c in columns)), tuple(top), tuple(rows), look)


def _total_row(rng: random.Random, composer: Composer, columns: list[Column], groups: list[Group]) -> Row:
    """The sums of the step columns in a last row of the table itself."""
    unique = {(i.package, i.number): i for g in groups for i in reversed(g.items)}
    cells = []
    for column in columns:
        if column.step is None:
            text = rng.choice(load("wordings")["summary_total"]) if column.role == "title" else ""
            cells.append(Cell((Para((Run(text, bold=True),)),)) if text else Cell())
            continue
        count = sum(i.steps == (column.step,) and not i.between for i in unique.values())
        if composer.choices["summary"] == "differs" and column.step == 1:
            count += 1
        index = composer.gold.add("assessment_summaries", {"level": None, "rating_text": column.label, "count": count})
        cells.append(
            Cell((para(str(count), tag=composer.gold.tag("assessment_summaries", index, "count")),), align="center")
        )
    return Row(tuple(cells))


def sideways(columns: list[Column], header: list[Row], rows: list[Row], look: TableStyle) -> list[Block]:
    """The table cut between two columns: the right part follows on pages of its own, with number or title again."""
    key = next(
        (i for i, c in enumerate(columns) if c.role == "number"),
        next(i for i, c in enumerate(columns) if c.role == "title"),
    )
    steps = [i for i, c in enumerate(columns) if c.role == "step"]
    cut = len(columns) // 2 + 1
    while cut in steps and cut > steps[0]:
        cut += 1
    cut = max(min(cut, len(columns) - 1), key + 1)
    if cut >= len(columns) or (steps and steps[0] < cut <= steps[-1]):
        return [Table(tuple(c.weight for c in columns), tuple(header), tuple(rows), look)]
    plain = [Row(tuple(_single(header, i) for i in range(len(columns))))]
    parts: list[Block] = []
    for side, picked in (("left", list(range(cut))), ("right", [key, *range(cut, len(columns))])):
        body = []
        for row in rows:
            cells = [row.cells[i] for i in picked]
            if row.section:
                first = row.cells[0]
                cells = [first and replace(first, colspan=len(picked)), *[None] * (len(picked) - 1)]
            elif side == "right" and cells[0] is not None:
                cells[0] = _untagged(cells[0])
            body.append(Row(tuple(cells), row.section))
        parts.append(
            Table(
                tuple(columns[i].weight for i in picked),
                tuple(Row(tuple(r.cells[i] for i in picked)) for r in plain),
                tuple(body),
                look,
            )
        )
    return [parts[0], PageBreak(), parts[1]]


def _single(header: list[Row], at: int) -> Cell:
    """A column's own label without spans: what remains when the table is cut."""
    cell = next(row.cells[at] for row in reversed(header) if row.cells[at] is not None)
    assert cell is not None
    return replace(cell, rowspan=1, colspan=1, turned=False)


def _untagged(cell: Cell) -> Cell:
    paras = tuple(replace(p, inlines=tuple(replace(i, tag=None) for i in p.inlines)) for p in cell.paras)
    return replace(cell, paras=paras, fill_tag=None)
