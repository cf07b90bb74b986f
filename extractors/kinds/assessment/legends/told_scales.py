"""Scales that a sentence tells: "Svarmuligheder: I meget høj grad, i høj grad, i mindre grad, slet ikke".

Rows show the steps that somebody gave. Which steps there are to give is said where they are listed one after the other,
parted by commas, slashes or "eller": a list that holds every wording of the rows is the whole scale.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, product

from extractors.danish import text as danish
from extractors.kinds.assessment.cells.view import TableView
from extractors.kinds.assessment.legends.whole_scales import scales_of, with_known_scale
from extractors.kinds.assessment.rows.raw_rows import RawRow
from extractors.kinds.assessment.wordings.scales import (
    APART,
    Scale,
    is_no_answer,
    is_step_wording,
    own_scale,
    polarities,
    polarity,
    scale_of_labels,
)
from extractors.kinds.wording import bare, fold
from schemas.layout import Layout

MIN_LISTED = 3
"""Two wordings in a sentence may be the ends of a scale, or the two that it speaks of."""
MOST_TOLD = 7
"""More different values are no steps."""
WORDING_WORDS = 6
"""Words of a step at most."""
_SENTENCES = re.compile(r"(?<=[^\W\d]{2}[.?!])\s+")
_PIECES = re.compile(r"\s*[,;/|]\s*(?:(?:eller|og|samt)\s+)?|\s+(?:eller|og|samt)\s+")
_DASHES = re.compile(r"\s+[–—→>-]\s+")
_ASIDE = re.compile(r"\s+[–—-]\s+|\s+\(|\.\s")
"""What parts the last wording of a list from what is said of it."""
_EDGES = " .:?!\"“”»«'()"


def settle_told_scales(rows: Sequence[RawRow], layout: Layout, views: Iterable[TableView]) -> None:
    """Number the steps of ``rows`` on the scale that the document tells, where one list holds all their wordings.

    Args:
        rows: what was read of its tables.
        layout: its print outside tables.
        views: its tables; what stands alone in a row of theirs is looked at as well.
    """
    texts: list[str] | None = None
    for scale in scales_of(rows):
        own = [row for row in rows if row.scale == scale and row.rating.step is not None and row.rating.kind == "text"]
        used = {bare(scale.labels[row.rating.step - 1]) for row in own if row.rating.step is not None}
        if len(used) < 2 or any(key.isdigit() for key in used):
            continue
        texts = list(_texts(layout, views)) if texts is None else texts
        told = {tuple(found) for text in texts for found in _lists(text, used)}
        if len({frozenset(map(bare, labels)) for labels in told}) != 1:
            continue
        _settle(rows, scale, used, min(told))


def told_scale(values: Sequence[str], layout: Layout, views: Iterable[TableView]) -> Scale | None:
    """The scale that the document tells of ``values``, whose words alone say too little of their order.

    None where no list holds all of them, or nothing says which end of it is best.

    Args:
        values: what the cells of a rating column hold, with repetitions.
        layout: the document's print outside tables.
        views: its tables.
    """
    used = {key for value in values if (key := bare(value)) and not is_no_answer(value)}
    if len(used) < 2 or len(used) > MOST_TOLD or any(key.isdigit() for key in used):
        return None
    told = {tuple(found) for text in _texts(layout, views) for found in _lists(text, used)}
    if len({tuple(map(bare, labels)) for labels in told}) != 1:
        return None
    labels = min(told)
    known = [value for value in polarities(labels) if value is not None]
    falls = all(a >= b for a, b in pairwise(known))
    if len(known) < 2 or max(known) - min(known) < APART or not (falls or known == sorted(known)):
        return None
    return own_scale(labels if falls else labels[::-1], known=True)


def _settle(rows: Sequence[RawRow], scale: Scale, used: set[str], labels: Sequence[str]) -> None:
    printed = {bare(label): label for label in scale.labels if bare(label) in used}
    whole = scale_of_labels([printed.get(bare(label), label) for label in labels], complete=True)
    if whole is None or not whole.known:
        return
    same = set(map(bare, whole.labels)) == set(map(bare, scale.labels))
    if same and scale.known and whole.labels != scale.labels:
        return  # Which of its wordings are better the scale says by itself.
    for row in rows:
        if row.scale == scale:
            step = row.rating.step
            row.scale = whole
            row.rating = replace(
                with_known_scale(row.rating),
                step=whole.step_of(scale.labels[step - 1]) if step is not None else None,
            )


def _texts(layout: Layout, views: Iterable[TableView]) -> Iterator[str]:
    for page in layout.pages:
        for block in page.blocks:
            yield danish.join_lines([line.text for line in block.lines])
    for view in views:
        for row in range(view.table.row_count):
            texts = {view.text(row, column) for column in range(view.column_count)} - {""}
            if len(texts) == 1:
                yield texts.pop()


def _lists(text: str, used: set[str]) -> Iterator[list[str]]:
    """The lists of verdicts in a text that hold all wordings ``used``, parted by commas or by dashes."""
    said = fold(text)
    if not all(wording in said for wording in used):
        return
    for sentence, pieces in product(_SENTENCES.split(text), (_PIECES, _DASHES)):
        run: list[str] = []
        for piece in (*pieces.split(sentence), ""):
            label = piece.rpartition(":")[2].strip(_EDGES)
            closing = _closing_of(label, used) if run else ""
            label = closing or label
            if run and ":" not in piece and _is_step(label, used):
                run.append(label)
                continue
            if _is_whole(run, used):
                yield run
            opening = _opening_of(label, used)
            run = [opening] if opening else []


def _is_whole(run: Sequence[str], used: set[str]) -> bool:
    keys = [bare(label) for label in run]
    return len(keys) >= MIN_LISTED and used <= set(keys) and len(set(keys)) == len(keys)


def _is_step(label: str, used: set[str]) -> bool:
    if bare(label) in used or is_step_wording(label):
        return bool(label) and not is_no_answer(label)
    return 0 < len(label.split()) <= WORDING_WORDS and polarity(label) is not None and not is_no_answer(label)


def _closing_of(piece: str, used: set[str]) -> str:
    """The step that the last piece of a list begins with: "ikke på plads i Hvidovre", "slet ikke (sat i gang)"."""
    closing = _ASIDE.split(piece, maxsplit=1)[0].strip(_EDGES)
    words = closing.split()
    heads = (" ".join(words[:count]) for count in range(min(len(words), WORDING_WORDS), 0, -1))
    own = next((head for head in heads if bare(head) in used), None)
    return own or (closing if _is_step(closing, used) else "")


def _opening_of(piece: str, used: set[str]) -> str:
    """The step that words which open a list are or end with: "om kommunen lever op til den fuldt ud".

    One of the rows' own wordings comes before others: "Skalaen er Opfyldt" ends in "er opfyldt", too.
    """
    words = piece.split()
    tails = [" ".join(words[at:]).strip(_EDGES) for at in range(max(0, len(words) - WORDING_WORDS), len(words))]
    for tail in (*(tail for tail in tails if bare(tail) in used), *filter(is_step_wording, tails)):
        if not is_no_answer(tail):
            return tail
    return piece if _is_step(piece, used) else ""
