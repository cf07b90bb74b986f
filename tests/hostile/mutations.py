"""Damaged and spiteful variants of the project's own PDFs, each made from a seed number alone.

Half the variants are made from the file as it is, half from one whose streams were unpacked first: there a changed
byte changes what is drawn, where else it would only break a checksum.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

import pymupdf

SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"

_NUMBER = re.compile(rb"(?<=[\s\[(])-?\d+(?:\.\d+)?(?=[\s\])])")
_REFERENCE = re.compile(rb"\d+ 0 R")
_NAME = re.compile(rb"/[A-Za-z][A-Za-z0-9]*")
_TEXT = re.compile(rb"\([^()\\]{2,60}\)|<[0-9A-Fa-f]{8,80}>")
_OPERATOR = re.compile(rb"(?<=\s)(?:Tj|TJ|Tm|Td|re|cm|Do|BT|ET|gs|rg|RG|f\*?|S|q|Q|m|l|c|W|n|Tf|Tr|Tw|Tc|Tz|Ts)(?=\s)")

_NUMBERS = (
    b"0", b"-1", b"1", b"65535", b"2147483647", b"-2147483648", b"4294967296", b"99999999999999999999", b"1e38",
    b"0.0000000001", b"-0.5", b"3.4e38", b"45", b"1000000", b"nan", b"14400",
)  # fmt: skip
_TEXTS = (
    b"(\\202\\203)", b"(=HYPERLINK\\(1\\))", b"(\\033[2J\\033]0;x\\007)", b"()", b"(" + b"x" * 3000 + b")",
    b"<202E0061>", b"<FEFF202E200B200D2066>", b"(<script>alert\\(1\\)</script>)", b"(../../../../etc/passwd)",
    b"(\\000\\001\\002)", b"<D800DC00DFFF>", b"(1.1.1.1.1.1.1.1)", b"(G1 U1 3.2 x X \\374 n)",
)  # fmt: skip
_BURSTS = (
    b" q" * 4000, b" Q" * 4000, b"[" * 4000, b"<<" * 4000, b"(" * 2000, b" 0 0 1 1 re f" * 3000,
    b" BT /F1 12 Tf 10 10 Td (x) Tj ET" * 1500, b" /Fm0 Do" * 300, b" 1000 0 0 1000 0 0 cm" * 40, b"\x00" * 5000,
    b" /P <</MCID 0>> BDC" * 2000, b" 0 0 m 9 9 l S" * 3000, b" stream\n", b" endobj\n", b" endstream ", b"%%EOF",
)  # fmt: skip
_ENTRIES = (
    b"/Rotate 45", b"/Rotate 90", b"/Rotate -270", b"/UserUnit 1000000", b"/UserUnit 0", b"/MediaBox [0 0 0 0]",
    b"/MediaBox [0 0 1e9 1e9]", b"/MediaBox [9 9 -900 -900]", b"/CropBox [5000 5000 6000 6000]", b"/Count 2147483647",
    b"/Count -1", b"/Filter /FlateDecode", b"/Filter [/FlateDecode /FlateDecode /ASCIIHexDecode]", b"/Length 0",
    b"/Filter /JBIG2Decode", b"/Filter /DCTDecode", b"/Filter /JPXDecode", b"/Encrypt 1 0 R", b"/Kids [1 0 R 1 0 R]",
    b"/Parent 1 0 R", b"/ToUnicode 1 0 R", b"/Encoding /Identity-V", b"/Width 100000", b"/Height 100000",
    b"/FontMatrix [0 0 0 0 0 0]", b"/Widths []", b"/OpenAction <</S /JavaScript /JS (app.alert\\(1\\))>>",
    b"/AA <</O <</S /Launch /F (calc)>>>>", b"/Subtype /Type3", b"/BBox [0 0 0 0]", b"/Matrix [1e20 0 0 1e20 0 0]",
)  # fmt: skip

Mutator = Callable[[random.Random, bytearray], None]


def _spot(dice: random.Random, data: bytearray) -> int:
    return dice.randrange(max(1, len(data)))


def _replace_matches(dice: random.Random, data: bytearray, pattern: re.Pattern[bytes], values: Sequence[bytes]) -> None:
    """Replace a few of the matches, all at once so that places stay what they are."""
    found = list(pattern.finditer(data))
    chosen = sorted(dice.sample(found, min(len(found), dice.choice((1, 3, 20)))), key=lambda match: -match.start())
    for match in chosen:
        data[match.start() : match.end()] = dice.choice(values)


def _bytes(dice: random.Random, data: bytearray) -> None:
    for _ in range(dice.choice((1, 8, 200))):
        data[_spot(dice, data)] = dice.randrange(256)


def _cut(dice: random.Random, data: bytearray) -> None:
    del data[_spot(dice, data) :]


def _drop(dice: random.Random, data: bytearray) -> None:
    start = _spot(dice, data)
    del data[start : start + dice.choice((1, 50, 5000))]


def _repeat(dice: random.Random, data: bytearray) -> None:
    start = _spot(dice, data)
    piece = bytes(data[start : start + dice.choice((10, 400, 9000))])
    place = _spot(dice, data)
    data[place:place] = piece * dice.choice((1, 3, 40))


def _numbers(dice: random.Random, data: bytearray) -> None:
    _replace_matches(dice, data, _NUMBER, _NUMBERS)


def _references(dice: random.Random, data: bytearray) -> None:
    _replace_matches(dice, data, _REFERENCE, [match.group() for match in _REFERENCE.finditer(data)] or [b"1 0 R"])


def _names(dice: random.Random, data: bytearray) -> None:
    _replace_matches(dice, data, _NAME, [match.group() for match in _NAME.finditer(data)] or [b"/X"])


def _texts(dice: random.Random, data: bytearray) -> None:
    _replace_matches(dice, data, _TEXT, _TEXTS)


def _operators(dice: random.Random, data: bytearray) -> None:
    _replace_matches(
        dice, data, _OPERATOR, (b"Tj", b"Do", b"re", b"cm", b"BT", b"Q", b"q", b"3 Tr", b"f", b"sh", b"BI")
    )


def _burst(dice: random.Random, data: bytearray) -> None:
    starts = [match.end() for match in re.finditer(rb"stream\r?\n", data)] or [0]
    place = dice.choice(starts)
    data[place:place] = dice.choice(_BURSTS) + b"\n"


def _entries(dice: random.Random, data: bytearray) -> None:
    for _ in range(dice.choice((1, 2, 6))):
        starts = [match.end() for match in re.finditer(rb"<<", data)] or [0]
        place = dice.choice(starts)
        data[place:place] = dice.choice(_ENTRIES) + b" "


def _splice(dice: random.Random, data: bytearray) -> None:
    other = _base(dice)
    start, end = sorted((dice.randrange(len(other)), dice.randrange(len(other))))
    place = _spot(dice, data)
    data[place:place] = other[start:end]


MUTATORS: tuple[Mutator, ...] = (
    _bytes, _cut, _drop, _repeat, _numbers, _references, _names, _texts, _operators, _burst, _entries, _splice,
)  # fmt: skip


def samples() -> list[Path]:
    """The documents that variants are made of."""
    return sorted(SAMPLES.glob("*.pdf"))


@lru_cache(maxsize=128)
def _unpacked(path: Path) -> bytes:
    with pymupdf.open(path) as document:
        data: bytes = document.tobytes(expand=True, garbage=0, no_new_id=True)
    return data


def _base(dice: random.Random) -> bytes:
    path = dice.choice(samples())
    return _unpacked(path) if dice.random() < 0.7 else path.read_bytes()


def mutation(seed: int) -> bytes:
    """The variant number ``seed``."""
    dice = random.Random(seed)
    data = bytearray(_base(dice))
    for _ in range(dice.choice((1, 1, 2, 4))):
        dice.choice(MUTATORS)(dice, data)
    return bytes(data)
