"""Keys of columns that run up or down: J and N above narrow columns, each of one letter or two.

A letter that lies on its side is taken for a sign, or read as one that looks like it (N as Z). Neither its shape nor
its place says so, but those beside it do: the heads of a row of columns lie on the same side. So in each row with a
sign that has no colour, everything small is read turned. Where all signs are surely letters that way, more surely so
than what was read upright, and no two are alike, they are keys. A figure that is wider than high lies on its side,
however surely it was read, and beside it a lone stroke may be a 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from extractors.pdf.ocr.picture import Picture
from extractors.pdf.ocr.pixels import BoxPx
from extractors.pdf.ocr.text import Engine, ReadLine, ReadWord
from schemas.page import Drawing

# A key has this many letters at most, each read this surely; there are keys of several columns.
_LETTERS, _SURELY, _FEWEST = 2, 0.85, 2
# Letters of one key: they share so much of their width, and are no farther apart in parts of it.
_SHARED, _APART = 0.6, 0.4
# Keys of one row share so much of the height of the lower one: on its side, a J is half as high as an M.
_LEVEL = 0.5
_RIM_PT = 1.2
# Print without a colour differs by no more between its channels.
_CHROMA = 45
_KEY_CONFIDENCE = 0.85
# How a 1 on its side is read.
_STROKES = frozenset("/-–—\\")
_DIRECTIONS = {1: 90, 3: 270}
"""Clockwise turns of baselines, by the quarter turns to the left that set them level."""


class _Piece(NamedTuple):
    """What may be a key."""

    box: BoxPx
    drawings: tuple[Drawing, ...]
    lines: tuple[ReadLine, ...]
    confidence: float
    """Of what was read upright; none for a figure that lies on its side."""
    unread: bool
    """Whether it was read as no letter and no figure."""


def with_turned_keys(
    lines: Sequence[ReadLine], drawings: Sequence[Drawing], picture: Picture, engine: Engine
) -> tuple[list[ReadLine], list[Drawing]]:
    """The lines and drawings of a page, those that are keys on their side read as such.

    Args:
        lines: what was read.
        drawings: signs, and what else was read as no letter.
        picture: the page with all its signs.
        engine: reads them turned.
    """
    found_lines, left = list(lines), list(drawings)
    for row in _rows(_joined(_pieces(lines, drawings, picture))):
        for piece, key in _keys(row, picture, engine):
            left = [drawing for drawing in left if drawing not in piece.drawings]
            found_lines = [line for line in found_lines if line not in piece.lines]
            found_lines.append(key)
    return found_lines, left


def _pieces(lines: Sequence[ReadLine], drawings: Sequence[Drawing], picture: Picture) -> list[_Piece]:
    def pixels(drawing: Drawing) -> BoxPx:
        x0, top, x1, bottom = (round(edge / picture.points) for edge in drawing[:4])
        return x0, top, x1, bottom

    lone = [
        _Piece(word[1:5], (), (line,), 0.0 if stroke or _lies(word) else word.confidence, stroke)
        for line in lines
        for word in line.words[:1]
        for stroke in [word.text in _STROKES]
        if not line.direction and len(line.words) == 1 and (_is_key(word.text) or stroke)
    ]
    signs = [_Piece(pixels(drawing), (drawing,), (), 0.0, True) for drawing in drawings if not _is_coloured(drawing)]
    return [*signs, *lone]


def _is_coloured(drawing: Drawing) -> bool:
    channels = [drawing.fill >> at & 0xFF for at in (16, 8, 0)] if drawing.fill is not None else [0]
    return max(channels) - min(channels) > _CHROMA


def _lies(word: ReadWord) -> bool:
    """Whether a word is a figure that is wider than high."""
    return len(word.text) == 1 and word.text.isdigit() and word.x1 - word.x0 > word.bottom - word.top


def _is_key(text: str) -> bool:
    return 0 < len(text) <= _LETTERS and text.isalnum()


def _joined(pieces: Sequence[_Piece]) -> list[_Piece]:
    """Pieces, those that stand above each other as the letters of one key do put together."""
    joined: list[_Piece] = []
    for piece in sorted(pieces, key=lambda piece: piece.box[1]):
        for at, above in enumerate(joined):
            if _goes_on(above.box, piece.box):
                box = (
                    min(above.box[0], piece.box[0]), above.box[1],
                    max(above.box[2], piece.box[2]), max(above.box[3], piece.box[3]),
                )  # fmt: skip
                worth, unread = min(above.confidence, piece.confidence), above.unread or piece.unread
                joined[at] = _Piece(box, above.drawings + piece.drawings, above.lines + piece.lines, worth, unread)
                break
        else:
            joined.append(piece)
    return joined


def _goes_on(above: BoxPx, below: BoxPx) -> bool:
    wide = max(above[2] - above[0], below[2] - below[0])
    shared = min(above[2], below[2]) - max(above[0], below[0])
    return shared >= _SHARED * wide and below[1] - above[3] <= _APART * wide


def _rows(pieces: Sequence[_Piece]) -> list[list[_Piece]]:
    """The pieces that stand side by side, where several do and one of them is a sign."""
    rows: list[list[_Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (piece.box[3], piece.box[0])):
        if rows and _is_level(rows[-1][-1].box, piece.box):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [row for row in rows if len(row) >= _FEWEST and any(piece.unread for piece in row)]


def _is_level(box: BoxPx, other: BoxPx) -> bool:
    shared = min(box[3], other[3]) - max(box[1], other[1])
    return shared >= _LEVEL * min(box[3] - box[1], other[3] - other[1])


def _keys(row: Sequence[_Piece], picture: Picture, engine: Engine) -> list[tuple[_Piece, ReadLine]]:
    """The keys that pieces of a row are when they are turned; none where one that was not read is none."""
    best: list[tuple[_Piece, ReadLine]] = []
    most = sum(piece.confidence for piece in row)
    for turns, direction in _DIRECTIONS.items():
        turned = picture._replace(rgb=np.rot90(picture.rgb, turns))
        boxes = [_turned(_rimmed(piece.box, picture), picture, turns) for piece in row]
        keys = [
            (piece, ReadLine((ReadWord(text, *piece.box, min(sure, _KEY_CONFIDENCE)),), *piece.box, direction), sure)
            for piece, (text, sure) in zip(row, engine.read_signs(turned, boxes), strict=True)
            if _is_key(text) and sure >= _SURELY and sure > piece.confidence
        ]
        unread = [piece for piece in row if piece.unread and all(piece is not key[0] for key in keys)]
        texts = {key.words[0].text for _, key, _ in keys}
        worth = sum(sure for _, _, sure in keys) + sum(
            piece.confidence for piece in row if all(piece is not key[0] for key in keys)
        )
        if not unread and len(keys) == len(texts) >= _FEWEST and worth > most:
            best, most = [(piece, key) for piece, key, _ in keys], worth
    return best


def _rimmed(box: BoxPx, picture: Picture) -> BoxPx:
    rim = round(_RIM_PT / picture.points) + 1
    height, width = picture.gray.shape
    return max(box[0] - rim, 0), max(box[1] - rim, 0), min(box[2] + rim, width), min(box[3] + rim, height)


def _turned(box: BoxPx, picture: Picture, turns: int) -> BoxPx:
    """A box of the page in the picture that is turned to the left by one or three quarter turns."""
    x0, top, x1, bottom = box
    height, width = picture.gray.shape
    if turns == 1:
        return top, width - x1, bottom, width - x0
    return height - bottom, x0, height - top, x1
