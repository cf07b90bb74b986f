"""Column widths that hold their longest words, so that no producer has to print one column over another."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.generate.model import Block, Cell, Document, PageSetup, Run, Shape, Table

CHARACTER = {"Liberation Sans": 0.54, "Liberation Serif": 0.5, "Carlito": 0.5, "DejaVu Sans": 0.62}
"""Mean width of a Danish word's characters in ems, with a little to spare."""
HYPHENATED = 11
"""Longest syllable group, in characters, that must fit where words may be hyphenated."""
SMALLEST = 5.5
"""Font size in points below which a table is not made smaller to fit."""


def fit(document: Document) -> Document:
    """The document with every table's widths (and, where that is not enough, its font) fitted to its words."""
    return replace(document, blocks=tuple(_fit_block(b, document.setup) for b in document.blocks))


def _fit_block(block: Block, setup: PageSetup) -> Block:
    if not isinstance(block, Table):
        return block
    room = (setup.width - 2 * setup.margin) * block.width
    least = _least_widths(block, setup)
    scale = 1.0
    if sum(least) > room:
        scale = max(SMALLEST / setup.size, room / sum(least) * 0.98)
        least = [w * scale for w in least]
        over = max(1.0, sum(least) / room)
        least = [w / over for w in least]
    free = room - sum(least)
    wanted = [max(0.0, room * w / sum(block.widths) - m) for w, m in zip(block.widths, least, strict=True)]
    share = free / sum(wanted) if sum(wanted) else 0.0
    widths = tuple(m + w * share for m, w in zip(least, wanted, strict=True))
    return replace(block, widths=widths, font_scale=block.font_scale * scale)


def _least_widths(table: Table, setup: PageSetup) -> list[float]:
    least = [2 * table.style.padding + setup.size] * len(table.widths)
    for header, rows in ((True, table.header), (False, table.rows)):
        for row in rows:
            for at, cell in enumerate(row.cells):
                if cell is not None and cell.colspan == 1:
                    least[at] = max(least[at], _least(cell, setup, header) + 2 * table.style.padding + 2)
    return least


def _least(cell: Cell, setup: PageSetup, header: bool) -> float:
    if cell.turned:
        return setup.size * 1.6
    em = CHARACTER.get(setup.font, 0.56)
    widest = 0.0
    for paragraph in cell.paras:
        for item in paragraph.inlines:
            if isinstance(item, Run):
                factor = em * setup.size * item.scale * (1.08 if item.bold else 1.0)
                words = re.split(r"[\s-]", item.text)
                longest = max(map(len, words), default=0)
                if (setup.hyphenate or setup.break_words) and not header:
                    longest = min(longest, HYPHENATED)
                widest = max(widest, longest * factor)
            else:
                widest = max(widest, item.size if isinstance(item, Shape) else item.width)
    return widest
