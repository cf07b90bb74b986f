"""Policies and action plans: areas with goals, objectives and actions, in several arrangements."""

from __future__ import annotations

import random
import re
from typing import Any

from corpus.generate import front
from corpus.generate.choices import Choices
from corpus.generate.data import load
from corpus.generate.fit import fit
from corpus.generate.gold import Gold
from corpus.generate.kinds import common
from corpus.generate.model import Block, Box, Cell, Document, PageBreak, Para, Row, Run, Space, Table, TableStyle, para
from corpus.generate.text import Writer, draw_units, print_date

CHOICES: dict[str, dict[str, float]] = {
    **common.PAGE,
    "arrangement": {"two_columns": 3, "aspect_table": 3, "nested_bullets": 2, "magazine": 2},
    "area_form": {"number": 3, "word_number": 2, "plain": 1},
    "goal_form": {"label": 2, "box": 1, "heading": 1},
    "ruling": {"full": 2, "horizontal": 1, "none": 1, "light": 1},
    "responsible": {"no": 1, "yes": 1},
    "deadline": {"no": 1, "yes": 1},
    "indicator": {"no": 2, "yes": 1},
    "contents": {"no": 1, "yes": 1},
    "extras": {"none": 1, "facts_and_quotes": 1},
    "near_duplicates": {"no": 3, "yes": 1},
    "date_form": {"month_year": 2, "day_month_year": 1, "year": 1, "none": 2},
}


def settle(chosen: Choices) -> Choices:
    c = dict(chosen)
    if c["arrangement"] == "magazine":
        c |= {"extras": "facts_and_quotes", "responsible": "no", "deadline": "no", "indicator": "no"}
    if c["arrangement"] in ("two_columns", "nested_bullets"):
        c |= {"indicator": "no"}
    if c["arrangement"] == "two_columns":
        c |= {"responsible": "no", "deadline": "no"}
    if c["arrangement"] in ("nested_bullets", "magazine"):
        c["ruling"] = "-"
    return c


def compose(rng: random.Random, choices: Choices) -> tuple[Document, Gold]:
    """A policy with the given (settled) choices."""
    data, writer = load("policies"), Writer(rng)
    place = front.draw_place(rng)
    topic = rng.choice(data["topics"])
    year = rng.randint(2014, 2023)
    title = str(rng.choice(data["titles"])).format(
        topic=topic, topic_low=topic.lower(), official=place.official, year=year, year_end=year + 4
    )
    printed, iso = print_date(rng, choices["date_form"], year)
    gold = Gold(document={"kind": "policy", "municipality_code": place.code, "packages": [], "document_date": iso})
    if iso is None and re.search(r"\d{4}", title):
        del gold.document["document_date"]  # a period is printed, which some may take for the date
    gold.lists |= common.no_records("policy_actions")
    areas = rng.sample(data["areas"], rng.randint(2, 5))
    blocks = common.title_blocks(
        rng, choices, title, ["" if place.official in title else place.official, printed and f"Vedtaget {printed}"]
    )
    if choices["contents"] == "yes":
        blocks += common.contents(rng, ["Forord", *(a["area"] for a in areas), "Opfølgning"])
    blocks += [para("Forord", "h2"), para(writer.prose(["trivsel"], 2))]
    blocks += [para("Principper", "h2"), *(common.bullet(p) for p in rng.sample(data["principles"], 3))]
    words = {k: str(rng.choice(v)) for k, v in data["headers"].items()}
    for number, area in enumerate(areas, start=1):
        blocks += _area(rng, choices, writer, gold, number, area, words)
    blocks += [para("Opfølgning", "h2"), para(writer.prose(["sundhed"], 1))]
    setup = common.page_setup(
        rng, choices, common.official_running(place, title, rng), landscape=choices["arrangement"] == "aspect_table"
    )
    return fit(Document(setup, tuple(blocks), title)), gold


def _area(
    rng: random.Random,
    choices: Choices,
    writer: Writer,
    gold: Gold,
    number: int,
    area: dict[str, Any],
    words: dict[str, str],
) -> list[Block]:
    """Heading, goal, reasons and the objectives with their actions."""
    data = load("policies")
    numbered = choices["area_form"] != "plain"
    area_tag, goal_tag = gold.witness(area["area"]), gold.witness(area["goal"])
    prefix = {
        "number": f"{number}. ",
        "word_number": f"{rng.choice(('Indsatsområde', 'Tema', 'Fokusområde'))} {number}: ",
        "plain": "",
    }[choices["area_form"]]
    blocks: list[Block] = [Para(((Run(prefix),) if prefix else ()) + (Run(area["area"], tag=area_tag),), "h2")]
    goal = Run(area["goal"], tag=goal_tag)
    if choices["goal_form"] == "box":
        blocks.append(Box((para("MÅL", bold=True), Para((goal,)))))
    elif choices["goal_form"] == "heading":
        blocks += [para(rng.choice(("Målsætning", "MÅLSÆTNING", "Mål")), "h3"), Para((goal,))]
    else:
        blocks.append(Para((Run(rng.choice(("Mål: ", "Målsætning: ")), bold=True), goal)))
    blocks.append(para(rng.choice(data["why"])))
    rows: list[tuple[str, list[dict[str, Any]]]] = []
    for objective in rng.sample(area["objectives"], rng.randint(2, len(area["objectives"]))):
        actions = [
            {"action": writer.fill(p.replace("{thing}", rng.choice(data["things"])), ["trivsel"])}
            for p in rng.sample(data["actions"], rng.randint(1, 4))
        ]
        if choices["near_duplicates"] == "yes" and rng.random() < 0.3:
            actions.append({"action": actions[0]["action"].removesuffix(".") + " og de frivillige."})
        for action in actions:
            action |= {
                "responsible": draw_units(rng, allow_empty=False).raw,
                "deadline": writer.pick("deadlines"),
                "indicator": rng.choice(data["indicators"]),
            }
        rows.append((objective, actions))
    records = [
        [
            _record(choices, gold, number if numbered else None, area, objective, i, action)
            for i, action in enumerate(actions, start=1)
        ]
        for objective, actions in rows
    ]
    make = {"two_columns": _two_columns, "aspect_table": _aspects, "nested_bullets": _nested, "magazine": _magazine}[
        choices["arrangement"]
    ]
    blocks += make(rng, choices, gold, rows, records, words)
    if choices["extras"] == "facts_and_quotes":
        blocks.append(common.fact_box(rng.choice(data["facts"]), rng))
        blocks.append(para(rng.choice(data["quotes"]), italic=True))
    return [*blocks, *([PageBreak()] if rng.random() < 0.3 else [Space(10)])]


def _record(
    choices: Choices,
    gold: Gold,
    number: int | None,
    area: dict[str, Any],
    objective: str,
    index: int,
    action: dict[str, Any],
) -> int:
    record = {
        "area_number": number,
        "area": area["area"],
        "goal": area["goal"],
        "objective": objective,
        "action_index": index,
        "action": action["action"],
        "responsible": action["responsible"] if choices["responsible"] == "yes" else None,
        "deadline": action["deadline"] if choices["deadline"] == "yes" else None,
    }
    if choices["indicator"] == "yes":
        record["indicator"] = action["indicator"]
    return gold.add("policy_actions", record)


def _two_columns(
    rng: random.Random, choices: Choices, gold: Gold, rows: list[Any], records: list[list[int]], words: dict[str, str]
) -> list[Block]:
    """Objective on the left, its actions as bullets on the right."""
    body = []
    for (objective, actions), indices in zip(rows, records, strict=True):
        tag = gold.tag("policy_actions", indices[0], "objective")
        bullets = tuple(
            common.bullet(a["action"], gold.tag("policy_actions", i, "action"), indent=0)
            for a, i in zip(actions, indices, strict=True)
        )
        body.append(Row((Cell((para(objective, tag=tag),)), Cell(bullets))))
    header = Row((Cell((para(words["objective"], bold=True),)), Cell((para(words["action"], bold=True),))))
    return [
        Table(
            (2, 4),
            (header,),
            tuple(body),
            TableStyle(ruling=choices["ruling"], padding=5, repeat_header=rng.random() < 0.5),
        )
    ]


def _aspects(
    rng: random.Random, choices: Choices, gold: Gold, rows: list[Any], records: list[list[int]], words: dict[str, str]
) -> list[Block]:
    """One row per action and a column per aspect; the objective's cell spans its actions."""
    names = ["action", *(n for n in ("responsible", "deadline", "indicator") if choices[n] == "yes")]
    body = []
    for (objective, actions), indices in zip(rows, records, strict=True):
        for n, (action, index) in enumerate(zip(actions, indices, strict=True)):
            first = (
                Cell((para(objective, tag=gold.tag("policy_actions", index, "objective")),), rowspan=len(actions))
                if n == 0
                else None
            )
            body.append(
                Row(
                    (
                        first,
                        *(Cell((para(action[name], tag=gold.tag("policy_actions", index, name)),)) for name in names),
                    )
                )
            )
    header = Row(tuple(Cell((para(words[n], bold=True),)) for n in ("objective", *names)))
    weights = {"action": 4.0, "responsible": 2.0, "deadline": 1.4, "indicator": 2.0}
    return [
        Table(
            (2.2, *(weights[n] for n in names)),
            (header,),
            tuple(body),
            TableStyle(ruling=choices["ruling"], padding=4, split_rows=False),
        )
    ]


def _nested(
    rng: random.Random, choices: Choices, gold: Gold, rows: list[Any], records: list[list[int]], words: dict[str, str]
) -> list[Block]:
    """Objectives as headings, actions as bullets below, responsible and deadline in brackets or as labelled lines."""
    sign = rng.choice(("•", "–", "▪" if choices["font"] == "DejaVu Sans" else "•"))
    blocks: list[Block] = []
    for (objective, actions), indices in zip(rows, records, strict=True):
        blocks.append(Para((Run(objective, tag=gold.tag("policy_actions", indices[0], "objective")),), "h3"))
        for action, index in zip(actions, indices, strict=True):
            blocks.append(common.bullet(action["action"], gold.tag("policy_actions", index, "action"), sign, indent=12))
            for name in ("responsible", "deadline"):
                if choices[name] == "yes":
                    runs = (
                        Run(words[name] + ": ", italic=True),
                        Run(action[name], italic=True, tag=gold.tag("policy_actions", index, name)),
                    )
                    blocks.append(Para(runs, indent=26))
    return blocks


def _magazine(
    rng: random.Random, choices: Choices, gold: Gold, rows: list[Any], records: list[list[int]], words: dict[str, str]
) -> list[Block]:
    """Two objectives beside each other without rules, facts and quotes between."""
    cells: list[Cell] = []
    for (objective, actions), indices in zip(rows, records, strict=True):
        head = Para((Run(objective, bold=True, tag=gold.tag("policy_actions", indices[0], "objective")),))
        bullets = (
            common.bullet(a["action"], gold.tag("policy_actions", i, "action"), indent=0)
            for a, i in zip(actions, indices, strict=True)
        )
        cells.append(Cell((head, *bullets)))
    if len(cells) % 2:
        cells.append(Cell())
    body = tuple(Row((cells[i], cells[i + 1])) for i in range(0, len(cells), 2))
    return [Table((1, 1), (), body, TableStyle(ruling="none", padding=8, split_rows=False))]
