"""Do the places of values hold the values? Evidence of generated documents against their print and their gold.

    python -m corpus.generate --count 170 --seed 6001 --set scan=no --out DIR
    python -m tests.benchmarks.evidence DIR

Two questions, by field, over every value that was read from a page:

*held*: the characters whose middle lies in the box are those of the raw text, none lacking. *alone*: and none besides,
so that a crop shows the value and nothing else. A sign without letters is held where its box shows ink. Both ask the
text layer, so scans are left out.

*overlap*: where a record's value is right, its place and the gold's share 0.7 of their union, page by page.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import click
import pymupdf

from corpus.generate.build import squeeze
from corpus.verify import INK, Page
from extractors import extract
from pipeline.score.compare import TEXT_TOLERANCE
from pipeline.score.fields import FIELDS
from pipeline.score.match import pair_records
from pipeline.score.scoring import _is_right
from schemas.geometry import Box, union
from schemas.records import EvidenceRow

OVERLAP = 0.7
"""Intersection over union from which two boxes are one place."""
ASTRAY = 0.02
"""Share of a value's characters that may lack or be too many: ligatures and accents drawn as two glyphs."""
SEEN = ("mark.", "level.colour", "package.level_sign")
"""Methods that read what is drawn or coloured; the text layer holds no part of it."""
STANDS_FOR = {"departments_raw": "departments", "number_raw": "number"}
"""Fields with a place in the gold, and the field that says whether they are right."""


class Answer(NamedTuple):
    """One question asked of one value."""

    question: str
    field: str
    yes: bool
    told: str


@click.command()
@click.argument("folders", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--jobs", default=1, show_default=True)
@click.option("--misses", default=0, show_default=True, help="Values to name for each question.")
def main(folders: tuple[Path, ...], jobs: int, misses: int) -> None:
    """Measure the evidence of the generated documents in FOLDERS."""
    golds = sorted(path for folder in folders for path in folder.rglob("*.gold.json"))
    asked: Counter[tuple[str, str]] = Counter()
    failed: dict[tuple[str, str], list[str]] = defaultdict(list)
    with ProcessPoolExecutor(jobs) as pool:
        for answers in pool.map(ask, golds, chunksize=4):
            for answer in answers:
                for field in (answer.field, "all"):
                    asked[answer.question, field] += 1
                    failed[answer.question, field] += [] if answer.yes else [answer.told]
    for question in ("held", "alone", "overlap"):
        for _, field in sorted(key for key in asked if key[0] == question):
            total, missed = asked[question, field], failed[question, field]
            click.echo(f"{question:8} {field:32} {1 - len(missed) / total:.4f} of {total}")
        for told in failed[question, "all"][:misses]:
            click.echo(f"         {told}")


def ask(gold_path: Path) -> list[Answer]:
    """Everything that is asked of one document; nothing of a scan."""
    gold = json.loads(gold_path.read_bytes())
    if gold.get("layout", {}).get("scan", "no") not in ("no", "-"):
        return []
    pdf = gold_path.parent / gold["pdf"]
    document = extract(pdf).model_dump(mode="json")
    evidence = [EvidenceRow.model_validate(row) for row in document["evidence"]]
    with pymupdf.open(pdf) as opened:
        pages = [Page(page) for page in opened]
    answers = list(_held(pdf.name, evidence, pages))
    for kind in FIELDS:
        answers += _overlaps(pdf.name, kind, document.get(kind, []), gold.get(kind, []), evidence)
    return answers


def _held(name: str, evidence: Sequence[EvidenceRow], pages: Sequence[Page]) -> Iterator[Answer]:
    for row in evidence:
        if row.page is None or row.x0 is None:
            continue
        page, box = pages[row.page - 1], [row.x0, row.top, row.x1, row.bottom]
        shown, wanted = squeeze(page.text(box)), squeeze(row.text_raw)
        told = f"{name} p{row.page} {row.record_id[-6:]} {row.field} {row.method}"
        if row.method.startswith(SEEN) and row.method != "mark.text@1":
            yield Answer("held", row.field, page.ink(box) >= INK, f"{told}: no ink")
            continue
        lacking = (Counter(wanted) - Counter(shown)).total()
        besides = (Counter(shown) - Counter(wanted)).total()
        told = f"{told}: shows {shown[:60]!r}, raw is {wanted[:60]!r}"
        yield Answer("held", row.field, lacking <= ASTRAY * len(wanted), told)
        yield Answer("alone", row.field, besides <= ASTRAY * len(wanted), told)


def _overlaps(
    name: str,
    kind: str,
    got: Sequence[dict[str, Any]],
    want: Sequence[dict[str, Any]],
    evidence: Sequence[EvidenceRow],
) -> Iterator[Answer]:
    places: dict[tuple[str, str], list[tuple[int, Box]]] = defaultdict(list)
    for row in evidence:
        if row.page is not None and row.x0 is not None:
            places[row.record_id, row.field].append((row.page, Box(row.x0, row.top, row.x1, row.bottom)))  # type: ignore[arg-type]
    for mine, gold in pair_records(kind, got, want):
        if mine is None or gold is None:
            continue
        for field, wanted in _gold_places(gold).items():
            asked = STANDS_FOR.get(field, field)
            how = FIELDS[kind].get(asked)
            if how is None or not _is_right(how, asked, mine, gold, TEXT_TOLERANCE):
                continue
            found = places[mine.get("record_id") or f"{kind}", field]
            if field in ("status", "actors", "bullets"):
                best = [max((_iou(box, b) for p, b in found if p == page), default=0.0) for page, box in wanted]
            else:
                ours, theirs = _by_page(found), _by_page(wanted)
                best = [_iou(theirs[page], ours[page]) if page in ours else 0.0 for page in theirs]
            told = f"{name} {mine.get('record_id', '')[-6:]} {field}: {min(best):.2f} gold {wanted}, ours {found}"
            yield Answer("overlap", f"{kind}.{field}", min(best) >= OVERLAP, told)


def _gold_places(gold: Mapping[str, Any]) -> dict[str, list[tuple[int, Box]]]:
    found: dict[str, list[tuple[int, Box]]] = defaultdict(list)
    for name, (page, *box) in gold.get("boxes", {}).items():
        found[name.split(".")[0]].append((page, Box(*box)))
    for name, more in gold.get("boxes_overleaf", {}).items():
        found[name.split(".")[0]] += [(page, Box(*box)) for page, *box in more]
    return found


def _by_page(places: Sequence[tuple[int, Box]]) -> dict[int, Box]:
    return {page: union(box for p, box in places if p == page) for page, _ in places}


def _iou(a: Box, b: Box) -> float:
    width, height = min(a.x1, b.x1) - max(a.x0, b.x0), min(a.bottom, b.bottom) - max(a.top, b.top)
    shared = max(0.0, width) * max(0.0, height)
    whole = a.width * a.height + b.width * b.height - shared
    return shared / whole if whole else 0.0


if __name__ == "__main__":
    main()
