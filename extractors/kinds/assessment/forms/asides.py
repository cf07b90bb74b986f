"""Words of a document's own in brackets behind its titles: "**Røgfri skoletid** *(det gør vi)*"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.danish import text as danish
from extractors.kinds.assessment.forms.form_pieces import verdicts_that_return
from schemas.layout import Block, Layout

FEWEST_WORDINGS = 2
"""A scale has so many wordings; the same words behind every title rate nothing."""
_ASIDE = re.compile(r"\w\S*\s\((?P<aside>[^()]{2,40})\)[.:]?$")


def asides_that_rate(layout: Layout) -> frozenset[str]:
    """The asides behind headings and bold titles that affirm or limit, where the same few come again and again."""
    found = verdicts_that_return(aside for page in layout.pages for block in page.blocks for aside in _asides_of(block))
    return found if len(found) >= FEWEST_WORDINGS else frozenset()


def _asides_of(block: Block) -> Iterator[str]:
    """What stands in brackets at the end of a title: of the block, where all of it is one, else of a line."""
    if block.kind == "heading" or all(line.bold for line in block.lines):
        texts = [danish.join_lines([line.text for line in block.lines])]
    else:
        texts = [line.text for line in block.lines if line.words[0].bold]
    for text in texts:
        found = _ASIDE.search(text) if text.endswith((")", ").", "):")) else None
        if found is not None:
            yield found["aside"]
