"""Heads that count through a document and were taken for running headers: "Pejlemærke 1", "Initiativ 2 af 5".

On top of page after page they differ by their numbers alone; each stands on one page.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from schemas.layout import Block, Layout


def with_counted_heads(layout: Layout, names: Callable[[Block], bool]) -> Layout:
    """The layout with such heads as headings above all others of their pages.

    Args:
        layout: the document's layout.
        names: whether a block is the word and number of what the kind of document counts.
    """
    heads = [
        (block.page, block.text)
        for page in layout.pages
        for block in page.blocks
        if block.kind == "header" and any(map(str.isdigit, block.text)) and names(block)
    ]
    if len(heads) < 2 or len({text for _, text in heads}) < len(heads):
        return layout
    pages = [
        replace(
            page,
            blocks=tuple(_as_head(block) if (page.number, block.text) in heads else block for block in page.blocks),
        )
        for page in layout.pages
    ]
    return replace(layout, pages=tuple(pages))


def _as_head(block: Block) -> Block:
    return replace(block, kind="heading", level=0) if block.kind == "header" else block
