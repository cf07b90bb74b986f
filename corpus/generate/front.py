"""What stands around the assessment: title, date, intro, legend, summary, running lines."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from corpus.generate.choices import Choices
from corpus.generate.content import Item
from corpus.generate.data import LEVELS, load
from corpus.generate.gold import Gold
from corpus.generate.marks import Scale, column_label
from corpus.generate.model import (
    WHITE,
    Block,
    Cell,
    Icon,
    PageBreak,
    PageSetup,
    Para,
    Row,
    Run,
    Space,
    Table,
    TableStyle,
    para,
)
from corpus.generate.text import Writer, print_date

A4 = (595.3, 841.9)
A3 = (841.9, 1190.6)
ACCENTS = (0x1F4E79, 0x00626B, 0x7A1F3D, 0x3B5323, 0x404040, 0xB85C00, 0x5B2C83)


@dataclass(frozen=True)
class Place:
    """The municipality a document is from."""

    code: str
    name: str

    @property
    def official(self) -> str:
        return {"Bornholm": "Bornholms Regionskommune", "København": "Københavns Kommune"}.get(
            self.name, f"{self.name} Kommune"
        )


def draw_place(rng: random.Random) -> Place:
    return Place(*rng.choice(load("municipalities")))


def page_setup(rng: random.Random, choices: Choices, place: Place, title: str, producer: str) -> PageSetup:
    w, h = A3 if choices["page"] == "landscape_a3" else A4
    if choices["page"] != "portrait":
        w, h = h, w
    header = footer = ""
    if choices["running"] == "header_footer":
        header = rng.choice((place.official, f"{place.official} · Sundhed og forebyggelse", title))
        footer = rng.choice(
            ("Side {page}", "{page}", f"Sagsnr. {rng.randint(10, 23)}/{rng.randint(1000, 99999)}    Side {{page}}")
        )
    elif choices["running"] == "page_number":
        footer = rng.choice(("{page}", "Side {page}", "- {page} -"))
    return PageSetup(
        width=w,
        height=h,
        margin=rng.choice((36.0, 42.5, 50.0, 56.7)),
        font=choices["font"],
        size=float(choices["font_size"]),
        leading=rng.choice((1.15, 1.2, 1.3)),
        header=header,
        footer=footer,
        justify=choices["text"].startswith("justified"),
        hyphenate=choices["hyphenation"] == "hyphens",
        break_words=choices["hyphenation"] == "broken_words",
        accent=rng.choice(ACCENTS),
    )


def front_blocks(
    rng: random.Random, choices: Choices, gold: Gold, place: Place, title: str, packages: list[str]
) -> list[Block]:
    """Logo, title, date line, edition and, if so chosen, an intro or a title page; fills the document's gold."""
    year = rng.randint(2013, 2023)
    printed, iso = print_date(rng, choices["date_form"], year)
    gold.document["document_date"] = iso
    blocks: list[Block] = []
    if choices["logo"] == "yes":
        blocks.append(Para((Icon("logo", 90, 34),), align=rng.choice(("left", "right"))))
    big = choices["front"] == "title_page"
    if big:
        blocks.append(Space(120))
    blocks.append(Para((Run(title),), "h1"))
    if place.official not in title:
        blocks.append(para(place.official, bold=True))
    if printed:
        blocks.append(para(rng.choice(load("wordings")["date_lines"]).format(date=printed)))
    if choices["titles"] == "catalogue" and year >= 2018 and printed:
        gold.document["edition"] = "2018"
    if choices["edition"] == "printed":
        edition = "2012" if year < 2018 else rng.choice(("2018", "2018", "2012"))
        blocks.append(
            para(
                rng.choice(
                    (
                        f"Anbefalingerne følger Sundhedsstyrelsens forebyggelsespakke fra {edition}.",
                        f"Kilde: Sundhedsstyrelsens forebyggelsespakke ({edition})",
                    )
                )
            )
        )
        gold.document["edition"] = edition
    if big:
        blocks.append(PageBreak())
    if choices["front"] != "title":
        themes = load("packages")[packages[0]]["themes"]
        writer = Writer(rng)
        if rng.random() < 0.6:
            blocks.append(para(rng.choice(("Indledning", "Baggrund", "Om skemaet", "Læsevejledning")), "h2"))
        blocks += [para(writer.prose(themes, rng.randint(1, 3))) for _ in range(rng.randint(1, 4))]
    blocks.append(Space(6))
    return blocks


def draw_title(rng: random.Random, place: Place, packages: list[str]) -> str:
    words = load("wordings")
    if len(packages) > 1:
        return str(rng.choice(words["multi_titles"])).format(official=place.official)
    name = load("packages")[packages[0]]["names"][0]
    return str(rng.choice(words["titles"])).format(official=place.official, package=name)


def summary_blocks(rng: random.Random, choices: Choices, gold: Gold, scale: Scale, items: list[Item]) -> list[Block]:
    """A table of counts per level (or package) and step, which agrees with the rows or does not."""
    if choices["summary"] == "none" or choices["summary_place"] == "last_row":
        return []
    words = load("wordings")
    unique = {(i.package, i.number): i for i in reversed(items)}
    packages = list(dict.fromkeys(i.package for i in items))
    lines: list[tuple[str, str | None, str | None, list[Item]]]
    if len(packages) > 1:
        lines = [
            (load("packages")[p]["names"][0], p, None, [i for i in unique.values() if i.package == p]) for p in packages
        ]
    elif choices["level_form"] == "none":
        lines = [("Antal", None, None, list(unique.values()))]
    else:
        names = rng.choice(words["levels"]["section"])
        lines = [
            (name, None, level, [i for i in unique.values() if i.level == level])
            for name, level in zip(names, LEVELS, strict=True)
        ]
    counts = [[sum(i.steps == (s,) for i in line[3]) for s in scale.columns] for line in lines]
    if choices["summary"] == "differs":
        at = rng.randrange(len(counts)), rng.randrange(len(scale))
        counts[at[0]][at[1]] += rng.choice((1, 2)) if counts[at[0]][at[1]] == 0 else rng.choice((-1, 1, 2))
    with_total = rng.random() < 0.7
    labels = [column_label(choices, scale, s) for s in scale.columns]
    header = [
        Cell((Para((Run(t, bold=True),)),), align="center" if n else "left")
        for n, t in enumerate(["", *labels, *([rng.choice(words["summary_total"])] if with_total else [])])
    ]
    rows = []
    for (name, package, level, _), values in zip(lines, counts, strict=True):
        cells: list[Cell | None] = [Cell((para(name),))]
        for label, value in zip(labels, values, strict=True):
            record: dict[str, object] = {"level": level, "rating_text": label, "count": value}
            index = gold.add("assessment_summaries", ({"package": package} if package else {}) | record)
            tag = gold.tag("assessment_summaries", index, "count")
            cells.append(Cell((para(str(value), tag=tag),), align="center"))
        if with_total:
            total = sum(values)
            index = gold.add(
                "summary_totals", ({"package": package} if package else {}) | {"level": level, "total": total}
            )
            cells.append(Cell((para(str(total), tag=gold.tag("summary_totals", index, "total")),), align="center"))
        rows.append(Row(tuple(cells)))
    title = para(rng.choice(words["summary_titles"]), "h2")
    table = Table(
        (2.5, *[1.4] * (len(header) - 1)),
        (Row(tuple(header)),),
        tuple(rows),
        TableStyle(ruling="full" if choices["ruling"] == "none" else choices["ruling"]),
        width=0.8,
    )
    return [Space(8), title, table, Space(8)]


def dark_header(row: Row, fill: int, dark: bool) -> Row:
    """A header row shaded, with white text on a dark colour."""

    def shade(cell: Cell | None) -> Cell | None:
        if cell is None:
            return None
        paras = cell.paras
        if dark:
            paras = tuple(
                replace(p, inlines=tuple(replace(i, color=WHITE) if isinstance(i, Run) else i for i in p.inlines))
                for p in paras
            )
        return replace(cell, fill=fill, paras=paras)

    return replace(row, cells=tuple(map(shade, row.cells)))
