"""Cells that say several things one after the other, and steps printed once below each level."""

from __future__ import annotations

from collections.abc import Sequence

import pymupdf
import pytest

from tests.kinds.drawn_tables import TITLES, Cell, Paper

STEPS = ("Opfyldt", "Delvist opfyldt", "Ikke opfyldt", "Opfyldt", "Delvist opfyldt")
TEXTS = (
    "Gælder alle skoler.",
    "Hold hvert halve år.",
    "Der er ingen aftale.",
    "Pjece til alle nye borgere.",
    "Materiale til 7. klasse.",
)
UNITS = ("Skoleafdelingen", "Sundhedscentret", "Sundhedscentret", "Borgerservice", "Skoleafdelingen")


def texts_of(ends: Sequence[str]) -> Paper:
    body = [[t, a + e] for t, a, e in zip(TITLES, TEXTS, ends, strict=False)]
    return Paper().table((300, 400), [("Anbefaling", "Sådan gør vi"), *body])


@pytest.mark.parametrize("form", [" → {}", " {}.", "\nVurdering: {}", " ({})", "\n{}", " – {}"])
def test_a_verdict_that_texts_end_in_rates(form: str) -> None:
    found = texts_of([form.format(step) for step in STEPS]).rows()
    assert [r.title for r in found] == list(TITLES[:5])
    assert [r.rating_text for r in found] == list(STEPS)
    assert [r.rating_step for r in found] == [1, 2, 3, 1, 2]
    assert [r.activity for r in found] == list(TEXTS)


def test_a_text_that_speaks_of_what_is_met_ends_in_no_verdict() -> None:
    ends = [" Aftalen er opfyldt", " Kravet er ikke opfyldt", " Målet blev kun delvist opfyldt", "", ""]
    assert not texts_of(ends).rows()


def test_labels_in_a_cell_are_columns() -> None:
    said = [f"Vurdering: {s}\nAnsvarlig afdeling: {u}\nFrist: 2019" for s, u in zip(STEPS, UNITS, strict=True)]
    body = [[t, a, c] for t, a, c in zip(TITLES, TEXTS, said, strict=False)]
    header = ("Anbefaling", "Hvad gør vi i dag?", "Vurdering og opfølgning")
    found = Paper().table((260, 240, 240), [header, *body]).rows()
    assert [r.rating_text for r in found] == list(STEPS)
    assert [r.departments for r in found] == [(unit,) for unit in UNITS]
    assert {r.deadline for r in found} == {"2019"}
    assert [r.activity for r in found] == list(TEXTS)


def test_labels_below_the_title_are_none_of_it() -> None:
    levels = ("grundniveau", "udviklingsniveau", "grundniveau", "grundniveau", "udviklingsniveau")
    body = [[f"{t}\nNiveau: {level}", s] for t, level, s in zip(TITLES, levels, STEPS, strict=False)]
    found = Paper().table((400, 200), [("Anbefaling", "Vurdering"), *body]).rows()
    assert [r.title for r in found] == list(TITLES[:5])
    assert [r.level for r in found] == list(levels)


def test_a_column_that_has_its_header_takes_no_labels_of_other_cells() -> None:
    body = [[t, s, f"{a} Ansvarlig: Lægerne.", u] for t, s, a, u in zip(TITLES, STEPS, TEXTS, UNITS, strict=False)]
    header = ("Anbefaling", "Vurdering", "Bemærkninger", "Ansvarlig")
    found = Paper().table((260, 120, 260, 120), [header, *body]).rows()
    assert [r.responsible for r in found] == list(UNITS)
    assert all(r.notes is not None and r.notes.endswith("Lægerne.") for r in found)


def test_steps_below_each_level_say_the_level_too() -> None:
    steps = ("Ja", "Delvist", "Nej")
    header = [
        [Cell("Anbefaling"), Cell("Grundniveau", span=3), Cell("Udviklingsniveau", span=3)],
        ["", *steps, *steps],
    ]
    marks = (0, 4, 2, 1, 5)
    body = [[t, *("x" if at == m else "" for at in range(6))] for t, m in zip(TITLES, marks, strict=False)]
    found = Paper().table((300, *[70] * 6), [*header, *body], header=2).rows()
    assert [r.rating_text for r in found] == ["Ja", "Delvist", "Nej", "Delvist", "Nej"]
    assert [r.level for r in found] == ["udviklingsniveau" if mark > 2 else "grundniveau" for mark in marks]


def test_a_verdict_on_a_line_of_its_own_above_the_text_rates() -> None:
    body = [[t, f"{s}\n{a}"] for t, s, a in zip(TITLES, STEPS, TEXTS, strict=False)]
    found = Paper().table((300, 400), [("Anbefaling", "Kommunens status"), *body]).rows()
    assert [r.rating_text for r in found] == list(STEPS)
    assert [r.notes for r in found] == list(TEXTS)


def test_fields_behind_each_other_in_one_cell() -> None:
    body = [
        [t, s, f"{a} Ansvarlig: {u}. Frist: 2019."] for t, s, a, u in zip(TITLES, STEPS, TEXTS, UNITS, strict=False)
    ]
    found = Paper().table((240, 120, 380), [("Anbefaling", "Status", "Bemærkninger"), *body]).rows()
    assert [r.notes for r in found] == list(TEXTS)
    assert [(r.responsible, r.deadline) for r in found] == [(unit, "2019") for unit in UNITS]


def test_names_below_steps_that_head_the_columns() -> None:
    body = [[TITLES[0], TITLES[1], TITLES[2]], [TITLES[3], "", TITLES[4]]]
    found = Paper().table((240, 240, 240), [("Opfyldt", "Delvist opfyldt", "Ikke opfyldt"), *body]).rows()
    assert {(r.title, r.rating_step) for r in found} == {
        (TITLES[0], 1),
        (TITLES[3], 1),
        (TITLES[1], 2),
        (TITLES[2], 3),
        (TITLES[4], 3),
    }


def test_a_head_that_asks_in_words_of_a_step_over_print_that_is_not_bold() -> None:
    body = [[t, s, a] for t, s, a in zip(TITLES, STEPS, TEXTS, strict=False)]
    header = ("Anbefaling", "Opfyldt?", "Bemærkning")
    found = Paper().table((260, 120, 260), [header, *body], header=0).rows()
    assert [(r.title, r.rating_text) for r in found] == list(zip(TITLES, STEPS, strict=False))


def test_answers_of_which_a_ring_chooses_one_end_in_no_verdict() -> None:
    """The last of the answers was the verdict of every row, without a doubt."""

    def ring(page: pymupdf.Page, box: pymupdf.Rect) -> None:
        page.draw_oval(pymupdf.Rect(box.x0 + 1, box.y0 + 2, box.x0 + 60, box.y0 + 13), color=(0.8, 0, 0), width=1)

    answers = "Opfyldt\nDelvist opfyldt\nIkke opfyldt"
    body = [[title, Cell(answers, draw=ring)] for title in TITLES]
    found = Paper().table((300, 160), [("Anbefaling", "Lever vi op til anbefalingen?"), *body]).rows()
    assert not [r for r in found if r.rating_step == 3 and not r.needs_review]


def test_a_label_before_the_verdict_that_ends_a_status_and_a_scale_that_a_sentence_ends_in() -> None:
    """No row was read; "Ikke" was no step where the sentence goes on behind it."""
    steps = ("Fuldt ud", "I overvejende grad", "Kun i ringe grad", "Ikke", "Fuldt ud")
    made = Paper().line(
        "Konklusionen lyder enten Fuldt ud, I overvejende grad, Kun i ringe grad eller Ikke – intet andet."
    )
    body = [[t, f"{a} Efterlever: {s}."] for t, a, s in zip(TITLES, TEXTS, steps, strict=False)]
    found = made.table((300, 400), [("Anbefaling", "Hvad er status?"), *body]).rows()
    assert [(r.rating_text, r.rating_step, r.rating_steps) for r in found] == [
        (step, place, 4) for step, place in zip(steps, (1, 2, 3, 4, 1), strict=True)
    ]
    assert [r.activity for r in found] == list(TEXTS)


def test_a_verdict_without_a_text_below_it_rates_as_those_with_one() -> None:
    """Where most cells hold a verdict above a text, a verdict alone was taken for the text."""
    said = ("Ja", "Delvist", "Nej", "Ja", "Nej", "Delvist")
    rows = [
        [str(n), title, word if n == 4 else f"{word}\nDrøftet i udvalg {n}", "Sundhedschefen"]
        for n, (title, word) in enumerate(zip(TITLES, said, strict=True), 1)
    ]
    head = ["Nr.", "Anbefaling", "Lever vi op til anbefalingen?", "Ansvarlig"]
    found = Paper().table((30, 250, 160, 100), [head, *rows]).rows()
    assert [row.rating_text for row in found] == list(said)
    assert [row.notes for row in found] == ["" if n == 4 else f"Drøftet i udvalg {n}" for n in range(1, 7)]
