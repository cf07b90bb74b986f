"""Check gold against its PDF: ``python -m corpus.verify DIR``.

Independent of how the gold was made: it opens the finished PDF, takes the characters whose middle lies in a gold
box, and compares them with the gold value; a rating's box must show ink. Scans are checked for ink alone.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pymupdf

from corpus.generate.build import squeeze

LISTS = (
    "assessments",
    "assessment_summaries",
    "summary_totals",
    "recommendations",
    "policy_actions",
    "initiatives",
    "slides",
)
SIGNS = frozenset({"rating_text", "level", "category", "package", "departments"})
"""Fields that the page may show by a sign or in other words: their box must hold ink, not the value."""
INK = 0.004
"""Least share of a sign's box that must differ from white paper."""
MISSING = 0.02
"""Share of a value's characters that may lie outside its box: ligatures and accents drawn as two glyphs."""


class Char(NamedTuple):
    char: str
    x: float
    y: float


class Page:
    """A page's characters and pixels in the reader's coordinates, read once."""

    def __init__(self, page: pymupdf.Page) -> None:
        matrix = page.rotation_matrix
        self.rect = page.rect
        self.chars: list[Char] = []
        for block in page.get_text("rawdict", flags=pymupdf.TEXT_PRESERVE_WHITESPACE)["blocks"]:
            for line in block.get("lines", ()):
                for span in line["spans"]:
                    for c in span["chars"]:
                        box = pymupdf.Rect(c["bbox"]) * matrix
                        self.chars.append(Char(c["c"], (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2))
        pixmap = page.get_pixmap(dpi=72, colorspace=pymupdf.csRGB)
        self.pixels = np.frombuffer(pixmap.samples, np.uint8).reshape(pixmap.height, pixmap.width, 3)

    def text(self, box: list[float]) -> str:
        """Characters whose middle lies in the box, in the order they are drawn."""
        x0, top, x1, bottom = box
        return "".join(c.char for c in self.chars if x0 - 0.5 <= c.x <= x1 + 0.5 and top - 0.5 <= c.y <= bottom + 0.5)

    def ink(self, box: list[float]) -> float:
        """Share of the box that is not white."""
        x0, top, x1, bottom = (round(v) for v in box)
        part = self.pixels[max(0, top - 1) : bottom + 2, max(0, x0 - 1) : x1 + 2]
        return float((part.min(axis=2) < 245).mean()) if part.size else 0.0


def verify(gold_file: Path) -> list[str]:
    """What is wrong with one document; empty when its gold holds."""
    gold = json.loads(gold_file.read_text(encoding="utf-8"))
    pdf = gold_file.with_name(gold["pdf"])
    if not pdf.exists():
        return [f"{gold_file.name}: no PDF"]
    problems: list[str] = []
    with pymupdf.open(pdf) as document:
        if len(document) != gold["document"]["page_count"]:
            problems.append(f"{pdf.name}: {len(document)} pages, gold says {gold['document']['page_count']}")
        pages = [Page(p) for p in document]
    scanned = gold.get("layout", {}).get("scan", "no") != "no"
    for name in LISTS:
        for index, record in enumerate(gold.get(name, [])):
            problems += [f"{pdf.name}: {name}[{index}].{p}" for p in _record(record, pages, scanned)]
            if name != "policy_actions":  # an objective may begin on the page before its action
                problems += [f"{pdf.name}: {name}[{index}].{p}" for p in _page(record)]
    return problems


def _record(record: dict[str, Any], pages: list[Page], scanned: bool) -> list[str]:
    problems = []
    for field, place in record.get("boxes", {}).items():
        places = [place, *record.get("boxes_overleaf", {}).get(field, [])]
        for number, *box in places:
            rect = pages[number - 1].rect if 1 <= number <= len(pages) else None
            if rect is None or box[0] < -1 or box[1] < -1 or box[2] > rect.width + 1 or box[3] > rect.height + 1:
                return [f"{field}: box {number} {box} is not on a page"]
        if scanned or field.split(".")[0] in SIGNS:
            if all(pages[n - 1].ink(box) < INK for n, *box in places):
                problems.append(f"{field}: nothing to see in the box")
            continue
        wanted = squeeze(_value(record, field))
        got = squeeze("".join(pages[n - 1].text(box) for n, *box in places))
        lost = Counter(wanted) - Counter(got)
        if wanted not in got and sum(lost.values()) > MISSING * len(wanted):
            problems.append(f"{field}: box shows {got[:80]!r}, gold says {wanted[:80]!r}")
    return problems


def _page(record: dict[str, Any]) -> list[str]:
    """Whether the record's page is that of its first box."""
    numbers = [place[0] for place in record.get("boxes", {}).values()]
    merged = record.get("occurrence", 1) > 1  # its number and title may stand in the row before, on the page before
    if numbers and "page" in record and record["page"] > min(numbers) and not merged:
        return [f"page: {record['page']} lies behind the first box"]
    return []


def _value(record: dict[str, Any], field: str) -> str:
    """The value of a field; ``status.2`` is item 2 of a list, ``bullets.0`` the text of a bullet."""
    name, _, index = field.partition(".")
    value = record[name][int(index)] if index else record[name]
    return str(value["text"] if isinstance(value, dict) else value)


def main() -> int:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("folder", type=Path)
    args.add_argument("--jobs", type=int, default=1)
    opt = args.parse_args()
    files = sorted(opt.folder.rglob("*.gold.json"))
    if not files:
        print(f"no gold files in {opt.folder}", file=sys.stderr)
        return 2
    if opt.jobs > 1:
        with ProcessPoolExecutor(opt.jobs) as pool:
            results = list(pool.map(verify, files, chunksize=8))
    else:
        results = [verify(f) for f in files]
    problems = [p for r in results for p in r]
    for line in problems[:50]:
        print(line)
    print(f"{len(files)} documents, {sum(bool(r) for r in results)} with problems, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
