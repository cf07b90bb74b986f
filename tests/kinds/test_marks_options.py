"""Lists of options in cells and on lines of forms."""

from __future__ import annotations

from extractors.kinds.marks import options_in
from extractors.pdf import read
from schemas.geometry import Box
from schemas.layout import CellPart, Line
from schemas.page import Word
from tests.kinds.marks_drawing import Draw, line_of, lines_of, part_of, pdf_of, rect, together
from tests.kinds.marks_drawing import line as stroke


def line(text: str, x: float = 10, top: float = 5, gap: float = 5) -> Line:
    """A line of words, each character five points wide; "  " is a wide gap."""
    words = []
    for piece in text.split(" "):
        if piece:
            words.append(
                Word(piece, x, top, x + 5 * len(piece), top + 10, "Calibri", 10, 0, False, False, 0, 0, 0, 1.0)
            )
        x += 5 * len(piece) + gap
    return line_of(words)


def found(*lines: Line) -> list[tuple[str, str]]:
    return [(o.mark.meaning, o.label) for o in options_in(lines)]


def test_options_on_one_line() -> None:
    assert found(line("☐ I høj grad  ☒ I nogen grad  ☐ Slet ikke")) == [
        ("empty", "I høj grad"),
        ("checked", "I nogen grad"),
        ("empty", "Slet ikke"),
    ]


def test_options_below_each_other() -> None:
    assert found(line("☒ Ja"), line("☐ Delvist", top=17), line("☐ Nej", top=29)) == [
        ("checked", "Ja"),
        ("empty", "Delvist"),
        ("empty", "Nej"),
    ]


def test_boxes_after_their_labels() -> None:
    assert found(line("Ja ☐ Nej ☒")) == [("empty", "Ja"), ("checked", "Nej")]


def test_question_before_the_options_is_no_label() -> None:
    assert found(line("Er anbefalingen opfyldt? ☒ Ja ☐ Nej")) == [("checked", "Ja"), ("empty", "Nej")]
    assert found(line("Status:"), line("☒ Ja ☐ Nej", top=17)) == [("checked", "Ja"), ("empty", "Nej")]


def test_label_goes_on_in_the_next_line() -> None:
    assert found(line("☐ Opfyldes i"), line("nogen grad", x=20, top=17), line("☒ Slet ikke", top=29)) == [
        ("empty", "Opfyldes i nogen grad"),
        ("checked", "Slet ikke"),
    ]


def test_box_that_ends_its_line_has_its_label_in_the_next() -> None:
    assert found(line("☐ Ja  ☐ Delvist  ☒"), line("Nej", top=17)) == [
        ("empty", "Ja"),
        ("empty", "Delvist"),
        ("checked", "Nej"),
    ]


def test_text_left_of_the_labels_is_not_part_of_them() -> None:
    assert found(line("☒ Ja", x=30), line("Bemærkning", x=5, top=17)) == [("checked", "Ja")]


def test_brackets_are_boxes() -> None:
    assert found(line("[ ] Ja [x] Delvist ( ) Nej")) == [("empty", "Ja"), ("checked", "Delvist"), ("empty", "Nej")]


def test_box_without_space_before_its_label() -> None:
    assert found(line("☐Ja ☒Nej")) == [("empty", "Ja"), ("checked", "Nej")]


def test_words_alone_are_no_options() -> None:
    assert found(line("Ja Nej x")) == []
    assert options_in(()) == []


def test_boxes_without_labels_are_no_options() -> None:
    assert found(line("☐ ☒ ☐")) == []


def test_words_of_an_option_are_kept_for_its_place() -> None:
    option = options_in([line("☒ I nogen grad ☐ Nej")])[0]
    assert [w.text for w in option.words] == ["I", "nogen", "grad"]
    assert option.mark.box.x1 < option.words[0].x0


def _form(*boxes: tuple[float, float, bool]) -> Draw:
    def check(x: float, y: float) -> Draw:
        return together(stroke((x, y), (x + 8, y + 8)), stroke((x + 8, y), (x, y + 8)))

    frames = [rect(x, y, x + 8, y + 8) for x, y, _ in boxes]
    return together(*frames, *(check(x, y) for x, y, on in boxes if on))


def _write(*words: tuple[float, float, str]) -> Draw:
    def draw(page: object) -> None:
        for x, y, text in words:
            page.insert_text((x, y), text, fontsize=9)  # type: ignore[attr-defined]

    return draw


def test_drawn_boxes_on_a_line_of_a_form() -> None:
    draw = together(
        _form((20, 13, False), (80, 13, True)),
        _write((32, 20, "Ja"), (92, 20, "Nej")),
        _form((20, 33, False)),
    )
    page = read(pdf_of(draw, (160, 60))).pages[0]
    options = options_in(lines_of(list(page.words)), drawings=page.drawings)
    assert [(o.mark.meaning, o.label) for o in options] == [("empty", "Ja"), ("checked", "Nej")]


def test_drawn_boxes_after_labels_in_a_cell() -> None:
    draw = together(_form((30, 13, True), (90, 13, False)), _write((12, 20, "Ja"), (70, 20, "Nej")))
    page = read(pdf_of(draw, (120, 40))).pages[0]
    options = options_in(part_of(page, Box(0, 0, 120, 40)))
    assert [(o.mark.meaning, o.label) for o in options] == [("checked", "Ja"), ("empty", "Nej")]


def test_cell_without_words_has_no_options() -> None:
    page = read(pdf_of(_form((20, 13, True)), (60, 40))).pages[0]
    assert options_in(part_of(page, Box(0, 0, 60, 40))) == []
    assert options_in(CellPart(1, Box(0, 0, 9, 9), (), (), (), (), ())) == []


def test_label_goes_on_in_small_letters_below_its_box() -> None:
    lines = (line("☐ Opfyldt"), line("☒ Opfyldt i nogen", top=17), line("grad", top=29), line("☐ Ej opfyldt", top=41))
    assert found(*lines) == [("empty", "Opfyldt"), ("checked", "Opfyldt i nogen grad"), ("empty", "Ej opfyldt")]


def test_soft_hyphens_in_labels_are_wrapping() -> None:
    lines = (line("☒ Ikke imple\u00ad"), line("menteret", x=20, top=17), line("☐ Implementeret", top=29))
    assert found(*lines) == [("checked", "Ikke implementeret"), ("empty", "Implementeret")]


def test_a_drawn_box_alone_on_its_line_of_a_cell_has_its_label_below() -> None:
    """A long label had no room beside its box: the option was lost, and the others were the whole scale."""
    draw = together(
        _form((12, 13, False), (12, 43, True)),
        _write((12, 33, "Gennemført"), (24, 50, "I gang")),
    )
    page = read(pdf_of(draw, (80, 70))).pages[0]
    options = options_in(part_of(page, Box(0, 0, 80, 70)))
    assert [(o.mark.meaning, o.label) for o in options] == [("empty", "Gennemført"), ("checked", "I gang")]
