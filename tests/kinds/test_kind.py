"""The kind of a document: looks, structure and words together, never one of them alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.kinds.kind import decide_kind
from tests.conftest import SHARED
from tests.kinds.typeset import typeset

PROSE = "".join(
    f"<p>Afsnit {i} fortæller om arbejdet i kommunen, og hvordan det er gået siden sidst.</p>" for i in range(12)
)


@pytest.mark.parametrize(
    "html",
    [
        f"<h1>Rapport om sundhed</h1>{PROSE}<h2>Mål</h2><p>Målet.</p><h2>Anbefalinger</h2><ul><li>Gør noget</li></ul>",
        f"<h1>Brugervejledning</h1>{PROSE}<h2>Grundniveau</h2><p>Niveauet er for alle.</p>",
        f"<h1>Budgetopfølgning</h1>{PROSE}<table><tr><th>Nr.</th><th>Beløb</th></tr><tr><td>1</td><td>20</td></tr></table>",
        "<p>Kort brev uden overskrift.</p>",
        "",
        "<h1>Sundhedskonsulent</h1><p>Vil du være med til at udmønte vores nye sundhedspolitik?</p>"
        "<table><tr><th>Hvad</th><th>Hvornår</th><th>Ansvarlig</th></tr>"
        "<tr><td>Samtaler</td><td>1. maj 2023</td><td>HR</td></tr></table>",
        "<h1>Høringsnotat</h1><p>Høring om forslag til sundhedspolitik 2021-2025, marts 2021</p>"
        "<table><tr><th>Afsender</th><th>Høringssvar</th></tr>"
        "<tr><td>Ældrerådet</td><td>Rådet savner handlinger.</td></tr></table>",
    ],
    ids=["report", "manual", "budget", "letter", "empty", "vacancy", "hearing"],
)
def test_what_only_sounds_like_a_known_kind_is_other(html: str) -> None:
    assert typeset(html).kind.kind == "other"


@pytest.mark.parametrize("html", ["<p>Et ord</p>", "<div style='background:#246;height:300px'></div>"])
def test_a_page_with_next_to_nothing_on_it_is_no_deck_whatever_its_shape(html: str) -> None:
    assert typeset(html, "@page { size: 960px 540px }").kind.kind == "other"


def test_sheet_on_lying_paper_is_no_deck_however_large_its_print() -> None:
    rows = "".join(
        f"<tr><td>{n}<td>Opgave med navn<td>{'x' if n % 2 else ''}<td>{'x' if n % 3 else ''}</tr>" for n in range(1, 13)
    )
    html = f"<p>Tidsplan for byggeriet</p><table><tr><td>Nr.<td>Opgave<td>maj<td>juni</tr>{rows}</table>"
    assert typeset(html, "@page { size: A4 landscape } td, p { font-size: 14pt }").kind.kind == "other"


def test_survey_extract_is_named_as_such() -> None:
    questions = "".join(
        f"<h3>I hvilken grad indgår {topic} i arbejdet?</h3><table><tr><th>Svar</th><th>Antal</th><th>Pct.</th></tr>"
        "<tr><td>I høj grad</td><td>12</td><td>34</td></tr><tr><td>I nogen grad</td><td>20</td><td>66</td></tr></table>"
        for topic in ("alkohol", "tobak")
    )
    document = typeset(
        f"<h1>Kommuneudtræk af monitoreringen 2013</h1><p>Spørgeskemaet blev besvaret i juni.</p>{questions}"
    )
    assert document.kind.kind == "survey_extract"


def test_minutes_stay_minutes_with_an_assessment_in_them() -> None:
    parts = "<h3>Sagsfremstilling</h3><p>Tekst.</p><h3>Indstilling</h3><p>Tekst.</p><h3>Beslutning</h3><p>Godkendt.</p>"
    document = typeset(f"<h1>Referat</h1><p>Mødedato: 5. maj 2016</p><h2>Punkt 1: Status på pakken</h2>{parts}{PROSE}")
    assert decide_kind(document.source, document.layout, assessment_rows=32).kind == "agenda"


def test_rows_that_rate_recommendations_make_an_assessment() -> None:
    document = typeset(f"<h1>Forebyggelsespakke Alkohol – status</h1>{PROSE}")
    assert decide_kind(document.source, document.layout, assessment_rows=20).kind == "assessment"
    assert decide_kind(document.source, document.layout).kind != "assessment"


FORM = "".join(
    f"<h3>{i}. {title} – Grundniveau</h3><p>Lever kommunen op til anbefalingen?</p><p>☐ Ja ☐ Delvist ☐ Nej</p>"
    "<p>Beskriv indsatsen:</p><p>Der er aftaler med skolerne.</p><p>Bemærkninger:</p>"
    for i, title in enumerate(("Røgfri skoletid", "Rygestop til unge", "Røgfri arbejdstid"), 1)
)


def test_form_without_a_row_that_can_be_read_is_an_assessment_by_its_title_only() -> None:
    titled = typeset(f"<h1>Status på forebyggelsespakken om tobak</h1>{FORM}")
    assert decide_kind(titled.source, titled.layout).kind == "assessment"
    other = typeset(f"<h1>Spørgsmål til skolerne</h1>{FORM}")
    assert decide_kind(other.source, other.layout).kind != "assessment"


def test_decision_says_why_and_how_sure_it_is() -> None:
    slides = "".join(f"<h1 style='break-before:page'>Titel {i}</h1><ul><li>Punkt</li></ul>" for i in range(4))
    kind = typeset(slides, "@page { size: 960px 540px } body { font-size: 24px }").kind
    assert kind.kind == "presentation"
    assert kind.confidence > 0.9
    assert any("shape of slides" in reason for reason in kind.reasons)


@pytest.mark.shared
@pytest.mark.parametrize("path", sorted((SHARED / "real").rglob("*.pdf")), ids=lambda path: path.stem)
def test_real_documents_of_other_kinds_are_other(path: Path) -> None:
    from extractors import pdf
    from extractors.layout import build_layout

    source = pdf.read(path.read_bytes())
    assert decide_kind(source, build_layout(source)).kind == "other"


def test_the_line_below_a_title_says_what_the_title_leaves_open() -> None:
    plan = "<h2>1. Børns trivsel</h2><p><b>Mål:</b> Alle trives.</p><p><b>Det gør vi:</b></p><ul><li>Et team</li></ul>"
    html = f"<h1>Sundhed for alle</h1><p>Rold Kommunes sundhedspolitik med handleplan</p>{PROSE}{plan}"
    assert typeset(html).kind.kind == "policy"


def test_questions_above_tables_of_figures_are_a_survey() -> None:
    rows = "".join(
        f"<tr><td>{who}</td><td>{a}</td><td>{100 - a}</td></tr>" for who, a in (("Drenge", 93), ("Piger", 91))
    )
    questions = "".join(
        f"<h3>Tabel {n}. {asked}</h3><table><tr><th></th><th>Nej</th><th>Ja</th></tr>{rows}{rows}</table>"
        for n, asked in enumerate(("Har du prøvet at ryge?", "Spiser du morgenmad?"), 1)
    )
    document = typeset(f"<h1>Ungeprofil 2019</h1><p>1.043 elever svarede på spørgeskemaet.</p>{questions}")
    assert document.kind.kind == "survey_extract"


def test_questions_above_shares_are_a_survey() -> None:
    answers = "".join(f"<p>{answer} {share} %</p>" for answer, share in (("Ja", 61), ("Nej", 30), ("Ved ikke", 9)))
    questions = "".join(f"<h3>{asked}</h3>{answers}" for asked in ("Cykler du?", "Er du i hvor høj grad tryg?"))
    document = typeset(f"<h1>Borgerpanelet om sundhed</h1><p>Svarprocenten er 54.</p>{questions}")
    assert document.kind.kind == "survey_extract"


def test_subtitle_with_the_day_of_adoption_behind_it_says_what_the_document_is() -> None:
    table = "<table><tr><th>Indsats</th><th>Ansvarlig</th></tr><tr><td>Gåture</td><td>Skolen</td></tr></table>"
    told = "<p>Handleplan 2026–2027 til Vejle Kommunes sundhedspolitik. Vedtaget af Byrådet den 10. december 2025</p>"
    assert typeset(f"<h1>Sammen om sundhed</h1>{told}{PROSE}{table}").kind.kind == "policy"
    told = "<h3>Vejle Kommunes sundhedspolitik</h3>"
    assert typeset(f"<h1>Sammen om sundhed</h1>{told}{PROSE}{table}").kind.kind == "policy"
    told = "<p>Notatet er skrevet efter kommunens handleplan 2026-2027. Det er sendt til udvalget.</p>"
    assert typeset(f"<h1>Sammen om sundhed</h1>{told}{PROSE}{table}").kind.kind == "other"
