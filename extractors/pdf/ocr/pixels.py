"""Pictures as arrays of pixels, and places in them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Gray = npt.NDArray[np.uint8]
"""Grey levels, rows × columns; 0 is black."""
Rgb = npt.NDArray[np.uint8]
"""Colours, rows × columns × 3."""
Mask = npt.NDArray[np.bool_]
"""Which pixels, rows × columns."""
BoxPx = tuple[int, int, int, int]
"""Left, top, right and bottom in pixels, right and bottom outside."""


def gray_of(rgb: Rgb) -> Gray:
    """The grey levels of a picture."""
    import cv2

    return np.asarray(cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY), np.uint8)
