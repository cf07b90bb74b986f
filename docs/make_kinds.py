"""Make the pictures of docs/kinds.md, packages.md, policies.md, presentations.md and agendas.md.

Run from the root of the project: ``python -m docs.make_kinds``. Each picture shows a small typeset document with a
frame around the place of every value that was read, in the colour of its field.
"""

from __future__ import annotations

from pathlib import Path

import pymupdf

from extractors import extract
from schemas.columns import Kind
from schemas.geometry import Box
from tests.kinds.typeset import STYLE

PICTURES = Path("docs/pictures/kinds")
DPI = 110
NOT_SHOWN = {
    "number_raw", "title_raw", "level_raw", "rating_text", "rating_scale", "rating_steps", "mark_kind",
    "departments_raw", "department_ids",
}  # fmt: skip
"""Values read at the same place as one that is shown."""
COLORS = ("#7f0070", "#00629b", "#b54a00", "#2f7d32", "#8a6d00", "#5e35b1", "#00838f", "#c2185b", "#455a64")

SQUARE = "<span style='display:inline-block;width:9pt;height:9pt;background:{}'></span>"
BASIC, EXTENDED = SQUARE.format("#00788a"), SQUARE.format("#e2850f")
PACKAGE = f"""
<h1>Anbefalinger</h1>
<p>{BASIC} Grundniveau &#160;&#160;&#160; {EXTENDED} Udviklingsniveau</p>
<h2>Rammer</h2>
<h3>{BASIC} Alkoholpolitik i kommunen</h3>
<p>Målgruppe: Alle borgere</p>
<p>Kommunen udarbejder en alkoholpolitik, der omfatter borgere og medarbejdere. Politikken følges op hvert år.
Inspiration til handling: En skabelon findes på nettet.</p>
<h3>{EXTENDED} Bevillinger og nattelivsindsats</h3>
<p>Kommunen samarbejder med politi og restauratører om ansvarlig udskænkning.</p>
<h2>Tilbud</h2>
<h3>{BASIC} Alkoholsamtaler</h3>
<p>Borgere tilbydes rådgivende samtaler.</p>
"""
POLICY = """
<h1 style="font-size:22pt">Sundhedspolitik 2024-2027</h1>
<h1>Indsatsområde 1: Børn og unge</h1>
<h3>Målsætning</h3>
<p>Alle børn og unge trives i fællesskaber.</p>
<div style="background:#eee;padding:6pt">
<h3 style="margin:0">Fakta</h3><ul><li>14 procent er ensomme</li></ul></div>
<table style="margin-top:10pt">
<thead><tr><th>Delmål</th><th style="width:45%">Handlinger</th><th>Ansvarlig</th><th>Tidsplan</th></tr></thead>
<tr><td>Flere børn deltager i foreningslivet</td>
<td><ul><li>Etablere fritidspas</li><li>Indgå partnerskab med tre idrætsforeninger</li></ul></td>
<td>Kultur og Fritid</td><td>2025</td></tr>
<tr><td>Færre unge ryger</td><td>Indføre røgfri skoletid</td><td>Skoleafdelingen</td><td>1. august 2024</td></tr>
</table>
"""
PRESENTATION = """
<div style="position:absolute;left:0;top:0;width:190px;height:290px;background:#0f5c7a;color:white;padding:10px">
<p><b>Børn og unge</b></p><h3>Initiativ 2/4</h3><h3 style="font-weight:normal">Den gode overgang</h3></div>
<div style="position:absolute;left:230px;top:0">
<p><b>Status</b></p>
<ul><li>Model er klar<ul><li>og afprøves</li></ul></li><li>Workshop er afholdt</li></ul>
<p><b>Hvem arbejder med initiativet?</b></p><ul><li>Randersklyngen</li></ul></div>
"""
_STEPS = (
    ("Kortlægning", ("Eksisterende tilbud", "Borgernes ønsker"), "Forår 2018"),
    ("Afprøvning", ("Tre lokalområder", "Kurser for frivillige"), "Efterår 2018"),
    ("Evaluering", ("Temadag i januar",), "2019"),
)
MILESTONES = "<h2>Procesplan</h2>" + "".join(
    f"<div style='position:absolute;left:{200 * i}px;width:180px'>"
    f"<div style='position:absolute;top:20px;width:170px;background:#0f5c7a;color:white;padding:9px 5px'>{head}</div>"
    f"<div style='position:absolute;top:70px;width:180px'>{''.join(f'<p>– {text}</p>' for text in texts)}</div>"
    f"<div style='position:absolute;top:170px;width:180px;font-weight:bold'>{period}</div></div>"
    for i, (head, texts, period) in enumerate(_STEPS)
)
MILESTONES += "<div style='break-before:page'></div>" + PRESENTATION
AGENDA = """
<h1>Referat</h1><p>Social- og Sundhedsudvalget</p><p>Mødedato: 5. november 2018</p>
<h2>Punkt 4: Status på forebyggelsespakken</h2>
<h3>Sagsfremstilling</h3>
<p>Forvaltningen har gennemgået anbefalingerne. Resultatet fremgår af bilaget.</p>
<h3>Forvaltningens indstilling</h3><p>Det indstilles, at status tages til efterretning.</p>
<h3>Beslutning</h3><p>Taget til efterretning.</p>
<h3>Bilag</h3><ul><li>Bilag 1: Status på forebyggelsespakken om tobak</li></ul>
"""
ASSESSMENT = """
<h1>Status på forebyggelsespakken om tobak</h1><p>Herlev Kommune, november 2018</p>
<table><tr><th>Nr.</th><th>G/U</th><th>Anbefaling</th><th>I høj grad</th><th>Slet ikke</th><th>Forankret i</th></tr>
<tr><td>1</td><td>G</td><td>Røgfri skoletid</td><td>x</td><td></td><td>Skoleafdelingen</td></tr>
<tr><td>2</td><td>U</td><td>Rygestop til unge</td><td></td><td>x</td><td>Sundhedscentret og Ungdomsskolen</td></tr>
<tr><td>3</td><td>G</td><td>Røgfri arbejdstid</td><td>x</td><td></td><td>HR</td></tr></table>
"""
SURVEY = """
<h1>Kommuneudtræk af monitoreringen 2013</h1><p>Spørgeskemaet blev besvaret i juni.</p>
<h3>I hvilken grad indgår alkohol i arbejdet?</h3>
<table><tr><th>Svar</th><th>Antal</th><th>Pct.</th></tr><tr><td>I høj grad</td><td>12</td><td>34</td></tr>
<tr><td>I nogen grad</td><td>20</td><td>66</td></tr></table>
<h3>I hvilken grad indgår tobak i arbejdet?</h3>
<table><tr><th>Svar</th><th>Antal</th><th>Pct.</th></tr><tr><td>I høj grad</td><td>18</td><td>56</td></tr>
<tr><td>I nogen grad</td><td>14</td><td>44</td></tr></table>
"""
SAMPLES: dict[str, tuple[Kind, str, str]] = {
    "package": ("package", PACKAGE, "@page { size: 15cm 15.5cm; margin: 1cm }"),
    "policy": ("policy", POLICY, "@page { size: 17cm 16.5cm; margin: 1cm }"),
    "presentation": (
        "presentation",
        PRESENTATION,
        "@page { size: 640px 360px; margin: 25px } body { font-size: 15px }",
    ),
    "milestones": (
        "presentation",
        MILESTONES,
        "@page { size: 640px 360px; margin: 25px } body { font-size: 15px }",
    ),
    "agenda": ("agenda", AGENDA, "@page { size: 15cm 15cm; margin: 1cm }"),
    "assessment": ("assessment", ASSESSMENT, "@page { size: 18cm 8.5cm; margin: 1cm }"),
    "survey_extract": ("survey_extract", SURVEY, "@page { size: 15cm 12cm; margin: 1cm }"),
}


def draw(name: str) -> None:
    """Write the picture of one kind."""
    import weasyprint

    kind, html, style = SAMPLES[name]
    data = weasyprint.HTML(string=f"<style>{STYLE}{style}</style>{html}").write_pdf()
    places = find_places(kind, data)
    fields = list(dict.fromkeys(field for field, _ in places))
    document = pymupdf.open(stream=data, filetype="pdf")
    page = document[0]
    for field, box in places:
        color = rgb(COLORS[fields.index(field) % len(COLORS)])
        frame = pymupdf.Rect(box.x0 - 2, box.top - 1, box.x1 + 2, box.bottom + 1)
        page.draw_rect(frame, color=color, width=1.0)
        width = pymupdf.get_text_length(field, fontsize=6.5)
        label = pymupdf.Rect(frame.x1 - width - 4, frame.y0 - 7, frame.x1, frame.y0 + 1)
        page.draw_rect(label, color=color, fill=color)
        page.insert_text((label.x0 + 2, label.y1 - 1.8), field, fontsize=6.5, color=(1, 1, 1))
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.get_pixmap(dpi=DPI).save(PICTURES / f"{name}.png")


def find_places(kind: Kind, data: bytes) -> list[tuple[str, Box]]:
    """Field and box of every value of a record on the first page, in reading order; tables where there are no records.

    Raises:
        ValueError: the document is read as another kind.
    """
    document = extract(data)
    if document.document.kind != kind:
        raise ValueError(f"{kind} is read as {document.document.kind}")
    found = dict.fromkeys(
        (row.field, Box(row.x0 or 0.0, row.top or 0.0, row.x1 or 0.0, row.bottom or 0.0))
        for row in document.evidence
        if row.page == 1
        and row.record_id != document.document.document_id
        and (row.field not in NOT_SHOWN or "initiatives" in row.record_id)
        and not (row.field in ("bullets", "title") and "slides" in row.record_id)
        and row.field not in ("start_date", "end_date")
    )
    if not document.document.record_count:
        found = dict.fromkeys(("tables", Box(t.x0, t.top, t.x1, t.bottom)) for t in document.tables)
    return sorted(found, key=lambda place: (place[1].top, place[1].x0))


def rgb(color: str) -> tuple[float, ...]:
    """``#rrggbb`` as three shares."""
    return tuple(int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))


if __name__ == "__main__":
    for sample in SAMPLES:
        draw(sample)
