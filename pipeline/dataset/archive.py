"""Zip files whose members are put together from pieces that were compressed before.

A workbook's sheet of a country is the rows of its municipalities, one after the other. Deflated apart, each ending on a
whole byte, they make a member of a zip file by being written one after the other; only the checksum of the whole has to
be computed, from theirs.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

_LEVEL = 3
_MOST = 0xFFFFFFFF
"""Bytes of a member and of all of them, by the format without its later extension."""
_POLYNOMIAL = 0xEDB88320
_ONE = 0x80000000
"""The polynomial 1, as CRC-32 writes polynomials: the highest power in the lowest bit."""
_LAST_BLOCK = b"\x03\x00"
_VERSION, _DEFLATED = 20, 8
_DATE = 33
"""1 January 1980, the first that the format knows: the same content gives the same bytes."""


class Piece(NamedTuple):
    """A part of a member, deflated."""

    deflated: bytes | memoryview
    size: int
    crc: int


class ArchiveFull(ValueError):
    """The format has no room for that much."""


def piece(content: bytes) -> Piece:
    """Deflate a part of a member so that others can follow it."""
    deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Piece(deflate.compress(content) + deflate.flush(zlib.Z_FULL_FLUSH), len(content), zlib.crc32(content))


def write_archive(path: Path, members: Iterable[tuple[str, Sequence[Piece]]]) -> None:
    """Write a zip file of ``members``, each a name and the pieces that it is made of.

    Raises:
        ArchiveFull: it would be larger than the format allows.
    """
    directory = []
    with path.open("wb") as file:
        for name, pieces in members:
            size, crc = sum(p.size for p in pieces), 0
            for part in pieces:
                crc = joined_crc(crc, part.crc, part.size)
            packed = sum(len(p.deflated) for p in pieces) + len(_LAST_BLOCK)
            start = file.tell()
            if max(size, start + packed) >= _MOST:
                raise ArchiveFull(name)
            encoded = name.encode("ascii")
            entry = struct.pack("<5H3L2H", _VERSION, 0, _DEFLATED, 0, _DATE, crc, packed, size, len(encoded), 0)
            directory.append((entry, encoded, start))
            file.writelines([b"PK\x03\x04", entry, encoded, *(p.deflated for p in pieces), _LAST_BLOCK])
        start = file.tell()
        for entry, encoded, offset in directory:
            file.writelines([b"PK\x01\x02", struct.pack("<H", _VERSION), entry])
            file.writelines([struct.pack("<3H2L", 0, 0, 0, 0, offset), encoded])
        count, length = len(directory), file.tell() - start
        file.writelines([b"PK\x05\x06", struct.pack("<4H2LH", 0, 0, count, count, length, start, 0)])


def joined_crc(first: int, second: int, size: int) -> int:
    """CRC-32 of two texts one after the other, from theirs and the second's size.

    Appending n bytes multiplies a remainder by x to the power 8n; the second's own remainder is added.
    """
    place = 3  # 8n = n << 3
    while size:
        if digit := size & 0xFF:
            first = _product(_x_to_power(digit, place), first)
        size, place = size >> 8, place + 8
    return first ^ second


@cache
def _x_to_power(digit: int, place: int) -> int:
    """The power digit · 2**place of x, modulo the polynomial."""
    if digit == 1:
        if place == 0:
            return _ONE >> 1
        root = _x_to_power(1, place - 1)
        return _product(root, root)
    half = _x_to_power(digit >> 1, place + 1)
    return _product(half, _x_to_power(1, place)) if digit & 1 else half


def _product(one: int, other: int) -> int:
    """Product of two polynomials, modulo the polynomial."""
    result, bit = 0, _ONE
    while bit:
        if one & bit:
            result ^= other
        other = (other >> 1) ^ _POLYNOMIAL if other & 1 else other >> 1
        bit >>= 1
    return result
