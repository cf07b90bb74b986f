"""What went wrong, as a page: each wrong value beside the picture of its place, the silent ones first."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.engines.errors import WorkerBug, WorkerLost
from pipeline.jobs import RenderHeader, pack
from pipeline.score.calibration import calibration_error, reliability
from pipeline.score.scoring import Miss, Score
from pipeline.web import render_page
from pipeline.worker import render_picture
from schemas.geometry import Box

LISTED = 600
"""Misses in the page; the rest is in the JSON."""
PICTURES = 240
"""Misses with a picture: about 10 MB."""
DPI = 110
_AROUND = (14.0, 14.0)
"""Points around a record that are shown with it, sideways and up and down: its neighbours tell why."""


@dataclass(slots=True)
class Entry:
    """A miss as the page shows it."""

    miss: Miss
    anchor: str
    got: str
    want: str
    picture: str = ""


def score_page(score: Score, executor: Executor, language: str = "en") -> str:
    """HTML of the page; ``executor`` draws the pages of the PDFs, which lie beside their gold files."""
    paths = {document.pdf: document.gold_path.with_name(document.pdf) for document in score.documents}
    misses = sorted((m for d in score.documents for m in d.misses), key=lambda m: not m.silent)
    entries = [
        Entry(miss, f"m{index}", as_text(miss.got), as_text(miss.want)) for index, miss in enumerate(misses[:LISTED])
    ]
    _add_pictures(entries, paths, executor)
    sure = [row for document in score.documents for row in document.sure]
    bins = reliability(sure)
    groups = sorted(score.by_layout().items(), key=lambda g: g[1][1].whole_share)
    return render_page(
        "score.html.j2",
        language=language,
        scripts=("score.js",),
        score=score,
        totals=score.totals,
        entries=entries,
        kinds=sorted({f"{e.miss.kind}.{e.miss.field}" for e in entries}),
        miss_total=len(misses),
        bins=bins,
        calibration=calibration_error(bins),
        groups=groups,
    )


def as_text(value: Any) -> str:
    """A value as a reader would write it down."""
    if value is None:
        return "–"
    if isinstance(value, dict):
        return "\n".join(f"{name}: {as_text(item)}" for name, item in value.items())
    if isinstance(value, list | tuple):
        return "\n".join(as_text(item) for item in value) or "(none)"
    return str(value) or "(empty)"


def _add_pictures(entries: Iterable[Entry], paths: dict[str, Path], executor: Executor) -> None:
    """Cut the place of each miss out of its page; each page is drawn once, a few at a time."""
    wanted: dict[tuple[str, int], list[Entry]] = {}
    for entry in [e for e in entries if e.miss.place.page and e.miss.place.box][:PICTURES]:
        wanted.setdefault((entry.miss.pdf, entry.miss.place.page or 1), []).append(entry)
    for (pdf, page), shown in sorted(wanted.items()):
        try:
            data = paths[pdf].read_bytes()
            picture = executor.submit(render_picture, pack(RenderHeader(page=page, dpi=DPI), data)).result()
        except (OSError, WorkerLost, WorkerBug):
            continue
        for entry in shown:
            place = entry.miss.place
            entry.picture = _cut(picture, place.box, place.around or place.box) if picture and place.box else ""


def _cut(picture: bytes, box: Box, around: Box) -> str:
    """``data:`` address of the part of a page that ``around`` says, with ``box`` framed."""
    from PIL import Image, ImageDraw

    scale = DPI / 72
    with Image.open(io.BytesIO(picture)) as opened:
        page = opened.convert("RGB")
    ImageDraw.Draw(page).rectangle(
        [edge * scale for edge in box.grown(1.5)],
        outline=(194, 24, 91), width=2,
    )  # fmt: skip
    sideways, upright = _AROUND
    part = page.crop(
        (
            max(0, round((around.x0 - sideways) * scale)),
            max(0, round((around.top - upright) * scale)),
            min(page.width, round((around.x1 + sideways) * scale)),
            min(page.height, round((around.bottom + upright) * scale)),
        )
    )
    out = io.BytesIO()
    part.quantize(32, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return f"data:image/png;base64,{base64.b64encode(out.getvalue()).decode()}"
