from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractors.pdf.ocr.light import evenly_lit
from tests.pdf.ocr.scans import Pixels

DPI = 100.0
HIGH, WIDE = 1100, 800
PAPER, PANEL, HEAD, INK = (245, 245, 245), (225, 235, 245), (40, 70, 120), (30, 30, 30)
ACROSS, DOWN = np.meshgrid(np.linspace(0, 1, WIDE), np.linspace(0, 1, HIGH))
LIGHTS = {
    "falls off to the right": 1 - 0.35 * ACROSS,
    "falls off to a corner": 1 - 0.35 * (0.4 * ACROSS + 0.6 * DOWN) ** 2,
    "darker around": 1 - 0.3 * ((ACROSS - 0.5) ** 2 + (DOWN - 0.4) ** 2),
    "fold": 1 - 0.3 * np.exp(-(((DOWN - 0.45) / 0.03) ** 2)),
    "fold askew": 1 - 0.3 * np.exp(-(((DOWN - 0.45 - 0.012 * ACROSS) / 0.03) ** 2)),
    "spine and falling off": (1 - 0.3 * np.exp(-ACROSS / 0.06)) * (1 - 0.2 * DOWN),
}


def sheet() -> Pixels:
    """A page with a title, a table with a dark head and shaded column, and a pale panel."""
    page = np.full((HIGH, WIDE, 3), PAPER, np.uint8)
    page[160:200, 60:740] = HEAD
    page[200:700, 560:740] = PANEL
    page[760:1000, 60:500] = PANEL
    for line, top in enumerate(range(60, 1040, 30)):
        tone = (250, 250, 250) if 160 <= top < 200 else INK
        cv2.putText(page, f"Anbefaling {line} motion", (80, top + 16), cv2.FONT_HERSHEY_SIMPLEX, 0.5, tone, 1)
    for top in range(200, 710, 50):
        page[top, 60:740] = INK
    return page


def lit(page: Pixels, light: np.ndarray) -> Pixels:
    grain = np.random.default_rng(1).normal(0, 3, (HIGH, WIDE))
    return np.clip(page * light[:, :, None] + grain[:, :, None], 0, 255).astype(np.uint8)


def tone(page: Pixels, x: int, y: int) -> np.ndarray:
    return np.median(page[y - 8 : y + 8, x - 8 : x + 8].reshape(-1, 3), axis=0)


@pytest.mark.parametrize("light", LIGHTS)
def test_paper_is_of_one_tone_under_uneven_light_and_shades_differ_from_it_as_they_did(light):
    page = evenly_lit(lit(sheet(), LIGHTS[light]), DPI)
    usual = tone(page, 530, 130)
    for x, y in ((30, 30), (770, 30), (20, 500), (530, 480), (770, 500), (530, 530), (30, 1070), (770, 1070)):
        assert tone(page, x, y) == pytest.approx(usual, abs=8)
    for x, y in ((700, 230), (700, 480), (700, 680), (480, 800), (480, 990)):
        assert usual - tone(page, x, y) == pytest.approx(np.subtract(PAPER, PANEL), abs=9)
    assert tone(page, 600, 180) == pytest.approx(HEAD, abs=12)


def test_evenly_lit_page_stays_as_it_is():
    page = lit(sheet(), np.ones((HIGH, WIDE)))
    assert evenly_lit(page, DPI) is page


@pytest.mark.parametrize("part", [np.s_[:, :350], np.s_[:300], np.s_[500:], np.s_[0:180, 300:]])
def test_large_panels_at_the_edges_of_a_page_are_no_light(part):
    page = sheet()
    page[part] = np.minimum(page[part], PANEL)
    page = lit(page, np.ones((HIGH, WIDE)))
    assert evenly_lit(page, DPI) is page


def test_black_beside_the_sheet_and_punched_holes_become_paper():
    page = sheet()
    page[:, 785:] = 10
    page[DOWN * HIGH > HIGH - 4 - 30 * ACROSS] = 10
    for y in (392, 708):
        cv2.circle(page, (48, y), 12, (20, 20, 20), -1)
    page = evenly_lit(lit(page, np.ones((HIGH, WIDE))), DPI)
    for x, y in ((790, 300), (790, 1085), (400, 1090), (48, 392), (48, 708)):
        assert tone(page, x, y) == pytest.approx(PAPER, abs=8)


def test_heads_that_reach_the_edge_and_dots_of_a_list_are_neither():
    page = sheet()
    page[:50] = page[160:200, :60] = page[160:200, 740:] = INK
    for x in range(40, 700, 60):
        cv2.putText(page, "Status", (x, 32), cv2.FONT_HERSHEY_SIMPLEX, 0.5, (250, 250, 250), 1)
    for y in (300, 360, 420):
        cv2.circle(page, (48, y), 10, (20, 20, 20), -1)
        cv2.circle(page, (530, y + 250), 10, (20, 20, 20), -1)
    page = lit(page, np.ones((HIGH, WIDE)))
    assert evenly_lit(page, DPI) is page
