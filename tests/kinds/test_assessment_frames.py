"""Recommendations in frames: a title with its level at the right edge, and fields that stand after their names."""

from __future__ import annotations

from collections.abc import Sequence

import pymupdf
import pytest

from extractors.kinds.assessment.forms.form_pieces import Piece
from extractors.kinds.assessment.forms.key_lines import without_scales
from extractors.layout.lines import make_line
from schemas.document import ExtractedDocument
from schemas.layout import Block
from tests.kinds.drawn_tables import GREEN, RED, TITLES, YELLOW, Cell, Paper
from tests.layout.printed import words

A4 = (595.0, 842.0)
STEPS: tuple[int | None, ...] = (1, 2, 3, 3, 2, 1)
COLOURS = (GREEN, YELLOW, RED)
MEANINGS = ("Opfyldt", "Delvist opfyldt", "Ikke opfyldt")


def frames(steps: Sequence[int | None] = STEPS, *, field: str = "Status", units: str = "Sundhedscentret") -> Paper:
    """A frame for each recommendation; its rating is a coloured disc behind the name of the field."""
    made = Paper(size=A4)
    for colour, meaning in zip(COLOURS, MEANINGS, strict=True):
        made.sign(colour, meaning)
    for number, (title, step) in enumerate(zip(TITLES, steps, strict=True), 1):
        top = made.y
        made._text((510, top + 12), "Grund" if number % 2 else "Udvikling", 9, False, 0)
        made.line(f"{number}. {title}", bold=True, after=3)
        made.line(f"{field}:", bold=True, after=3)
        if step is not None:
            disc = pymupdf.Point(100, made.y - 6)
            made.sheet.draw_circle(disc, 4, color=None, fill=pymupdf.sRGB_to_pdf(COLOURS[step - 1]))
        made.line("Beskrivelse af indsatsen: Er beskrevet i planen.", after=3)
        for line in f"Forankring: {units}".split("\n"):
            made.line(line, after=3)
        made.sheet.draw_rect(pymupdf.Rect(36, top, 560, made.y + 2), color=(0, 0, 0), width=0.7)
        made.y += 10
    return made


def ratings(document: ExtractedDocument) -> list[tuple[int | None, str | None, int | None]]:
    return [(row.number, row.title, row.rating_step) for row in document.assessments]


def expected(steps: Sequence[int | None] = STEPS) -> list[tuple[int, str, int | None]]:
    return [(n, title, step) for n, (title, step) in enumerate(zip(TITLES, steps, strict=True), 1)]


def test_a_sign_behind_the_name_of_the_rating_rates() -> None:
    document = frames().read()
    assert ratings(document) == expected()
    assert [row.level for row in document.assessments] == ["grundniveau", "udviklingsniveau"] * 3
    assert {row.activity for row in document.assessments} == {"Er beskrevet i planen."}
    assert {row.departments for row in document.assessments} == {("Sundhedscentret",)}


def test_what_the_colours_mean_is_not_the_name_of_the_field() -> None:
    """ "Status: ●" was taken for a line of the legend, and the rating was worded "Status"."""
    assert {row.rating_text for row in frames().read().assessments} == set(MEANINGS)


def test_a_recommendation_without_a_sign_is_one_without_a_rating() -> None:
    steps = (1, None, 3, 3, 2, 1)
    document = frames(steps).read()
    assert ratings(document) == expected(steps)
    assert [row.needs_review for row in document.assessments] == [step is None for step in steps]


def test_units_below_each_other_are_all_of_the_field() -> None:
    document = frames(units="Sundhedscentret\nJobcentret\nFamilieafdelingen").read()
    assert {row.departments for row in document.assessments} == {("Sundhedscentret", "Jobcentret", "Familieafdelingen")}


def test_a_frame_that_is_a_cell_is_read_field_by_field() -> None:
    """Frames that touch are a grid, and each was one cell of it."""
    made = Paper(size=A4)
    rows = [
        [
            Cell(f"{number}. {title}\nVurdering: {MEANINGS[step - 1]}\nForankring: Jobcentret"),
            "G" if number % 2 else "U",
        ]
        for number, (title, step) in enumerate(zip(TITLES, (1, 2, 3, 3, 2, 1), strict=True), 1)
    ]
    document = made.table((460, 50), rows, header=0).read()
    assert [(row.number, row.rating_step) for row in document.assessments] == [
        (number, step) for number, step in enumerate((1, 2, 3, 3, 2, 1), 1)
    ]
    assert {row.departments for row in document.assessments} == {("Jobcentret",)}


@pytest.mark.parametrize("code", ["T-{}", "T{}", "TO {}"])
def test_titles_that_open_with_a_coded_number(code: str) -> None:
    made = Paper(size=A4)
    for number, title in enumerate(TITLES, 1):
        made.line(f"{code.format(number)} {title}", bold=True)
        made.line(f"Vurdering: {MEANINGS[number % 3]}")
    document = made.read()
    assert [(row.number, row.title) for row in document.assessments] == list(enumerate(TITLES, 1))


def test_wordings_listed_below_each_other_rate_no_heading() -> None:
    made = Paper(size=A4)
    made.line("Skala", bold=True)
    for meaning in MEANINGS:
        made.line(meaning)
    for number, title in enumerate(TITLES, 1):
        made.line(f"{number}. {title}", bold=True)
        made.line(f"Vurdering: {MEANINGS[number % 3]}")
    assert [row.title for row in made.read().assessments] == list(TITLES)


def test_digits_above_title_after_title_count_and_rate_nothing() -> None:
    made = Paper(size=A4)
    for number, title in enumerate(TITLES[:5], 1):
        made.line(str(number))
        made.line(title, bold=True)
        made.line("Her er vi kommet langt med nabokommunerne.")
        made.line("Næste skridt", bold=True)
    assert not made.read().assessments


def test_bold_verdicts_that_return_below_the_text_of_counted_titles() -> None:
    made = Paper(size=A4)
    for number, title in enumerate(TITLES, 1):
        made.line(str(number))
        made.line(title, size=12, bold=True)
        made.line("Nabokommunerne er med i arbejdet.")
        made.line("Vi er fremme" if number % 2 else "Vi er godt på vej", bold=True, after=20)
    rows = made.read().assessments
    assert [(row.title, row.rating_text) for row in rows] == [
        (title, "Vi er fremme" if number % 2 else "Vi er godt på vej") for number, title in enumerate(TITLES, 1)
    ]


def piece(kind: str, label: str, text: str, x: float, y: float = 100.0) -> Piece:
    line = make_line(1, words(text, x, y, size=9.0))
    return Piece(kind, label, (line,), Block(1, "paragraph", (line,), line.box))


def test_a_legend_on_one_line_below_the_last_frame_is_no_field_of_it() -> None:
    """Its signs stood beside the rating of the last recommendation, which then had several."""
    card = [piece("heading", "", "Rygestop", 40, 60), piece("verdict", "Vurdering", "Opfyldt", 40, 80)]
    legend = [piece("pair", "Forklaring", "Opfyldt", 100), piece("text", "", "Påbegyndt her og der", 160)]
    legend.append(piece("verdict", "Vurdering", "Ikke opfyldt", 280))
    assert without_scales([*card, *legend]) == card


def test_verdicts_of_cards_beside_each_other_are_no_legend() -> None:
    pieces = [piece("verdict", "Vurdering", "Opfyldt", 40), piece("verdict", "Vurdering", "Ikke opfyldt", 300)]
    assert without_scales(pieces) == pieces


def test_the_letter_of_a_number_before_a_title_is_a_level_and_no_code() -> None:
    made = Paper(size=A4)
    for number, title in enumerate(TITLES, 1):
        made.line(f"{'G' if number % 2 else 'U'}{number} {title}", bold=True)
        made.line(f"Vurdering: {MEANINGS[number % 3]}")
    assert [row.level for row in made.read().assessments] == ["grundniveau", "udviklingsniveau"] * 3


def bars(made: Paper, colours: tuple[int, int]) -> Paper:
    """Headings on bars that wear the colour of their level, each with a verdict below."""
    for number, title in enumerate(TITLES, 1):
        bar = pymupdf.Rect(36, made.y, 560, made.y + 15)
        made.sheet.draw_rect(bar, color=None, fill=pymupdf.sRGB_to_pdf(colours[number % 2]))
        made.line(f"{number}. {title}", bold=True)
        made.line(f"Vurdering: {MEANINGS[number % 3]}")
    return made


def test_the_bar_of_a_title_wears_the_colour_of_its_level() -> None:
    """A key of two levels was read as headings: every recommendation was of the one named last, without a doubt."""
    blue, orange = 0xDDEBF7, 0xFCE4D6
    made = Paper(size=A4)
    for x, colour, level in ((40, blue, "Grundniveau"), (280, orange, "Udviklingsniveau")):
        swatch = pymupdf.Rect(x, made.y, x + 25, made.y + 14)
        made.sheet.draw_rect(swatch, color=None, fill=pymupdf.sRGB_to_pdf(colour))
        made._text((x + 30, made.y + 10), level, 9, False, 0)
    made.y += 26
    document = bars(made, (orange, blue)).read()
    assert [row.level for row in document.assessments] == ["grundniveau", "udviklingsniveau"] * 3


@pytest.mark.parametrize("pieces", [("Grundniveau", "Udviklingsniveau"), ("Grun\ndnive\nau", "Udvik\nlingsn\niveau")])
def test_levels_whose_colours_a_copy_lost_are_said_to_be_missing(pieces: tuple[str, str]) -> None:
    """The key of a copy without colour names both levels, and no row wears either: nothing was said of it.

    Narrow cells break the names anywhere, and a scan makes one line larger than the next.
    """
    made = Paper(size=A4)
    for x, level in zip((40, 280), pieces, strict=True):
        for n, piece in enumerate(level.split("\n")):
            made._text((x, made.y + 10 + 13 * n), piece, 11.5 if n == 1 else 9, False, 0)
    made.y += 52
    document = bars(made, (0xFFFFFF, 0xFFFFFF)).read()
    assert {(row.level, row.needs_review) for row in document.assessments} == {(None, True)}
    assert {"level_missing"} <= {finding.code for finding in document.findings}


def test_options_below_each_other_are_one_answer() -> None:
    made = Paper(size=A4)
    for number, title in enumerate(TITLES, 1):
        made.line(f"{number}. {title}", bold=True)
        first, *rest = (f"{'☒' if n == number % 3 else '☐'} {meaning}" for n, meaning in enumerate(MEANINGS))
        made.line(f"Vurdering: {first}")
        for option in rest:
            made.line(option)
        made.line("Beskrivelse: Er beskrevet i planen.")
    document = made.read()
    assert [(row.title, row.rating_text) for row in document.assessments] == [
        (title, MEANINGS[number % 3]) for number, title in enumerate(TITLES, 1)
    ]
    assert {row.activity for row in document.assessments} == {"Er beskrevet i planen."}


def test_letters_that_a_legend_explains_rate_in_forms_too() -> None:
    made = Paper(size=A4)
    made.line("Forklaring: O = Opfyldt, D = Delvist opfyldt, I = Ikke opfyldt")
    for number, title in enumerate(TITLES, 1):
        made.line(f"{number}. {title}", bold=True)
        made.line(f"Vurdering: {'ODI'[number % 3]}")
    assert [row.rating_text for row in made.read().assessments] == [MEANINGS[n % 3] for n in range(1, 7)]


def test_levels_at_the_other_edge_make_no_labels_of_titles() -> None:
    """Titles that hold the wording of a role were labels, their levels the values, and nothing was read."""
    titles = [f"{n}. Ansvarlig for {title[0].lower()}{title[1:]}" for n, title in enumerate(TITLES, 1)]
    made = Paper(size=A4)
    for number, title in enumerate(titles, 1):
        made._text((530, made.y + 11.25), "G." if number % 2 else "U.", 9, False, 0)
        made.line(title, bold=True)
        made.line(f"Vurdering: {MEANINGS[number % 3]}")
    document = made.read()
    assert [row.number for row in document.assessments] == [1, 2, 3, 4, 5, 6]
    assert [row.level for row in document.assessments] == ["grundniveau", "udviklingsniveau"] * 3


def test_titles_in_a_row_of_their_own_above_the_fields_of_their_frame() -> None:
    """A line below the title made two cells of each frame, and no table was known to be frames."""
    made = Paper(size=A4)
    made.heading("Rammer")
    for n, (title, step) in enumerate(zip(TITLES, STEPS, strict=True), 1):
        fields = ["Sådan arbejder vi med anbefalingen: Netværk", "Afdeling: Sundhedscentret", "Bemærkninger:"]
        fields = [f"Selvvurdering: {MEANINGS[(step or 1) - 1]}", *fields]
        made.table((470, 30), [[f"{n} {title}", "g" if n % 2 else "u"], ["\n".join(fields), ""]])
    document = made.read()
    assert ratings(document) == [(n, title, step) for n, (title, step) in enumerate(zip(TITLES, STEPS, strict=True), 1)]
    assert {row.category for row in document.assessments} == {"rammer"}


def test_two_fields_in_several_cells_below_titles_show_frames_too() -> None:
    """One alone may be a note in a table; in a row of their own the titles were lost with all ratings."""
    made = Paper(size=A4)
    rows: list[list[Cell | str]] = []
    for n, (title, step) in enumerate(zip(TITLES, STEPS, strict=True), 1):
        fields = [f"Selvvurdering: {MEANINGS[(step or 1) - 1]}", "Nuværende indsats: Netværk"]
        rows += [[Cell(f"{n} {title}", bold=True), "g" if n % 2 else "u"], ["\n".join(fields), ""], ["", ""]]
    made.table((470, 30), rows, header=0)
    assert ratings(made.read()) == [(n, t, step) for n, (t, step) in enumerate(zip(TITLES, STEPS, strict=True), 1)]


def test_a_name_below_a_key_is_that_of_the_next_field() -> None:
    """ "Indsats" may begin a sentence as well: with the digit above it, it was the answer of the rating."""
    made = Paper(size=A4)
    rows: list[list[Cell | str]] = []
    for n, (title, step) in enumerate(zip(TITLES, STEPS, strict=True), 1):
        fields = [f"{n} {title}", f"Selvvurdering: {step}", "Indsats: Der er et netværk", "Afdeling: Sundhedscentret"]
        rows += [["\n".join(fields), "g" if n % 2 else "u"], ["", ""]]
    made.table((470, 30), rows, header=0).line("Forklaring: 1 = Opfyldt, 2 = Delvist opfyldt, 3 = Ikke opfyldt")
    document = made.read()
    assert ratings(document) == [(n, t, step) for n, (t, step) in enumerate(zip(TITLES, STEPS, strict=True), 1)]
    assert {row.activity for row in document.assessments} == {"Der er et netværk"}
