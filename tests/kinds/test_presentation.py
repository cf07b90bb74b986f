"""Slides and initiatives, wherever the deck draws them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from schemas.records import MilestoneRow, SlideRow
from tests.conftest import SHARED
from tests.kinds.typeset import records, typeset

WIDE = """
@page { size: 960px 540px; margin: 30px }
body { font-size: 20px } h1 { font-size: 34px } section { break-before: page }
"""
FOOT = """
@page { @bottom-left { content: "Center for Forebyggelse"; font-size: 10px } @bottom-right { content: counter(page) } }
"""


def slides(html: str, style: str = WIDE) -> tuple[SlideRow, ...]:
    document = typeset(html, style)
    assert document.kind.kind == "presentation"
    return records(document, "presentation")[0].slides


def shown(slide: SlideRow) -> list[tuple[int, str]]:
    return [(bullet.level, bullet.text) for bullet in slide.bullets]


def test_title_is_the_largest_print_even_when_drawn_last() -> None:
    html = "<section><div style='position:absolute;top:120px'><ul><li>Et</li><li>To</li></ul></div>"
    html += "<h1 style='position:absolute;top:0'>Titel der er tegnet sidst</h1></section>"
    (slide,) = slides(html)
    assert (slide.title, shown(slide)) == ("Titel der er tegnet sidst", [(1, "Et"), (1, "To")])


def test_second_line_of_a_title_belongs_to_it() -> None:
    (slide,) = slides("<section><h1>Sundhedsaftalerne 2015-18<br>-som løftestang</h1><p>Bl.a.</p></section>")
    assert slide.title == "Sundhedsaftalerne 2015-18 -som løftestang"


def test_bullets_have_levels_and_paragraphs_without_a_bullet_count() -> None:
    html = "<section><h1>Status</h1><p>Vi er i gang</p><ul><li>Første<ul><li>Under</li></ul></li></ul></section>"
    (slide,) = slides(html, WIDE + "ul { padding-left: 0; list-style-position: inside } ul ul { padding-left: 40px }")
    assert shown(slide) == [(1, "Vi er i gang"), (1, "Første"), (2, "Under")]


def test_bullets_set_in_against_plain_paragraphs_are_a_level_down() -> None:
    under = "<p style='margin-left:60px'>– midler er afsat</p>"
    html = f"<section><h1>Baggrund</h1><p>Unge mistrives</p>{under}<p>Data mangler</p></section>"
    (slide,) = slides(html)
    assert shown(slide) == [(1, "Unge mistrives"), (2, "midler er afsat"), (1, "Data mangler")]


def test_footer_slide_number_and_source_are_no_bullets() -> None:
    source = "<p style='font-size:10px'>Kilde: Sundhedsprofilen 2017</p>"
    html = "".join(f"<section><h1>Titel {name}</h1><ul><li>Punkt</li></ul>{source}</section>" for name in "abcd")
    found = slides(html, WIDE + FOOT)
    assert [slide.title for slide in found] == [f"Titel {name}" for name in "abcd"]
    assert all(shown(slide) == [(1, "Punkt")] for slide in found)


def test_handout_gives_one_slide_per_frame() -> None:
    frame = "border:1px solid #000;width:15cm;height:9cm;margin:1cm auto;padding:0.5cm"
    html = "".join(f"<div style='{frame}'><h2>Slide {i}</h2><ul><li>Punkt {i}</li></ul></div>" for i in range(1, 5))
    found = records(typeset(html), "presentation")[0].slides
    assert [(slide.page, slide.title, shown(slide)) for slide in found] == [
        (1 + i // 2, f"Slide {i + 1}", [(1, f"Punkt {i + 1}")]) for i in range(4)
    ]


PANEL = "position:absolute;left:0;top:0;width:260px;height:400px;background:#0f5c7a;color:white;padding:10px"
BODY = "position:absolute;left:310px;top:0"


def status(group: str, number: str, title: str, *parts: tuple[str, list[str]]) -> str:
    body = "".join(f"<p><b>{head}</b></p><ul>{''.join(f'<li>{t}</li>' for t in items)}</ul>" for head, items in parts)
    head = f"<p><b>{group}</b></p>" + (f"<h2>{number}</h2>" if number else "") + f"<h2>{title}</h2>"
    return f"<section><div style='{PANEL}'>{head}</div><div style='{BODY}'>{body}</div></section>"


DECK = (
    status(
        "Børn og unge", "Initiativ 1", "Fælles forløb", ("Status", ["Model er klar", "Afprøves"]), ("Aktører", ["PPR"])
    )
    + "<section><h1>Gevinster ved fælles forløb</h1><p>Familien oplever sammenhæng.</p></section>"
    + status("Børn og unge", "Initiativ 2/4:", "Den gode overgang", ("Status", ["Igangsat"]))
    + status(
        "Børn og unge", "Initiativ 2/4:", "Den gode overgang - fortsat", ("Hvem arbejder med initiativet?", ["Klyngen"])
    )
    + status(
        "På tværs", "", "Arbejdsgruppe om selvskade", ("Status", ["Nedsat"]), ("Hvemarbejdermedinitiativet?", ["PLO"])
    )
)


def test_initiatives_are_gathered_over_slides_with_or_without_number() -> None:
    document = typeset(DECK, WIDE)
    found = records(document, "presentation")[0].initiatives
    assert [(i.number_raw, i.numbers, i.title, i.target_group, i.status, i.actors, i.pages) for i in found] == [
        ("1", (1,), "Fælles forløb", "Børn og unge", ("Model er klar", "Afprøves"), ("PPR",), (1, 2)),
        ("2/4", (2, 4), "Den gode overgang", "Børn og unge", ("Igangsat",), ("Klyngen",), (3, 4)),
        (None, (), "Arbejdsgruppe om selvskade", "På tværs", ("Nedsat",), ("PLO",), (5,)),
    ]


def test_a_label_at_the_top_of_every_slide_is_no_running_line() -> None:
    """What is done was lost: "Status" stood where running headers do, and came back on each slide."""
    body = "position:absolute;left:310px;top:-6px"
    html = ""
    for number, (title, entries) in enumerate(
        (("Én indgang", ["Én telefon", "Åbnede i maj"]), ("Efter sygehus", ["20 borgere er med"]), ("Guider", ["Ja"])),
        1,
    ):
        items = "".join(f"<li>{entry}</li>" for entry in entries)
        html += f"<section><div style='{PANEL}'><h2>Initiativ {number}</h2><h2>{title}</h2></div>"
        html += f"<div style='{body}'><h3>Status</h3><ul>{items}</ul><h3>Hvem er med?</h3><ul><li>PPR</li></ul></div>"
        html += "</section>"
    found = records(typeset(html, WIDE), "presentation")[0].initiatives
    assert [i.status for i in found] == [("Én telefon", "Åbnede i maj"), ("20 borgere er med",), ("Ja",)]
    assert [i.actors for i in found] == [("PPR",)] * 3


def test_lists_in_panels_beside_each_other_are_no_table() -> None:
    """Their entries may stand on the same lines: the halves of wrapped ones became rows, and heads lost their end."""
    html, look = "", "position:absolute;top:110px;background:#f4f0fa;height:190px;padding:16px 25px;"
    lines = "h3 { font-size: 24px; line-height: 29px; margin: 0 0 12px } li { line-height: 28.7px } ul { margin: 0; "
    lines += "padding-left: 20px; list-style: none } li { position: relative } li::before { content: ''; width: 6px; "
    lines += "height: 6px; position: absolute; left: -14px; top: 11px; border-radius: 3px; background: #222 }"
    for number, title in enumerate(("Tidlig hjælp", "Mindre fravær"), 1):
        html += f"<section><h1>Initiativ {number}: {title}</h1>"
        html += f"<div style='{look}left:0;width:427px'><h3>Status</h3><ul><li>Alle skoler registrerer fravær på samme"
        html += " måde hele året</li><li>Elever med bekymrende fravær får en plan inden ti skoledage</li></ul></div>"
        html += f"<div style='{look}left:511px;width:285px'><h3>Hvem arbejder med initiativet?</h3>"
        html += "<ul><li>Skoleafdelingen (projektleder)</li><li>PPR</li></ul></div></section>"
    found = records(typeset(html, WIDE + lines), "presentation")[0].initiatives
    status = "Alle skoler registrerer fravær på samme måde hele året"
    plan = "Elever med bekymrende fravær får en plan inden ti skoledage"
    assert [i.status for i in found] == [(status, plan)] * 2
    assert [i.actors for i in found] == [("Skoleafdelingen (projektleder)", "PPR")] * 2


def test_number_of_an_initiative_above_its_title_and_lead_ins_of_the_decks_own() -> None:
    html = ""
    for n, (title, entries, names) in enumerate(
        (
            ("Psykologhjælp", ["De første 40 unge er begyndt", "Ventetiden er kort"], ["Headspace", "Ungekontakten"]),
            ("Digital træning", ["Aftalen med leverandøren er underskrevet"], ["IT-afdelingen"]),
        ),
        1,
    ):
        html += f"<section><p style='margin:0;font-size:13px'><b>INITIATIV {n} AF 2</b></p><h1>{title}</h1>"
        html += f"<h3>Hvor er vi?</h3><ul>{''.join(f'<li>{entry}</li>' for entry in entries)}</ul>"
        html += f"<h3>Rundt om bordet</h3><ul>{''.join(f'<li>{name}</li>' for name in names)}</ul></section>"
    found = records(typeset(html, WIDE), "presentation")[0].initiatives
    assert [(i.number_raw, i.title, i.status, i.actors) for i in found] == [
        ("1", "Psykologhjælp", ("De første 40 unge er begyndt", "Ventetiden er kort"), ("Headspace", "Ungekontakten")),
        ("2", "Digital træning", ("Aftalen med leverandøren er underskrevet",), ("IT-afdelingen",)),
    ]


def test_lead_ins_that_are_bullets_or_titles_of_slides() -> None:
    """Placeholders of a slide make a bullet of every paragraph, and who takes part has a slide of its own."""
    html = ""
    for n, title in enumerate(("Trivselsvejledere", "Fælles indgang"), 1):
        items = "".join(f"<li>{text}</li>" for text in ("Status:", "Er i drift", "Evalueres til efteråret"))
        html += f"<section><h1>Initiativ {n}: {title}</h1><ul>{items}</ul></section>"
        html += "<section><h1>Hvem arbejder med initiativet?</h1><ul><li>Klyngen</li><li>PLO</li></ul></section>"
    found = records(typeset(html, WIDE), "presentation")[0].initiatives
    assert [(i.title, i.status, i.actors, i.pages) for i in found] == [
        ("Trivselsvejledere", ("Er i drift", "Evalueres til efteråret"), ("Klyngen", "PLO"), (1, 2)),
        ("Fælles indgang", ("Er i drift", "Evalueres til efteråret"), ("Klyngen", "PLO"), (3, 4)),
    ]


def test_list_of_initiatives_adds_those_without_a_slide_and_names_variants() -> None:
    names = (
        "1. Fælles forløb",
        "2/4. Den gode overgang",
        "3.Udgående teams",
        "5. Forebyggelse og behandling af selvskade",
    )
    box = "background:#036;color:white;width:380px;height:60px;margin:10px"
    overview = "<section>" + "".join(f"<div style='{box}'>{name}</div>" for name in names) + "</section>"
    found = records(typeset(overview + DECK, WIDE), "presentation")[0].initiatives
    assert [(i.number_raw, i.title, i.pages) for i in found] == [
        ("1", "Fælles forløb", (2, 3)),
        ("2/4", "Den gode overgang", (4, 5)),
        ("3", "Udgående teams", (1,)),
        ("5", "Forebyggelse og behandling af selvskade", (6,)),
    ]


def test_table_of_initiatives_is_read_by_its_headers() -> None:
    head = "".join(f"<th>{name}</th>" for name in ("Hvem arbejder med det", "Nr.", "Initiativ", "Status"))
    rows = "<tr><td>PPR</td><td>1</td><td>Fælles forløb</td><td><ul><li>Klar</li><li>Afprøves</li></ul></td></tr>"
    rows += "<tr><td>Klyngen</td><td>2/4</td><td>Den gode overgang</td><td>Igangsat</td></tr>"
    html = f"<section><h1>Status på initiativer</h1><table><thead><tr>{head}</tr></thead>{rows}</table></section>"
    found = records(typeset(html, WIDE), "presentation")[0]
    assert [(i.numbers, i.title, i.status, i.actors) for i in found.initiatives] == [
        ((1,), "Fælles forløb", ("Klar", "Afprøves"), ("PPR",)),
        ((2, 4), "Den gode overgang", ("Igangsat",), ("Klyngen",)),
    ]
    assert set(found.mapped.values()) == {"initiatives"}


def test_deck_without_initiatives_gives_none() -> None:
    html = "<section><h1>Program</h1><ol><li>Velkomst</li><li>Oplæg</li><li>Debat</li></ol></section>" * 2
    assert records(typeset(html, WIDE), "presentation")[0].initiatives == ()


def test_slide_that_tells_about_one_person_is_a_finding() -> None:
    html = "<section><h1>En case</h1><p>Ung mand på 24 år med diagnosen skizofreni.</p></section>"
    notebook = records(typeset(html, WIDE), "presentation")[1]
    assert [finding.code for finding in notebook.findings] == ["personal_data"]


@pytest.mark.shared
@pytest.mark.parametrize("name", ["seed-001-impress", "seed-003-impress"])
def test_decks_of_the_judging_material(name: str) -> None:
    from extractors import pdf
    from extractors.kinds.notebook import DocumentContext, Notebook
    from extractors.kinds.presentation import read_presentation
    from extractors.layout import build_layout

    folder = SHARED / "seeds"
    gold = json.loads((folder / f"{name}.gold.json").read_text(encoding="utf-8"))
    source = pdf.read(Path(folder / f"{name}.pdf").read_bytes())
    context = DocumentContext(source.document_id, None, (), None, None)
    found = read_presentation(source, build_layout(source), context, Notebook(source.document_id))
    if "slides" in gold:
        assert [(s.title, len(s.bullets)) for s in found.slides] == [
            (s["title"], len(s["bullets"])) for s in gold["slides"]
        ]
    if "initiatives" in gold:
        assert [(i.number_raw, list(i.pages), len(i.status), len(i.actors)) for i in found.initiatives] == [
            (i["number_raw"], i["pages"], len(i["status"]), len(i["actors"])) for i in gold["initiatives"]
        ]


def milestones(html: str) -> list[tuple[str | None, str, str, str, tuple[str, ...]]]:
    document = typeset(html, WIDE)
    found: tuple[MilestoneRow, ...] = records(document, "presentation")[0].milestones
    return [(row.heading, row.period_raw, row.start_date, row.end_date, row.items) for row in found]


PLAN = [
    ("Visionsproces", "Marts – maj 2018", "2018-03", "2018-05", ("Tværgående styregruppe", "Politisk vision")),
    ("Arbejdsgrupper", "Efterår 2018", "2018", "2018", ("Forslag til initiativer",)),
    ("Afprøvning", "1. kvartal 2019", "2019", "2019", ("Klynger", "Temadag for praksis")),
    ("Spredning", "2020", "2020", "2020", ("Konference",)),
]


@pytest.mark.parametrize("first", ["period", "head"])
def test_steps_of_a_process_plan_belong_to_the_period_of_their_column(first: str) -> None:
    html = "<section><h1>Procesplan</h1>"
    for i, (head, period, _, _, items) in enumerate(PLAN):
        at = f"position:absolute;left:{30 + 230 * i}px;width:200px"
        top, bottom = ("80px", "340px") if first == "head" else ("130px", "80px")
        html += f"<div style='{at};top:{bottom};text-align:center;font-weight:bold;color:#a24'>{period}</div>"
        html += f"<div style='{at};top:{top};background:#478;color:white;padding:8px 0;text-align:center'>{head}</div>"
        html += f"<div style='{at};top:190px'>" + "".join(f"<p>- {item}</p>" for item in items) + "</div>"
    html += "<p style='position:absolute;top:430px;left:100px'>Alle input fra høringen indgår i den videre proces</p>"
    assert milestones(html + "</section>") == PLAN


def test_steps_below_each_other_stand_beside_their_periods() -> None:
    html = "<section><h1>Tidsplan</h1>"
    for i, (head, period, _, _, items) in enumerate(PLAN):
        html += f"<div style='position:absolute;top:{80 + 110 * i}px;left:30px'>{period}</div>"
        html += f"<div style='position:absolute;top:{80 + 110 * i}px;left:300px'><b>{head}</b>"
        html += "".join(f"<p style='margin:4px 0'>- {item}</p>" for item in items) + "</div>"
    assert milestones(html + "</section>") == PLAN


def test_figures_under_years_and_dates_in_sentences_are_no_milestones() -> None:
    html = "<section><h1>Andel med daglig bevægelse</h1>"
    for i, (year, share) in enumerate([("2013", "58 %"), ("2015", "63 %"), ("2017", "70 %"), ("2019", "71 %")]):
        html += f"<div style='position:absolute;left:{60 + 200 * i}px;top:200px'>{share}</div>"
        html += f"<div style='position:absolute;left:{60 + 200 * i}px;top:400px'>{year}</div>"
    html += "</section><section><h1>Status</h1><ul><li>Planen blev vedtaget i marts 2018</li>"
    html += "<li>Afprøves i foråret 2019</li><li>Evalueres i 2020</li></ul></section>"
    assert milestones(html) == []


def test_a_year_beside_periods_in_words_is_text_of_the_slide() -> None:
    html = "<section><h1>Procesplan</h1>"
    for i, period in enumerate(["Efterår 2018", "Forår 2019", "2020"]):
        html += f"<div style='position:absolute;left:{60 + 300 * i}px;top:300px'>{period}</div>"
        html += f"<div style='position:absolute;left:{60 + 300 * i}px;top:200px'>Fase {i + 1} går i gang</div>"
    (slide,) = slides(html + "</section>")
    assert "2020" in [text for _, text in shown(slide)]


def test_a_plan_in_a_table_on_a_handout_is_of_its_own_slide() -> None:
    frame = "position:absolute;left:0;width:460px;height:258px;border:1px solid black"
    cells = "".join(f"<td style='width:140px'>{text}</td>" for text in ("Kortlægning", "Afprøvning", "Evaluering"))
    dates = "".join(f"<td>{text}</td>" for text in ("Forår 2018", "Efterår 2018", "Forår 2019"))
    table = f"<table style='width:440px;margin:8px;font-size:9pt'><tr>{cells}</tr><tr>{dates}</tr></table>"
    html = f"<div style='{frame};top:0'><h2>Procesplan</h2>{table}</div>"
    html += f"<div style='{frame};top:300px'><h2>Status</h2><ul><li>Model er klar</li><li>Afprøves nu</li></ul></div>"
    found = records(typeset(html), "presentation")[0]
    assert len(found.slides) == 2
    assert [row.period_raw for row in found.milestones] == ["Forår 2018", "Efterår 2018", "Forår 2019"]


def test_bullets_with_a_list_below_them_are_lead_ins() -> None:
    deck = (("Hjerteklar", "Forløbet er udvidet", "Almen praksis"), ("Mentor", "To er ansat", "Jobcentret"))
    html = "".join(
        f"<section><h1>{n}. {title}</h1><ul><li>Status<ul><li>{done}</li></ul></li>"
        f"<li>Aktører<ul><li>{who}</li></ul></li></ul></section>"
        for n, (title, done, who) in enumerate(deck, 1)
    )
    found = records(typeset(html, WIDE), "presentation")[0].initiatives
    assert [(row.title, row.status, row.actors) for row in found] == [(t, (d,), (w,)) for t, d, w in deck]


TILE = "position:absolute;top:110px;width:240px;height:280px;background:#eee9f7;padding:8px"
BADGE = (
    "display:inline-block;width:26px;height:26px;border-radius:13px;background:#5b2a86;color:white;text-align:center"
)


def tile(place: int, number: int, title: str, status: str, actors: str) -> str:
    head = f"<span style='{BADGE}'>{number}</span> <b style='font-size:24px'>{title}</b>"
    body = f"<p><b>Status</b></p><ul><li>{status}</li></ul><p>Tovholder: {actors}</p>"
    return f"<div style='{TILE};left:{290 * place}px'>{head}{body}</div>"


def test_tiles_beside_each_other_are_initiatives() -> None:
    plan = [
        ("Voksne", [(1, "Røgfri by", "Aftalt", "Klubben"), (2, "Lær at tackle", "Udsat", "PLO")]),
        ("Ældre", [(3, "Åben dør", "I gang", "Centret"), (4, "Træning", "Slut", "Foreningen")]),
    ]
    html = "".join(
        f"<section style='position:relative;height:480px'><h1>{group}</h1>"
        + "".join(tile(place, *entry) for place, entry in enumerate(entries))
        + "</section>"
        for group, entries in plan
    )
    document = typeset("<section><h1>Status på initiativerne</h1></section>" + html, WIDE)
    found = records(document, "presentation")[0].initiatives
    assert [(row.number_raw, row.title, row.target_group, row.status, row.actors) for row in found] == [
        (str(number), title, group, (status,), (actors,))
        for group, entries in plan
        for number, title, status, actors in entries
    ]


def test_key_of_a_chart_is_no_text_of_the_slide() -> None:
    colors = ("#4472c4", "#ed7d31", "#70ad47")
    place = "position:absolute;left:{}px;top:{}px;width:{}px;height:{}px;background:{}"
    bars = "".join(
        f"<div style='{place.format(60 + 120 * i, 200, 80, 150, color)}'></div>" for i, color in enumerate(colors)
    )
    key = "".join(
        f"<div style='{place.format(600, 210 + 40 * i, 12, 12, color)}'></div>"
        f"<div style='position:absolute;left:620px;top:{204 + 40 * i}px'>{name}</div>"
        for i, (color, name) in enumerate(zip(colors, ("Egen læge", "Hospital", "Jobcenter"), strict=True))
    )
    (slide,) = slides(f"<section><h1>Hvem henviser?</h1>{bars}{key}</section>")
    assert (slide.title, shown(slide)) == ("Hvem henviser?", [])


def test_centred_lines_of_a_first_slide_are_paragraphs() -> None:
    centred = "text-align:center;width:400px;margin:80px auto"
    html = (
        f"<section><h1>Ny politik</h1><div style='{centred}'>Oplæg for Handicaprådet<br>15. januar 2018</div></section>"
    )
    (slide,) = slides(html)
    assert shown(slide) == [(1, "Oplæg for Handicaprådet"), (1, "15. januar 2018")]


def test_wrapped_text_in_a_shape_with_a_gradient_is_one_paragraph() -> None:
    strips = "".join(
        f"<div style='position:absolute;left:60px;top:150px;width:200px;height:{120 - 4 * i}px;"
        f"background:rgb({70 + i},{120 + i},200)'></div>"
        for i in range(20)
    )
    text = "<div style='position:absolute;left:80px;top:195px;width:120px'>Afdæk<br>behovet</div>"
    (slide, _) = slides(f"<section><h1>Vejen</h1>{strips}{text}</section><section><h1>Tak</h1><p>Vi ses</p></section>")
    assert shown(slide) == [(1, "Afdæk behovet")]


def test_table_below_the_title_of_an_initiative_gives_status_and_actors() -> None:
    head = "<tr><th>Status</th><th>Næste skridt</th><th>Aktører</th></tr>"
    html = "".join(
        f"<section><h1>Indsats {n}: {title}</h1><table style='width:860px'>{head}<tr><td>To pladser er åbnet<br>"
        f"Alle er i brug</td><td>Aftale</td><td>{who}</td></tr></table></section>"
        for n, title, who in ((1, "Akutte pladser", "Hospitalet"), (2, "Udskrivning", "PLO"))
    )
    found, _ = records(typeset(html, WIDE), "presentation")
    assert [(row.title, row.status, row.actors) for row in found.initiatives] == [
        ("Akutte pladser", ("To pladser er åbnet", "Alle er i brug"), ("Hospitalet",)),
        ("Udskrivning", ("To pladser er åbnet", "Alle er i brug"), ("PLO",)),
    ]


def test_source_alone_below_a_title_is_no_bullet() -> None:
    source = "<p style='font-size:14px'>Kilde: Sundhedsdatastyrelsen</p>"
    found = slides(f"<section><h1>Hver tredje kan forebygges</h1>{source}</section><section><h1>Tak</h1></section>")
    assert [shown(slide) for slide in found] == [[], []]


def test_table_with_labels_at_the_left_tells_of_the_initiative_above_it() -> None:
    html = ""
    for n, (title, group, done, who) in enumerate(
        (
            ("Forældremøder", "Forældre", "Afholdt på tre skoler", "Skolerne"),
            ("Gåture", "Ældre", "I gang", "Ældre Sagen"),
        ),
        1,
    ):
        pairs = (("Målgruppe", group), ("Status", done), ("Hvem er med?", who))
        cells = "".join(f"<tr><td width='30%'><b>{label}</b></td><td>{text}</td></tr>" for label, text in pairs)
        html += f"<section><h1>Initiativ {n} – {title}</h1><table>{cells}</table></section>"
    found = records(typeset(html, WIDE), "presentation")[0].initiatives
    assert [(i.title, i.target_group, i.status, i.actors) for i in found] == [
        ("Forældremøder", "Forældre", ("Afholdt på tre skoler",), ("Skolerne",)),
        ("Gåture", "Ældre", ("I gang",), ("Ældre Sagen",)),
    ]


def test_date_on_a_line_of_its_own_of_a_title_slide_is_a_bullet() -> None:
    """The line above it is so long that the day might not have had room there."""
    html = "<section style='text-align:center'><h1>Sundhed i tal</h1><p style='font-size:27px'>"
    html += "Temadag for ledere og medarbejdere i Sundhed<br>12. april 2025</p></section>"
    html += "<section><h1>Røg</h1><ul><li>Færre ryger</li></ul></section>"
    assert shown(slides(html)[0]) == [(1, "Temadag for ledere og medarbejdere i Sundhed"), (1, "12. april 2025")]
