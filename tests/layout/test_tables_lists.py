"""Tables of print alone whose first column names what several lines beside it belong to."""

from __future__ import annotations

from extractors.layout.baselines import overlapping_rows
from tests.layout.tabled import cell, level, page, tables_of, texts, upright, words

XS = (50.0, 250.0, 430.0)


def _print(rows: list[tuple[float, tuple[str, ...]]]) -> list[list[str]]:
    """What is read of rows that stand so far below the one before, lines of one cell parted by newlines."""
    lines = []
    y = 100.0
    for step, row in rows:
        y += step
        for x, entry in zip(XS, row, strict=False):
            lines += [words(line, x, y + 13 * i, bold=step == 0) for i, line in enumerate(entry.split("\n")) if line]
    (table,) = tables_of(page(*lines))
    return texts(table)


def test_lines_that_go_on_in_small_letters_show_how_close_the_lines_of_a_cell_are() -> None:
    """Two cells of six rows wrap, so that most lines stand at the pitch of rows."""
    rows = [
        (0, ("Delmål", "Handlinger", "Tegn")),
        (18, ("Forebygge fald hos ældre", "Tilbyde alle en samtale", "Flere end 50 deltager")),
        (18, ("", "Udarbejde politik", "Tilfredshed")),
        (18, ("Servere sunde måltider i\nkommunens tilbud", "Invitere borgere til temadag", "Flere end 50")),
        (18, ("", "Undersøge måltider", "Antal deltagere")),
        (18, ("Give børn lyst til mad", "Udarbejde en vejledning", "Trivsel")),
        (18, ("", "Undersøge redskaber i alle\nlokalområder", "Opgørelse")),
    ]
    read = _print(rows)
    assert [cell for row in read for cell in row[:1] if cell] == [
        "Delmål", "Forebygge fald hos ældre", "Servere sunde måltider i kommunens tilbud", "Give børn lyst til mad",
    ]  # fmt: skip
    assert read[-2:] == [[cell.replace("\n", " ") for cell in row] for _, row in rows[-2:]]


def test_a_full_line_that_ends_a_sentence_ends_its_row() -> None:
    """All lines stand equally far apart, and the widest fill their column."""
    rows = [
        (0, ("Vi vil", "Sådan gør vi")),
        (18, ("Nå flere borgere", "Formidle tilbud i alle lokale medier.")),
        (18, ("", "Ansætte en leder.")),
        (18, ("", "Formidle tilbud hos alle nye familie.")),
        (18, ("Tilpasse indsatser", "Søge midler til en app.")),
        (18, ("Samarbejde bredt", "Kortlægge tilbud i dag.")),
    ]
    assert _print(rows) == [list(row) for _, row in rows]


def test_lines_set_in_below_the_last_full_row_are_of_the_table() -> None:
    full = [
        (0, ("Vi vil", "Sådan gør vi")),
        (18, ("Nå flere", "Formidle tilbud.")),
        (18, ("Samarbejde", "Kortlægge tilbud.")),
    ]
    below = [(18, ("", "Søge midler til en app.")), (18, ("", "Invitere naboer til fest."))]
    assert _print([*full, *below]) == [list(row) for _, row in [*full, *below]]
    # What begins where the table does is text below it, and so is what stands further off.
    assert _print([*full, (18, ("Skemaet er udfyldt af ledergruppen i kommunen.",))]) == [list(row) for _, row in full]
    assert _print([*full, (40, ("", "Søge midler til en app."))]) == [list(row) for _, row in full]


def test_labels_above_lines_to_write_on_are_no_table() -> None:
    lines, rulings = [words("Del A. Ansøger", 60, 112, bold=True)], []
    for i, (left, right) in enumerate((("Navn:", "Født:"), ("Vej:", "By:"), ("Telefon:", "E-post:"))):
        y = 132.0 + 18.0 * i
        lines += [words(left, 60, y), words(right, 300, y)]
        rulings += [level(y + 4, 60, 290), level(y + 4, 300, 530)]
    lines += [words("Ansøger er:", 60, 194), words("Person", 160, 194), words("Firma", 230, 194)]
    lines += [words("Forening", 300, 194)]
    rulings += [level(98, 54, 536), level(206, 54, 536), upright(54, 98, 206), upright(536, 98, 206)]
    assert not tables_of(page(*lines, rulings=rulings))


def test_a_word_with_a_number_that_goes_up_counts_rows_as_close_as_lines() -> None:
    rows = [
        (0, ("Nr.", "Indsats", "Deltagere")),
        (14, ("Trin 1", "Fælles frokost på biblioteket", "Naboer, skoler og alle andre")),
        (14, ("Trin 2", "En tur i skoven", "Alle")),
        (14, ("Trin 3", "Venter på at byrådet giver lov", "Idrætsforening og kirke på øen")),
        (14, ("Trin 4", "Åbent hus i svømmehallen nu", "Bad og Fritid")),
        (14, ("Trin 5", "Kor", "Musikskolen og alle som synger")),
        (14, ("Trin 6", "Madhold for par", "Aftenskolen")),
    ]
    assert _print(rows) == [list(row) for _, row in rows]


def test_small_boxes_of_a_cell_with_many_lines_stand_before_the_words_on_their_line() -> None:
    """Scanned boxes are smaller than the print: but for the last three lines, they came after their words."""
    options = cell("Slet ikke\nI ringe grad\nI nogen grad\nI høj grad\nI meget høj grad", 60.0, 100.0)
    boxes = []
    for i, line in enumerate(options):
        (box,) = words("☒" if i == 2 else "☐", 50.0, 100.0)
        boxes.append([box._replace(top=line[0].top + 1.0, bottom=line[0].top + 6.0)])
    found = overlapping_rows([word for line in (*options, *boxes) for word in line])
    assert [" ".join(word.text for word in row) for row in found] == [
        "☐ Slet ikke",
        "☐ I ringe grad",
        "☒ I nogen grad",
        "☐ I høj grad",
        "☐ I meget høj grad",
    ]
