"""Documents with no records at all, some of which look as if they had."""

from __future__ import annotations

import random

from corpus.generate import front
from corpus.generate.choices import Choices
from corpus.generate.data import load
from corpus.generate.fit import fit
from corpus.generate.gold import Gold
from corpus.generate.kinds import common
from corpus.generate.kinds.agenda import attendance_table
from corpus.generate.model import Block, Cell, Document, Para, Row, Run, Shape, Space, Table, TableStyle, para
from corpus.generate.text import Writer, print_date

CHOICES: dict[str, dict[str, float]] = {
    **common.PAGE,
    "producer": {**common.PAGE["producer"], "calc": 1},
    "arrangement": {
        "budget": 1,
        "minutes": 1,
        "portfolio": 1,
        "questionnaire": 1,
        "plan": 1,
        "weekdays": 1,
        "contents": 0.6,
    },
    "ruling": {"full": 2, "horizontal": 1, "none": 1},
    "date_form": {"month_year": 1, "day_month_year": 1, "numeric": 1},
}
LATER = {"look_alike": {"none": 12, "inspection": 1, "competences": 1, "risks": 1, "school": 1}}
LIGHTS = (0x00B050, 0xFFC000, 0xFF0000)
TITLES = {
    "budget": "Budgetopfølgning",
    "minutes": "Referat af møde i styregruppen",
    "portfolio": "Status på projekter",
    "questionnaire": "Spørgeskema om sundhed og trivsel",
    "plan": "Tids- og aktivitetsplan",
    "weekdays": "Ugens aktiviteter",
    "contents": "Årsberetning",
    "inspection": "Tilsynsrapport – plejecentret Engparken",
    "competences": "Kompetenceoversigt for medarbejdere",
    "risks": "Risikovurdering af anlægsprojekter",
    "school": "Kvalitetsrapport for folkeskolen",
}


def settle(chosen: Choices) -> Choices:
    c = dict(chosen)
    if c["producer"] == "calc":
        c |= {"front": "title", "hyphenation": "none", "text": "ragged"}
        if c["arrangement"] in ("questionnaire", "contents", "minutes"):
            c["arrangement"] = "budget"
        if c["arrangement"] == "portfolio":
            c["arrangement"] = "plan"
    if c["look_alike"] == "school" and c["producer"] == "calc":
        c["look_alike"] = "risks"
    if c["look_alike"] != "none":
        c["arrangement"] = "-"
    return c


def compose(rng: random.Random, choices: Choices) -> tuple[Document, Gold]:
    """A document without records, with the given (settled) choices."""
    place = front.draw_place(rng)
    kind = choices["arrangement"] if choices["look_alike"] == "none" else choices["look_alike"]
    printed, iso = print_date(rng, choices["date_form"], rng.randint(2013, 2023))
    gold = Gold(document={"kind": "other", "municipality_code": place.code, "packages": [], "document_date": iso})
    if kind == "minutes":
        del gold.document["kind"]  # minutes of a steering group: agenda or other, both may be said
    gold.lists |= common.no_records()
    blocks = common.title_blocks(rng, choices, TITLES[kind], [place.official, printed])
    make = {
        "budget": _budget,
        "minutes": _minutes,
        "portfolio": _portfolio,
        "questionnaire": _questionnaire,
        "plan": _plan,
        "weekdays": _weekdays,
        "contents": _contents,
        "inspection": _inspection,
        "competences": _competences,
        "risks": _risks,
        "school": _school,
    }[kind]
    blocks += make(rng, TableStyle(ruling=choices["ruling"]))
    landscape = kind in ("plan", "weekdays")
    return fit(Document(common.page_setup(rng, choices, place.official, landscape), tuple(blocks), TITLES[kind])), gold


def _row(*texts: str, bold: bool = False, align: str = "left") -> Row:
    return Row(
        tuple(
            Cell((Para((Run(t, bold=bold),)),) if t else (), align=align if n else "left") for n, t in enumerate(texts)
        )
    )  # type: ignore[arg-type]


def _budget(rng: random.Random, style: TableStyle) -> list[Block]:
    posts = load("other")["budget"]["posts"]

    def money() -> str:
        return f"{rng.randint(-900, 99000):,}".replace(",", ".")

    rows = [_row(str(n), post, money(), money(), money(), align="right") for n, post in enumerate(posts, start=1)]
    rows.append(_row("", "I alt", money(), money(), money(), bold=True, align="right"))
    return [
        para("Beløb i 1.000 kr."),
        Table(
            (0.6, 4, 1.5, 1.5, 1.5),
            (_row("Nr.", "Område", "Budget", "Forbrug", "Afvigelse", bold=True),),
            tuple(rows),
            style,
        ),
    ]


def _minutes(rng: random.Random, style: TableStyle) -> list[Block]:
    data, writer = load("other")["agenda"], Writer(rng)
    blocks: list[Block] = [attendance_table(rng, data["members"]), Space(8)]
    for n, item in enumerate(
        rng.sample([*data["items"][:4], "Nyt fra forvaltningen", "Evaluering af sommerens aktiviteter"], 4), start=1
    ):
        blocks += [para(f"Ad {n}. {item}", "h3"), para(writer.prose(["trivsel"], 2))]
    return blocks


def _portfolio(rng: random.Random, style: TableStyle) -> list[Block]:
    """A portfolio of projects with traffic lights: not one of ours, however alike it looks."""
    data = load("other")["portfolio"]
    rows = []
    for n, project in enumerate(data["projects"], start=1):
        lights = [Cell((Para((Shape("disc", rng.choice(LIGHTS), 9),)),), align="center") for _ in range(3)]
        rows.append(
            Row((Cell((para(str(n)),)), Cell((para(project),)), *lights, Cell((para(rng.choice(data["notes"])),))))
        )
    return [
        Table(
            (0.6, 3, 1, 1, 1, 3),
            (_row("Nr.", "Projekt", "Tid", "Økonomi", "Kvalitet", "Bemærkning", bold=True),),
            tuple(rows),
            style,
        )
    ]


def _questionnaire(rng: random.Random, style: TableStyle) -> list[Block]:
    """Questions with lists of options, some of them answered."""
    data = load("other")["questionnaire"]
    blocks: list[Block] = [para("Sæt ét kryds ved hvert spørgsmål.")]
    answered = rng.random() < 0.5
    for n, question in enumerate(data["questions"], start=1):
        options = rng.choice(data["options"])
        chosen = rng.randrange(len(options)) if answered else -1
        blocks.append(para(f"{n}. {question}", bold=True))
        blocks += [
            Para((Run("☒" if i == chosen else "☐", font="symbols"), Run(" " + o)), indent=12)
            for i, o in enumerate(options)
        ]
    return blocks


def _plan(rng: random.Random, style: TableStyle) -> list[Block]:
    """Months as columns, periods as filled cells."""
    months = [m[:3] for m in load("wordings")["months"]]
    rows = []
    for name in rng.sample(load("other")["portfolio"]["projects"], 7):
        start = rng.randrange(10)
        end = rng.randint(start, 11)
        rows.append(
            Row((Cell((para(name),)), *(Cell(fill=0x5B9BD5 if start <= m <= end else None) for m in range(12))))
        )
    return [Table((3.5, *[1] * 12), (_row("Aktivitet", *months, bold=True, align="center"),), tuple(rows), style)]


def _weekdays(rng: random.Random, style: TableStyle) -> list[Block]:
    """Activities by weekday with crosses."""
    data = load("other")
    days = ("Mandag", "Tirsdag", "Onsdag", "Torsdag", "Fredag")
    rows = [
        _row(a, *("x" if rng.random() < 0.35 else "" for _ in days), rng.choice(data["rooms"]), align="center")
        for a in data["activities"]
    ]
    return [
        Table((2.5, *[1.2] * 5, 2), (_row("Aktivitet", *days, "Sted", bold=True, align="center"),), tuple(rows), style)
    ]


def _contents(rng: random.Random, style: TableStyle) -> list[Block]:
    writer = Writer(rng)
    blocks = common.contents(rng, load("other")["contents"])
    for title in load("other")["contents"][:5]:
        blocks += [para(title, "h2"), *(para(writer.prose(["trivsel"], 2)) for _ in range(2))]
    return blocks


def _inspection(rng: random.Random, style: TableStyle) -> list[Block]:
    """An inspection of a nursing home: themes with crosses under degrees, and nothing of a package."""
    data = load("other")["inspection"]
    degrees = rng.choice(data["degrees"])
    rows = []
    for n, theme in enumerate(data["themes"], start=1):
        at = rng.randrange(len(degrees))
        rows.append(
            _row(str(n), theme, *("x" if i == at else "" for i in range(len(degrees))), rng.choice(data["notes"]))
        )
    head = _row("Nr.", "Tema", *degrees, "Tilsynets bemærkninger", bold=True)
    return [para(data["intro"]), Table((0.6, 3, *[1.1] * len(degrees), 3), (head,), tuple(rows), style)]


def _competences(rng: random.Random, style: TableStyle) -> list[Block]:
    """Staff and what they master, from 1 to 4."""
    data = load("other")
    skills = data["competences"]["skills"]
    rows = [
        _row(name, *(str(rng.randint(1, 4)) for _ in skills), align="center") for name in data["agenda"]["members"][:8]
    ]
    return [
        para(data["competences"]["legend"]),
        Table(
            (2.5, *[1.2] * len(skills)), (_row("Medarbejder", *skills, bold=True, align="center"),), tuple(rows), style
        ),
    ]


def _risks(rng: random.Random, style: TableStyle) -> list[Block]:
    """Risks of building projects with words for how likely and how grave they are."""
    data = load("other")["risks"]
    degrees = ("Lav", "Middel", "Høj")
    rows = [
        _row(
            str(n),
            risk,
            rng.choice(degrees),
            rng.choice(degrees),
            rng.choice(data["measures"]),
            rng.choice(data["owners"]),
        )
        for n, risk in enumerate(data["risks"], start=1)
    ]
    head = _row("Nr.", "Risiko", "Sandsynlighed", "Konsekvens", "Tiltag", "Ansvarlig", bold=True)
    return [Table((0.6, 3, 1.4, 1.3, 2.6, 1.6), (head,), tuple(rows), style)]


def _school(rng: random.Random, style: TableStyle) -> list[Block]:
    """Goals of the schools with this year's and last year's figure and a light."""
    data = load("other")["school"]
    rows = []
    for goal in data["goals"]:
        light = Cell((Para((Shape("disc", rng.choice(LIGHTS), 9),)),), align="center")
        figures = [Cell((para(f"{rng.randint(60, 99)} %"),), align="right") for _ in range(2)]
        rows.append(Row((Cell((para(goal),)), *figures, light, Cell((para(rng.choice(data["notes"])),)))))
    head = _row("Mål", "Sidste år", "I år", "Status", "Forvaltningens vurdering", bold=True)
    return [para(data["legend"]), Table((3, 1, 1, 0.9, 3), (head,), tuple(rows), style)]
