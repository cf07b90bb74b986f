"""Raster pictures: lights, smileys, thumbs, ticks, and pictures that mean nothing."""

from __future__ import annotations

import io
from functools import cache

from PIL import Image, ImageDraw

GREEN, YELLOW, RED, GREY = (0, 160, 70), (245, 195, 0), (205, 30, 40), (120, 120, 120)
COLORS = {
    "good": GREEN,
    "mid": YELLOW,
    "bad": RED,
    "green": GREEN,
    "yellow": YELLOW,
    "red": RED,
    "up": GREEN,
    "side": YELLOW,
    "down": RED,
}


@cache
def png(kind: str, color: int = 0, pixels: int = 48) -> bytes:
    """The picture as PNG; ``color`` counts for ``plain`` alone."""
    wide = {"logo": (180, 68), "chart": (420, 240), "photo": (420, 240)}.get(kind, (pixels, pixels))
    image = Image.new("RGB", wide, "white")
    _draw(ImageDraw.Draw(image), kind, color, *wide)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _draw(d: ImageDraw.ImageDraw, kind: str, color: int, w: int, h: int) -> None:
    name = kind.rsplit("_", 1)[-1]
    if kind == "plain":
        d.rectangle((0, 0, w, h), fill=(color >> 16, color >> 8 & 255, color & 255))
    elif kind.startswith("light"):
        d.rounded_rectangle((w * 0.1, 0, w * 0.9, h), w * 0.15, fill=(60, 60, 60))
        d.ellipse((w * 0.2, h * 0.2, w * 0.8, h * 0.8), fill=COLORS[name])
    elif kind.startswith("smiley"):
        d.ellipse((2, 2, w - 2, h - 2), fill=COLORS[name], outline=(40, 40, 40), width=2)
        for x in (0.33, 0.67):
            d.ellipse((w * x - 3, h * 0.35 - 4, w * x + 3, h * 0.35 + 4), fill=(30, 30, 30))
        mouth = (w * 0.25, h * 0.35, w * 0.75, h * 0.8)
        if name == "good":
            d.arc(mouth, 20, 160, fill=(30, 30, 30), width=4)
        elif name == "bad":
            d.arc((w * 0.25, h * 0.6, w * 0.75, h * 1.0), 200, 340, fill=(30, 30, 30), width=4)
        else:
            d.line((w * 0.3, h * 0.68, w * 0.7, h * 0.68), fill=(30, 30, 30), width=4)
    elif kind.startswith("thumb"):
        hand = [
            (0.2, 0.45),
            (0.45, 0.45),
            (0.55, 0.1),
            (0.68, 0.15),
            (0.62, 0.42),
            (0.9, 0.42),
            (0.85, 0.85),
            (0.2, 0.85),
        ]
        points = [(x * w, (1 - y if name == "down" else y) * h) for x, y in hand]
        if name == "side":
            points = [(y * w, x * h) for x, y in hand]
        d.polygon(points, fill=COLORS[name])
    elif kind == "check":
        d.line((w * 0.15, h * 0.55, w * 0.4, h * 0.85, w * 0.88, h * 0.15), fill=(0, 130, 60), width=7, joint="curve")
    elif kind == "logo":
        d.ellipse((4, 6, 60, 62), fill=(0, 90, 120))
        d.polygon([(32, 12), (52, 50), (12, 50)], fill="white")
        for n, width in enumerate((90, 70)):
            d.rectangle((72, 20 + n * 18, 72 + width, 30 + n * 18), fill=GREY)
    else:
        for n, value in enumerate((0.3, 0.6, 0.45, 0.8, 0.7, 0.55)):
            x = 20 + n * (w - 40) / 6
            shade = (90 + 20 * n, 140, 180 - 15 * n)
            if kind == "chart":
                d.rectangle((x, h * (1 - value), x + 40, h - 10), fill=shade)
            else:
                d.ellipse((x - 20, h * value - 60, x + 80, h * value + 40), fill=shade)
