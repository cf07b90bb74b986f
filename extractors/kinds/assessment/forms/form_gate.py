"""Whether a document may hold a form without a table: a first look that costs little."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from extractors.kinds.assessment.forms.edge_signs import SIGNED_FEWEST, edge_word, may_wear_sign, wears_plus
from extractors.kinds.assessment.forms.form_pieces import (
    LABEL_ALONE,
    PAIR,
    is_key,
    is_running,
    parted_at_labels,
    verdicts_that_return,
)
from extractors.kinds.assessment.wordings.form_records import (
    MIN_RECORDS,
    asks_for_rating,
    is_verdict,
    verdict_sentence,
    words_of_step,
)
from extractors.kinds.assessment.wordings.run_in import closing_verdict, opening_verdict
from extractors.kinds.assessment.wordings.scales import is_step_wording
from extractors.kinds.assessment.wordings.set_off import are_alike, opening_step, set_off_verdict, verdict_behind_title
from extractors.kinds.assessment.wordings.statements import may_state
from schemas.layout import Block, Layout, Line
from schemas.page import Source


def may_be_form(source: Source, layout: Layout) -> bool:
    """Whether lines may answer a form's questions: boxes and form fields, labels with a verdict or a sign, verdicts."""
    blocks = [block for page in layout.pages for block in page.blocks]
    lines = [line for block in blocks for line in block.lines]
    signed = Counter(map(edge_word, filter(may_wear_sign, lines)))
    if signed.total() >= SIGNED_FEWEST and len(signed) > 1:
        return True
    if sum(1 for _ in islice(filter(wears_plus, lines), SIGNED_FEWEST)) == SIGNED_FEWEST:
        return True
    fields = sum(len(page.widgets) for page in source.pages)
    return (
        fields >= MIN_RECORDS
        or fields + sum(1 for _ in islice(_answers(blocks), MIN_RECORDS)) >= MIN_RECORDS
        or bool(verdicts_that_return([line.text for line in lines]))
    )


def _answers(blocks: Sequence[Block]) -> Iterator[Line]:
    """The lines that may answer a question.

    Digits that follow each other count the pages or chapters of a list of contents, and answer nothing.
    """
    asked = [(line, block.marker) for block in blocks if not is_running(block) for line in block.lines]
    digits = [line.text.isdigit() for line, _ in asked]
    for (line, marker), digit, above, below in zip(asked, digits, [False, *digits], [*digits[1:], False], strict=False):
        if not (digit and (above or below)) and _may_answer(line, marker):
            yield line


def _may_answer(line: Line, marker: str = "") -> bool:
    """Whether a line may answer a question; ``marker`` is that of its block, and no verdict: "1. Mad med glæde"."""
    if _BOX.search(line.text) or _in_symbols(line, marker):
        return True
    if line.text.count(":") > 1 and len(parts := list(parted_at_labels(line))) > 1:
        return any(map(_may_answer, parts))
    asked_at = max(line.text.rfind(":"), line.text.rfind("?"))
    verdict = line.text[asked_at + 1 :].strip(" .")
    # Words of no scale rate only where a label asks for a rating: "www.sst.dk" behind a colon does not.
    asked_for = asked_at >= 0 and is_verdict(verdict) and asks_for_rating(line.text[:asked_at].rpartition(". ")[2])
    if is_step_wording(verdict) or asked_for or closing_verdict(line.text) is not None:
        return True
    if opening_verdict(line.text) or verdict_sentence(line.text) is not None or may_state(line.text):
        return True
    if asked_at >= 0 or ". " in line.text:  # Else the verdict was all of the line.
        last = line.text.rstrip(".").rpartition(". ")[2]
        # A digit behind stops is the page that a leader leads to.
        if (is_step_wording(last) and not last.isdigit()) or is_step_wording(line.text.partition(": ")[0]):
            return True
    if not are_alike(line.words):
        if set_off_verdict(line.words) is not None or opening_step(line.words) > (line.words[0].text == marker):
            return True
        if line.words[0].bold and verdict_behind_title(line.words) is not None:
            return True
    if line.text[:1].isupper() and len(line.words) > 1 and words_of_step(line.text.split()):
        return True
    asked = LABEL_ALONE.match(line.text) if line.text.endswith((":", "?")) else None
    if asked is not None:
        return asks_for_rating(asked["label"])
    pair = PAIR.match(line.text) if is_key(verdict) else None
    return pair is not None and asks_for_rating(pair["label"])


_BOX = re.compile(r"[☐☒☑□■▢○●◯◉⦿⊙◎🔘]|\[ ?[xX]?\]")


_BULLET = "•"


def _in_symbols(line: Line, marker: str) -> bool:
    """Whether a word is of a font of symbols, and not the round bullet of a list."""
    listed = marker == _BULLET == line.words[0].text
    return any(map(_is_of_symbols, {word.font for word in line.words[listed:]}))


@lru_cache(maxsize=1024)
def _is_of_symbols(font: str) -> bool:
    return "ding" in font.lower() or "symbol" in font.lower()
