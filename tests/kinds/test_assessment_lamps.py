"""Rows of lamps of which one is lit, in the cells of tables and on cards."""

from __future__ import annotations

from collections.abc import Sequence

import pymupdf
import pytest

from tests.kinds.drawn_tables import GREEN, RED, TITLES, YELLOW, Cell, Paper

A4 = (595.0, 842.0)
WHITE, GREY = 0xFFFFFF, 0xC8C8C8
LIT = (2, 1, 0, 0, 1, None)
"""Which lamp from the left is lit for each title."""
MEANINGS = ("Ikke opfyldt", "Delvist opfyldt", "Opfyldt")
KEY = "Rød: Ikke opfyldt. Gul: Delvist opfyldt. Grøn: Opfyldt."
UNITS = ("Sundhedsplejen", "Børn og Unge", "Jobcenter", "Sundhedscentret", "Dagtilbud", "Kultur og Fritid")
TEXTS = ("Aftalt med skolerne.", "To hold om året.", "", "På hjemmesiden!", "I alle afdelinger.", "")


def lamps(sheet: pymupdf.Page, x: float, y: float, lit: int | None, colours: Sequence[int], dark: int) -> None:
    """Three lamps beside each other."""
    for place, colour in enumerate(colours):
        fill = pymupdf.sRGB_to_pdf(colour if place == lit else dark)
        sheet.draw_circle((x + 13 * place, y), 4.5, color=(0.6, 0.6, 0.6), fill=fill, width=0.5)


def table(colours: Sequence[int], dark: int = WHITE) -> Paper:
    def light(lit: int | None) -> Cell:
        return Cell(draw=lambda sheet, box: lamps(sheet, box.x0 + 15, (box.y0 + box.y1) / 2, lit, colours, dark))

    rows = [[title, light(lit), "Se planen"] for title, lit in zip(TITLES, LIT, strict=True)]
    return Paper().line(KEY).table((300, 80, 120), [["Anbefaling", "Status", "Bemærkninger"], *rows])


@pytest.mark.parametrize("dark", [WHITE, GREY])
@pytest.mark.parametrize("green_first", [False, True])
def test_the_lamp_that_is_lit_rates(*, green_first: bool, dark: int) -> None:
    """Empty lamps beside it made several signs, and the first of three was a third of a scale."""
    colours = (GREEN, YELLOW, RED) if green_first else (RED, YELLOW, GREEN)
    meanings = MEANINGS[::-1] if green_first else MEANINGS
    rows = table(colours, dark).rows()
    assert [row.rating_text for row in rows] == [None if lit is None else meanings[lit] for lit in LIT]
    assert [row.needs_review for row in rows] == [lit is None for lit in LIT]


def test_a_choice_of_three_in_one_colour_is_no_lamp() -> None:
    """Its place rates, and what it says there is not written: green said nothing."""
    assert all(row.needs_review for row in table((GREEN,) * 3).rows())


def test_lamps_in_the_corner_of_cards_and_the_unit_below_them() -> None:
    """White between cards was a row of a table, and a card alone on its page was a paragraph."""
    made = Paper(size=A4)
    for n, (title, lit, unit, text) in enumerate(zip(TITLES, LIT, UNITS, TEXTS, strict=True), 1):
        if n == len(TITLES):
            made.page().heading("Tidlig opsporing")
        top = made.y
        made._text((46, top + 14), f"Nr. {n}", 10, True, 0)
        made._text((82, top + 14), title, 10, False, 0)
        lamps(made.sheet, 514, top + 11, lit, (RED, YELLOW, GREEN), WHITE)
        if text:
            made._text((46, top + 28), text, 9, False, 0)
        made._text((548 - pymupdf.Font("helv").text_length(unit, 9), top + 28), unit, 9, False, 0)
        made.sheet.draw_rect(pymupdf.Rect(40, top, 555, top + 34), color=(0.7, 0.7, 0.7), width=0.6)
        made.y += 42
    for colour, meaning in zip(("Rød", "Gul", "Grøn"), MEANINGS, strict=True):
        made.line(f"{colour}: {meaning}")
    rows = made.rows()
    assert [(row.number_raw, row.title, row.rating_text, row.departments_raw) for row in rows] == [
        (f"Nr. {n}", title, None if lit is None else MEANINGS[lit], unit)
        for n, (title, lit, unit) in enumerate(zip(TITLES, LIT, UNITS, strict=True), 1)
    ]
    assert [row.activity or "" for row in rows] == list(TEXTS)
