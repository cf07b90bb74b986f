"""Legends: signs, letters, digits and colours with their meaning."""

from __future__ import annotations

import pymupdf
import pytest

from extractors.kinds.marks import LegendEntry, legend_entries, legend_entries_of_table
from extractors.pdf import read
from schemas.geometry import Box
from schemas.layout import Cell, CellPart, Line, Table
from schemas.page import Fill, Page
from tests.kinds.marks_drawing import (
    BLUE,
    GREEN,
    RED,
    WHITE,
    YELLOW,
    Draw,
    disc,
    icon,
    lines_of,
    part_of,
    pdf_of,
    rect,
    together,
)
from tests.kinds.test_marks_options import line


def of_lines(*lines: Line) -> list[LegendEntry]:
    return legend_entries(lines, Page(1, 600, 800), {})


def pairs(*lines: Line) -> list[tuple[str, str]]:
    return [(entry.key, entry.text) for entry in of_lines(*lines)]


GRADES = [("4", "I høj grad"), ("3", "I nogen grad"), ("2", "I mindre grad"), ("1", "Slet ikke")]


@pytest.mark.parametrize(
    "text",
    [
        "4 = I høj grad, 3 = I nogen grad, 2 = I mindre grad, 1 = Slet ikke",
        "4=I høj grad 3=I nogen grad 2=I mindre grad 1=Slet ikke",
        "Skala: 4: I høj grad; 3: I nogen grad; 2: I mindre grad; 1: Slet ikke",
        "4 (I høj grad), 3 (I nogen grad), 2 (I mindre grad), 1 (Slet ikke)",
        "(4 = I høj grad, 3 = I nogen grad, 2 = I mindre grad og 1 = Slet ikke)",
        "4 – I høj grad / 3 – I nogen grad / 2 – I mindre grad / 1 – Slet ikke",
    ],
)
def test_digits_on_one_line(text: str) -> None:
    assert pairs(line(text)) == GRADES


def test_sentence_of_a_legend_that_goes_on_at_the_left_edge() -> None:
    first = line("Status i maj. Grøn = fuldt implementeret, gul = delvist")
    second = line("implementeret, rød = ikke", top=17)
    third = line("påbegyndt. Punkterne er drøftet i ledergruppen.", top=29)
    assert pairs(first, second, third) == [
        ("Grøn", "fuldt implementeret"),
        ("gul", "delvist implementeret"),
        ("rød", "ikke påbegyndt"),
    ]


def test_entries_on_lines_of_their_own() -> None:
    lines = [line(f"{key} = {text}", top=5 + 12 * i) for i, (key, text) in enumerate(GRADES)]
    assert pairs(*lines) == GRADES


def test_letters_with_colons() -> None:
    assert pairs(line("H: I høj grad, N: I nogen grad, S: Slet ikke")) == [
        ("H", "I høj grad"),
        ("N", "I nogen grad"),
        ("S", "Slet ikke"),
    ]


@pytest.mark.parametrize("keys", [("FULD", "DELVIS", "INTET"), ("Opf.", "Delv.", "Ikke.")])
def test_abbreviations_that_a_sign_of_equality_explains(keys: tuple[str, ...]) -> None:
    meant = list(zip(keys, ("Opfyldt", "Delvist opfyldt", "Ikke opfyldt"), strict=True))
    assert pairs(line("Status: " + ", ".join(f"{key} = {text}" for key, text in meant))) == meant
    assert pairs(line("STATUS: Opfyldt i maj, HUSK: Ikke opfyldt")) == []


def test_colours_in_words() -> None:
    text = "Grøn betyder fuldt implementeret; Gul = igangsat, men ikke systematisk; Rødt lys: ikke igangsat"
    assert pairs(line(text)) == [
        ("Grøn", "fuldt implementeret"),
        ("Gul", "igangsat, men ikke systematisk"),
        ("Rødt lys", "ikke igangsat"),
    ]


def test_colours_after_their_meaning() -> None:
    assert pairs(line("Opfyldt = grøn, delvist opfyldt = gul, ikke opfyldt = rød")) == [
        ("grøn", "Opfyldt"),
        ("gul", "delvist opfyldt"),
        ("rød", "ikke opfyldt"),
    ]


def test_signs_in_words_keep_apart_what_looks_alike() -> None:
    entries = of_lines(line("x = opfyldt, (x) = delvist opfyldt, - = ikke opfyldt"))
    assert [e.text for e in entries] == ["opfyldt", "delvist opfyldt", "ikke opfyldt"]
    assert [e.sign.sign for e in entries if e.sign] == ["x", "(x)", "-"]


def test_characters_before_their_meaning() -> None:
    entries = of_lines(line("☺ Opfyldt   😐 Delvist opfyldt   ☹ Ikke opfyldt"))
    assert [(e.sign and e.sign.meaning, e.text) for e in entries] == [
        ("happy", "Opfyldt"),
        ("neutral", "Delvist opfyldt"),
        ("sad", "Ikke opfyldt"),
    ]


def test_explanation_goes_on_in_the_next_line() -> None:
    lines = (
        line("Gul = igangsat, men ikke"),
        line("systematisk eller ikke alle steder", top=17),
        line("Rød = nej", top=29),
    )
    assert pairs(*lines) == [("Gul", "igangsat, men ikke systematisk eller ikke alle steder"), ("Rød", "nej")]


def test_next_sentence_is_not_part_of_the_explanation() -> None:
    assert pairs(line("Rød = ikke igangsat"), line("Skemaet er udfyldt i maj.", top=17)) == [("Rød", "ikke igangsat")]


def test_dots_between_entries_are_no_keys() -> None:
    """Each dot was taken for the key of what follows it, and the first entry was none."""
    listed = line("I = Indført · D = Delvist indført · N = Nej. Pilen viser udviklingen.")
    assert pairs(listed) == [("I", "Indført"), ("D", "Delvist indført"), ("N", "Nej")]


def test_bullets_are_no_keys() -> None:
    lines = [
        line(f"• {text}", top=5 + 12 * i) for i, text in enumerate(("Rammer", "Tilbud", "Information", "Opsporing"))
    ]
    assert pairs(*lines) == []


def test_options_are_no_legend() -> None:
    """ "☒ Ja ☐ Nej" is an answer; only a joint makes a box a key."""
    assert pairs(line("☒ Ja ☐ Nej")) == []
    assert pairs(line("☒ = opfyldt, ☐ = ikke opfyldt")) == [("☒", "opfyldt"), ("☐", "ikke opfyldt")]


@pytest.mark.parametrize(
    "text",
    [
        "Kommunen har i 2018 arbejdet med anbefalingerne om mental sundhed.",
        "Status på implementering",
        "Samlet 14 10 1 25",
        "Mødet holdes kl. 14 - 16 i byrådssalen",
        "...: grøn",
    ],
)
def test_prose_and_numbers_give_no_entries(text: str) -> None:
    assert pairs(line(text)) == []


def test_entry_stands_where_it_is_printed() -> None:
    entry = of_lines(line("Skala: 4 = Godt, 1 = Dårligt"))[0]
    assert entry.page == 1
    assert entry.box == Box(45, 5, 90, 15)


# --- drawn signs ---------------------------------------------------------------------------------------------------


def drawn(draw: Draw) -> list[tuple[str, str | None, str]]:
    source = read(pdf_of(draw, (300, 80)))
    page = source.pages[0]
    entries = legend_entries(lines_of(list(page.words)), page, source.looks)
    return [(e.sign.kind, e.sign.colour, e.text) for e in entries if e.sign]


def write(*words: tuple[float, float, str]) -> Draw:
    def draw(page: object) -> None:
        for x, y, text in words:
            page.insert_text((x, y), text, fontsize=9)  # type: ignore[attr-defined]

    return draw


def test_coloured_squares_and_circles_on_one_line() -> None:
    signs = (rect(20, 13, 28, 21, GREEN, None), disc(4, YELLOW, x=94, y=17), rect(180, 13, 188, 21, RED, None))
    words = write((32, 20, "Opfyldt"), (102, 20, "Delvist opfyldt"), (192, 20, "Ikke opfyldt"))
    assert drawn(together(*signs, words)) == [
        ("drawing", "green", "Opfyldt"),
        ("drawing", "yellow", "Delvist opfyldt"),
        ("drawing", "red", "Ikke opfyldt"),
    ]


def test_samples_below_each_other_with_an_intro_and_colour_words() -> None:
    signs = (disc(4, GREEN, x=20, y=37), disc(4, RED, x=20, y=52))
    words = write(
        (16, 20, "Signaturforklaring:"), (30, 40, "Grøn: fuldt implementeret"), (30, 55, "Rød: ikke igangsat")
    )
    assert drawn(together(*signs, words)) == [
        ("drawing", "green", "fuldt implementeret"),
        ("drawing", "red", "ikke igangsat"),
    ]


def test_samples_after_their_meaning() -> None:
    signs = (rect(60, 13, 68, 21, GREEN, None), rect(150, 13, 158, 21, RED, None))
    words = write((20, 20, "Opfyldt"), (90, 20, "Ikke opfyldt"))
    assert drawn(together(*signs, words)) == [("drawing", "green", "Opfyldt"), ("drawing", "red", "Ikke opfyldt")]


def test_words_on_a_colour_of_their_own() -> None:
    signs = (rect(18, 10, 70, 24, GREEN, None), rect(18, 30, 70, 44, YELLOW, None))
    words = write((22, 20, "Opfyldt"), (22, 40, "Delvist"))
    assert drawn(together(*signs, words)) == [("fill", "green", "Opfyldt"), ("fill", "yellow", "Delvist")]


@pytest.mark.parametrize(("bend", "face"), [(2.5, "happy"), (-2.5, "sad")])
def test_white_eyes_make_a_face_of_a_coloured_dot(bend: float, face: str) -> None:
    eyes = (disc(1, WHITE, x=27, y=15), disc(1, WHITE, x=33, y=15))
    mouth = [(26, 20 - bend / 2), (28, 20 + bend / 2), (32, 20 + bend / 2), (34, 20 - bend / 2)]
    smile: Draw = lambda page: page.draw_bezier(*map(pymupdf.Point, mouth), color=WHITE, width=1.4)  # noqa: E731
    draw = together(disc(8, GREEN, x=30, y=17), *eyes, smile, write((44, 20, "Opfyldt")))
    source = read(pdf_of(draw, (300, 80)))
    (entry,) = legend_entries(lines_of(list(source.pages[0].words)), source.pages[0], source.looks)
    assert entry.sign is not None
    assert (entry.sign.meaning, entry.text) == (face, "Opfyldt")


def test_pictures_before_their_meaning() -> None:
    words = write((40, 26, "Opfyldt"), (140, 26, "Ikke opfyldt"))
    draw = together(icon("smiley_good", 30), icon("smiley_bad", 130), words)
    assert drawn(draw) == [("icon", "green", "Opfyldt"), ("icon", "red", "Ikke opfyldt")]


# --- tables --------------------------------------------------------------------------------------------------------


def table(rows: list[list[CellPart]]) -> Table:
    cells = tuple(Cell(r, c, 1, 1, False, (part,)) for r, row in enumerate(rows) for c, part in enumerate(row))
    return Table(1, "ruled", len(rows), len(rows[0]), 0, cells, ((1, Box(0, 0, 300, 200)),), 1.0)


def cell(text: str = "", row: int = 0, column: int = 0, fill: int | None = None) -> CellPart:
    box = Box(100 * column, 20 * row, 100 * column + 100, 20 * row + 20)
    fills = () if fill is None else (Fill(*box, fill),)
    return CellPart(1, box, (line(text, box.x0 + 4, box.top + 5),) if text else (), fills, (), (), ())


def of_table(rows: list[list[CellPart]]) -> list[tuple[str | None, str, str]]:
    return [(e.sign.colour if e.sign else None, e.key, e.text) for e in legend_entries_of_table(table(rows), {})]


def test_colour_beside_its_meaning() -> None:
    rows = [
        [cell(row=0, fill=0x92D050), cell("Fuldt implementeret", 0, 1)],
        [cell(row=1, fill=0xFFC000), cell("Igangsat", 1, 1)],
        [cell(row=2, fill=0xFF0000), cell("Ikke igangsat", 2, 1)],
    ]
    assert of_table(rows) == [
        ("green", "", "Fuldt implementeret"),
        ("yellow", "", "Igangsat"),
        ("red", "", "Ikke igangsat"),
    ]


def test_key_beside_its_meaning() -> None:
    rows = [[cell("G", 0), cell("Grundniveau", 0, 1)], [cell("U", 1), cell("Udviklingsniveau", 1, 1)]]
    assert of_table(rows) == [(None, "G", "Grundniveau"), (None, "U", "Udviklingsniveau")]


def test_meaning_on_its_colour() -> None:
    rows = [[cell("Opfyldt", 0, 0, 0xC6EFCE), cell("Delvist", 0, 1, 0xFFEB9C), cell("Ikke opfyldt", 0, 2, 0xFFC7CE)]]
    assert of_table(rows) == [("green", "", "Opfyldt"), ("yellow", "", "Delvist"), ("red", "", "Ikke opfyldt")]


def test_colours_above_their_meanings() -> None:
    rows = [
        [cell(row=0, column=0, fill=0x92D050), cell(row=0, column=1, fill=0xFF0000)],
        [cell("Opfyldt", 1, 0), cell("Ikke opfyldt", 1, 1)],
    ]
    assert of_table(rows) == [("green", "", "Opfyldt"), ("red", "", "Ikke opfyldt")]


def test_numbers_of_a_summary_are_no_keys() -> None:
    rows = [
        [cell("Grundniveau", 0), cell("14", 0, 1), cell("10", 0, 2)],
        [cell("I alt", 1), cell("25", 1, 1), cell("7", 1, 2)],
    ]
    assert of_table(rows) == []


def test_drawn_samples_in_one_cell() -> None:
    signs = (disc(4, GREEN, x=20, y=17), disc(4, BLUE, x=120, y=17))
    page = read(pdf_of(together(*signs, write((28, 20, "Opfyldt"), (128, 20, "Planlagt"))), (300, 80))).pages[0]
    entries = legend_entries_of_table(table([[part_of(page, Box(0, 0, 300, 80))]]), {})
    assert [(e.sign and e.sign.colour, e.text) for e in entries] == [("green", "Opfyldt"), ("blue", "Planlagt")]


def test_sign_glued_to_its_meaning() -> None:
    """Producers that set no space between sign and text leave one word of two fonts."""
    entries = of_lines(line("Skala: \uf04cIkke opfyldt \uf04bDelvist opfyldt \uf04aOpfyldt"))
    assert [(e.sign and e.sign.meaning, e.text) for e in entries] == [
        ("sad", "Ikke opfyldt"),
        ("neutral", "Delvist opfyldt"),
        ("happy", "Opfyldt"),
    ]


def test_table_of_content_is_no_legend() -> None:
    rows = [
        [cell("1", 0), cell("Rygepolitik", 0, 1), cell("x", 0, 2), cell("Skolerne er med", 0, 3)],
        [cell("2", 1), cell("Rygestop", 1, 1), cell("x", 1, 2), cell("Tilbud til alle", 1, 3)],
    ]
    assert of_table(rows) == []


def test_signs_that_rate_many_lines_are_no_bullets_where_a_line_explains_several() -> None:
    """A smiley before every recommendation made the legend of the smileys a list of bullets."""
    first = line("☺ Går godt 😐 Kan blive bedre ☹ Mangler")
    items = [line(f"{'☺☹'[n % 2]} Indsats nummer {'abcdefgh'[n]}", top=40 + 12 * n) for n in range(8)]
    assert pairs(first, *items) == [("☺", "Går godt"), ("😐", "Kan blive bedre"), ("☹", "Mangler")]


def test_a_key_at_the_end_of_a_line_is_explained_in_the_next() -> None:
    first, second = line("★★★ = på plads, ★☆☆ = delvist på plads, ☆☆☆ ="), line("Mangler.", top=17)
    assert pairs(first, second) == [("★★★", "på plads"), ("★☆☆", "delvist på plads"), ("☆☆☆", "Mangler")]


def test_the_last_entry_of_a_legend_goes_on_at_the_left_edge_of_its_line() -> None:
    """Wide spaces part its entries into lines of their own, so that the rest stands far from the one it belongs to."""
    parts = [line("Farver:"), line("● I fuld gang", x=80), line("✗ Ikke i", x=200)]
    below = line("gang", top=17)
    order = [parts[0], below, *parts[1:]]
    assert [entry.text for entry in of_lines(*order)] == ["I fuld gang", "Ikke i gang"]


def test_the_first_entry_on_a_line_does_not_take_what_the_last_one_runs_on_with() -> None:
    """It stood behind the label at the left edge, and went on there as the last entry did."""
    first, rest = line("Forklaring: ● Fuldt i gang"), [line("◐ Påbegyndt", x=200), line("✗ Ikke i", x=300)]
    below = line("gang", top=17)
    assert [entry.text for entry in of_lines(first, below, *rest)] == ["Fuldt i gang", "Påbegyndt", "Ikke i gang"]


def test_what_stands_below_a_legend_that_another_sentence_follows_is_no_part_of_it() -> None:
    first = line("Skala: 2 = Opfyldt og 1 = Ikke opfyldt. G står for grundniveau, U for")
    assert pairs(first, line("udviklingsniveau.", top=17)) == [("2", "Opfyldt"), ("1", "Ikke opfyldt")]
