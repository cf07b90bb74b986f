"""Verdicts that stand before, above or behind the titles of recommendations, set off from them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors import extract
from schemas.document import ExtractedDocument

TITLES = (
    "Motionsvenlige skolegårde",
    "Bevægelse i undervisningen hver dag",
    "Cykelstier til alle skoler i kommunen",
    "Samarbejde med idrætsforeninger",
    "Hold for borgere med kroniske sygdomme",
    "Vejledning om fysisk aktivitet på plejecentre",
)
STEPS = (1, 3, 2, 1, 3, 2)
TEXTS = (
    "Fire skolegårde er bygget om.", "Lærerne har ikke været på kursus.", "Der mangler to strækninger.",
    "Aftalen gælder til 2021.", "Holdene er lukket.", "Plejecentrene går i gang efter sommer.",
)  # fmt: skip
OWN = ("på plads", "næsten på plads", "ikke på plads")
KNOWN = ("Opfyldt", "Delvist opfyldt", "Ikke opfyldt")
COLOURS = ("#2e7d32", "#b7791f", "#b00020")
STYLE = """<style>@page { size: A4; margin: 2cm } body { font: 10.5pt Carlito } p { margin: 0 0 2pt }
h1 { font-size: 18pt } h2 { font-size: 14pt; margin: 12pt 0 5pt } h3 { font-size: 11.5pt; margin: 0 0 3pt }
.card { margin-bottom: 14pt } .pill { color: white; border-radius: 6pt; padding: 1pt 6pt; font-size: 8.5pt }</style>"""


def read(card: Callable[[str, str, str], str], words: tuple[str, ...], *, head: str = "") -> ExtractedDocument:
    """A document of cards in two parts, each made of a title, a verdict and a text."""
    import weasyprint

    cards = [
        f"<div class=card>{card(title, _coloured(words[step - 1], step), text)}</div>"
        for title, step, text in zip(TITLES, STEPS, TEXTS, strict=True)
    ]
    body = f"<h2>Skole</h2>{''.join(cards[:3])}<h2>Sundhed</h2>{''.join(cards[3:])}"
    html = f"{STYLE}<h1>Fysisk aktivitet i Vejen Kommune</h1><p>Forebyggelsespakken, april 2018</p>{head}{body}"
    return extract(weasyprint.HTML(string=html).write_pdf())


def _coloured(verdict: str, step: int) -> str:
    return f"<span style='color:{COLOURS[step - 1]}'>{verdict}</span>"


def assert_rated(document: ExtractedDocument) -> None:
    assert [(row.title, row.rating_step) for row in document.assessments] == list(zip(TITLES, STEPS, strict=True))
    assert [row.activity for row in document.assessments] == list(TEXTS)


@pytest.mark.parametrize("words", [KNOWN, OWN], ids=["steps", "own words"])
@pytest.mark.parametrize(
    "line",
    ["<p><b>{1}:</b> <i>{0}</i></p>", "<p>[{1}] <b>{0}</b></p>", "<h3>{0} {1}</h3>", "<p><i>{0}</i> – <b>{1}</b></p>"],
    ids=["before a colon", "in brackets", "in another colour", "behind a dash"],
)
def test_title_and_verdict_on_one_line(line: str, words: tuple[str, ...]) -> None:
    assert_rated(read(lambda title, verdict, text: line.format(title, verdict) + f"<p>{text}</p>", words))


@pytest.mark.parametrize("title", ["<h3>{}</h3>", "<p><i>{}</i></p>"], ids=["heading", "in italics"])
def test_a_verdict_above_its_title_is_not_that_of_the_card_before(title: str) -> None:
    document = read(lambda name, said, text: f"<p>{said}</p>{title.format(name)}<p>{text}</p>", KNOWN)
    assert_rated(document)
    assert not any(row.needs_review for row in document.assessments)


def test_a_verdict_below_its_title_is_not_that_of_the_next() -> None:
    assert_rated(read(lambda name, said, text: f"<h3>{name}</h3><p><b>{said}</b></p><p>{text}</p>", OWN))


def test_what_a_key_says_of_each_verdict_is_no_recommendation() -> None:
    told = ("Anbefalingen er fulgt.", "Anbefalingen er fulgt nogle steder.", "Anbefalingen er ikke fulgt.")
    key = "".join(f"<p><b>{word}:</b> {meaning}</p>" for word, meaning in zip(KNOWN, told, strict=True))
    assert_rated(read(lambda name, said, text: f"<p><b>{said}:</b> <i>{name}</i></p><p>{text}</p>", KNOWN, head=key))


def test_verdicts_that_open_the_text_below_titles_rate_these() -> None:
    document = read(lambda name, said, text: f"<h3>{name}</h3><p><b>{said}:</b> {text.rstrip('.')}</p>", KNOWN)
    rows = {row.title: row.rating_step for row in document.assessments if not row.needs_review}
    assert rows.items() <= dict(zip(TITLES, STEPS, strict=True)).items()


@pytest.mark.parametrize(
    "card", ["<p>{1}</p><h3>{0}</h3><p>{2}</p>", "<p>{1}: <i>{0}</i></p><p>{2}</p>"], ids=["above", "before"]
)
def test_cards_in_a_grid_are_read_one_after_the_other(card: str) -> None:
    import weasyprint

    cells = [
        f"<td style='border: 1pt solid; width: 50%'>{card.format(title, _coloured(KNOWN[step - 1], step), text)}</td>"
        for title, step, text in zip(TITLES, STEPS, TEXTS, strict=True)
    ]
    rows = "".join(f"<tr>{''.join(cells[i : i + 2])}</tr>" for i in range(0, len(cells), 2))
    grid = f"<table style='border-collapse: collapse; width: 100%'>{rows}</table>"
    html = f"{STYLE}<h1>Fysisk aktivitet i Vejen Kommune</h1><p>Forebyggelsespakken, april 2018</p>{grid}"
    assert_rated(extract(weasyprint.HTML(string=html).write_pdf()))


def test_remarks_in_brackets_behind_items_of_rated_lists_are_no_part_of_their_names() -> None:
    import weasyprint

    by_step = {step: [n for n, own in enumerate(STEPS) if own == step] for step in (1, 2, 3)}
    lists = "".join(
        f"<h3>{KNOWN[step - 1]}</h3><ul>"
        + "".join(f"<li>{TITLES[n]} ({TEXTS[n].rstrip('.').lower()})</li>" for n in own)
        + "</ul>"
        for step, own in by_step.items()
    )
    html = f"{STYLE}<h1>Fysisk aktivitet i Vejen Kommune</h1><p>Forebyggelsespakken, april 2018</p>{lists}"
    rows = extract(weasyprint.HTML(string=html).write_pdf()).assessments
    assert {(row.title, row.rating_step, row.activity) for row in rows} == {
        (title, step, text.rstrip(".").lower()) for title, step, text in zip(TITLES, STEPS, TEXTS, strict=True)
    }


def test_digits_on_the_lines_of_titles_are_their_numbers() -> None:
    """The areas of a policy, each numbered in a colour, were rated by their numbers."""
    import weasyprint

    areas = "".join(
        f"<h2><span style='color: #b22'>{n}</span> {title}</h2><p>Mål: {text or 'Flere skal med.'}</p>"
        for n, (title, text) in enumerate(zip(TITLES, TEXTS, strict=True), 1)
    )
    html = f"{STYLE}<h1>Sundhedspolitik</h1><p>Politikken følger Sundhedsstyrelsens forebyggelsespakker.</p>{areas}"
    assert extract(weasyprint.HTML(string=html).write_pdf()).assessments == ()
