"""Lists without heads whose signs a key explains, and keys in frames of their own."""

from __future__ import annotations

import pytest

from extractors import extract
from schemas.document import ExtractedDocument

weasyprint = pytest.importorskip("weasyprint")

STYLE = """
@page { size: A4; margin: 20mm 18mm }
body { font-family: Carlito, "DejaVu Sans", sans-serif; font-size: 10pt }
.key { border: 1pt solid #123; columns: 2; padding: 5pt 8pt }
h2 { border-bottom: 1pt solid #b22; font-size: 12pt } h3 { color: #b22; font-size: 10pt; margin: 4pt 0 }
table { width: 100%; border-collapse: collapse } td { padding: 4pt 0; border-bottom: 0.7pt dotted #888 }
td:first-child { width: 18pt } td:last-child { width: 45% }
"""
STEPS = (("●", "100 pct. på plads"), ("◕", "Næsten på plads"), ("◑", "Halvt på plads"), ("○", "0 pct. på plads"))
LISTED = {
    "Rammer": (
        ("Røgfri skoletid", 0, "Vedtaget i 2016"),
        ("Røgfri legepladser", 2, ""),
        ("Røgfri haller", 1, "To ud af tre"),
    ),
    "Tilbud": (("Hold for gravide rygere", 1, "Sammen med jordemødrene"), ("Rygestoptilbud", 0, "Fire hold om året")),
    "Tidlig opsporing": (("Henvisning fra læger", 3, "Drøftes"), ("Samtaler i tandplejen", 2, "Fra 8. klasse")),
}


def read(*, key: bool = True) -> ExtractedDocument:
    explained = "".join(f"<div>{sign} {text}</div>" for sign, text in STEPS) if key else "<div>Udgivet af Sundhed</div>"
    body = "".join(
        f"<h3>{heading}</h3><table>"
        + "".join(
            f"<tr><td>{STEPS[step][0]}</td><td>{title}</td><td><i>{note}</i></td></tr>" for title, step, note in rows
        )
        + "</table>"
        for heading, rows in LISTED.items()
    )
    html = (
        f"<style>{STYLE}</style><h1>Tobak</h1><p>Faxe Kommunes egenvurdering efter Sundhedsstyrelsens "
        f"forebyggelsespakke, maj 2014</p><div class=key>{explained}</div><h2>Anbefalinger på grundniveau</h2>{body}"
    )
    return extract(weasyprint.HTML(string=html).write_pdf(), path="faxe.pdf")


def test_a_list_of_signs_and_titles_is_rated_by_the_key_in_a_frame_above_it() -> None:
    """The frame and the list were one table, whose signs nothing explained."""
    rows = [(title, STEPS[step][1], step + 1) for listed in LISTED.values() for title, step, _ in listed]
    found = read().assessments
    assert [(row.title, row.rating_text, row.rating_step) for row in found] == rows
    assert {row.level for row in found} == {"grundniveau"}
    assert [row.category for row in found] == ["rammer"] * 3 + ["tilbud"] * 2 + ["tidlig_opsporing"] * 2


def test_a_list_of_signs_that_nothing_explains_is_no_assessment() -> None:
    assert read(key=False).assessments == ()


STATED = (
    ("Røgfri skoletid", "Alle skoler siden 2019", "Skole"),
    ("Tilbud om rygestop", "Fire hold om året", "Sundhed"),
    ("Røgfri legepladser", "Skilte er sat op", "Park og Vej"),
    ("Henvisning fra læger", "Drøftes med lægerne", "Sundhed"),
    ("Samtaler i tandplejen", "", "Tandplejen"),
)


def read_stated(style: str, key: str, cells: list[str]) -> ExtractedDocument:
    """A table of titles, activities and units whose first cells are ``cells``, below ``key``."""
    body = "".join(
        f"<tr>{cell}<td>{activity}</td><td>{unit}</td></tr>"
        for cell, (_, activity, unit) in zip(cells, STATED, strict=True)
    )
    head = "<th>Anbefaling</th><th>Det gør vi</th><th>Område</th>"
    html = (
        "<style>@page { size: A4 landscape } body { font-family: Carlito; font-size: 10pt } "
        "table { width: 100%; border-spacing: 0 5pt } td { padding: 7pt } th { text-align: left } "
        f"{style}</style>"
        f"<h1>Tobak – vores selvvurdering</h1><p>Faxe Kommune, marts 2021, efter Sundhedsstyrelsens forebyggelsespakke."
        f"</p>{key}<table><tr>{head}</tr>{body}</table>"
    )
    return extract(weasyprint.HTML(string=html).write_pdf(), path="faxe.pdf")


def test_titles_on_shades_of_one_hue_and_grey_are_rated_by_the_samples_above_the_head() -> None:
    """The samples were heads of the table, grey was no colour, and the white between rows counted as rows."""
    colours = ("#1f4e8c", "#6fa3dc", "#cfe2f7", "#e3e3e3")
    steps = ("Forankret", "Afprøves", "På idéstadiet", "Arbejder vi ikke med")
    key = "".join(
        f'<span class=pill style="background:{colour}">{step}</span>'
        for colour, step in zip(colours, steps, strict=True)
    )
    places = (0, 1, 2, 3, 0)
    cells = [
        f'<td style="background:{colours[place]}">{title}</td>'
        for place, (title, *_) in zip(places, STATED, strict=True)
    ]
    found = read_stated(".pill { padding: 3pt 12pt; margin-right: 8pt }", f"<p>{key}</p>", cells).assessments
    assert [(row.title, row.rating_text, row.rating_step) for row in found] == [
        (title, steps[place], place + 1) for place, (title, *_) in zip(places, STATED, strict=True)
    ]


def test_a_first_column_of_colours_without_a_head_rates() -> None:
    """A column without a word was one whose numbers all count up."""
    colours = {"green": "#70ad47", "yellow": "#ffd966", "red": "#e06666"}
    painted = ("green", "yellow", "green", "red", "yellow")
    rows = "".join(
        f'<tr><td class=c style="background:{colours[name]}"></td><td>{title}</td><td>{activity}</td></tr>'
        for name, (title, activity, _) in zip(painted, STATED, strict=True)
    )
    html = (
        "<style>body { font-family: Carlito } table { border-collapse: collapse; width: 100% } "
        "td, th { border: 0.7pt solid #987; padding: 4pt } .c { width: 14pt }</style><h1>Notat</h1>"
        "<p>Lejre Kommune, 7. marts 2019. Sundhedsstyrelsens forebyggelsespakke om tobak.</p>"
        f"<table><tr><th></th><th>Anbefalingen lyder</th><th>Det gør vi i Lejre</th></tr>{rows}</table>"
    )
    found = extract(weasyprint.HTML(string=html).write_pdf(), path="lejre.pdf").assessments
    steps = {"green": 1, "yellow": 2, "red": 3}
    assert [(row.title, row.rating_step) for row in found] == [
        (title, steps[name]) for name, (title, *_) in zip(painted, STATED, strict=True)
    ]


def test_a_typed_key_right_above_the_heads_is_none_of_them() -> None:
    signs = ("++", "+", "–")
    key = "<p style='margin:0 0 -2pt'><b>++</b> fuldt ud &nbsp; <b>+</b> delvis &nbsp; <b>–</b> endnu ikke</p>"
    places = (0, 1, 2, 1, 0)
    rows = "".join(
        f"<tr><td>{n}.</td><td>{title}</td><td class=s>{signs[place]}</td><td>{activity}</td></tr>"
        for n, (place, (title, activity, _)) in enumerate(zip(places, STATED, strict=True), 1)
    )
    html = (
        "<style>body { font-family: Carlito; font-size: 10pt } table { border-collapse: collapse; width: 100% } "
        "td, th { padding: 5pt; text-align: left; border-bottom: 0.7pt dashed #555 } .s { background: #f3efe4 }</style>"
        f"<h1>Forebyggelsespakken om tobak</h1>{key}<table><tr><th colspan=2>Anbefaling</th><th class=s>2019</th>"
        f"<th>Hvad er der sket?</th></tr>{rows}</table>"
    )
    found = extract(weasyprint.HTML(string=html).write_pdf(), path="faxe.pdf").assessments
    assert [(row.number, row.title, row.rating_step) for row in found] == [
        (n, title, place + 1) for n, (place, (title, *_)) in enumerate(zip(places, STATED, strict=True), 1)
    ]


def test_a_summary_by_letters_is_in_the_words_of_the_legend() -> None:
    """Rows were rated "Fuldt implementeret", and the summary counted "F"."""
    words = {"F": "Fuldt implementeret", "D": "Delvist implementeret", "M": "Mangler"}
    places = "FDFMD"
    rows = "".join(
        f"<tr><td>{title}</td><td>{letter}</td><td>{activity}</td></tr>"
        for letter, (title, activity, _) in zip(places, STATED, strict=True)
    )
    counts = "".join(f"<td>{places.count(letter)}</td>" for letter in words)
    html = (
        "<style>body { font-family: Carlito } td, th { border: 0.7pt solid #444; padding: 4pt } table "
        "{ border-collapse: collapse; margin: 10pt 0 }</style><h1>Forebyggelsespakken om tobak</h1>"
        f"<p>{', '.join(f'{letter} = {text}' for letter, text in words.items())}</p>"
        f"<table><tr><th>Anbefaling</th><th>Status</th><th>Det gør vi</th></tr>{rows}</table>"
        f"<table><tr><th></th><th>F</th><th>D</th><th>M</th></tr><tr><td>Grundniveau</td>{counts}</tr></table>"
    )
    found = extract(weasyprint.HTML(string=html).write_pdf(), path="thisted.pdf")
    assert [row.rating_text for row in found.assessments] == [words[letter] for letter in places]
    assert {(row.rating_text, row.count) for row in found.assessment_summaries} == {
        (text, places.count(letter)) for letter, text in words.items()
    }


def test_circles_filled_in_part_are_told_by_how_full_they_are_and_not_by_their_colour() -> None:
    """A full circle and an empty one of one colour were one sign, and the full one was rated as the empty."""
    steps = ("Fuldt på plads", "Halvvejs", "Ikke begyndt")
    full = "M 6 1 A 5 5 0 1 1 5.99 1 Z"
    half = "M 6 1 A 5 5 0 0 1 6 11 Z"
    ball = {
        0: f'<path d="{full}" fill="#9db56f" stroke="#9db56f"/>',
        1: f'<path d="{full}" fill="white" stroke="#9db56f"/><path d="{half}" fill="#9db56f"/>',
        2: f'<path d="{full}" fill="white" stroke="#9db56f"/>',
    }

    def drawn(step: int) -> str:
        return f'<svg width="12" height="12" viewBox="0 0 12 12">{ball[step]}</svg>'

    key = " &nbsp; ".join(f"{drawn(step)} {steps[step]}" for step in (2, 1, 0))
    places = (0, 2, 1, 0, 2)
    rows = "".join(
        f"<tr><td>{title}</td><td>{drawn(place)}</td></tr>" for place, (title, *_) in zip(places, STATED, strict=True)
    )
    html = (
        "<style>body { font-family: Carlito } td, th { border: 0.7pt solid #444; padding: 4pt } table "
        f"{{ border-collapse: collapse }}</style><h1>Forebyggelsespakken om tobak</h1><p>{key}</p>"
        f"<table><tr><th>Anbefaling</th><th>Status</th></tr>{rows}</table>"
    )
    found = extract(weasyprint.HTML(string=html).write_pdf(), path="toender.pdf").assessments
    assert [(row.title, row.rating_text, row.rating_step) for row in found] == [
        (title, steps[place], place + 1) for place, (title, *_) in zip(places, STATED, strict=True)
    ]


def test_heads_above_a_grid_and_a_table_of_signs_as_key() -> None:
    """A key whose wordings are steps was a rating column of its own, and bold words above a grid headed nothing."""
    signs = ("✓", "●", "✗")
    steps = ("Opfyldt", "Delvist opfyldt", "Ikke opfyldt")
    places = (0, 1, 2, 1, 0)
    key = "".join(f"<tr><td>{sign}</td><td>{step}</td></tr>" for sign, step in zip(signs, steps, strict=True))
    rows = "".join(
        f"<tr><td><b>{title}</b></td><td>{signs[place]}</td><td>{activity}</td><td>{unit}</td></tr>"
        for place, (title, activity, unit) in zip(places, STATED, strict=True)
    )
    heads = "<tr><th>Anbefaling</th><th></th><th>Praksis i kommunen</th><th>Afdeling</th></tr>"
    html = (
        "<style>body { font-family: Carlito, 'DejaVu Sans'; font-size: 10pt } table { border-collapse: collapse; "
        "margin: 8pt 0 } td, th { padding: 4pt; text-align: left } td { border: 0.7pt solid #666 }</style>"
        f"<h2>Status på forebyggelsespakken om tobak</h2><table>{key}</table><table>{heads}{rows}</table>"
    )
    found = extract(weasyprint.HTML(string=html).write_pdf(), path="kalundborg.pdf").assessments
    assert [(row.title, row.rating_text) for row in found] == [
        (title, steps[place]) for place, (title, *_) in zip(places, STATED, strict=True)
    ]
    assert [row.activity or "" for row in found] == [activity for _, activity, _ in STATED]


def test_signs_right_before_the_words_of_the_next_column_rate() -> None:
    """A column of dots without a head stood so close to the units that each belonged to one."""
    colours = ("#4caf50", "#f6c344", "#d9453b")
    places = (0, 1, 2, 1, 0)
    rows = "".join(
        f'<tr><td>{title}</td><td class=s><svg width="10" height="10" viewBox="0 0 12 12"><circle cx="6" cy="6" r="5" '
        f'fill="{colours[place]}"/></svg></td><td>{unit}</td><td>{activity}</td></tr>'
        for place, (title, activity, unit) in zip(places, STATED, strict=True)
    )
    html = (
        "<style>body { font-family: Carlito; font-size: 9pt } table { border-collapse: collapse; width: 100% } "
        "td { padding: 6pt 1pt } td.s { width: 10pt } th { text-align: left; border-bottom: 1pt solid }</style>"
        "<h1>Forebyggelsespakken om tobak</h1><p>Grøn = opfyldt, gul = delvist opfyldt, rød = ikke opfyldt.</p>"
        f"<table><tr><th>Det anbefales</th><th></th><th>Afdeling</th><th>Beskrivelse</th></tr>{rows}</table>"
    )
    found = extract(weasyprint.HTML(string=html).write_pdf(), path="faxe.pdf").assessments
    assert [(row.title, row.rating_step) for row in found] == [
        (title, place + 1) for place, (title, *_) in zip(places, STATED, strict=True)
    ]
    assert all(row.needs_review for row in found), "the units share their column with the signs"


@pytest.mark.parametrize("faces", ["☺😐☹", "☹😐☺"])
def test_faces_that_a_legend_explains_head_steps(faces: str) -> None:
    """A head that is a face was no key of the legend, and nothing said that the table rates."""
    said = {"☺": "Det går godt", "😐": "Det går nogenlunde", "☹": "Det går ikke"}
    key = " &nbsp;&nbsp; ".join(f"{face} {text}" for face, text in said.items())
    rows = [title for listed in LISTED.values() for title, *_ in listed]
    body = "".join(
        f"<tr><td>{n}<td>{title}" + "".join(f"<td>{'X' if k == n % 3 else ''}" for k in range(3)) + "<td>Møder"
        for n, title in enumerate(rows, 1)
    )
    head = "<th>Nr.<th>Anbefaling" + "".join(f"<th>{face}" for face in faces) + "<th>Sådan gør vi"
    html = (
        "<style>body { font-family: Carlito, 'DejaVu Sans' } td, th { border: 0.7pt solid #444; padding: 4pt }</style>"
        f"<h1>Tobak i Faxe Kommune</h1><p>Gennemgang af forebyggelsespakken</p><p>{key}</p><table>{head}{body}</table>"
    )
    found = extract(weasyprint.HTML(string=html).write_pdf()).assessments
    best = {face: step for step, face in enumerate(said, 1)}
    assert [row.rating_step for row in found] == [best[faces[n % 3]] for n in range(1, len(rows) + 1)]
