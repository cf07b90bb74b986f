"""A scan of a finished PDF: pictures of its pages, askew, noisy, compressed, perhaps with a poor text layer."""

from __future__ import annotations

import io
import random
from math import cos, radians, sin
from typing import Any

import numpy as np
import pymupdf

SCAN: dict[str, dict[str, float]] = {
    "scan": {"no": 10, "150": 0.4, "200": 0.8, "300": 0.3},
    "scan_skew": {"none": 1, "slight": 2, "strong": 1},
    "scan_noise": {"none": 1, "light": 2, "heavy": 1},
    "scan_color": {"grey": 3, "color": 1, "bilevel": 0.5},
    "scan_jpeg": {"good": 2, "poor": 1},
    "scan_layer": {"none": 3, "bad_ocr": 1},
}
"""Choices that every kind of document shares; ``scan`` is the resolution in dpi."""
SKEW_DEGREES = {"none": 0.0, "slight": 0.5, "strong": 2.0}
NOISE = {"none": 0.0, "light": 6.0, "heavy": 14.0}
"""Standard deviation of the grey values' noise."""
QUALITY = {"good": 80, "poor": 38}
CONFUSED = {"æ": "ae", "ø": "o", "å": "a", "l": "1", "rn": "m", "e": "c", "i": "l", "O": "0", "g": "q"}
COLOR_MARKS = frozenset({"fill", "dot_colored", "disc_colored", "icon_light", "fill_word", "colored_word", "arrow"})


def settle(chosen: dict[str, str]) -> None:
    """Nothing else is chosen for a document that is no scan; colour that carries meaning is not scanned away."""
    if chosen.get("scan", "no") == "no":
        for name in SCAN:
            if name != "scan":
                chosen[name] = "-"
        return
    colored = (
        chosen.get("mark_cell") in COLOR_MARKS
        or chosen.get("level_form") == "color"
        or chosen.get("level_mark") == "color"
    )
    if colored and chosen["scan_color"] != "color":
        chosen["scan_color"] = "color"
    if chosen["scan_color"] == "bilevel":
        chosen["scan_noise"] = "none"
        if chosen.get("mark_columns") == "fill" or chosen.get("header_fill") == "dark" or chosen.get("zebra") == "yes":
            chosen["scan_color"] = "grey"


def scan(rng: random.Random, chosen: dict[str, str], pdf: bytes, gold: dict[str, Any]) -> tuple[bytes, dict[str, Any]]:
    """The document as pictures, and its gold with the boxes turned as the pages are."""
    dpi = int(chosen["scan"])
    noise = np.random.default_rng(rng.getrandbits(64))
    out = pymupdf.open()
    angles: list[float] = []
    sizes: list[tuple[float, float]] = []
    with pymupdf.open(stream=pdf, filetype="pdf") as document:
        for page in document:
            limit = SKEW_DEGREES[chosen["scan_skew"]]
            angle = rng.uniform(0.3 * limit, limit) * rng.choice((-1, 1))
            rect = page.rect
            picture = _picture(page, dpi, angle, chosen, noise)
            new = out.new_page(width=rect.width, height=rect.height)
            new.insert_image(new.rect, stream=picture)
            if chosen["scan_layer"] == "bad_ocr":
                _bad_layer(rng, page, new, angle)
            angles.append(angle)
            sizes.append((rect.width, rect.height))
    data: bytes = out.tobytes(deflate=True, no_new_id=True)
    for records in gold.values():
        if isinstance(records, list):
            for record in records:
                _turn_boxes(record, angles, sizes)
    gold["source"] += f", scanned at {dpi} dpi"
    return data, gold


def _picture(page: pymupdf.Page, dpi: int, angle: float, chosen: dict[str, str], noise: np.random.Generator) -> bytes:
    from PIL import Image

    pixmap = page.get_pixmap(dpi=dpi, colorspace=pymupdf.csRGB)
    image = Image.frombytes("RGB", (pixmap.width, pixmap.height), pixmap.samples)
    if chosen["scan_color"] != "color":
        image = image.convert("L")
    image = image.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor="white")
    if NOISE[chosen["scan_noise"]]:
        values = np.asarray(image, np.float32)
        values = values * 0.94 + 8 + noise.normal(0, NOISE[chosen["scan_noise"]], values.shape).astype(np.float32)
        image = Image.fromarray(np.clip(values, 0, 255).astype(np.uint8))
    out = io.BytesIO()
    if chosen["scan_color"] == "bilevel":
        image.convert("1", dither=Image.Dither.NONE).save(out, "PNG")
    else:
        image.save(out, "JPEG", quality=QUALITY[chosen["scan_jpeg"]])
    return out.getvalue()


def _turned(x: float, y: float, angle: float, size: tuple[float, float]) -> tuple[float, float]:
    """A point of the page after the picture was turned by ``angle`` degrees counter-clockwise about its middle."""
    cx, cy, a = size[0] / 2, size[1] / 2, radians(angle)
    return cx + (x - cx) * cos(a) + (y - cy) * sin(a), cy - (x - cx) * sin(a) + (y - cy) * cos(a)


def _turn_box(place: list[float], angles: list[float], sizes: list[tuple[float, float]]) -> list[float]:
    number, x0, top, x1, bottom = place
    at = int(number) - 1
    corners = [_turned(x, y, angles[at], sizes[at]) for x in (x0, x1) for y in (top, bottom)]
    xs, ys = [c[0] for c in corners], [c[1] for c in corners]
    w, h = sizes[at]
    return [
        int(number),
        round(max(0.0, min(xs)), 2),
        round(max(0.0, min(ys)), 2),
        round(min(w, max(xs)), 2),
        round(min(h, max(ys)), 2),
    ]


def _turn_boxes(record: dict[str, Any], angles: list[float], sizes: list[tuple[float, float]]) -> None:
    for field, place in record.get("boxes", {}).items():
        record["boxes"][field] = _turn_box(place, angles, sizes)
    for field, places in record.get("boxes_overleaf", {}).items():
        record["boxes_overleaf"][field] = [_turn_box(p, angles, sizes) for p in places]


def _bad_layer(rng: random.Random, page: pymupdf.Page, new: pymupdf.Page, angle: float) -> None:
    """Invisible words such as an old OCR leaves: letters confused, words lost, marks missing, places a little off."""
    matrix = page.rotation_matrix
    size = (page.rect.width, page.rect.height)
    for x0, y0, x1, y1, word, *_ in page.get_text("words"):
        box = pymupdf.Rect(x0, y0, x1, y1) * matrix
        if rng.random() < 0.08 or (len(word) == 1 and rng.random() < 0.7):
            continue
        text = word
        for good, bad in CONFUSED.items():
            if good in text and rng.random() < 0.25:
                text = text.replace(good, bad, 1)
        text = "".join(c if c.encode("latin-1", "ignore") else "?" for c in text)
        x, y = _turned(box.x0 + rng.uniform(-2, 2), box.y1 - 2 + rng.uniform(-1, 1), angle, size)
        new.insert_text((x, y), text, fontsize=max(4.0, min(box.height * 0.75, 14)), fontname="helv", render_mode=3)
