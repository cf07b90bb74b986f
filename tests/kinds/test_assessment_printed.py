"""Tables without lines as browsers and typesetters print them: what parts their rows, and whose a line of text is."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extractors import extract
from schemas.document import ExtractedDocument
from tests.kinds.drawn_tables import TITLES

STEPS = ("Opfyldt", "Delvist opfyldt", "Ikke opfyldt")
TOLD = (
    "Alle skoler er med siden august 2018.",
    "Hold starter hver måned.",
    "Der er ikke lavet aftaler med lægerne.",
    "Intet materiale er udarbejdet.",
    "Klasserne deltager i en konkurrence hvert år.",
    "Skilte er sat op ved alle indgange.",
)
STYLE = (
    "<style>body{font-family:Carlito;font-size:10.5pt} td,th{padding:3pt 6pt;text-align:left;vertical-align:top} "
    "table{border-collapse:collapse;width:100%}</style><h1>Status på forebyggelsespakken Tobak</h1>"
)


def printed(html: str) -> ExtractedDocument:
    import weasyprint

    return extract(weasyprint.HTML(string=STYLE + html).write_pdf())


def read(head: Sequence[str], rows: Sequence[Sequence[str]], style: str = "") -> ExtractedDocument:
    """A document with one table; cells are HTML."""
    made = [f"<tr>{''.join(f'<th>{text}</th>' for text in head)}</tr>"]
    made += [f"<tr>{''.join(c if c.startswith('<td') else f'<td>{c}</td>' for c in row)}</tr>" for row in rows]
    return printed(f"{style}<table>{''.join(made)}</table>")


@pytest.mark.parametrize("italic", ["<i>{}</i>", "{}"])
@pytest.mark.parametrize("style", ["", "<style>tr{border-bottom:.5pt solid #999}</style>"])
def test_a_comment_on_the_line_below_each_recommendation_is_its_own(style: str, italic: str) -> None:
    """The last one was left off the table, so that each seemed to stand above its row: titles and marks of two rows."""
    rows: list[list[str]] = []
    for n, (title, told) in enumerate(zip(TITLES, TOLD, strict=True)):
        marks = ["x" if n % 3 == step else "" for step in range(3)]
        rows += [[str(n + 1), title, *marks], ["<td></td>", f"<td colspan=4>{italic.format(told)}</td>"]]
    document = read(["Nr.", "Anbefaling", *STEPS], rows, style)
    found = document.assessments
    assert [(row.title, row.rating_text) for row in found] == [(t, STEPS[n % 3]) for n, t in enumerate(TITLES)]


def test_lines_that_each_have_a_date_are_rows_though_their_short_words_fill_the_columns() -> None:
    units = ("Sundhedscenter", "Skoleafdelingen", "Jobcenter", "Sundhedsplejen", "Ungdomsskolen", "Teknik og Miljø")
    rows = [[t, STEPS[n % 3], u, f"{n + 1}. maj 2020"] for n, (t, u) in enumerate(zip(TITLES, units, strict=True))]
    found = read(["Anbefaling", "Status pr. maj 2019", "Tovholder", "Deadline"], rows).assessments
    assert [(row.title, row.rating_text) for row in found] == [(t, STEPS[n % 3]) for n, t in enumerate(TITLES)]


@pytest.mark.parametrize("bullet", ["", "• "])
def test_each_entry_of_a_list_beside_a_step_is_a_recommendation(bullet: str) -> None:
    """The three lists were three titles, each with the words of all its entries, and no row was in doubt."""
    rows = [[step, "<br>".join(bullet + title for title in TITLES[n::3])] for n, step in enumerate(STEPS)]
    found = read(["Status", "Anbefalinger"], rows, "<style>td,th{border:.5pt solid #555}</style>").assessments
    assert [(row.title, row.rating_text) for row in found] == [
        (title, step) for n, step in enumerate(STEPS) for title in TITLES[n::3]
    ]


def test_frames_beside_each_other_with_a_labelled_verdict_in_each() -> None:
    """The first two frames were heads of columns, and the numbers of the recommendations steps of a scale."""
    style = "<style>.g{display:grid;grid-template-columns:1fr 1fr;gap:8pt}.k{border:1pt solid #888;padding:5pt}</style>"
    html = "".join(
        f"<div class=k><h3>{n + 1}. {title}</h3><p>Vurdering: <b>{STEPS[n % 3]}</b><br>{told}</p></div>"
        for n, (title, told) in enumerate(zip(TITLES, TOLD, strict=True))
    )
    found = printed(f"{style}<div class=g>{html}</div>").assessments
    assert [(row.number_raw, row.title, row.rating_text) for row in found] == [
        (f"{n + 1}.", t, STEPS[n % 3]) for n, t in enumerate(TITLES)
    ]


@pytest.mark.parametrize("bar", ["border-left:8pt solid {};padding-left:6pt", "background:{};padding:3pt"])
def test_titles_with_the_colour_of_their_rating_as_bar_or_ground(bar: str) -> None:
    """A sentence explains the colours; bars and grounds were no signs that titles wear, and nothing was read."""
    colours = ("#2e9e4f", "#f2c12e", "#d63b36")
    html = "<p>Grøn = opfyldt, gul = delvist opfyldt, rød = ikke opfyldt</p>"
    for n, (title, told) in enumerate(zip(TITLES, TOLD, strict=True)):
        style = bar.format(colours[n % 3])
        html += f"<div style='{style};margin:8pt 0'><b>{title}</b></div>" if "background" in bar else ""
        html += f"<div style='{style};margin:8pt 0'><b>{title}</b><br>{told}</div>" if "border" in bar else ""
        html += f"<p>{told}</p>" if "background" in bar else ""
    found = printed(html).assessments
    assert [(row.title, row.rating_step) for row in found] == [(title, n % 3 + 1) for n, title in enumerate(TITLES)]
    assert [row.activity for row in found] == list(TOLD)


@pytest.mark.parametrize("style", ["", "<style>tr{border-bottom:.5pt solid #999}</style>"])
def test_heads_of_groups_set_from_the_left_reach_as_far_as_the_next(style: str) -> None:
    """ "Status" was centred over the level "Udvikling" too, by chance, and "Grund" was a further line of "Niveau"."""
    top = ("<th rowspan=2>Anbefaling</th>", "<th colspan=2>Niveau</th>", "<th colspan=3>Status</th>")
    html = f"<tr>{''.join(top)}</tr><tr><th>Grund<th>Udvikling<th>Ja<th>Delvis<th>Nej</tr>"
    for n, title in enumerate(TITLES):
        marks = [*("x" if n % 2 == k else "" for k in range(2)), *("x" if n % 3 == k else "" for k in range(3))]
        html += f"<tr><td>{title}</td>{''.join(f'<td>{mark}</td>' for mark in marks)}</tr>"
    found = printed(f"{style}<table>{html}</table>").assessments
    assert [row.rating_step for row in found] == [n % 3 + 1 for n in range(len(TITLES))]
    assert [row.level for row in found] == ["grundniveau", "udviklingsniveau"] * 3


def test_labels_of_cards_that_count_them() -> None:
    """ "Anbefaling 3" was a label of its own for each card, and named nothing: all cards were one recommendation."""
    html = "<style>table{margin:8pt 0} td:first-child{width:30%}</style>"
    for n, (title, told) in enumerate(zip(TITLES, TOLD, strict=True)):
        fields = ((f"Anbefaling {n + 1}", title), ("Efterlevelse", STEPS[n % 3]), ("Begrundelse", told))
        html += f"<table>{''.join(f'<tr><td>{label}</td><td>{text}</td></tr>' for label, text in fields)}</table><hr>"
    found = printed(html).assessments
    assert [(row.number, row.title, row.rating_text) for row in found] == [
        (n + 1, title, STEPS[n % 3]) for n, title in enumerate(TITLES)
    ]
    assert not any(row.needs_review for row in found)


GRID = "<style>td,th{border:.5pt solid #555}</style>"
SECTORS = ('<circle cx="7" cy="7" r="6" fill="#1a7"/>', '<path d="M7 7 L7 1 A6 6 0 1 1 1 7 Z" fill="#1a7"/>')
SECTORS += ('<path d="M7 7 L7 1 A6 6 0 0 1 13 7 Z" fill="#1a7"/>',)


def sector(step: int) -> str:
    pale = '<circle cx="7" cy="7" r="6" fill="#ddd"/>'
    return f'<svg width="14" height="14" viewBox="0 0 14 14">{pale}{SECTORS[step]}</svg>'


def test_sectors_of_a_pale_disc_are_parts_of_it() -> None:
    """Three quarters were a disc like a whole one: with a legend all rows had its first step, without a doubt."""
    key = "<p>" + " &nbsp; ".join(f"{sector(n)} {step}" for n, step in enumerate(STEPS)) + "</p>"
    rows = [[title, sector(n % 3), told] for n, (title, told) in enumerate(zip(TITLES, TOLD, strict=True))]
    found = read(["Anbefaling", "Opfyldelse", "Note"], rows, key + GRID).assessments
    assert [(row.title, row.rating_step) for row in found] == [(t, n % 3 + 1) for n, t in enumerate(TITLES)]


def test_how_far_a_bar_is_filled_is_no_light() -> None:
    """A bar filled by a tenth was a green square, and the best step of the lights."""
    shares = (100, 50, 10, 50, 10, 100)
    high = "height:8pt;background"
    bar = f"<div style='width:60pt;{high}:#ddd'><div style='width:{{}}%;{high}:#393'></div></div>"
    rows = [[t, bar.format(share), told] for t, share, told in zip(TITLES, shares, TOLD, strict=True)]
    found = read(["Anbefaling", "Opfyldelse", "Note"], rows, GRID).assessments
    assert all(row.rating_step is None and row.needs_review for row in found)


@pytest.mark.parametrize("cross", ["", "x ", "<b>X</b><br>"])
@pytest.mark.parametrize("style", [GRID, "<style>tr{border-bottom:.5pt solid #999}</style>"])
def test_a_remark_in_the_column_of_a_step_rates_its_row(style: str, cross: str) -> None:
    """In place of a cross, or behind it, somebody wrote why; no column held marks, and the table was not read."""
    rows = [
        [str(n + 1), title, *(f"{cross}{told}" if n % 3 == step else "" for step in range(3))]
        for n, (title, told) in enumerate(zip(TITLES, TOLD, strict=True))
    ]
    found = read(["Nr.", "Anbefaling", *STEPS], rows, style).assessments
    assert [(row.title, row.rating_text) for row in found] == [(t, STEPS[n % 3]) for n, t in enumerate(TITLES)]
    assert [row.notes for row in found] == list(TOLD)
    assert {row.mark_kind for row in found} == {"glyph" if cross else "text"}


def test_a_level_in_its_own_colour_behind_a_title_is_no_part_of_it() -> None:
    html, levels = "", ("Grundniveau", "Udviklingsniveau")
    for n, title in enumerate(TITLES):
        html += f"<h3>{n + 1} {title} <span style='color:#38c;font-size:8pt'>{levels[n % 2]}</span></h3>"
        boxes = " ".join(("☒ " if n % 3 == k else "☐ ") + answer for k, answer in enumerate(("Ja", "Delvist", "Nej")))
        html += f"<p>Lever kommunen op til anbefalingen?</p><p>{boxes}</p>"
    found = printed(html).assessments
    assert [(row.title, row.level) for row in found] == [(t, levels[n % 2].lower()) for n, t in enumerate(TITLES)]


TEXTS = (
    "Kampagner.",
    "Indsatsen kan bestå af kampagner.",
    "Indsatsen kan bestå af kampagner og rådgivning for mange.",
)
AGREED = (
    "Aftale fra 2014.",
    "Samarbejdet med nabokommunerne er beskrevet i en aftale fra 2014. Indsatsen evalueres.",
    "Samarbejdet med nabokommunerne er beskrevet i en aftale fra 2014. Indsatsen evalueres ved behov og med brugerne.",
)


@pytest.mark.parametrize("mixed", [False, True])
@pytest.mark.parametrize("told", range(len(AGREED)))
@pytest.mark.parametrize("text", range(len(TEXTS)))
def test_titles_in_bold_lines_above_their_text_beside_cells_set_in_the_middle(
    text: int, told: int, mixed: bool
) -> None:
    """Bold lines were names of sections, plain ones too, and first lines of two cells captions of two tables."""
    style = "<style>td{vertical-align:middle;padding:5pt 4pt} td:first-child{width:110pt} "
    style += "td:nth-child(3){width:125pt} td:nth-child(n+4){width:50pt}</style>"
    rows = []
    for n, title in enumerate(TITLES):
        own = AGREED[(told + n * mixed) % len(AGREED)]
        rows.append(
            [f"<b>{title}</b><br>{TEXTS[text]}", f"1.{n + 1}", own, *("x" if n % 2 == k else "" for k in range(2)), "G"]
        )
    found = read(["Emne", "Nr.", "Nuværende indsats", "Ja", "Nej", "Niveau"], rows, style).assessments
    assert [(row.number_raw, row.title, row.rating_step) for row in found] == [
        (f"1.{n + 1}", title, n % 2 + 1) for n, title in enumerate(TITLES)
    ]


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("first", ["Emne", "Nr."])
@pytest.mark.parametrize("told", range(len(AGREED)))
@pytest.mark.parametrize("set_at", ["top", "middle", "bottom"])
def test_rows_without_lines_wherever_their_cells_are_set(set_at: str, told: int, first: str, bold: bool) -> None:
    """Cells set at the bottom, as in sheets: first lines of the first row headed it, those of two cells were captions
    of two tables, and rows were given the text of others without a word.
    """
    style = f"<style>td{{vertical-align:{set_at};padding:5pt 4pt}}</style>"
    widths = ("width:110pt", "", "width:125pt", "width:50pt", "width:50pt", "width:50pt")
    order = (0, 1, 2, 3, 4, 5) if first == "Emne" else (1, 0, 3, 4, 5, 2)
    heads = ("Emne", "Nr.", "Nuværende indsats", "Ja", "Nej", "Niveau")
    rows, titles = [], []
    for n, title in enumerate(TITLES):
        titles.append(title if bold else title + " og alle deres familier i hele kommunen" * (n % 2))
        shown = f"<b>{title}</b><br>{TEXTS[told]}" if bold else titles[-1]
        cells = (shown, f"1.{n + 1}", AGREED[told], *("x" if n % 2 == k else "" for k in range(2)), "G")
        rows.append([f"<td style='{widths[i]}'>{cells[i]}</td>" for i in order])
    found = read([heads[i] for i in order], rows, style).assessments
    assert [(row.number_raw, row.title, row.rating_step) for row in found] == [
        (f"1.{n + 1}", title, n % 2 + 1) for n, title in enumerate(titles)
    ]


def test_one_text_beside_every_bold_title_is_a_column_of_its_own() -> None:
    """It begins and ends at the same places in each row, as no last word of a justified line does."""
    rows = [
        [
            "x" if n % 2 == 0 else "",
            "x" if n % 2 else "",
            f"1.{n + 1}",
            f"<b>{title}</b><br>Kampagner.",
            "Aftale fra 2014.",
        ]
        for n, title in enumerate(TITLES)
    ]
    widths = "td:nth-child(4){width:110pt} td:nth-child(-n+2){width:50pt}"
    style = f"<style>td{{vertical-align:top;padding:5pt 4pt}} {widths}</style>"
    found = read(["Ja", "Nej", "Nr.", "Emne", "Nuværende indsats"], rows, style).assessments
    assert [(row.title, row.activity) for row in found] == [(title, "Aftale fra 2014.") for title in TITLES]


def test_a_text_below_each_heading_with_its_verdict_beside_it_tells_what_is_done() -> None:
    """Each text was a recommendation without rating, and the last was lost."""
    said = ("Opfyldt", "Delvist opfyldt", "Ikke opfyldt")
    html = "<style>h3{margin:8pt 0 2pt} p{margin:2pt 0} span{float:right;font-weight:normal}</style>"
    html += "".join(
        f"<h3>{title}<span>{said[n % 3]}</span></h3><p>{told}</p>"
        for n, (title, told) in enumerate(zip(TITLES, TOLD, strict=True))
    )
    found = printed(html).assessments
    assert [(row.title, row.rating_step) for row in found] == [(title, n % 3 + 1) for n, title in enumerate(TITLES)]
    assert [row.activity for row in found] == list(TOLD)


def test_lines_that_begin_with_a_verdict_in_square_brackets() -> None:
    said = ("Opfyldt", "Delvist opfyldt", "Ikke opfyldt")
    lines = [f"<p>[{said[n % 3]}] {title}</p>" for n, title in enumerate(TITLES)]
    found = printed(f"<style>p{{margin:2pt 0}}</style>{''.join(lines)}").assessments
    assert [(row.title, row.rating_step) for row in found] == [(title, n % 3 + 1) for n, title in enumerate(TITLES)]


COUNTS = (("Grundniveau", 2, 1), ("Udviklingsniveau", 2, 1))


def test_a_summary_that_goes_on_overleaf_below_its_header_again_counts_both_parts() -> None:
    """The header overleaf was taken for counts that are none, and the first part was left out."""
    style = "<style>table{width:100%} td,th{border:.5pt solid #666} .sum tr+tr{break-before:page}</style>"
    cells = [[n, title, "GU"[n % 2], *("x " if n % 3 else " x").split(" ")] for n, title in enumerate(TITLES, 1)]
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in cells)
    counts = "".join(f"<tr><td>{level}</td><td>{a}</td><td>{b}</td></tr>" for level, a, b in COUNTS)
    head = "<tr><th>Nr.</th><th>Anbefaling</th><th>Niveau</th><th>Opfyldt</th><th>Ikke opfyldt</th></tr>"
    counted = "<thead><tr><th></th><th>Opfyldt</th><th>Ikke opfyldt</th></tr></thead>"
    summary = f"<h2>Opsummering</h2><table class=sum>{counted}<tbody>{counts}</tbody></table>"
    found = printed(f"{style}<table>{head}{rows}</table>{summary}").assessment_summaries
    assert [(row.level, row.rating_text, row.count) for row in found] == [
        (level, label, count)
        for level, (_, *own) in zip(("grundniveau", "udviklingsniveau"), COUNTS, strict=True)
        for label, count in zip(("Opfyldt", "Ikke opfyldt"), own, strict=True)
    ]


def test_a_button_among_ticks_and_crosses_is_a_sign_of_the_legend() -> None:
    """The filled button was taken for an option, and its rows had no step."""
    signs = ("✔", "◉", "✘")
    words = ("Opfyldt", "Delvist opfyldt", "Ikke opfyldt")
    legend = "&emsp;&emsp;".join(f"{sign} {word}" for sign, word in zip(signs, words, strict=True))
    rows = "".join(f"<tr><td>{n}</td><td>{title}</td><td>{signs[n % 3]}</td></tr>" for n, title in enumerate(TITLES, 1))
    style = "<style>td,th{border:.5pt solid #666;padding:3pt} table{border-collapse:collapse}</style>"
    head = "<tr><th>Nr.</th><th>Anbefaling</th><th>Status</th></tr>"
    found = printed(f"{style}<table>{head}{rows}</table><p>{legend}</p>")
    assert [row.rating_text for row in found.assessments] == [words[n % 3] for n in range(1, len(TITLES) + 1)]
    assert not any(row.needs_review for row in found.assessments)


def test_words_that_touch_the_line_between_two_cells_are_two() -> None:
    """Without white beside the line "Nr." and "Anbefaling" were one word, and the column of the numbers had no head."""
    table = "table{border-collapse:collapse;width:auto}"
    style = f"<style>td,th{{padding:0;border:.5pt solid #666;text-align:left}} {table}</style>"
    rows = [[str(n), title, "Ja" if n % 2 else "Nej"] for n, title in enumerate(TITLES, 1)]
    head = ["Nr.", "Anbefaling", "Opfyldt?"]
    assert [cell.text for cell in read(head, rows, style).cells if cell.row == 0] == head
