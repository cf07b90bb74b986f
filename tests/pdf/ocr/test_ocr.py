from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from extractors import extract, pdf
from extractors.danish.compounds import is_likely_word
from extractors.kinds.marks.symbols import drawn_marks
from extractors.pdf.ocr.keys import with_keys_agreed
from extractors.pdf.ocr.line_boxes import cut_to_lines
from extractors.pdf.ocr.picture import Picture
from extractors.pdf.ocr.repair import Letter, completed, is_doubtful, lone, repaired
from extractors.pdf.ocr.seams import part_at_seams
from extractors.pdf.ocr.shade_lines import with_hidden_lines
from extractors.pdf.ocr.words import make_words
from schemas.document import ExtractSettings
from schemas.geometry import Box
from schemas.page import Drawing, Fill, Page, Ruling, Word
from tests.pdf.drawn import build, text
from tests.pdf.ocr.scans import scan

OCR = pdf.OcrSettings(known_word={"Ældre", "bør", "få", "hjælp", "til", "mad"}.__contains__)

TABLE = (
    "0.7 w 40 60 320 160 re S 40 140 m 360 140 l S 40 180 m 360 180 l S\n"
    "220 60 m 220 220 l S 267 60 m 267 220 l S 314 60 m 314 220 l S\n"
    + text("Anbefaling", 46, 196, 11)
    + text("I h\xf8j grad", 223, 196, 9)
    + text("Slet ikke", 317, 196, 9)
    + text("\xc6ldre b\xf8r f\xe5 hj\xe6lp til mad", 46, 156, 10)
    + text("x", 288, 156, 10)
    + text("Udvikling af tilbud om motion", 46, 96, 10)
    + text("x", 240, 96, 10)
)


def read(data: bytes, settings: pdf.OcrSettings = OCR) -> Page:
    return pdf.read(data, ocr=settings).pages[0]


def place(page: Page, string: str) -> Box:
    (word,) = [word for word in page.words if word.text == string]
    return page.shown(word.box)


@pytest.mark.parametrize(
    ("skew", "grain", "turns"),
    [(0.0, 0.0, 0), (1.6, 8.0, 0), (-2.0, 4.0, 0), (0.5, 4.0, 1), (0.0, 4.0, 2), (-0.7, 4.0, 3)],
)
def test_scan_gives_the_words_and_lines_of_the_page_in_their_places(skew, grain, turns):
    page = read(scan(TABLE, skew=skew, grain=grain, turns=turns))
    assert page.by_ocr
    # A lone x has no letters beside it that tell its size.
    texts = sorted("x" if word.text == "X" else word.text for word in page.words)
    wanted = "Anbefaling I høj grad Slet ikke Ældre bør få hjælp til mad x Udvikling af tilbud om motion x"
    assert texts == sorted(wanted.split())
    assert {word.direction for word in page.words} == {0}
    across = sorted(round(ruling.top) for ruling in page.rulings if ruling.horizontal)
    down = sorted(round(ruling.x0) for ruling in page.rulings if not ruling.horizontal)
    assert across == pytest.approx([80, 120, 160, 240], abs=2)
    assert down == pytest.approx([40, 220, 267, 314, 360], abs=2)


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_places_on_the_page_as_shown_lie_over_its_ink(turns):
    straight = {word.text: word.box for word in pdf.read(build(TABLE)).pages[0].words}
    page = read(scan(TABLE, skew=2.0, turns=turns))
    wide, high = (400, 300) if turns % 2 == 0 else (300, 400)
    for string in ("Anbefaling", "motion", "grad"):
        upright = straight[string]
        # Where a turn by 2 degrees and then by quarter turns takes the middle of the word.
        x, y = upright.cx - 200, upright.cy - 150
        x, y = x - 0.0349 * y, y + 0.0349 * x
        for _ in range(turns):
            x, y = -y, x
        found = place(page, string)
        assert found.cx == pytest.approx(wide / 2 + x, abs=3)
        assert found.cy == pytest.approx(high / 2 + y, abs=3)


def test_size_weight_and_colour_of_print():
    bold = "BT /hebo 16 Tf 1 0 0 1 40 250 Tm (Mental sundhed) Tj ET\n"
    plain = "".join(text("Udvikling af tilbud om motion", 40, 200 - 20 * row, 9) for row in range(4))
    page = read(scan(f"q 0 0.3 0.6 rg {bold} Q {plain}"))
    heading = next(word for word in page.words if word.text == "Mental")
    body = [word for word in page.words if word.text == "motion"]
    assert heading.bold
    assert not any(word.bold for word in body)
    assert heading.size == pytest.approx(16, rel=0.15)
    assert body[0].size == pytest.approx(9, rel=0.15)
    assert body[0].color == 0
    assert heading.color & 0xFF > 90 > heading.color >> 16


def test_shaded_cells_and_discs_keep_their_colours():
    disc = "110 100 m 110 105.5 105.5 110 100 110 c 94.5 110 90 105.5 90 100 c 90 94.5 94.5 90 100 90 c"
    page = read(
        scan(
            f"0.9 0.95 0.9 rg 40 200 200 40 re f 0 0.3 0.4 rg 40 250 320 30 re f 1 0.2 0.2 rg {disc} 105.5 90 110 94.5"
            f" 110 100 c f {text('Overskrift', 60, 260, 11, '1 1 1 rg')}{text('Indsats i alt', 60, 215, 10)}",
            grain=5,
        )
    )
    header, row = page.fills
    assert header.box.intersection(Box(40, 20, 360, 50)) > 0.9 * 320 * 30
    assert row.box.intersection(Box(40, 60, 240, 100)) > 0.9 * 200 * 40
    assert row.color >> 8 & 0xFF > row.color & 0xFF
    (light,) = page.drawings
    assert light.fill is not None
    assert light.fill >> 16 > 200 > light.fill & 0xFF
    assert {"Overskrift", "Indsats"} <= {word.text for word in page.words}


def test_check_boxes_and_small_marks_are_found():
    page = read(
        scan(
            "1 w 50 200 10 10 re S 120 200 10 10 re S 122 202 m 128 208 l S 122 208 m 128 202 l S\n"
            + text("Ja", 70, 201)
            + text("Nej", 140, 201)
            + "0 0 0 rg 203 205 m 203 207.8 200.8 210 198 210 c 195.2 210 193 207.8 193 205 c 193 202.2 195.2 200 198"
            " 200 c 200.8 200 203 202.2 203 205 c f\n" + text("x", 250, 201, 9),
            grain=4,
        )
    )
    signs = {word.text for word in page.words}
    assert {"☐", "☒"} <= signs
    assert {"x", "X"} & {word.text for word in page.words}
    assert {"Ja", "Nej"} <= signs
    (dot,) = page.drawings
    assert {part[0] for part in dot.parts} == {"c"}
    (no,) = [word for word in page.words if word.text == "Nej"]
    assert no.x0 == pytest.approx(140, abs=2)


def test_page_with_text_is_not_read_by_ocr():
    page = read(build(TABLE))
    assert not page.by_ocr
    assert not read(build("")).by_ocr


def test_hidden_and_misplaced_layers_are_kept_and_not_trusted():
    hidden = read(scan(TABLE, layer=text("Anbcfa1ing S1ct ikkc", 46, 196, extra="3 Tr")))
    assert hidden.by_ocr
    assert [word.text for word in hidden.hidden] == ["Anbcfa1ing", "S1ct", "ikkc"]
    stamp = read(scan(TABLE, layer=text("Modtaget 12-11-2018", 250, 20, 8)))
    assert {"Modtaget", "Anbefaling"} <= {word.text for word in stamp.words}


def test_garbled_text_is_read_by_ocr_and_foreign_text_is_not():
    def known(word: str) -> bool:
        return word.lower() in {"anbefaling", "til", "mad"}

    garbled = "".join(text("Qrwrpqf kmjwp rtlmn vbnmk", 40, 250 - 20 * row) for row in range(5))
    polish = "".join(text("Wszyscy ludzie rodza sie wolni", 40, 250 - 20 * row) for row in range(5))
    settings = pdf.OcrSettings(known_word=known)
    assert read(build(garbled), settings).by_ocr
    assert not read(build(polish), settings).by_ocr


def test_mode_never_leaves_scans_alone_and_always_reads_all():
    assert read(scan(TABLE), pdf.OcrSettings(mode="never")).words == ()
    assert read(build(TABLE), pdf.OcrSettings(mode="always")).by_ocr


def test_what_was_read_once_is_taken_from_the_cache():
    kept: dict[str, str] = {}
    made: list[str] = []

    def cache(key: str, make) -> str:
        if key not in kept:
            made.append(key)
            kept[key] = make()
        return kept[key]

    settings = pdf.OcrSettings(known_word=OCR.known_word, cache=cache)
    first, again = read(scan(TABLE, skew=1), settings), read(scan(TABLE, skew=1), settings)
    assert first == again
    assert first == read(scan(TABLE, skew=1))
    assert len(made) == 1
    read(scan(TABLE, skew=0.5), settings)
    assert len(made) == 2


def test_missing_engine_is_said_on_the_page_and_harms_no_other(monkeypatch):
    monkeypatch.setenv("PATH", "/nonexistent")
    settings = pdf.OcrSettings(engine="tesseract", language="dan")
    page = read(scan(TABLE), settings)
    assert page.problem is not None
    assert page.problem == page.lacks_ocr
    assert "tesseract" in page.problem
    assert "install" in page.problem
    assert read(build(TABLE), settings).lacks_ocr is None
    garbled = "".join(text("Qrwrpqf kmjwp rtlmn vbnmk", 40, 250 - 20 * row) for row in range(5))
    doubtful = read(build(garbled), replace(settings, known_word={"mad"}.__contains__))
    assert doubtful.words
    assert doubtful.problem is None
    assert doubtful.lacks_ocr is not None


@pytest.mark.parametrize(
    ("text_read", "others", "expected"),
    [
        ("høi", {2: (("j", 0.05),)}, "høj"),
        ("(høi)", {3: (("j", 0.05),)}, "(høj)"),
        ("høi", {2: (("j", 0.001),)}, None),
        ("høj", {2: (("r", 0.4),)}, None),
        ("hør", {2: (("j", 0.4),)}, None),
        ("xyi", {2: (("j", 0.4),)}, None),
        ("12i", {2: (("1", 0.4),)}, None),
    ],
)
def test_doubts_are_settled_by_known_words_alone(text_read, others, expected):
    letters = [Letter(sign, float(i), 0.9, others.get(i, ())) for i, sign in enumerate(text_read)]
    assert repaired(letters, {"høj", "hør"}.__contains__) == expected


@pytest.mark.parametrize(
    ("read_as", "chance", "others", "expected"),
    [("1", 0.55, (("I", 0.4),), "I"), ("I", 0.45, (("1", 0.4),), "I"), ("1", 0.97, (("I", 0.02),), "1")],
)
def test_lone_stroke_that_may_be_an_i_is_one_and_a_sure_figure_is_not(read_as, chance, others, expected):
    letter = lone(Letter(read_as, 4.0, chance, others))
    assert letter.text == expected
    assert letter.confidence >= 0.8


def test_two_possible_repairs_are_none():
    letters = [Letter("t", 0, 1.0), Letter("a", 1, 0.6, (("i", 0.2), ("o", 0.1))), Letter("m", 2, 1.0)]
    assert repaired(letters, {"tim", "tom"}.__contains__) is None


def test_document_without_its_engine_says_so_and_what_it_says_lies_on_the_scan(monkeypatch):
    monkeypatch.setenv("PATH", "/nonexistent")
    data = scan(TABLE, skew=2.0, turns=1)
    unread = extract(data, settings=ExtractSettings(ocr_engine="tesseract"))
    assert unread.document.status == "failed"
    assert "ocr_unavailable" in {finding.code for finding in unread.findings}
    done = extract(data)
    assert done.document.ocr_page_count == 1
    straight = {cell.text: cell for cell in extract(build(TABLE)).cells if cell.text}
    turned = {cell.text: cell for cell in done.cells if cell.text in straight}
    assert len(turned) >= 4
    for words, cell in turned.items():
        # A quarter turn clockwise takes what lies at (x, y) of a sheet 300 points high to (300 - y, x).
        assert (cell.x0 + cell.x1) / 2 == pytest.approx(300 - (straight[words].top + straight[words].bottom) / 2, abs=8)
        assert (cell.top + cell.bottom) / 2 == pytest.approx((straight[words].x0 + straight[words].x1) / 2, abs=8)


def test_hairlines_lines_beside_shades_and_light_lines_in_dark_heads_are_found():
    page = read(
        scan(
            "0.2 0.3 0.4 rg 40 220 320 40 re f 1 1 1 RG 0.8 w 200 220 m 200 260 l S\n"
            "0.75 0.75 0.75 RG 0.4 w 40 180 m 360 180 l S 40 140 m 360 140 l S 200 100 m 200 220 l S\n"
            "0.55 0.8 0.3 rg 200 140 160 40 re f 200 100 160 40 re f 0 0 0 RG 0.7 w 200 140 m 360 140 l S\n"
            + text("Titel", 50, 235, 11, "1 1 1 rg")
            + text("Svar", 210, 235, 11, "1 1 1 rg")
            + text("Tilbud om motion til mad", 46, 156, 10),
            grain=6,
        )
    )
    # The light line of the head parts its cells; of the grey one below it the scan shows nothing.
    assert {round(fill.x1, -1) for fill in page.fills if fill.top < 50} == {200, 360}
    assert {round(ruling.top, -1) for ruling in page.rulings if ruling.horizontal} >= {120, 160}
    green = [fill for fill in page.fills if fill.color >> 8 & 0xFF > fill.color & 0xFF]
    assert len(green) == 2
    assert green[0].color == green[1].color


def test_æ_read_as_two_letters_goes_before_other_readings_of_a_letter():
    known = {"Velfærdsforvaltningen", "Velfardsforvaltningen", "træet", "træt"}.__contains__

    def said(string: str) -> str | None:
        return repaired([Letter(letter, 10.0 * n, 0.9, ((" ", 0.1),)) for n, letter in enumerate(string)], known)

    assert said("Velfaerdsforvaltningen,") == "Velfærdsforvaltningen,"
    assert said("Velfæerdsforvaltningen") == "Velfærdsforvaltningen"
    assert said("træet") is None

    def doubtful(string: str) -> bool:
        return is_doubtful([Letter(sign, float(i), 0.99) for i, sign in enumerate(string)], known)

    assert doubtful("Velfaerdsforvaltnin-")
    assert doubtful("AEl-")
    assert not any(doubtful(word) for word in ("træet", "Sundhedsafde-"))


def test_letter_of_which_the_engine_thought_both_halves_is_an_æ():
    """ "Ældrecentret" was "Eldrecentret" without a doubt: "Aldrecentret" is a word too."""
    known = {"Ældrecentret", "Aldrecentret"}

    def letters(*others: str) -> list[Letter]:
        first = Letter("E", 0.0, 0.9, tuple((other, 0.05) for other in others))
        return [first, *(Letter(sign, 10.0 * n, 0.99) for n, sign in enumerate("ldrecentret", 1))]

    assert repaired(letters("A"), known.__contains__) == "Ældrecentret"
    assert repaired(letters(), known.__contains__) == "Ældrecentret"
    assert not is_doubtful(letters()[1:], known.__contains__)
    assert is_doubtful(
        [Letter("K", 0.0, 0.9, (("E", 0.05), ("A", 0.04))), *letters()[1:]], known.union({"Eldrecentret"}).__contains__
    )


def test_half_read_æ_is_repaired_and_a_broken_word_is_left_alone():
    def read_as(string: str) -> str | None:
        return repaired([Letter(sign, float(i), 0.99) for i, sign in enumerate(string)], is_likely_word)

    assert read_as("Erø") == "Ærø"
    assert read_as("AEldre") == "Ældre"
    # A rare name, where the word that it was half of is common.
    assert read_as("Eldrecentret") == "Ældrecentret"
    assert read_as("Energi") is None
    # The start of a word that goes on in the next line.
    assert read_as("Arbejdsmarkedsforval") is None


def test_danish_letter_passed_over_is_put_in_where_there_is_room_for_it():
    def read_as(string: str, *, gap: int | None) -> str | None:
        places = [float(10 * n + (10 if gap is not None and n >= gap else 0)) for n in range(len(string))]
        return completed([Letter(sign, x, 0.99) for sign, x in zip(string, places, strict=True)], is_likely_word)

    assert read_as("Klubomrdet,", gap=7) == "Klubområdet,"
    assert read_as("Klubomrdet", gap=None) is None
    assert read_as("Genoptræningen", gap=3) is None
    assert read_as("Borgerne", gap=4) is None


def test_letters_drawn_alike_are_repaired_where_one_word_comes_of_it():
    def read_as(string: str) -> str | None:
        return repaired([Letter(sign, float(i), 0.99) for i, sign in enumerate(string)], is_likely_word)

    assert read_as("lkke") == "Ikke"
    assert read_as("lgangsat,") == "Igangsat,"
    assert read_as("Arlig") == "Årlig"
    assert read_as("lokal") is None
    assert read_as("Hansen") is None


def test_pale_bands_that_touch_are_told_apart_and_end_where_they_end():
    page = read(
        scan(
            "0.886 0.937 0.855 rg 40 200 320 24 re f 0.918 0.945 0.961 rg 40 160 320 40 re f 0 0 0 rg\n"
            + text("Team Sundhed", 46, 208, 10)
            + text("Udvikling af tilbud om motion", 46, 176, 10),
            grain=8,
        )
    )
    assert [(round(fill.top, -1), round(fill.bottom, -1)) for fill in page.fills] == [(80, 100), (100, 140)]
    band, row = page.fills
    assert (band.top, band.bottom, row.bottom) == (
        pytest.approx(76, abs=1.2),
        pytest.approx(100, abs=1.2),
        pytest.approx(140, abs=1.2),
    )


def test_white_beside_a_grey_sheet_is_no_area():
    sheet = "0.95 0.95 0.95 rg 0 0 400 300 re f 0 0 0 rg\n"
    page = read(scan(sheet + text("Udvikling af tilbud om motion", 46, 176, 10), skew=2.0))
    assert not page.fills


def test_hairlines_under_heavy_grain_are_followed_to_their_ends():
    lines = "0.75 0.75 0.75 RG 0.25 w 40 60 320 160 re S 40 140 m 360 140 l S 200 60 m 200 220 l S 0 0 0 rg\n"
    page = read(scan(lines + text("Tilbud", 50, 170, 10) + text("motion", 210, 100, 10), grain=14))
    across = {round(ruling.top): ruling for ruling in page.rulings if ruling.horizontal}
    assert sorted(across) == pytest.approx([80, 160, 240], abs=2)
    assert all(ruling.x1 - ruling.x0 > 300 for ruling in across.values())


def test_rows_of_small_letters_are_no_lines():
    words = "".join(
        text("sammenhæng mellem rammer og opsporing", 40 + 160 * (row % 2), 220 - 7 * row, 6) for row in range(20)
    )
    page = read(scan(words, dpi=150, grain=14))
    assert not page.rulings


def option(x: float, label: str, *, checked: bool) -> str:
    """A check box of six points before its label."""
    cross = f"{x + 1} 201 m {x + 5} 205 l S {x + 1} 205 m {x + 5} 201 l S" if checked else ""
    return f"0.7 w {x} 200 6 6 re S {cross}\n" + text(label, x + 9, 200, 8)


def test_small_box_whose_cross_nearly_fills_it_is_checked_and_parts_the_words_beside_it():
    labels = ("Ja", "Delvist", "Nej")
    page = read(scan("".join(option(50 + 45 * n, label, checked=n == 1) for n, label in enumerate(labels)), grain=6))
    line = [word.text for word in sorted(page.words, key=lambda word: word.x0)]
    assert line == ["☐", "Ja", "☒", "Delvist", "☐", "Nej"]


def test_coloured_square_before_a_word_is_an_area_and_no_part_of_the_word():
    page = read(scan("0.9 0.45 0.45 rg 50 200 7 7 re f 0 0 0 rg\n" + text("Ikke opfyldt", 62, 201, 9)))
    (square,) = page.fills
    assert square.box.intersection(Box(50, 93, 57, 100)) > 40
    assert square.color >> 16 > 200 > square.color & 0xFF
    assert min(word.x0 for word in page.words) == pytest.approx(62, abs=1)


def test_ragged_rims_of_coloured_cells_are_no_marks():
    cells = "".join(
        f"{'0.45 0.67 0.3' if n % 2 else '0.97 0.83 0.4'} rg 200 {200 - 16 * n} 140 16 re f\n" for n in range(5)
    )
    lines = "".join(f"0.4 0.4 0.4 RG 0.75 w 40 {200 - 16 * n} m 340 {200 - 16 * n} l S\n" for n in range(5))
    page = read(scan(f"{cells}{lines}0 0 0 rg {text('Udvikling af tilbud', 46, 205)}", skew=0.4, grain=6))
    assert page.fills
    assert not page.drawings
    assert {word.text for word in page.words} == {"Udvikling", "af", "tilbud"}


def test_words_begin_where_a_pdf_says_so_whatever_their_first_letter():
    strings = ("Aftaler", "Borgere", "Opgaver", "Tilbud", "Hjemmepleje", "Velkommen", "motion", "fokus")
    page = read(scan("".join(text(string, 60, 250 - 22 * row, 10) for row, string in enumerate(strings)), dpi=300))
    starts = [word.x0 for word in page.words]
    assert len(starts) == len(strings)
    assert starts == pytest.approx([60] * len(strings), abs=0.45)


def test_word_ends_with_its_own_ink_and_not_with_that_of_the_next_column():
    page = read(scan(text("Der", 60, 200, 9) + text("stykke", 84, 200, 9) + text("og", 120, 200, 9)))
    assert place(page, "Der").x1 == pytest.approx(75, abs=1)
    assert place(page, "og").x0 == pytest.approx(120, abs=1)


def test_lines_of_two_close_cells_share_no_letter():
    """The boxes overlap: the foot of an A lengthened the word before it, and two heads were one."""
    gray = np.full((40, 120), 255, np.uint8)
    gray[10:20, 10:50:2] = gray[10:20, 56:110:2] = gray[28:36, 10:58:2] = 0
    rgb, ink = np.repeat(gray[:, :, None], 3, axis=2), gray < 128
    found = [(8, 8, 59, 22), (54, 8, 112, 23), (8, 25, 59, 38)]
    boxes = cut_to_lines(found, Picture(rgb, gray, ink, rgb, ink, 72, 0.0), ink & False, ink, longest=40)
    assert sorted((x0, x1) for x0, _, x1, _ in boxes) == [(8, 51), (8, 59), (55, 111)]


def test_dark_words_in_strong_colours_are_read_and_as_high_as_those_beside_them():
    """The lightest tone near the edge of a cell is the paper beyond it: the cell itself must not count as ink."""
    rows = (("1 1 0", "Kommunen er i gang"), ("0.85 0.41 0.4", "Mangler helt"), ("0.65 0.8 0.55", "Lever op til"))
    cells = "".join(
        f"{tone} rg 200 {200 - 20 * n} 100 20 re f 0 0 0 rg "
        + text(words, 203, 210 - 20 * n, 9)
        + text("Tilbud til borgerne", 60, 210 - 20 * n, 9)
        for n, (tone, words) in enumerate(rows)
    )
    page = read(scan(cells, grain=6))
    found = [word.text for word in page.words if word.x0 > 200]
    assert sorted(found) == sorted(" ".join(words for _, words in rows).split())
    assert {word.size for word in page.words} == {page.words[0].size}


def test_light_words_near_the_edges_of_a_dark_head_are_read_whole():
    head = "0.25 0.25 0.25 rg 40 200 320 18 re f 1 1 1 rg " + text("Politisk udvalg", 42, 202.5, 10)
    page = read(
        scan(head + text("Jeg", 320, 202.5, 10) + "0 0 0 rg " + text("Udvikling", 42, 180, 10), skew=0.4, grain=6)
    )
    assert sorted(word.text for word in page.words) == ["Jeg", "Politisk", "Udvikling", "udvalg"]
    assert place(page, "Politisk").height == pytest.approx(place(page, "Udvikling").height, abs=1)


def test_dark_head_is_ground_up_to_its_rim_though_dark_words_stand_close_to_it():
    """The strip between the rim of a head and its letters counted as print: words were twice as high as they are."""
    head = "0.25 0.25 0.25 rg 40 200 320 13 re f 1 1 1 rg " + text("Niveau (G/U)", 42, 203, 9)
    page = read(scan(head + text("Vurdering", 120, 203, 9) + "0 0 0 rg " + text("Udvikling", 42, 191, 9), grain=6))
    assert sorted(word.text for word in page.words) == ["(G/U)", "Niveau", "Udvikling", "Vurdering"]
    assert {word.size for word in page.words} == {page.words[0].size}


def test_thin_dark_head_close_above_lines_of_print_is_ground():
    """Lines of print that nearly touch it hid that it is dark: its words were twice as high, and white ones black."""
    heads = ("Ansvarligt udvalg", "Hvad gor vi i dag?", "Anbefalingen lyder")
    rows = "0 0 0 rg 0.7 w " + "".join(
        f"40 {y} m 340 {y} l S " + "".join(text("Alkoholpolitik vedtages", x + 3, y - 8, 8) for x in (40, 140, 240))
        for y in (200, 190, 180, 170, 160, 150, 140)
    )
    head = "0.27 0.27 0.27 rg 40 200 300 11.4 re f 1 1 1 rg "
    head += "".join(text(words, 43 + 100 * n, 203, 8) for n, words in enumerate(heads))
    page = read(scan(head + rows + "".join(f"{x} 140 m {x} 211 l S " for x in (40, 140, 240, 340)), skew=1.9))
    found = [word for word in page.words if word.top < 100]
    assert " ".join(word.text for word in sorted(found, key=lambda word: word.x0)) == " ".join(heads)
    assert max(word.size for word in found) < 9
    assert all(word.color & 0xFF > 0xE0 for word in found)


def circle(x: float, y: float, radius: float, paint: str) -> str:
    bend, left, low, right, high = 0.5523 * radius, x - radius, y - radius, x + radius, y + radius
    return (
        f"{x} {low} m {x + bend} {low} {right} {y - bend} {right} {y} c "
        f"{right} {y + bend} {x + bend} {high} {x} {high} c {x - bend} {high} {left} {y + bend} {left} {y} c "
        f"{left} {y - bend} {x - bend} {low} {x} {low} c {paint} "
    )


def test_rings_filled_in_part_lamps_and_icons_are_drawings_and_no_part_of_the_words_behind_them():
    quarter = circle(50, 240, 4.5, "S") + "50 240 m 54.5 240 l 50 244.5 l f "
    lamp = "0.2 0.2 0.2 rg 45 194 10 13 re f 0.93 0.75 0.05 rg " + circle(50, 200.5, 3.2, "f")
    triangle = "0.8 0.1 0.15 rg 45 160 m 55 160 l 50 170 l f "
    words = "0 0 0 rg " + "".join(text("i nogen grad", 60, y, 9) for y in (237, 197, 161))
    page = read(
        scan("0.1 0.3 0.5 RG 0.1 0.3 0.5 rg 0.8 w " + quarter + circle(50, 220, 4.5, "S") + lamp + triangle + words)
    )
    assert [word.text for word in page.words] == ["i", "nogen", "grad"] * 3
    marks, _ = drawn_marks(page.drawings, page.fills, (), 1)
    assert [mark.sign for mark in marks] == ["circle-25", "ring", "light", "triangle-up"]


def test_coloured_sign_close_between_black_words_is_no_letter_of_them():
    """The first sign of a legend stood behind its caption, and became a word."""
    sign = "0.2 0.6 0.25 rg 102.5 200 m 111.5 200 l 107 208 l f 0 g "
    page = read(scan(sign + text("Forklaring:", 50, 200) + text("JA", 114, 200)))
    assert [word.text for word in page.words] == ["Forklaring:", "JA"]
    assert [mark.sign for mark in drawn_marks(page.drawings, page.fills, (), 1)[0]] == ["triangle-up"]


def test_lone_box_that_touches_a_word_is_its_first_letter_and_boxes_in_numbers_are_boxes():
    """A bold B of large print has the sides of a box, and a cross's worth of ink inside."""

    def word(y: float) -> str:
        box = f"1.6 w 50.8 {y + 0.8} 9.4 9.4 re S 1.2 w 52 {y + 2} m 59 {y + 9} l 59 {y + 2} m 52 {y + 9} l S "
        return box + text("ilag", 62.4, y, 14)

    alone, both = read(scan(word(200))), read(scan(word(200) + word(160)))
    assert "☒" not in {word.text for word in alone.words}
    assert [word.text for word in both.words].count("☒") == 2


def heavy(string: str, x: float, y: float, size: float) -> str:
    return f"BT /hebo {size} Tf 1 0 0 1 {x} {y} Tm ({string}) Tj ET\n"


def test_heavy_letters_of_the_size_of_the_check_boxes_are_letters():
    """A bold B or H has four straight sides; beside boxes of its size it became one, and its word lost a letter."""
    boxes = "".join(f"1 w 50 {y} 10 10 re S " + text("Ja", 66, y + 1) for y in (250, 230))
    up = "BT /hebo 14 Tf 0 1 -1 0 300 100 Tm (Hele byen) Tj ET\n"
    page = read(scan(boxes + heavy("Bruge Hvad Bilag", 50, 190, 14) + up, dpi=300, grain=6))
    found = [word.text for word in page.words]
    assert {"Bruge", "Hvad", "Bilag", "Hele", "byen"} <= set(found)
    assert sorted(sign for sign in found if sign in "☐☒") == ["☐", "☐"]


def test_heavy_coloured_letters_are_no_lamps():
    """The soft edge of a dark green g counted as a housing, and the green in it as a light."""
    page = read(scan("0.23 0.33 0.14 rg " + heavy("Baggrund for vægtgruppen".replace("æ", "\\346"), 50, 200, 17)))
    assert [word.text for word in page.words] == ["Baggrund", "for", "vægtgruppen"]
    assert not page.drawings


def test_short_words_whose_letters_run_together_are_no_icons():
    page = read(scan("3 Tw " + heavy("om mad til de af til", 50, 200, 7.5), dpi=110, grain=6))
    assert [word.text for word in page.words] == ["om", "mad", "til", "de", "af", "til"]


def test_number_sign_is_as_bold_as_the_heads_beside_it():
    rows = "".join(text(f"{n}", 50, 180 - 16 * n) + text("Udvikling af tilbud", 90, 180 - 16 * n) for n in range(1, 6))
    page = read(scan(heavy("\\043", 50, 180, 10) + heavy("Anbefalingen lyder", 90, 180, 10) + rows, dpi=300))
    assert {word.text: word.bold for word in page.words if word.text in ("#", "lyder", "tilbud")} == {
        "#": True,
        "lyder": True,
        "tilbud": False,
    }


def test_lines_go_on_between_cells_of_strong_colours_and_not_through_one():
    def line(x0: float, x1: float, y: float) -> Ruling:
        return Ruling(x0, y, x1, y, 0.5, 0x808080, False)

    outer = [line(10, 300, 100), line(10, 300, 160)]
    broken = [line(10, 100, 130), line(150, 300, 130.4)]
    two = [Fill(100, 100, 150, 130, 0xFF0000), Fill(100, 130, 150, 160, 0x00AA00)]
    one = [Fill(100, 100, 150, 160, 0xFF0000)]
    assert with_hidden_lines(outer + broken, two) == [outer[0], line(10, 300, 130), outer[1]]
    assert with_hidden_lines(outer + broken, one) == [outer[0], *broken, outer[1]]
    assert with_hidden_lines(outer + broken[:1], two)[1] == line(10, 150, 130)


def test_small_black_patch_is_a_mark_and_no_area():
    squares = "".join(f"0 0 0 rg 60 {y} 7 7 re f " for y in (200, 160))
    page = read(scan(squares + text("Opfyldt", 90, 201) + text("Ikke opfyldt", 90, 161)))
    assert not page.fills
    assert sum(word.x0 < 80 for word in page.words) + len(page.drawings) == 2


def test_seams_of_a_dark_head_are_sides_of_its_cells_unless_columns_below_are_ruled():
    """A head whose painted cells show hairs between them became a table of its own, without its rows.

    Lines between the rows alone made its columns those of the table, and what it had no seams for was one column.
    """
    head = Fill(40, 50, 340, 80, 0x333333)
    upright = Ruling(140, 50, 140, 80, 0.5, 0x777777, False)
    level = Ruling(140, 65, 340, 65, 0.5, 0x777777, False)
    below, column = Ruling(40, 120, 340, 120, 0.5, 0, False), Ruling(140, 80, 140, 120, 0.5, 0, False)
    cells = [Fill(40, 50, 140, 80, 0x333333), Fill(140, 50, 340, 80, 0x333333)]
    assert part_at_seams([upright, level], [head], [head]) == (
        [],
        [cells[0], Fill(140, 50, 340, 65, 0x333333), Fill(140, 65, 340, 80, 0x333333)],
    )
    assert part_at_seams([upright, level, below], [head], [head]) == ([level, below], cells)
    ruled = [upright, level, below, column]
    assert part_at_seams(ruled, [head], [head]) == (ruled, [head])


def test_border_around_a_table_rules_none_of_its_rows():
    """The seams of its head counted as lines, and all rows below them were one."""
    head, border = Fill(40, 50, 340, 80, 0x333333), [Ruling(x, 50, x, 200, 0.5, 0, False) for x in (40, 340)]
    border.append(Ruling(40, 200, 340, 200, 0.5, 0, False))
    seams = [Ruling(140, 50, 140, 80, 0.5, 0x777777, False), Ruling(40, 65, 340, 65, 0.5, 0x777777, False)]
    kept, cells = part_at_seams([*seams, *border], [head], [head])
    assert kept == border
    assert len(cells) == 4


def test_shaded_cell_that_touches_a_dark_head_is_none_of_its_cells():
    """The lines around it, and below the head, were seams of the head."""
    head, cell = Fill(40, 50, 340, 80, 0x333333), Fill(140, 80, 240, 120, 0x888888)
    lines = [Ruling(40, 80, 340, 80, 0.5, 0, False), Ruling(140, 50, 140, 120, 0.5, 0, False)]
    assert part_at_seams(lines, [head, cell], [head, cell]) == (lines, [head, cell])


def printed(*lines: str, by_ocr: bool = True) -> Page:
    def word(string: str, n: int, row: int) -> Word:
        x, y = 40.0 + 40 * n, 20.0 * row
        return Word(string, x, y, x + 20, y + 10, "OCR", 10.0, 0, False, False, 0, row, row, 0.9)

    words = tuple(word(string, n, row) for row, line in enumerate(lines) for n, string in enumerate(line.split()))
    return Page(number=1, width=400, height=300, words=words, by_ocr=by_ocr)


def test_keys_are_read_as_the_legend_explains_them():
    legend = ("GR = Grønt lys", "RØ = Rødt lys", "O: Opfyldt")

    def read_as(*lines: str, by_ocr: bool = True) -> list[str]:
        (page,) = with_keys_agreed([printed(*legend, *lines, by_ocr=by_ocr)])
        return [word.text for word in page.words[sum(len(line.split()) for line in legend) :]]

    assert read_as("GR R0 0 Emne", "Alkohol 0 10") == ["GR", "RØ", "O", "Emne", "Alkohol", "0", "10"]
    assert read_as("GR RO 0", by_ocr=False) == ["GR", "RO", "0"]
    assert read_as("RO: Rolig tid", "GR R0") == ["RO:", "Rolig", "tid", "GR", "R0"]


def test_keys_behind_each_other_in_a_line_are_keys_too():
    """The head "IK, U, I" was read as "IK, u, 1", and with it no column rated."""
    legend = "Legende: IK - Ikke opfyldt, U- Delvist opfyldt, 1- Opfyldt"
    lines = ("IK 4", "u", "1", "1 i dag")
    words = printed(legend, *lines).words
    head = {"u": 20.0, "1": 20.0}
    placed = [
        word._replace(top=head[word.text], bottom=head[word.text] + 10) if word.text in head and word.line < 4 else word
        for word in words
    ]
    (page,) = with_keys_agreed([replace(printed(legend, *lines), words=tuple(placed))])
    assert " ".join(word.text for word in page.words) == (
        legend.replace("1-", "I -").replace("U-", "U -") + " IK 4 U I 1 i dag"
    )


def test_ring_as_high_as_the_keys_beside_it_is_the_letter_o_that_is_explained():
    """Bold type draws O as a circle: the columns IO and DO had a meaning, that between them and all with it none."""

    def ring(x: float, y: float, size: float) -> Drawing:
        outer, inner = ((x, y, x + size, y + size), (x + 1.5, y + 1.5, x + size - 1.5, y + size - 1.5))
        parts = [
            ("l", *start, *end)
            for x0, top, x1, bottom in (outer, inner)
            for corners in [[(x0, top), (x1, top), (x1, bottom), (x0, bottom)]]
            for start, end in zip(corners, [*corners[1:], corners[0]], strict=True)
        ]
        return Drawing(*outer, None, 0, 0.0, tuple(parts))

    def read_as(legend: tuple[str, ...], drawing: Drawing) -> tuple[list[str], int]:
        page = replace(printed(*legend, "DO IO", "Emne"), drawings=(drawing,))
        (page,) = with_keys_agreed([page])
        return [word.text for word in page.words if word.line >= len(legend)], len(page.drawings)

    legend = ("IO: Ikke opfyldt", "DO: Delvist opfyldt", "O: Opfyldt")
    assert read_as(legend, ring(130, 62, 7)) == (["DO", "IO", "Emne", "O"], 0)
    # Beside no key, of another size, or explained by nothing, it is a sign.
    assert read_as(legend, ring(130, 82, 7))[1] == 1
    assert read_as(legend, ring(130, 60, 9.5))[1] == 1
    assert read_as(legend[:2], ring(130, 42, 7))[1] == 1


def test_columns_of_figures_turn_no_page():
    """Figures close below each other are found as tall boxes, longer in sum than the lines of the page."""
    figures = "".join(
        text(str((row + column) % 9 + 1), 60 + 40 * column, 250 - 9 * row, 9)
        for column in range(8)
        for row in range(20)
    )
    page = read(scan(text("Anbefalinger og vurderinger", 60, 270, 11) + figures))
    assert page.placement is None
    assert place(page, "Anbefalinger").width > 40


def dashes(x0: float, y0: float, x1: float, y1: float) -> str:
    return f"[9 7] 0 d {x0} {y0} m {x1} {y1} l S [] 0 d "


def test_hairlines_that_a_scan_broke_into_dashes_are_lines():
    table = "".join(dashes(40, y, 360, y) for y in (220, 180, 140)) + "".join(
        dashes(x, 140, x, 220) for x in (40, 140, 360)
    )
    words = text("Anbefaling", 46, 196) + text("1", 146, 206, 9) + text("1", 146, 196, 9) + text("1", 146, 186, 9)
    page = read(scan("0.4 w " + table + words, dpi=300))
    level = [line for line in page.rulings if line.horizontal]
    upright = [line for line in page.rulings if not line.horizontal]
    assert [round(line.top) for line in level] == [80, 120, 160]
    assert [round(line.x0) for line in upright] == [40, 140, 360]
    assert all(line.x1 - line.x0 > 300 for line in level)
    assert not [mark for mark in page.drawings if min(mark.x1 - mark.x0, mark.bottom - mark.top) < 1]


def test_lone_slash_is_no_figure_and_an_i_runs_on_into_no_word():
    settings = replace(OCR, known_word={"dagtilbuddene", "Idagtilbuddene"}.__contains__)
    lines = text("PPR", 40, 200, 8) + text("/", 150, 200, 8) + text("Tandplejen / HR", 40, 185, 8)
    page = read(scan(lines + text("1", 150, 170, 8) + text("Sundhedsafdelingen", 40, 170, 8)), settings)
    assert [word.text for word in page.words] == ["PPR", "/", "Tandplejen", "/", "HR", "Sundhedsafdelingen", "1"]

    def words_of(string: str, gap: int) -> list[str]:
        letters = [Letter(letter, 10.0 * n + 5, 1.0) for n, letter in enumerate(string)]
        ink = np.ones((20, 10 * len(string)), bool)
        ink[:, 10 - gap : 10] = False
        return [word.text for word in make_words(letters, ink, (0, 0, *ink.shape[::-1]), 0, settings.known_word)]

    unsure, sure = (Letter("1", 5.0, confidence) for confidence in (0.8, 0.97))
    doubts = [
        make_words([one], np.eye(20, 4, dtype=bool), (0, 0, 4, 20), 0, None)[0].confidence for one in (unsure, sure)
    ]
    assert doubts == [0.5, 0.97]
    assert words_of("Idagtilbuddene", 3) == ["I", "dagtilbuddene"]
    assert words_of("Idagtilbuddene", 0) == ["Idagtilbuddene"]


def test_word_whose_ink_goes_beyond_its_letters_is_doubted():
    """Of "Ikke opfyldt" the engine may see "opfyldt" alone, and be sure of it: the opposite of what is printed."""
    letters = [Letter(letter, 65.0 + 10 * n, 1.0) for n, letter in enumerate("opfyldt")]
    whole, beyond = np.zeros((20, 130), bool), np.zeros((20, 130), bool)
    whole[4:16, 60:130] = beyond[4:16, 10:50] = beyond[4:16, 60:130] = True
    found = [make_words(letters, ink, (0, 0, 130, 20), 0, None) for ink in (whole, beyond)]
    assert [(words[0].text, words[0].confidence) for words in found] == [("opfyldt", 1.0), ("opfyldt", 0.5)]


def test_a_dash_is_as_sure_as_it_was_read():
    ink = np.zeros((20, 60), bool)
    ink[10:12, 10:30] = True
    one_or_other = Letter("–", 20.0, 0.5, (("-", 0.4), ("=", 0.1)))
    (dash,) = make_words([one_or_other], ink, (0, 0, 60, 20), 0, None)
    assert (dash.text, dash.confidence) == ("–", 0.9)


def test_words_of_one_letter_in_low_rows_are_no_lines():
    rows = "".join(f"0.7 w 40 {250 - 11 * n} m 360 {250 - 11 * n} l S " for n in range(8))
    words = "".join(
        text("Fritidspas til børn i familier".replace("ø", "\\370"), 44, 242 - 11 * n, 7.7) for n in range(7)
    )
    for grain in (0, 4):
        page = read(scan("0.7 w 40 173 320 77 re S " + rows + words, dpi=300, grain=grain))
        assert [word.text for word in page.words].count("i") == 7
        assert {round(line.x0) for line in page.rulings if not line.horizontal} == {40, 360}
