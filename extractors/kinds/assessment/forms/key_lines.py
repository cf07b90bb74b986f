"""Lines that hold nothing but keys: "Anbefaling 3 · Grundniveau", below it what is recommended; the steps of a scale.

Such a line stands above title after title. Its number and level belong to the title below, as does a verdict that is
printed at the other end of the line.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from extractors.danish.numbers import parse_number
from extractors.kinds.assessment.forms.form_pieces import SIGN_WITHIN, Piece, on_one_line
from extractors.kinds.assessment.wordings.form_records import LEVEL_LABEL, MIN_RECORDS, NUMBER_LABEL, asks_for_rating
from extractors.kinds.assessment.wordings.legend import Legend
from extractors.kinds.assessment.wordings.scales import is_step_wording
from extractors.kinds.wording import bare, level_of_cell
from schemas.layout import Line
from schemas.page import Word

SEPARATORS = frozenset("·•|/–—-")
"""Signs that stand alone between keys."""
COUNTED_FEWEST = 4
"""Fewer digits that follow each other may rate, each one step more than the last by chance."""
BETWEEN = ("rating", "verdict")
"""What may stand between a line of keys and its title: it is printed on the same line."""

EXPLAINING_WORDS = 4
"""What stands between the steps of a scale on one line are a few words."""


def with_key_lines(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces in which keys, and the verdict beside them, stand behind the title below them."""
    found = {i: title for i in range(len(pieces)) if (title := _title_below(pieces, i)) is not None}
    if len(found) < MIN_RECORDS:
        return list(pieces)
    settled: list[Piece] = []
    at = 0
    while at < len(pieces):
        title = found.get(at)
        if title is None:
            settled.append(pieces[at])
            at += 1
            continue
        settled += [pieces[title], *_keys(pieces[at]), *pieces[at + 1 : title]]
        at = title + 1
    return settled


def with_levels_behind(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces in which a level behind what another label names is one of its own: "Ansvar: Skole · Grundniveau"."""
    settled: list[Piece] = []
    for piece in pieces:
        parts = _level_behind(piece) if piece.kind in ("pair", "heading", "text") and len(piece.lines) == 1 else ()
        settled += parts or (piece,)
    return settled


def _level_behind(piece: Piece) -> list[Piece]:
    """What a line says before a sign that parts it from a level, and the level; nothing where no level ends it."""
    (line,) = piece.lines
    at = next((i for i in range(len(line.words) - 1, -1, -1) if line.words[i].text in SEPARATORS), -1)
    if at < 0 or (at and piece.kind != "pair"):
        return []
    level = line.with_words(line.words[at + 1 :]) if at + 1 < len(line.words) else None
    if level is None or level_of_cell(level.text) is None:
        return []
    before = [replace(piece, lines=(line.with_words(line.words[:at]),))] if at else []
    return [*before, _key(piece, LEVEL_LABEL, level)]


def without_counted(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces in which digits alone on their lines are text where each is one more than the last: they count titles.

    One at the top of a page, where it looks like that of the page, may be missing.
    """
    counted = [i for i, piece in enumerate(pieces) if piece.kind == "verdict" and _digits(piece).isdigit()]
    digits = [int(_digits(pieces[i])) for i in counted]
    if len(digits) < COUNTED_FEWEST or any(b - a not in (1, 2) for a, b in pairwise(digits)):
        return list(pieces)
    return [replace(piece, kind="text", label="") if i in counted else piece for i, piece in enumerate(pieces)]


def _digits(piece: Piece) -> str:
    return _text(piece).rstrip(".)")


def _text(piece: Piece) -> str:
    return " ".join(line.text for line in piece.lines)


def without_scales(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces without those that print several steps beside each other, each a word or two: they explain a scale.

    A recommendation has one step; what stands behind a label that asks for it is left alone.
    """
    steps = [_steps_in(piece) for piece in pieces]
    across = sorted(range(len(pieces)), key=lambda k: pieces[k].lines[0].box.x0) if any(steps) else []
    dropped: set[int] = set()
    for i in (i for i, own in enumerate(steps) if own):
        together = [i]
        for k in across:
            together += [k] if _may_explain(pieces[k]) and _follows(pieces[together[-1]], pieces[k]) else []
        if len(frozenset[str]().union(*(steps[k] for k in together))) > 1:
            dropped.update(together)
    return [piece for i, piece in enumerate(pieces) if i not in dropped]


def without_legends(pieces: Sequence[Piece], legends: Callable[[], Sequence[Legend]]) -> list[Piece]:
    """The pieces without those that say below each other what the signs of a legend mean, one of them a step.

    Args:
        pieces: what a form prints.
        legends: gives the document's legends; asked only where a step stands above or below text.
    """
    dropped: set[int] = set()
    for plain, run in groupby(range(len(pieces)), key=lambda i: pieces[i].kind in ("text", "verdict")):
        own = list(run)
        if not plain or len(own) < 2 or not any(pieces[i].kind == "verdict" for i in own):
            continue
        texts = {bare(_text(pieces[i])) for i in own}
        told = legends() if len(texts) == len(own) else ()
        if any(texts <= {bare(entry.text) for entry in legend.entries} for legend in told):
            dropped.update(own)
    return [piece for i, piece in enumerate(pieces) if i not in dropped]


def _may_explain(piece: Piece) -> bool:
    """Whether a piece may be a step beside another, or what stands between them; a title in the next column is none."""
    words = sum(len(line.words) for line in piece.lines)
    return piece.kind in ("verdict", "pair") or (piece.kind == "text" and words <= EXPLAINING_WORDS)


def _follows(left: Piece, right: Piece) -> bool:
    """Whether a piece stands right of another, closer than columns of print do: room for a sign is between them."""
    gap = min(line.box.x0 for line in right.lines) - max(line.box.x1 for line in left.lines)
    return 0 < gap <= SIGN_WITHIN * right.lines[0].box.height and on_one_line(left.lines, right.lines)


def _steps_in(piece: Piece) -> frozenset[str]:
    """The steps that a verdict, or the value of a label that asks for no rating, consists of; none where it is more."""
    told = piece.kind == "pair" and not asks_for_rating(piece.label)
    if not told and piece.kind != "verdict":
        return frozenset()
    texts = [line.text for line in piece.lines]
    return frozenset(map(bare, texts)) if all(map(is_step_wording, texts)) else frozenset()


def _title_below(pieces: Sequence[Piece], at: int) -> int | None:
    """Where the title below a line of keys stands; None when the piece is no such line or has none."""
    if pieces[at].kind not in ("heading", "text") or not any(key.label == NUMBER_LABEL for key in _keys(pieces[at])):
        return None
    for place in range(at + 1, len(pieces)):
        if pieces[place].kind == "heading":
            return None if _keys(pieces[place]) else place
        if pieces[place].kind not in BETWEEN:
            return None
    return None


def _keys(piece: Piece) -> list[Piece]:
    """The keys that a line consists of, each a label with its value; none when it holds anything else."""
    if len(piece.lines) != 1:
        return []
    (line,) = piece.lines
    keys: list[Piece] = []
    for words in _parted(line.words):
        own = line.with_words(words)
        if parse_number(own.text) is not None:
            keys.append(_key(piece, NUMBER_LABEL, own))
        elif level_of_cell(own.text) is not None:
            keys.append(_key(piece, LEVEL_LABEL, own))
        else:
            return []
    return keys


def _key(piece: Piece, label: str, line: Line) -> Piece:
    return replace(piece, kind="pair", label=label, lines=(line,))


def _parted(words: Sequence[Word]) -> list[list[Word]]:
    """The words of a line between the signs that part them."""
    parts: list[list[Word]] = [[]]
    for word in words:
        if word.text in SEPARATORS:
            parts.append([])
        elif word.text.endswith(",") and len(word.text) > 1:
            parts[-1].append(word._replace(text=word.text[:-1]))
            parts.append([])
        else:
            parts[-1].append(word)
    return [part for part in parts if part]
