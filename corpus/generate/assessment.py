"""An assessment as a table: content and choices in, document and gold out."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from corpus.generate import front, marks
from corpus.generate.choices import Choices
from corpus.generate.columns import Column
from corpus.generate.content import Group, Item, draw_items, draw_packages, group_items
from corpus.generate.data import load
from corpus.generate.fit import fit
from corpus.generate.gold import Gold, Record
from corpus.generate.marks import Scale
from corpus.generate.model import (
    Block,
    Cell,
    Document,
    Para,
    Row,
    Run,
    Space,
    Table,
    TableStyle,
    Valign,
    para,
    walk_runs,
)

SECTION_FILLS = (0xD9E2F3, 0xE2EFD9, 0xF2F2F2, 0xFFF2CC, 0xDDEBF7)
DARK_FILLS = (0x1F4E79, 0x00626B, 0x404040, 0x3B5323)
PACKAGE_CODES = {
    "alkohol": "AL",
    "fysisk_aktivitet": "FA",
    "hygiejne": "HY",
    "indeklima_i_skoler": "IK",
    "mad_og_maaltider": "MM",
    "mental_sundhed": "MS",
    "overvaegt": "OV",
    "seksuel_sundhed": "SS",
    "solbeskyttelse": "SO",
    "stoffer": "ST",
    "tobak": "T",
}
"""What a municipality may put before a number to say which package it is of."""
LEVEL_COLORS = ((0xDDEBF7, 0xFCE4D6), (0xE2EFDA, 0xD9D2E9), (0x9DC3E6, 0xF4B183))


@dataclass(frozen=True)
class Style:
    """How one document prints levels, section rows and headers."""

    level_words: tuple[str, str]
    level_colors: tuple[int, int]
    section_fill: int | None
    section_bold: bool
    header_fill: int | None
    header_dark: bool
    valign: Valign


def draw_style(rng: random.Random, choices: Choices) -> Style:
    kind = "word" if choices["level_form"] == "word" else "letter"
    g, u = rng.choice(load("wordings")["levels"][kind])
    dark = choices["header_fill"] == "dark"
    fill = {"none": None, "pale": rng.choice(SECTION_FILLS), "dark": rng.choice(DARK_FILLS)}[choices["header_fill"]]
    return Style(
        (g, u),
        rng.choice(LEVEL_COLORS),
        rng.choice((None, *SECTION_FILLS)),
        rng.random() < 0.8,
        fill,
        dark,
        "middle" if choices["vertical"] == "middle" else "top",
    )


@dataclass
class Composer:
    """Builds rows and gold records of one document together, so that they cannot disagree."""

    rng: random.Random
    choices: Choices
    scale: Scale
    style: Style
    gold: Gold
    packages: list[str]

    def record(self, item: Item, group: Group) -> int:
        """The gold record of a printed row; its index in the list."""
        c = self.choices
        before = self.gold.lists.get("assessments", [])
        numbered = c["number_form"] != "none"
        record: Record = {
            "package": item.package,
            "number": item.number if numbered else None,
            "number_raw": self.number_text(item) if numbered else None,
        }
        key = ("number", item.number) if numbered else ("title", item.title)
        record["occurrence"] = 1 + sum(r["package"] == item.package and r[key[0]] == key[1] for r in before)
        if item.text and c["arrangement"] == "table":
            record["title_alt"] = [f"{item.title} {item.text}"]
        record |= {"title": item.title, "level": None if c["level_form"] == "none" else item.level}
        if c["sections"] == "category" or c["category_column"] == "yes":
            record["category"] = item.category
        record |= marks.rating_gold(c, self.scale, () if item.between else item.steps)
        record["activity"] = item.activity if c["activity"] == "yes" else None
        if item.bullets and c["activity"] == "yes":
            record["activity_alt"] = [" ".join(f"• {b}" for b in item.bullets)]
        if c["sections"] == "department":
            record |= {"departments_raw": group.label, "departments": [group.label]}
        elif c["departments"] == "yes":
            record |= {"departments_raw": item.units.raw, "departments": list(item.units.units)}
            if item.units.offered:
                del record["departments_raw"]  # how much of a list of boxes is "as printed" is anyone's choice
            if item.units.alternatives:
                record["departments_alt"] = [list(a) for a in item.units.alternatives]
        else:
            record |= {"departments_raw": None, "departments": []}
        for name in ("notes", "responsible", "deadline"):
            record[name] = getattr(item, name) if c[name] == "yes" else None
        return self.gold.add("assessments", record)

    def number_text(self, item: Item) -> str:
        form, code = self.choices["number_form"], self.choices["number_code"]
        if code in ("joined", "dashed"):
            return f"{PACKAGE_CODES[item.package]}{'-' if code == 'dashed' else ''}{item.number}"
        if form == "letter":
            return f"{'G' if item.level == 'grundniveau' else 'U'}{item.number}"
        if form == "decimal":
            return f"{self.packages.index(item.package) + 1}.{item.number}"
        return {"dot": f"{item.number}.", "in_title": f"{item.number}.", "nr": f"Nr. {item.number}"}.get(
            form, str(item.number)
        )

    def tag(self, index: int, name: str, exact: bool = True) -> int:
        return self.gold.tag("assessments", index, name, exact)

    def level_text(self, item: Item) -> str:
        return self.style.level_words[item.level == "udviklingsniveau"]

    def title_para(self, item: Item, index: int, bold: bool = False) -> Para:
        """The title, with the number before it or the level behind it where the choices say so."""
        runs: list[Run] = []
        if self.choices["number_form"] == "in_title":
            runs.append(Run(f"{item.number}.", bold=bold, tag=self.tag(index, "number_raw")))
            runs.append(Run(" ", bold=bold))
        runs.append(Run(item.title, bold=bold, tag=self.tag(index, "title")))
        if self.choices["level_form"] == "suffix":
            g, u = load("wordings")["levels"]["suffix"]
            runs.append(Run(" ", bold=bold))
            runs.append(
                Run((u if item.level == "udviklingsniveau" else g).strip(), tag=self.tag(index, "level", exact=False))
            )
        return Para(tuple(runs))

    def text_paras(self, item: Item, index: int, role: str) -> tuple[Para, ...]:
        """The paragraphs of a text cell; empty for an empty cell."""
        if role == "activity" and item.bullets:
            tag = self.tag(index, "activity")
            return tuple(Para((Run("• "), Run(b, tag=tag))) for b in item.bullets)
        if role == "departments" and item.units.offered:
            tags = {unit: self.tag(index, f"departments.{n}") for n, unit in enumerate(item.units.units)}
            return tuple(
                Para((Run("☒" if unit in tags else "☐", font="symbols"), Run(" "), Run(unit, tag=tags.get(unit))))
                for unit in item.units.offered
            )
        if role == "departments" and item.units.lines:
            tag = self.tag(index, "departments_raw")
            return tuple(para(line, tag=tag) for line in item.units.lines)
        text = item.units.raw if role == "departments" else str(getattr(item, role))
        if not text:
            return ()
        if role in ("economy", "committee"):
            return (para(text),)
        return (para(text, tag=self.tag(index, "departments_raw" if role == "departments" else role)),)

    def cell(self, item: Item, index: int, column: Column) -> Cell:
        """The cell of a row in a column."""
        role, c = column.role, self.choices
        if role == "step":
            checked = column.step in item.steps
            if item.between:
                return self.between_cell(item, column.step or 0)
            tag = self.tag(index, "rating_text", exact=False) if checked and len(item.steps) == 1 else None
            cell = marks.column_cell(c, self.scale, column.step or 0, checked, tag)
            return replace(cell, align=self.rng.choice(("left", "right"))) if item.shifted and checked else cell
        if role == "rating":
            tag = self.tag(index, "rating_text", exact=False) if len(item.steps) == 1 else None
            return marks.rating_cell(c, self.scale, item.steps, tag)
        if role == "former":
            return marks.rating_cell(c, self.scale, (self.rng.randint(1, len(self.scale)),), None)
        if role == "number":
            return self.shaded(Cell((para(self.number_text(item), tag=self.tag(index, "number_raw")),)), item, index)
        if role == "title":
            text = (para(item.text),) if item.text else ()
            cell = Cell((self.title_para(item, index, bold=bool(text)), *text))
            return self.shaded(cell, item, index) if c["number_form"] in ("none", "in_title") else cell
        if role == "level":
            return Cell(
                (para(self.level_text(item), tag=self.tag(index, "level", exact=False)),),
                align="center" if c["level_form"] == "letter" else "left",
            )
        if role == "category":
            return Cell(
                (para(load("wordings")["categories"][item.category][1], tag=self.tag(index, "category", exact=False)),)
            )
        if role == "package":
            return Cell(
                (para(load("packages")[item.package]["names"][0], tag=self.tag(index, "package", exact=False)),)
            )
        return Cell(self.text_paras(item, index, role))

    def between_cell(self, item: Item, step: int) -> Cell:
        """The mark of a row on the border between its step's column and the next one."""
        order = self.scale.columns
        marked = min(order.index(item.steps[0]), len(order) - 2)
        if step != order[marked]:
            return Cell(align="center")
        return replace(marks.column_cell(self.choices, self.scale, step, True, None), push=0.5)

    def shaded(self, cell: Cell, item: Item, index: int) -> Cell:
        """The number's cell, or else the title's, with the shading that shows the level."""
        if self.choices["level_form"] not in ("color", "color_row"):
            return cell
        return replace(
            cell,
            fill=self.style.level_colors[item.level == "udviklingsniveau"],
            fill_tag=self.tag(index, "level", exact=False),
        )


def compose(rng: random.Random, choices: Choices) -> tuple[Document, Gold]:
    """An assessment with the given (settled) choices."""
    from corpus.generate import forms, tables

    packages = draw_packages(rng, choices)
    place = front.draw_place(rng)
    title = front.draw_title(rng, place, packages)
    scale = marks.draw_scale(rng, choices)
    groups = group_items(rng, choices, draw_items(rng, choices, packages))
    items = [i for g in groups for i in g.items]
    gold = Gold(
        document={"kind": "assessment", "municipality_code": place.code, "packages": sorted({i.package for i in items})}
    )
    composer = Composer(rng, choices, scale, draw_style(rng, choices), gold, packages)
    setup = front.page_setup(rng, choices, place, title, choices["producer"])

    head = front.front_blocks(rng, choices, gold, place, title, packages)
    if choices["legend_place"] == "page_footer" and not (
        marks.needs_legend(choices) and choices["mark_cell"] in ("-", "digit", "abbreviation")
    ):
        choices["legend_place"] = "before"
    if choices["legend_place"] == "page_footer":
        lettered = choices["mark_cell"] == "abbreviation" or choices["column_labels"] == "letters"
        signs = scale.letters if lettered else scale.digits
        setup = replace(setup, footer=(setup.footer + "    " + marks.legend_text(rng, scale, signs)).strip())
        legend = level_legend(composer)
    else:
        legend = legend_blocks(rng, choices, composer)
    if choices["arrangement"] == "table":
        body = tables.table_blocks(rng, composer, groups)
    else:
        body = forms.blocks(rng, composer, groups)
    summary = front.summary_blocks(rng, choices, gold, scale, items)
    note: list[Block] = (
        [para(rng.choice(load("wordings")["footnotes"]), "small")] if choices["footnote"] == "yes" else []
    )
    early = legend if choices["legend_place"] != "after" else []
    late = legend if choices["legend_place"] == "after" else []
    middle = [*early, *summary, *body] if choices["summary_place"] == "before" else [*early, *body, *summary]
    document = Document(setup, (*head, *middle, *late, *note), title, {"sideways": choices["wide"] == "sideways"})
    if choices["text"] == "justified_double_spaces":
        document = walk_runs(document, lambda r: replace(r, text=r.text.replace(" ", "  ")) if r.font is None else r)
    return fit(document), gold


def legend_blocks(rng: random.Random, choices: Choices, composer: Composer) -> list[Block]:
    """The legend of the rating signs and that of the level colours, where there are any."""
    blocks: list[Block] = []
    if marks.needs_legend(choices):
        blocks += marks.legend_paras(rng, choices, composer.scale, composer.gold)
        blocks.append(Space(6))
    elif choices["legend_place"] != "-":
        choices["legend_place"] = "-"
    return blocks + level_legend(composer)


def level_legend(composer: Composer) -> list[Block]:
    if composer.choices["level_form"] not in ("color", "color_row"):
        return []
    g, u = composer.style.level_colors
    cells = [Cell(fill=g), Cell((para("Grundniveau"),)), Cell(fill=u), Cell((para("Udviklingsniveau"),))]
    return [Table((0.6, 4, 0.6, 4), (), (Row(tuple(cells)),), TableStyle(ruling="none"), width=0.6), Space(6)]
