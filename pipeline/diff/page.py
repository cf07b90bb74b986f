"""A comparison → one self-contained page: the same place before and after, word by word, with filters.

The changes stand in the page as data and are drawn a hundred at a time while the reader scrolls, so that ten thousand
of them open as fast as ten; each page of a PDF stands in it once, however many crops show it.
"""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Mapping
from concurrent.futures import Executor
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.diff.compare import COMPARED, Change, Comparison
from pipeline.diff.side import Side
from pipeline.diff.words import COME, GONE, KEPT, shown, word_changes
from pipeline.engines.errors import WorkerBug, WorkerLost
from pipeline.engines.pool import PoolExecutor
from pipeline.jobs import RenderHeader, pack
from pipeline.limits import Limits
from pipeline.originals import Originals
from pipeline.report.select import FAR_FIELDS
from pipeline.web import render_page
from pipeline.web.texts import texts_in
from pipeline.worker import render_picture

DPI = 96
_MARGIN = 8.0
"""Points around the row in its crop: its rulings and a little of its neighbours."""

Boxes = list[tuple[float, float, float, float]]


class Crop(NamedTuple):
    """The part of a page that shows a record, and the places in it that changed."""

    document_id: str
    page: int
    box: tuple[float, float, float, float]
    marks: Boxes


def write_page(comparison: Comparison, target: Path, language: str, limits: Limits | None = None) -> None:
    """Write the page about ``comparison`` to ``target``.

    Raises:
        OSError: it cannot be written.
    """
    limits = limits or Limits()
    sides = (comparison.old, comparison.new)
    crops = [_crops(sides[i], [_with_side(c, i) for c in comparison.changes]) for i in (0, 1)]
    wanted: dict[tuple[str, int], Side] = {}
    for pair in zip(*crops, strict=True):
        for side, crop in zip(sides, pair, strict=True):
            if crop is not None and len(wanted) < limits.report_images:
                wanted.setdefault((crop.document_id, crop.page), side)
    with PoolExecutor(1, limits) as executor:
        pictures = page_pictures({key: side.originals for key, side in wanted.items()}, executor)
    names = {key: number for number, key in enumerate(pictures)}
    data = {
        "changes": [_entry(c, names, *pair) for c, *pair in zip(comparison.changes, *crops, strict=True)],
        "pictures": list(pictures.values()),
        "texts": _texts(language),
    }
    html = render_page(
        "diff.html.j2",
        language=language,
        package="pipeline.diff",
        scripts=("diff.js",),
        styles=("diff.css",),
        comparison=comparison,
        tables=COMPARED,
        fields=[(name, name) for name in sorted({name for _, name in comparison.fields()})],
        municipalities=[(name, name) for name in sorted({_municipality(c) for c in comparison.changes} - {""})],
        # Inside <script> only these characters could end it or open a comment.
        data=json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026"),
    )
    target.write_text(html, encoding="utf-8")


def _with_side(change: Change, side: int) -> tuple[str | None, frozenset[str]]:
    """Record to show of a change on one side, and the fields to mark in it."""
    row = (change.old, change.new)[side]
    record = row.get("record_id") if row else None
    return record, frozenset(f.field for f in change.fields)


def _crops(side: Side, records: list[tuple[str | None, frozenset[str]]]) -> list[Crop | None]:
    """Where each record stands on its page."""
    evidence = side.evidence(sorted({record for record, _ in records if record}))
    return [_crop(evidence.get(record or "", []), fields) for record, fields in records]


def _crop(evidence: list[dict[str, Any]], fields: frozenset[str]) -> Crop | None:
    placed = [e for e in evidence if e["page"] is not None and e["x0"] is not None]
    if not placed:
        return None
    changed = [e for e in placed if e["field"] in fields]
    near = [e for e in placed if e["field"] not in FAR_FIELDS]
    first = (sorted(changed, key=lambda e: e["field"] in FAR_FIELDS) or near or placed)[0]
    page = first["page"]
    boxes = [_box(e) for e in [*near, first] if e["page"] == page]
    x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
    box = (min(x0s) - _MARGIN, min(tops) - _MARGIN, max(x1s) + _MARGIN, max(bottoms) + _MARGIN)
    return Crop(first["document_id"], page, box, sorted({_box(e) for e in changed if e["page"] == page}))


def _box(evidence: dict[str, Any]) -> tuple[float, float, float, float]:
    return (evidence["x0"], evidence["top"], evidence["x1"], evidence["bottom"])


def page_pictures(wanted: Mapping[tuple[str, int], Originals], executor: Executor) -> dict[tuple[str, int], list[Any]]:
    """``[address, width, height]`` of each page (document_id, number) that can be drawn, sizes in points."""
    from PIL import Image

    found: dict[tuple[str, int], list[Any]] = {}
    for (document_id, page), originals in wanted.items():
        data = originals.read(document_id)
        if data is None:
            continue
        try:
            picture = executor.submit(render_picture, pack(RenderHeader(page=page, dpi=DPI), data)).result()
        except (WorkerLost, WorkerBug):
            continue
        if picture:
            with Image.open(io.BytesIO(picture)) as image:
                kind, (width, height) = (image.format or "").lower(), image.size
            address = f"data:image/{kind};base64,{base64.b64encode(picture).decode()}"
            found[document_id, page] = [address, width * 72 / DPI, height * 72 / DPI]
    return found


def _entry(change: Change, names: dict[tuple[str, int], int], old: Crop | None, new: Crop | None) -> dict[str, Any]:
    """A change as the page's script takes it."""
    return {
        "t": change.table,
        "k": change.kind,
        "p": change.document["path"],
        "m": _municipality(change),
        "l": change.label,
        "c": change.causes,
        "f": [[f.field, _runs(f.old, f.new), f.causes] for f in change.fields],
        "v": [] if change.fields else [[n, shown(v)] for n, v in change.row.items() if v not in (None, "", [])],
        "o": _place(old, names),
        "n": _place(new, names),
    }


def _runs(old: Any, new: Any) -> list[tuple[int, str]]:
    """Words that stayed, went and came; values that are no texts are given whole."""
    if isinstance(old, str | list) and isinstance(new, str | list):
        return word_changes(shown(old), shown(new))
    return [(GONE, shown(old)), (KEPT, " → "), (COME, shown(new))]


def _municipality(change: Change) -> str:
    return str(change.document.get("municipality") or "")


def _place(crop: Crop | None, names: dict[tuple[str, int], int]) -> list[Any] | None:
    if crop is None or (crop.document_id, crop.page) not in names:
        return None
    round1 = [round(v, 1) for v in crop.box]
    marks = [[round(v, 1) for v in box] for box in crop.marks]
    return [names[crop.document_id, crop.page], crop.page, round1, marks]


def _texts(language: str) -> dict[str, str]:
    texts = texts_in(language)
    names = [*COMPARED, "page", "before", "after", "picture_missing", "changes_shown"]
    found: dict[str, str] = {name: getattr(texts, name) for name in names}
    for group, values in (
        ("kind", ("added", "removed", "changed")),
        ("cause", ("source", "extractor", "vocabulary", "settings", "review", "schema", "unexplained")),
    ):
        found |= {f"{group}_{value}": texts.of(group, value) for value in values}
    return found
