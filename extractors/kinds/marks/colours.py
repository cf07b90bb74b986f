"""Colours as a person names them.

Distances are CIE76 ΔE (Euclidean in CIE L*a*b*, D65): about 2 is just visible, 10 is plainly another shade.
Names come from hue and chroma in OKLab (Ottosson 2020), whose hue stays put when a colour is tinted with white or
darkened – so Excel's pale "good" green, a theme green and a dark green are all green.
"""

from __future__ import annotations

import math
from functools import lru_cache

from schemas.marks import ColourName

NEUTRAL_CHROMA = 0.022
"""Below this OKLab chroma a colour is a grey: shading of zebra rows is 0.005–0.015, the palest tints of Office
themes that are meant as colours (E2EFDA, FFF2CC) lie from 0.027 upwards."""
DARK_LIGHTNESS = 0.30
DARK_CHROMA = 0.07
"""So dark, a colour needs more chroma before ink reads as anything but black."""
WHITE_LIGHTNESS = 0.965
"""Lightest greys count as white: a background of F5F5F5 or lighter shades nothing."""
BLACK_LIGHTNESS = 0.37
"""Text in 404040 and darker is black text."""
AMBER_DARKENS_BELOW = 0.7
"""Yellow that is darkened to be readable as text turns towards brown (9C5700 is Excel's text on its yellow)."""

LIGHTS: tuple[ColourName, ...] = ("green", "yellow", "orange", "red")
"""Colours that rate, the best first, and that words are printed in to explain them."""

_HUES: tuple[tuple[float, ColourName], ...] = (
    # upper end of the hue in degrees: name. Pure red lies at 29, orange at 71 (FFA500) and 50 (ED7D31), amber at
    # 84 (FFC000: the yellow of most traffic lights), yellow at 110, green at 130–152, cyan at 195, blue at 250–264,
    # purple at 300–328, pink tints of red at 0–20.
    (40.0, "red"),
    (77.0, "orange"),
    (114.0, "yellow"),
    (185.0, "green"),
    (290.0, "blue"),
    (345.0, "purple"),
    (360.0, "red"),
)


@lru_cache(maxsize=4096)
def colour_name(color: int) -> ColourName:
    """Name of the colour ``color`` (0xRRGGBB); greys within a hair of white or black are white or black."""
    lightness, chroma, hue = _oklch(color)
    if chroma < NEUTRAL_CHROMA or (lightness < DARK_LIGHTNESS and chroma < DARK_CHROMA):
        if lightness >= WHITE_LIGHTNESS:
            return "white"
        return "black" if lightness < BLACK_LIGHTNESS else "grey"
    if lightness < AMBER_DARKENS_BELOW and hue > max(57.0, 77.0 - 120 * (AMBER_DARKENS_BELOW - lightness)) and hue < 77:
        return "yellow"
    return next(name for end, name in _HUES if hue <= end)


def is_coloured(color: int) -> bool:
    """Whether the colour has a hue of its own: neither black nor grey nor white."""
    return colour_name(color) not in ("black", "grey", "white")


@lru_cache(maxsize=4096)
def colour_distance(a: int, b: int) -> float:
    """Perceptual distance of two colours (0xRRGGBB) as CIE76 ΔE: 0 equal, 2 just visible, 100 black from white."""
    return math.dist(_cielab(a), _cielab(b))


def lightness(color: int) -> float:
    """CIE L* of a colour (0xRRGGBB): 0 black, 100 white."""
    return _cielab(color)[0]


@lru_cache(maxsize=4096)
def chroma(color: int) -> float:
    """OKLab chroma of a colour (0xRRGGBB): 0 grey, about 0.3 the most vivid."""
    return _oklch(color)[1]


def _linear(color: int) -> tuple[float, float, float]:
    """Linear-light sRGB channels, 0–1."""
    channels = ((color >> 16) & 255, (color >> 8) & 255, color & 255)
    r, g, b = (c / 3294.6 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in channels)
    return r, g, b


@lru_cache(maxsize=4096)
def _oklch(color: int) -> tuple[float, float, float]:
    """OKLab lightness, chroma and hue in degrees."""
    r, g, b = _linear(color)
    long = math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    medium = math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    short = math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    green_red = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    blue_yellow = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return lightness, math.hypot(green_red, blue_yellow), math.degrees(math.atan2(blue_yellow, green_red)) % 360


@lru_cache(maxsize=4096)
def _cielab(color: int) -> tuple[float, float, float]:
    r, g, b = _linear(color)
    x = (0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047
    y = 0.2126729 * r + 0.7151522 * g + 0.0721750 * b
    z = (0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883
    fx, fy, fz = (math.cbrt(t) if t > 0.008856 else 7.787037 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)
