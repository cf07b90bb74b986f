"""Sentences of a document's own that open the text below its titles: "**Røgfri skoletid**", "*Det gør vi delvist.* …".

One such sentence says anything. They rate where most texts below titles open with one and the same few come again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.kinds.assessment.columns.profiles import MIN_VERDICTS
from extractors.kinds.assessment.wordings.form_records import MIN_RECORDS, is_verdict
from extractors.kinds.assessment.wordings.scales import polarities
from extractors.kinds.assessment.wordings.set_off import bold_head, opening_words
from extractors.kinds.assessment.wordings.statements import is_statement
from schemas.layout import Block, Layout
from schemas.page import Word

FEWEST_WORDINGS = 2
"""A scale has so many wordings; the same words below every title rate nothing."""
MOST = 2 / 3
"""Share of the texts below titles that open with a verdict."""


def openings_that_rate(layout: Layout) -> frozenset[str]:
    """The sentences, without their stops, that open the texts below titles and rate; none where that is no habit."""
    texts = [words for page in layout.pages for words in _texts_below_titles(page.blocks)]
    opened = [" ".join(word.text for word in words[: opening_words(words)]).rstrip(".:") for words in texts]
    opened = ["" if is_statement(text) else text for text in opened]  # These rate wherever they stand.
    counts = Counter(filter(None, opened))
    again = [text for text, count in counts.items() if count >= MIN_RECORDS]
    if len(again) < FEWEST_WORDINGS or sum(counts[text] for text in again) < MIN_VERDICTS:
        return frozenset()
    if None in polarities(again):
        return frozenset()
    said = [text for text in opened if text in again or (text and is_verdict(text))]
    return frozenset(said) if len(said) >= MOST * len(texts) else frozenset()


def _texts_below_titles(blocks: Sequence[Block]) -> Iterator[list[Word]]:
    for above, block in pairwise(blocks):
        words = [word for line in block.lines for word in line.words]
        head = bold_head(words)
        titled = above.kind == "heading" or (bool(above.lines) and all(line.bold for line in above.lines))
        bold = all(word.bold for word in words)
        if block.kind in ("paragraph", "list_item") and not bold and (titled or head):
            yield words if titled else words[head:]
