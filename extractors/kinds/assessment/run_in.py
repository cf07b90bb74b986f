"""Titles and verdicts that stand inside a paragraph, parted from its text.

Prose may set a recommendation's title in bold at the head of its paragraph, and the verdict as the paragraph's first or
last sentence: "**3. Røgfri skoletid (G).** Der er vedtaget en plan. *Vurdering: delvist opfyldt.*" Each becomes a block
of its own, so that what reads forms reads such prose. Words are never changed, but for the full stop of a title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.danish.numbers import leading_number
from extractors.kinds.assessment.form_records import asks_for_rating, is_verdict
from extractors.kinds.assessment.scales import is_step_wording
from schemas.geometry import union
from schemas.layout import Block, Line
from schemas.page import Word

TITLE_LETTERS = 8
"""Fewer bold letters at the head of a paragraph are a stressed word or a label."""
_LAST = re.compile(r"(?:^|(?<=[.!?)])\s)(?P<label>[A-ZÆØÅ][^.:!?]{2,40}):\s(?P<value>[^.:]{2,60})\.?$")
_FIRST = re.compile(r"^(?P<label>[A-ZÆØÅ][^.:!?]{2,40}):\s(?P<value>[^.:]{2,60})\.\s(?=\S)")


def parted(block: Block) -> Iterator[Block]:
    """The block in the parts that its bold title and its verdict make of it; the block itself when it has neither."""
    if block.kind not in ("paragraph", "list_item") or not block.lines:
        yield block
        return
    places = [(line, word) for line in block.lines for word in line.words]
    head = _title_words([word for _, word in places])
    body = " ".join(word.text for _, word in places[head:])
    cuts = {0, head, len(places)}
    last, first = _LAST.search(body), _FIRST.match(body)
    if last is not None and asks_for_rating(last["label"]) and is_verdict(last["value"]):
        cuts.add(head + len(body[: last.start("label")].split()))
    if first is not None and asks_for_rating(first["label"]) and is_step_wording(first["value"]):
        cuts.add(head + len(body[: first.end()].split()))
    if len(cuts) == 2:
        yield block
        return
    ends = sorted(cuts)
    for start, stop in pairwise(ends):
        lines = _lines(places[start:stop], title=stop == head)
        box = union(line.box for line in lines)
        yield replace(block, kind="heading" if stop == head else "paragraph", lines=lines, box=box)


def _title_words(words: Sequence[Word]) -> int:
    """How many bold words at the head are a title: a sentence or a numbered text, and no label; 0 when none are."""
    bold = next((i for i, word in enumerate(words) if not word.bold), len(words))
    text = " ".join(word.text for word in words[:bold])
    ended = text.endswith(".") or leading_number(text) is not None
    if bold == len(words) or text.endswith((":", "?")) or not ended or sum(map(str.isalpha, text)) < TITLE_LETTERS:
        return 0
    return bold


def _lines(places: Sequence[tuple[Line, Word]], *, title: bool) -> tuple[Line, ...]:
    """The words in their lines; without the full stop that parts a title from the text behind it."""
    made = []
    for line in dict.fromkeys(line for line, _ in places):
        words = [word for of, word in places if of is line]
        if title and words[-1] is places[-1][1]:
            words[-1] = words[-1]._replace(text=words[-1].text.removesuffix("."))
        bold = sum(len(word.text) for word in words if word.bold) * 2 > sum(len(word.text) for word in words)
        text = " ".join(word.text for word in words)
        made.append(line._replace(words=tuple(words), box=union(w.box for w in words), text=text, bold=bold))
    return tuple(made)
