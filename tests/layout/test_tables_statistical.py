"""Statistical tables: heads of groups above rules, typed rules, lines that head figures, rows set off in groups."""

from __future__ import annotations

from itertools import count

from schemas.page import Page, Word
from tests.layout.tabled import cell, level, page, rows_at, shade, tables_of, texts, upright, words

XS = [50.0, 200.0, 270.0, 340.0, 410.0]
NAMES = ["Nordby", "Sønderby", "Østerby", "Vesterby", "Midtby", "Storby"]


def _figures(*names: str) -> list[list[str]]:
    numbers = count(1037, 219)
    return [[name, *(f"{next(numbers):,}".replace(",", ".") for _ in range(4))] for name in names]


def _typed(*lines: str, y: float = 100.0) -> list[list[Word]]:
    return [words(line, 50, y + 12 * i) for i, line in enumerate(lines)]


TYPED_HEAD = f"{'Skole':12}{'Elever':>9}{'Piger':>9}{'Drenge':>9}"


def _typed_rows(*names: str) -> list[str]:
    return [f"{name:12}{1100 + 17 * i:>9}{1031 + i:>9}{3010 + 7 * i:>9}" for i, name in enumerate(names)]


def _courier(*lines: str, y: float = 100.0) -> list[list[Word]]:
    """Lines below each other in a font whose letters and spaces are all 0.6 of its size wide."""
    typed = [words(line, 0, y + 12 * i) for i, line in enumerate(lines)]
    return [[word._replace(x0=50 + 1.2 * word.x0, x1=50 + 1.2 * word.x1) for word in line] for line in typed]


def test_a_head_of_three_lines_beside_the_head_of_a_group_is_one_cell() -> None:
    head = [
        words("Mænd", 225, 100),
        *cell("Udgift\npr.\nindbygger", 340, 100),
        *cell("I alt", 410, 124),
        words("Kommune", 50, 124),
        words("2008", 200, 124),
        words("2009", 270, 124),
    ]
    lines, _ = rows_at(_figures(*NAMES[:4]), XS, 144.0, space=2.0)
    rules = [level(88, 50, 440), level(106, 195, 305), level(130, 50, 440), level(200, 50, 440)]
    (table,) = tables_of(page(*head, *lines, rulings=rules))
    assert table.header_rows == 2
    assert texts(table)[0][1:4] == ["Mænd", "Mænd", "Udgift pr. indbygger"]
    assert texts(table)[1] == ["Kommune", "2008", "2009", "Udgift pr. indbygger", "I alt"]


def test_a_unit_centred_below_the_heads_of_its_group_spans_them() -> None:
    head = [words("Høst", 267, 100), words("Areal", 265, 130)]
    for x, text in zip(XS, ["Kommune", "2007", "2008", "2009", "I alt"], strict=True):
        head.append(words(text, x, 115))
    lines, _ = rows_at(_figures(*NAMES[:4]), XS, 150.0, space=2.0)
    rules = [level(88, 50, 440), level(104, 195, 365), level(136, 50, 440), level(206, 50, 440)]
    (table,) = tables_of(page(*head, *lines, rulings=rules))
    assert texts(table)[1][1:4] == ["2007", "2008", "2009"]
    assert texts(table)[2][1:4] == ["Areal"] * 3


def test_rows_of_dashes_are_the_lines_of_a_typed_table() -> None:
    rows = [f"{name:12}{100 + 17 * i:>8}{310 + 11 * i:>8}" for i, name in enumerate(NAMES)]
    rule = "-" * 28
    lines = _typed("Tabel 2. Elever efter skole", rule, f"{'Skole':12}{'2008':>8}{'2009':>8}", rule, *rows, rule)
    (table,) = tables_of(page(*lines))
    assert [row[0] for row in texts(table)] == ["Skole", *NAMES]
    assert table.header_rows == 1


def test_dashes_for_missing_figures_are_no_line() -> None:
    lines, _ = rows_at(_figures(*NAMES[:3]), XS, 100.0, space=2.0)
    missing, _ = rows_at([["Midtby", "----", "----", "----", "----"]], XS, 142.0)
    (table,) = tables_of(page(*lines, *missing))
    assert texts(table)[-1] == ["Midtby", "----", "----", "----", "----"]


def test_figures_that_go_on_below_a_line_apart_are_of_one_table() -> None:
    head, _ = rows_at([["", "2006", "2007", "2008", "2009"]], XS, 100.0)
    upper, _ = rows_at(_figures(*NAMES[:3]), XS, 120.0, space=2.0)
    heading = words("Mellem skoleår 2008 og 2009", 200, 182)
    lower, _ = rows_at(_figures(*NAMES[3:]), XS, 206.0, space=2.0)
    (table,) = tables_of(page(*head, *upper, heading, *lower))
    assert [row[0] for row in texts(table)][-3:] == NAMES[3:]


def test_figures_beside_each_other_make_rows_though_space_sets_off_groups() -> None:
    upper, _ = rows_at(_figures(*NAMES[:4]), XS, 114.0, space=0.0)
    lower, _ = rows_at(_figures(*NAMES), XS, 172.0, space=0.0)
    head, _ = rows_at([["Kommune", "Mænd", "Kvinder", "Børn", "I alt"]], XS, 100.0)
    sides = [upright(x, 88, 104) for x in (195.0, 265.0, 335.0, 405.0)]
    rules = [level(88, 50, 450), level(104, 50, 450), level(238, 50, 450), *sides]
    (table,) = tables_of(page(*head, *upper, *lower, rulings=rules))
    assert [row[0] for row in texts(table)] == ["Kommune", *NAMES[:4], *NAMES]


def test_heads_that_share_all_columns_of_figures_are_those_of_groups() -> None:
    heads = [("Antal gårde", 222, 100), ("Værdi i kr", 365, 100), ("I kr.", 268, 112), ("I alt", 338, 112)]
    heads += [("Egn", 50, 124), ("Antal", 196, 124), ("(tusind)", 262, 124), ("(1.000)", 334, 124), ("Andel", 410, 124)]
    lines, _ = rows_at(_figures(*NAMES), XS, 146.0, space=2.0)
    rules = [level(88, 50, 440), level(130, 50, 440), level(232, 50, 440)]
    (table,) = tables_of(page(*(words(*head) for head in heads), *lines, rulings=rules))
    assert texts(table)[0][1:] == ["Antal gårde"] * 2 + ["Værdi i kr"] * 2
    assert texts(table)[1] == ["Egn", "Antal", "I kr. (tusind)", "I alt (1.000)", "Andel"]


def test_first_lines_of_some_heads_are_no_heads_of_groups() -> None:
    heads = [("Antal", 275, 100), ("Antal", 345, 100)]
    heads += [("Egn", 50, 112), ("Areal", 200, 112), ("mænd", 275, 112), ("børn", 345, 112), ("I alt", 410, 112)]
    lines, _ = rows_at(_figures(*NAMES), XS, 134.0, space=2.0)
    rules = [level(88, 50, 440), level(118, 50, 440), level(220, 50, 440)]
    (table,) = tables_of(page(*(words(*head) for head in heads), *lines, rulings=rules))
    assert texts(table)[0] == ["Egn", "Areal", "Antal mænd", "Antal børn", "I alt"]
    assert table.header_rows == 1


def test_figures_close_together_part_where_those_of_other_rows_end() -> None:
    body = [(name, 21037 + 219 * i, 31437 + 777 * i) for i, name in enumerate(NAMES)]
    lines = []
    for i, (name, first, second) in enumerate(body):
        lines.append(words(name, 50, 112 + 12 * i))
        for number, end in ((first, 230.0), (second, 264.0)):
            (word,) = words(f"{number:,}".replace(",", "."), 0, 112 + 12 * i)
            lines.append([word._replace(x0=end - word.x1, x1=end)])
    (table,) = tables_of(page(words("Egn", 50, 100), words("Mænd", 205, 100), words("Børn", 242, 100), *lines))
    assert texts(table)[1] == ["Nordby", "21.037", "31.437"]


def test_rows_below_heads_with_upright_lines_part_where_these_stand() -> None:
    head, _ = rows_at([["Art", "Kode", "Eksempler"]], [50.0, 140.0, 190.0], 100.0)
    rows = [("Skoler", "324110", "Folkeskoler og"), ("Plejehjem", "325110", "Centre for ældre")]
    rows += [("Kontorer", "486910", "Rådhus og borgerservice"), ("Klubber", "924110", "Klubber for unge")]
    body = [
        words(text, x, 120 + 14 * i)
        for i, row in enumerate(rows)
        for text, x in zip(row, (50, 157, 190.5), strict=True)
    ]
    sides = [upright(x, 88, 106) for x in (135.0, 188.5)]
    (table,) = tables_of(
        page(*head, *body, rulings=[level(88, 50, 330), level(106, 50, 330), level(172, 50, 330), *sides])
    )
    assert texts(table)[1:] == [list(row) for row in rows]


def test_heads_in_the_middle_of_wide_columns_head_figures_at_their_right_sides() -> None:
    heads = [("Egn", 50, 124), ("Antal", 200, 124), ("Pct.", 300, 124), ("Antal", 400, 124), ("Pct.", 490, 124)]
    heads += [("Mænd", 240, 106), ("Børn", 437, 106)]
    lines = []
    for i, name in enumerate(NAMES):
        lines.append(words(name, 50, 146 + 14 * i))
        for number, end in ((2103 + i, 262.0), (41 + i, 362.0), (1301 + i, 455.0), (59 - i, 540.0)):
            (word,) = words(str(number), 0, 146 + 14 * i)
            lines.append([word._replace(x0=end - word.x1, x1=end)])
    rules = [level(y, 50, 540) for y in (94, 130, 226)] + [level(112, 195, 362), level(112, 370, 540)]
    (table,) = tables_of(page(*(words(*head) for head in heads), *lines, rulings=rules))
    assert texts(table)[0][1:] == ["Mænd", "Mænd", "Børn", "Børn"]
    assert texts(table)[1] == ["Egn", "Antal", "Pct.", "Antal", "Pct."]


def test_a_line_that_dots_lead_on_ends_its_name_and_one_that_has_none_goes_on() -> None:
    rows = [
        "Skoler og",
        "dagtilbud ............",
        "Plejehjem ............",
        "Biblioteker ..........",
        "Museer og arkiver",
    ]
    lines = [words("Art", 50, 100), words("2011", 230, 100), words("2012", 300, 100)]
    for i, name in enumerate([*rows, "og andre samlinger ...", "I alt ................"]):
        lines.append(words(name, 50, 116 + 12 * i))
        if "." in name:
            lines += [words(str(2037 + i), 230, 116 + 12 * i), words(str(4014 + i), 300, 116 + 12 * i)]
    (table,) = tables_of(page(*lines, rulings=[level(y, 50, 330) for y in (88, 104, 194)]))
    names = [row[0].strip(" .") for row in texts(table)]
    assert names == [
        "Art",
        "Skoler og dagtilbud",
        "Plejehjem",
        "Biblioteker",
        "Museer og arkiver og andre samlinger",
        "I alt",
    ]


def test_a_line_over_names_of_figures_heads_them() -> None:
    rows = [["Mænd", "1.102", "5,4"], ["Kvinder", "2.019", "9,9"], ["Ukendt", "56", "0,2"], ["Alder i år", "", ""]]
    rows += [["0–4", "2.601", "12,8"], ["5–9", "1.284", "6,4"]]
    lines, _ = rows_at([["Gruppe", "Antal", "Pct."], *rows], [50.0, 110.0, 150.0], 100.0, space=1.0)
    (table,) = tables_of(page(*lines, rulings=[level(y, 50, 180) for y in (88, 103, 191)]))
    assert [row[0] for row in texts(table)] == ["Gruppe", "Mænd", "Kvinder", "Ukendt", "Alder i år", "0–4", "5–9"]


def test_a_caption_right_above_is_none_of_the_heads_though_a_word_of_it_begins_at_a_column() -> None:
    head = [words(text, x, 112) for x, text in zip(XS, ["Kommune", "2007", "2008", "2009", "I alt"], strict=True)]
    caption = words("Udgifter til forebyggelse i alt", 120, 100) + words("per kommune, hele året", XS[2], 100)
    lines, _ = rows_at(_figures(*NAMES), XS, 124.0, space=0.0)
    (table,) = tables_of(page(caption, *head, *lines))
    assert texts(table)[0] == ["Kommune", "2007", "2008", "2009", "I alt"]


def test_years_that_come_again_show_the_groups_whose_heads_miss_the_middle() -> None:
    head = [words("Mænd", 175, 100), words("Kvinder", 300, 100)]
    head += [words(text, x, 112) for x, text in zip(XS, ["Kommune", "2008", "2009", "2008", "2009"], strict=True)]
    lines, _ = rows_at(_figures(*NAMES), XS, 130.0, space=0.0)
    (table,) = tables_of(page(*head, *lines))
    assert texts(table)[0][1:] == ["Mænd", "Mænd", "Kvinder", "Kvinder"]
    assert texts(table)[1] == ["Kommune", "2008", "2009", "2008", "2009"]


def test_a_sign_of_currency_far_from_its_figure_is_none_of_the_figure_before_it() -> None:
    names = [f"{name} {part}" for part in ("nord", "syd") for name in NAMES]
    lines = [words(name, 50, 112 + 12 * i) for i, name in enumerate(names)]
    for x in (230, 400):
        lines += [words(f"{300 + 17 * i}", x, 112 + 12 * i) for i in range(len(names))]
    heads = [words("2011", 180, 100), words("2012", 350, 100)]
    (table,) = tables_of(page(*heads, *lines, words("$", 120, 112), words("$", 258, 112)))
    assert texts(table)[1][1:] == ["$ 300", "$ 300"]


def test_a_year_over_the_gap_between_two_columns_of_figures_is_no_column() -> None:
    heads = [("2000", 232, 100), ("2010", 372, 100)]
    heads += [("Alder", 50, 112), ("Mænd", 200, 112), ("Kvinder", 270, 112), ("Mænd", 340, 112), ("Kvinder", 410, 112)]
    lines, _ = rows_at(_figures(*NAMES), XS, 130.0, space=0.0)
    (table,) = tables_of(page(*(words(*head) for head in heads), *lines))
    assert texts(table)[0][1:] == ["2000", "2000", "2010", "2010"]
    assert texts(table)[2][1:] == ["1.037", "1.256", "1.475", "1.694"]


def test_rules_typed_below_each_head_part_heads_a_space_apart() -> None:
    heads = [
        f"{'':12}{'Antal':>8}{'Pladser':>9}{'Ændring':>10}",
        f"{'Skole':12}{'elever':>8}{'samlet':>9}{'fra 2006':>9}",
    ]
    rule = f"{'-' * 10:12}{'-' * 6:>8}{'-' * 7:>9} {'-' * 8}"
    rows = [f"{name:12}{100 + 17 * i:>7}{31 + i:>7},4{10 + i:>6},9" for i, name in enumerate(NAMES)]
    (table,) = tables_of(page(*_courier(*heads, rule, *rows)))
    assert texts(table)[0] == ["Skole", "Antal elever", "Pladser samlet", "Ændring fra 2006"]


def test_a_typed_caption_keeps_whole_though_a_number_in_it_stands_over_figures() -> None:
    caption = _courier("Opgjort i marts, 2008", y=78)
    (table,) = tables_of(page(*caption, *_courier(TYPED_HEAD, *_typed_rows(*NAMES))))
    assert texts(table)[0] == TYPED_HEAD.split()


def test_a_line_off_the_end_of_a_page_is_no_row_where_the_head_comes_again() -> None:
    first = [*_courier(TYPED_HEAD, *_typed_rows(*NAMES), y=200.0), *_courier("Fortsættes", y=296)]
    second = _courier(TYPED_HEAD, *_typed_rows(*NAMES)[::-1])
    (table,) = tables_of(page(*first), page(*second))
    assert [row[0] for row in texts(table)] == ["Skole", *NAMES, "Skole", *NAMES[::-1]]


def test_a_row_of_words_among_figures_is_a_row() -> None:
    rows = [["Afstand", "0.184", "0.171", "0.166", "0.240"], ["", "(0.021)", "(0.022)", "(0.022)", "(0.051)"]]
    rows += [["Landdistrikt", "", "0.062", "0.058", ""], ["", "", "(0.019)", "(0.020)", ""]]
    rows += [["Havn", "", "", "0.013", ""], ["", "", "", "(0.009)", ""], ["Årseffekter", *["Ja"] * 4]]
    rows += [["Antal", "4,816", "4,790", "4,790", "4,816"], ["Forklaret", "0.31", "0.34", "0.34", "0.33"]]
    lines, _ = rows_at(rows, [50.0, 130.0, 175.0, 220.0, 265.0], 114.0, space=0.0)
    head, _ = rows_at([["", "(1)", "(2)", "(3)", "(4)"]], [50.0, 130.0, 175.0, 220.0, 265.0], 100.0)
    (table,) = tables_of(page(*head, *lines, rulings=[level(y, 50, 300) for y in (88, 103, 214)]))
    assert texts(table)[-5:] == rows[-5:]


def test_heads_between_two_lines_are_no_part_of_the_caption_above_both() -> None:
    caption = words("Tabel 7.", 50, 100) + words("Tilvækst i befolkningen efter egn", 120, 100)
    heads = [words("Fødsels-", 300, 117), words("Netto-", 410, 117)]
    heads += [words(text, x, 128) for text, x in (("Egn", 50), ("Fødte", 215), ("overskud", 300), ("flytning", 410))]
    lines = []
    for i, name in enumerate(NAMES):
        lines.append(words(name, 50, 140 + 11 * i))
        for number, end in ((1103 + i, 275.0), (241 + i, 365.0), (301 + i, 475.0)):
            (word,) = words(str(number), 0, 140 + 11 * i)
            lines.append([word._replace(x0=end - word.x1, x1=end)])
    rules = [level(y, 45, 480) for y in (106, 130.5, 198)]
    (table,) = tables_of(page(caption, *heads, *lines, rulings=rules))
    assert texts(table)[0] == ["Egn", "Fødte", "Fødsels- overskud", "Netto- flytning"]


def test_a_head_left_of_its_figures_heads_them_though_some_are_not_available() -> None:
    lines = [words("Året", 205, 88), words("Året", 277, 88)]
    lines += [words("Egn", 50, 100), words("2007", 205, 100), words("2008", 277, 100)]
    for i, name in enumerate(NAMES):
        lines.append(words(name, 50, 112 + 12 * i))
        lines.append(words("351", 225, 112 + 12 * i))
        (word,) = words("(NA)" if i == 2 else "743", 297, 112 + 12 * i)
        lines.append([word._replace(x1=312.0)])
    (table,) = tables_of(page(*lines, rulings=[level(y, 50, 315) for y in (76, 103, 177)]))
    assert texts(table)[0] == ["Egn", "Året 2007", "Året 2008"]


def test_upright_lines_go_on_below_the_head_of_a_section_that_they_leave_room_for() -> None:
    heads, _ = rows_at([["Egn", "Mænd", "Kvinder", "Børn", "I alt"]], XS, 100.0)
    upper, _ = rows_at(_figures(*NAMES[:3]), XS, 132.0, space=0.0)
    lower, _ = rows_at(_figures(*NAMES[3:]), XS, 184.0, space=0.0)
    sections = [words("Øst for bæltet", 215, 118), words("Vest for bæltet", 212, 170)]
    sides = [upright(x, a, b) for x in (195, 265, 335, 405) for a, b in ((88, 104), (122, 158), (174, 210))]
    rules = [level(y, 50, 450) for y in (88, 104, 210)]
    (table,) = tables_of(page(*heads, *upper, *lower, *sections, rulings=[*rules, *sides]))
    names = ["Egn", "Øst for bæltet", *NAMES[:3], "Vest for bæltet", *NAMES[3:]]
    assert [row[0] for row in texts(table)] == names
    assert texts(table)[5] == ["Vest for bæltet"] * 5


def test_numbers_of_the_columns_are_a_row_of_their_own_below_ruled_heads() -> None:
    heads, _ = rows_at([["Egn", "Mænd", "Kvinder", "Børn", "I alt"], ["", *["Antal"] * 4]], XS, 100.0, space=0.0)
    numbers, _ = rows_at([["(1)", "(2)", "(3)", "(4)", "(5)"]], XS, 124.0)
    lines, _ = rows_at(_figures(*NAMES), XS, 142.0, space=0.0)
    sides = [upright(x, 88, 206) for x in (195, 265, 335, 405)]
    rules = [level(y, 50, 450) for y in (88, 130, 206)]
    (table,) = tables_of(page(*heads, *numbers, *lines, rulings=[*rules, *sides]))
    assert ["(1)", "(2)", "(3)", "(4)", "(5)"] in texts(table)


def test_a_line_below_figures_alone_parts_the_name_of_the_total_from_the_one_above() -> None:
    lines, _ = rows_at([*_figures(*NAMES), *_figures("I alt")], XS, 118.0, space=0.0)
    heads, _ = rows_at([["Egn", "Mænd", "Kvinder", "Børn", "I alt"]], XS, 100.0)
    rules = [level(y, 50, 450) for y in (88, 106, 194)] + [level(180.5, 195, 450)]
    (table,) = tables_of(page(*heads, *lines, rulings=rules))
    assert [row[0] for row in texts(table)] == ["Egn", *NAMES, "I alt"]


def test_lone_lines_over_names_that_come_again_head_them() -> None:
    rows = [["Afsnit A. Alle skoler i hele landet", "", ""], ["Behandlede klasser", "1.102", "5,4"]]
    rows += [["Andre", "2.019", "9,9"], ["Afsnit B. Mindre skoler på landet", "", ""]]
    rows += [["Behandlede klasser", "2.601", "2,8"], ["Andre", "1.284", "6,4"]]
    lines, _ = rows_at([["", "Antal", "Pct."], *rows], [50.0, 235.0, 290.0], 100.0, space=0.0)
    (table,) = tables_of(page(*lines, rulings=[level(y, 50, 320) for y in (88, 103, 174)]))
    assert texts(table)[1:] == rows


def test_capitals_end_a_name_and_a_colon_a_head_of_two_lines() -> None:
    rows = [["DRIFTENS PENGESTRØMME", "", ""], ["Årets resultat", "7.089", "3.584"]]
    rows += [["Reguleringer, der fører fra årets", "", ""], ["resultat til pengestrømmen:", "", ""]]
    rows += [["Afskrivninger", "3.696", "9.414"], ["Renter", "3.637", "1.541"]]
    rows += [["Pengestrømme fra selve driften", "5.719", "9.065"], ["INVESTERINGERNES PENGESTRØMME", "", ""]]
    rows += [["Køb af udstyr", "6.492", "4.721"], ["Salg af aktier", "7.081", "2.096"]]
    lines, _ = rows_at([["", "2009", "2008"], *rows], [50.0, 225.0, 275.0], 100.0, space=0.0)
    (table,) = tables_of(page(*lines, rulings=[level(y, 50, 300) for y in (88, 103, 224)]))
    names = [row[0] for row in texts(table)[1:]]
    assert names == [*(row[0] for row in rows[:2]), f"{rows[2][0]} {rows[3][0]}", *(row[0] for row in rows[4:])]


def test_a_name_that_hangs_below_a_line_alone_goes_on_with_it() -> None:
    rows = [["VEJE", ""], ["  ANLÆG", "51"], ["  DRIFT", "74"], ["PARKER", ""], ["  PLEJE AF ANLÆG", ""]]
    rows += [["    OG BYGNINGER", "76"], ["  FRITID", "24"], ["I ALT", "225"]]
    lines = [words(f"{name:24}{n:>8}{n and '1.' + n + '0':>10}", 50, 112 + 12 * i) for i, (name, n) in enumerate(rows)]
    heads = words(f"{'AFDELING':24}{'STILLINGER':>9}{'KRONER':>10}", 50, 98)
    (table,) = tables_of(page(heads, *lines, rulings=[level(y, 50, 265) for y in (86, 101, 200)]))
    names = [row[0] for row in texts(table)[1:]]
    assert names == ["VEJE", "ANLÆG", "DRIFT", "PARKER", "PLEJE AF ANLÆG OG BYGNINGER", "FRITID", "I ALT"]


def test_rows_that_say_the_same_words_among_figures_are_rows() -> None:
    rows = [["Afstand", "0.184", "0.171", "0.166", "0.240"], ["", "(0.021)", "(0.022)", "(0.022)", "(0.051)"]]
    rows += [["Havn", "0.062", "0.058", "0.013", "0.011"], ["", "(0.019)", "(0.020)", "(0.009)", "(0.012)"]]
    rows += [["Kontrol", "Nej", "Ja", "Nej", "Ja"], ["Årseffekter", *["Ja"] * 4]]
    rows += [["Antal", "4,816", "4,790", "4,790", "4,816"], ["Forklaret", "0.31", "0.34", "0.34", "0.33"]]
    xs = [50.0, 130.0, 175.0, 220.0, 265.0]
    lines, _ = rows_at([["", "(1)", "(2)", "(3)", "(4)"], *rows], xs, 100.0, space=0.0)
    (table,) = tables_of(page(*lines, rulings=[level(y, 50, 300) for y in (88, 103, 200)]))
    assert texts(table)[1:] == rows


def test_heads_above_a_typed_rule_are_those_of_the_table_though_off_its_figures() -> None:
    head = f"{'Konto':12} {'Budget':>9} {'Brugt i året':>12} {'Rest':>8}"
    rule = f"{'-' * 12} {'-' * 9} {'-' * 12} {'-' * 8}"
    rows = [f"{name:12} {11000 + 7 * i:>8} {5310 + i:>12} {5690 - i:>8}" for i, name in enumerate(NAMES)]
    (table,) = tables_of(page(*_courier(head, rule, *rows)))
    assert texts(table)[0] == ["Konto", "Budget", "Brugt i året", "Rest"]


def test_heads_of_words_far_below_figures_begin_another_table() -> None:
    first, _ = rows_at([["Egn", "2007", "2008", "2009", "I alt"], *_figures(*NAMES)], XS, 100.0, space=0.0)
    second, _ = rows_at(
        [["Skole", "Piger", "Drenge", "Voksne", "I alt"], *_figures(*NAMES[:4])], XS, 222.0, space=0.0, bold=1
    )
    found = tables_of(page(*first, words("Skolerne", 50, 200, bold=True), *second))
    assert [[row[0] for row in texts(table)] for table in found] == [["Egn", *NAMES], ["Skole", *NAMES[:4]]]


def test_figures_that_fill_their_columns_below_others_are_a_row() -> None:
    xs = [50.0, 190.0, 255.5, 321.0, 386.5]
    lines, _ = rows_at([["Egn", "2007", "2008", "2009", "2010"], *_figures(*NAMES)], xs, 100.0, space=0.0)
    total = words("Samlet budget, i alt", 50, 184, bold=True)
    for i, (x, figure) in enumerate(zip(xs[1:], ("55.731", "15.249", "81.558", "99.892"), strict=True)):
        (sign, number) = words(f"$ {figure}", x, 184, bold=True)
        total += [sign._replace(x0=x - 30.6 - 0.2 * (i % 2), x1=x - 26), number._replace(x0=x - 5, x1=x + 25)]
    prose = words("Tallene er de seneste, som egnene har sendt ind til os", 50, 400)
    (table,) = tables_of(page(*lines, total, prose))
    assert texts(table)[-1] == ["Samlet budget, i alt", "$ 55.731", "$ 15.249", "$ 81.558", "$ 99.892"]


def test_short_words_far_from_the_names_are_a_column() -> None:
    rows = [("BORGMESTER", "", "", ""), ("  J. ALDEN", "DEM", "9099", "57,1"), ("  R. BOONE", "REP", "6788", "42,9")]
    rows += [("BYSKRIVER", "", "", ""), ("  M. CARVER", "DEM", "3831", "80,9"), ("  T. DRAKE", "IND", "906", "19,1")]
    rows += [("SKOLERÅD", "", "", ""), ("  L. EASTON", "", "1540", "34,3"), ("  P. FINCH", "", "2951", "65,7")]
    typed = [f"{name:30}{party:8}{votes:>8}{share:>8}" for name, party, votes, share in rows]
    (table,) = tables_of(
        page(
            *_courier(f"{'EMBEDE OG NAVN':29}{'PARTI':9}{'STEMMER':>9}{'PCT':>7}", *typed),
            rulings=[level(103, 50, 400)],
        )
    )
    assert texts(table)[2] == ["J. ALDEN", "DEM", "9099", "57,1"]


def test_bold_lines_alone_head_rows_of_words() -> None:
    rows = [["Tid på dagen", "Emne", "Sted"], ["Tirsdag 12. maj", "", ""], ["Morgen", "Ankomst og kaffe", "Foyer"]]
    rows += [
        ["Straks", "Velkomst", "Aula"],
        ["Senere", "Tal på dem, der er svære at nå\nog at tælle", "Aula"],
    ]
    rows += [["Middag", "Samtale om adresser", "Lokale 2"], ["Onsdag 13. maj", "", ""]]
    rows += [["Morgen", "Arbejde i grupper", "Lokale 3"], ["Aften", "Hvad grupperne nåede", "Aula"]]
    lines = []
    y = 100.0
    for row in rows:
        for text, x in zip(row, (50, 150, 340), strict=True):
            lines += cell(text, x, y, bold=row is rows[0] or not row[1])
        y += 14.0 + 12.0 * row[1].count("\n")
    (table,) = tables_of(page(*lines))
    assert texts(table) == [[text.replace("\n", " ") for text in row] for row in rows]


def test_figures_that_fill_some_columns_below_others_are_a_row() -> None:
    """White stayed between the name of the total and its first figure, and closed between the others."""
    rows = [
        ("Egn", "2007", "2008", "2009"),
        *((name, f"{714 + i}", f"{503 + i}", "18") for i, name in enumerate(NAMES)),
    ]
    rows += [("I alt", "881.558.418", "991.591.306", "854.780.112")]
    lines = [
        [w._replace(x0=right - w.x1 + w.x0, x1=right) for w in words(text, 0, 100 + 12 * i)]
        if right
        else words(text, 50, 100 + 12 * i)
        for i, row in enumerate(rows)
        for text, right in zip(row, (0.0, 215.0, 279.0, 343.0), strict=True)
    ]
    prose = words("Tallene er de seneste, som egnene har sendt ind til os", 50, 400)
    (table,) = tables_of(page(*lines, prose))
    assert texts(table)[-1] == list(rows[-1])


def test_a_line_over_names_that_are_set_in_heads_them_though_it_fills_its_column() -> None:
    rows = [("DRIFT AF BYENS SKOLER", "", "", ""), ("  FASTE LØNNINGER MV.", "1100", "9.954", "889")]
    rows += [("  VIKARER", "1200", "725", "95"), ("  REJSER", "2100", "561", "32"), ("  VARME", "2300", "345", "76")]
    rows += [("  VARME, VAND, LYS", "", "", ""), ("    OG TELEFON", "2500", "473", "31"), ("  TRYK", "2600", "47", "3")]
    names = ["VIKARER", "REJSER", "VARME", "VARME, VAND, LYS OG TELEFON", "TRYK"]
    typed = [f"{name:24}{code:>6}{first:>10}{second:>8}" for name, code, first, second in rows]
    (table,) = tables_of(page(*_courier(f"{'KONTO':24}{'KODE':>6}{'BUDGET':>10}{'BRUGT':>8}", *typed)))
    assert [row[0] for row in texts(table)] == ["KONTO", "DRIFT AF BYENS SKOLER", "FASTE LØNNINGER MV.", *names]


def test_lines_below_a_ruled_head_are_rows_where_each_has_a_number() -> None:
    xs = [50.0, 180.0, 260.0]
    rows = [["Størrelse", "Værdi", "Kilde"], ["Diskonteringsrente", "0,03", "Ministeriets vejledning"]]
    rows += [["Værdien af en time", "$14,80/time", "Forfatternes eget skøn"], ["Horisont", "20 gange", "Antaget"]]
    lines, places = rows_at(rows, xs, 100.0, space=0.0)
    (table,) = tables_of(page(*lines, rulings=[level(places[i], 46, 400) for i in (0, 1, 4)]))
    assert texts(table) == rows


def test_a_head_beside_its_figures_is_theirs_though_it_comes_again_overleaf() -> None:
    def one(first: int) -> Page:
        lines = [words("Emne", 50, 100, bold=True), words("Før", 200, 100, bold=True), words("Nu", 260, 100, bold=True)]
        for i, name in enumerate(NAMES):
            lines += [words(name, 50, 120 + 16 * i), words("3", 205, 120 + 16 * i)]
            lines.append(words(str((first + i) % 5 + 1), 285, 120 + 16 * i))
        return page(*lines, fills=[shade(46, 88, 320, 104)])

    (table,) = tables_of(one(1), one(2))
    assert table.column_count == 3
    assert texts(table)[0] == ["Nordby", "3", "2"]


def test_the_first_word_of_a_stretched_head_is_no_head_of_a_column() -> None:
    """ "I    mindre" over "omfang", justified: a column headed "I" was empty in all rows."""
    lines = [words("I", 262, 88, bold=True), words("mindre", 285, 88, bold=True), words("omfang", 270, 100, bold=True)]
    lines += [words(head, x, 100, bold=True) for head, x in (("Anbefaling", 50), ("Helt", 205), ("Slet ikke", 340))]
    for i, name in enumerate(NAMES):
        lines += [words(name, 50, 120 + 16 * i), words("x", (210, 296, 360)[i % 3], 120 + 16 * i)]
    (table,) = tables_of(page(*lines, rulings=[level(y, 46, 420) for y in (74, 220)]))
    assert texts(table)[0] == ["Anbefaling", "Helt", "I mindre omfang", "Slet ikke"]
