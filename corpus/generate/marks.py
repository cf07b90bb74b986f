"""How a rating is drawn: marks in step columns, marks in one cell, legends.

Every function returns paragraphs and a fill; the part that shows the rating carries the tag, unchecked boxes and
legends carry none.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from corpus.generate.choices import Choices
from corpus.generate.data import load
from corpus.generate.gold import Gold
from corpus.generate.model import BLACK, Cell, Icon, Inline, Para, Run, Shape

GLYPHS: dict[str, tuple[str, str | None]] = {
    # option: (text, symbol font)
    "x": ("x", None),
    "X": ("X", None),
    "plus": ("+", None),
    "star": ("*", None),
    "bullet": ("•", None),
    "check": ("✓", "symbols"),
    "heavy_check": ("✔", "symbols"),
    "dot": ("●", "symbols"),
    "black_square": ("■", "symbols"),
    "pua_check": ("\uf0fc", "wingdings"),
    "pua_cross": ("\uf0fb", "wingdings"),
    "latin_check": ("ü", "wingdings"),
    "zapf_check": ("✔", "zapf"),
}
BOX_GLYPHS: dict[str, tuple[str, str, str]] = {
    # option: (checked, empty, font)
    "box_glyph": ("☒", "☐", "symbols"),
    "box_tick_glyph": ("☑", "☐", "symbols"),
    "pua_box": ("\uf0fe", "\uf0a8", "wingdings"),
}
SHAPES = {"disc_drawn": "disc", "ring_drawn": "ring", "cross_drawn": "cross", "tick_drawn": "tick"}
SMILEYS = ("\uf04a", "\uf04b", "\uf04c")
LIGHTS = ("light_green", "light_yellow", "light_red")
FACES = ("smiley_good", "smiley_mid", "smiley_bad")
THUMBS = ("thumb_up", "thumb_side", "thumb_down")
ARROWS = ("up", "right", "down")

GREENS = (0x00B050, 0x92D050, 0x70AD47, 0x4CAF50, 0xA9D18E)
YELLOWS = (0xFFFF00, 0xFFC000, 0xFFD966, 0xFFEB3B)
REDS = (0xFF0000, 0xC00000, 0xE06666, 0xF4433C)
NEUTRALS = (0x5B9BD5, 0x808080, 0x1F4E79, 0xA6A6A6, 0x70AD47)

MARK_KIND = {
    **dict.fromkeys(GLYPHS, "glyph"),
    **dict.fromkeys(BOX_GLYPHS, "checkbox"),
    **dict.fromkeys(SHAPES, "drawing"),
    "box_drawn": "checkbox",
    "form_field": "checkbox",
    "box_tick_drawn": "checkbox",
    "fill": "fill",
    "icon_check": "icon",
    "word_in_column": "text",
    "word": "text",
    "colored_word": "text",
    "abbreviation": "text",
    "digit": "text",
    "fill_word": "text",
    "dot_colored": "glyph",
    "pua_smiley": "glyph",
    "disc_colored": "drawing",
    "harvey": "drawing",
    "arrow": "drawing",
    "icon_light": "icon",
    "icon_smiley": "icon",
    "icon_thumb": "icon",
    "options_glyph": "checkbox",
    "options_drawn": "checkbox",
}


@dataclass(frozen=True)
class Scale:
    """A scale as one document prints it; tuples run from the best step to the worst."""

    name: str
    labels: tuple[str, ...]
    """Wording of each step."""
    letters: tuple[str, ...]
    digits: tuple[str, ...]
    colors: tuple[int, ...]
    neutral: int
    columns: tuple[int, ...]
    """Steps in the order in which they stand from left to right, or in the legend."""
    size: float
    """Size of drawn marks in points."""

    def __len__(self) -> int:
        return len(self.labels)


def draw_scale(rng: random.Random, choices: Choices) -> Scale:
    entry = load("scales")[choices["scale"]]
    labels = tuple(map(str, rng.choice(entry["words"])))
    n = len(labels)
    letters = tuple(map(str, rng.choice(entry.get("letters", [[str(i) for i in range(1, n + 1)]]))))
    up = choices["scale_order"] == "best_first"
    digits = tuple(str(i) for i in (range(1, n + 1) if up else range(n, 0, -1)))
    green, yellow, red = rng.choice(GREENS), rng.choice(YELLOWS), rng.choice(REDS)
    colors = {2: (green, red), 3: (green, yellow, red)}.get(n, (0x00B050, 0x92D050, 0xFFC000, 0xFF0000, 0x7F0000)[:n])
    order = tuple(range(1, n + 1)) if up else tuple(range(n, 0, -1))
    if choices["scale"].startswith("tal"):
        order = tuple(sorted(range(1, n + 1), key=lambda s: digits[s - 1]))
    size = max(6.0, min(11.0, float(choices["font_size"])))
    return Scale(choices["scale"], labels, letters, digits, colors, rng.choice(NEUTRALS), order, size)


def column_label(choices: Choices, scale: Scale, step: int) -> str:
    """What the header of a step's column says."""
    if choices["column_labels"] == "letters":
        return scale.letters[step - 1]
    return scale.digits[step - 1] if scale.name.startswith("tal") else scale.labels[step - 1]


def column_cell(choices: Choices, scale: Scale, step: int, checked: bool, tag: int | None) -> Cell:
    """The cell in the column of ``step``, marked or not."""
    mark = choices["mark_columns"]
    inline: Inline | None = None
    fill = None
    if mark in BOX_GLYPHS:
        on, off, box_font = BOX_GLYPHS[mark]
        inline = Run(on if checked else off, font=box_font, tag=tag if checked else None)
    elif mark == "form_field":
        inline = Shape("field_on" if checked else "field_off", size=scale.size + 2, tag=tag if checked else None)
    elif mark in ("box_drawn", "box_tick_drawn"):
        kind = ("box_cross" if mark == "box_drawn" else "box_tick") if checked else "box"
        inline = Shape(kind, size=scale.size, tag=tag if checked else None)  # type: ignore[arg-type]
    elif not checked:
        pass
    elif mark in GLYPHS:
        text, font = GLYPHS[mark]
        inline = Run(text, font=font, tag=tag, bold=mark == "X")
    elif mark in SHAPES:
        color = scale.colors[step - 1] if choices["scale"] == "trafiklys3" else BLACK
        inline = Shape(SHAPES[mark], color=color, size=scale.size, tag=tag)  # type: ignore[arg-type]
    elif mark == "fill":
        fill = scale.colors[step - 1] if len(scale) == 3 else scale.neutral
    elif mark == "icon_check":
        inline = Icon("check", scale.size, scale.size, tag=tag)
    elif mark == "word_in_column":
        inline = Run(scale.labels[step - 1], tag=tag)
    else:
        raise ValueError(f"unknown mark: {mark}")
    paras = (Para((inline,)),) if inline else ()
    return Cell(paras, fill=fill, fill_tag=tag if fill is not None else None, align="center")


def step_inline(choices: Choices, scale: Scale, step: int, tag: int | None, legend: bool = False) -> tuple[Inline, ...]:
    """The sign that stands for a step in a rating cell or before its wording in a legend."""
    mark, i, size = choices["mark_cell"], step - 1, scale.size
    if choices["column_labels"] == "letters":
        return (Run(scale.letters[i], tag=tag),)
    if mark == "-" or mark == "digit":
        return (Run(scale.digits[i], tag=tag),)
    if mark == "word":
        return (Run(scale.labels[i], tag=tag),)
    if mark == "colored_word":
        return (Run(scale.labels[i], bold=True, color=_readable(scale.colors[i]), tag=tag),)
    if mark == "abbreviation":
        return (Run(scale.letters[i], tag=tag),)
    if mark == "fill_word":
        return (Run("    " if legend else scale.labels[i], tag=tag),)
    if mark == "dot_colored":
        return (Run("●", font="symbols", color=scale.colors[i], scale=1.3, tag=tag),)
    if mark == "pua_smiley":
        return (Run(SMILEYS[_third(i, len(scale))], font="wingdings", scale=1.3, tag=tag),)
    if mark == "disc_colored" or mark == "fill":
        return (Shape("square" if mark == "fill" else "disc", scale.colors[i], size, tag),)
    if mark == "harvey":
        quarter = round(4 * (len(scale) - step) / (len(scale) - 1))
        return (Shape(f"harvey{quarter}", 0x1F4E79, size + 1, tag),)  # type: ignore[arg-type]
    if mark == "arrow":
        return (Shape(ARROWS[_third(i, len(scale))], scale.colors[i], size, tag),)  # type: ignore[arg-type]
    icons = {"icon_light": LIGHTS, "icon_smiley": FACES, "icon_thumb": THUMBS}[mark]
    return (Icon(icons[_third(i, len(scale))], size + 2, size + 2, tag=tag),)  # type: ignore[arg-type]


def rating_cell(choices: Choices, scale: Scale, steps: tuple[int, ...], tag: int | None) -> Cell:
    """The one cell that holds the rating of a row; empty options or nothing where no step is marked."""
    mark = choices["mark_cell"]
    if mark.startswith("options"):
        return Cell(option_paras(choices, scale, steps, tag, stacked=True))
    if len(steps) != 1:
        return Cell(align="center")
    step = steps[0]
    if mark == "fill":
        return Cell(fill=scale.colors[step - 1], fill_tag=tag)
    cell = Cell((Para(step_inline(choices, scale, step, tag)),), align="center")
    if mark == "fill_word":
        return replace(cell, fill=scale.colors[step - 1])
    return replace(cell, align="left") if mark in ("word", "colored_word") else cell


def option_paras(
    choices: Choices, scale: Scale, steps: tuple[int, ...], tag: int | None, stacked: bool
) -> tuple[Para, ...]:
    """``☒ Ja  ☐ Delvist  ☐ Nej``, on one line or one below the other; the tag is on the checked box."""
    parts: list[tuple[Inline, ...]] = []
    for step in scale.columns:
        on = step in steps
        if choices["mark_cell"] == "options_drawn":
            box: Inline = Shape("box_cross" if on else "box", size=scale.size, tag=tag if on else None)
        else:
            box = Run("☒" if on else "☐", font="symbols", tag=tag if on else None)
        parts.append((box, Run(" " + scale.labels[step - 1])))
    if stacked:
        return tuple(Para(p) for p in parts)
    line: list[Inline] = []
    for n, part in enumerate(parts):
        line += ([Run("     ")] if n else []) + list(part)
    return (Para(tuple(line)),)


def needs_legend(choices: Choices) -> bool:
    """Whether the signs say nothing by themselves."""
    if choices["rating_place"] == "columns":
        return choices["scale"].startswith("tal") or choices["column_labels"] == "letters"
    return choices["mark_cell"] not in ("word", "colored_word", "fill_word", "options_glyph", "options_drawn")


def legend_paras(rng: random.Random, choices: Choices, scale: Scale, gold: Gold) -> list[Para]:
    """Intro and one entry per step, on one line or each on its own."""
    intro = Run(rng.choice(load("wordings")["legend_intro"]), bold=True)
    joint = rng.choice((" = ", ": ", " – "))
    text_sign = choices["mark_cell"] in ("-", "digit", "abbreviation")
    entries = [
        (
            *step_inline(choices, scale, s, None, legend=True),
            Run(joint if text_sign else " "),
            Run(scale.labels[s - 1], tag=gold.witness(scale.labels[s - 1])),
        )
        for s in scale.columns
    ]
    if rng.random() < 0.5:
        return [Para((intro,)), *(Para(e) for e in entries)]
    line: list[Inline] = [intro, Run(" ")]
    for n, entry in enumerate(entries):
        line += ([Run(", " if text_sign else "     ")] if n else []) + list(entry)
    return [Para(tuple(line))]


def legend_text(rng: random.Random, scale: Scale, signs: tuple[str, ...]) -> str:
    """The legend as one line of text for a page footer."""
    return ", ".join(f"{signs[s - 1]} = {scale.labels[s - 1]}" for s in scale.columns)


def rating_gold(choices: Choices, scale: Scale, steps: tuple[int, ...]) -> dict[str, object]:
    """The rating fields of a gold record. A row with no or two marks has no rating, and says nothing of a scale."""
    if len(steps) != 1:
        return {"rating_text": None, "rating_step": None, "mark_kind": None}
    i = steps[0] - 1
    mark = choices["mark_columns"] if choices["rating_place"] == "columns" else choices["mark_cell"]
    gold: dict[str, object] = {
        "rating_text": scale.labels[i],
        "rating_scale": scale.name,
        "rating_step": steps[0],
        "rating_steps": len(scale),
        "mark_kind": MARK_KIND[mark],
    }
    if choices["rating_place"] == "columns" and scale.name.startswith("tal"):
        gold |= {"rating_text": scale.digits[i], "rating_text_alt": [scale.labels[i]]}
    elif choices["column_labels"] == "letters":
        gold |= {"rating_text": scale.letters[i], "rating_text_alt": [scale.labels[i]]}
    elif mark == "digit":
        gold["rating_text_alt"] = [scale.digits[i]]
    elif mark == "abbreviation":
        gold["rating_text_alt"] = [scale.letters[i]]
    if mark == "fill_word":
        gold["mark_kind_alt"] = ["fill"]
    return gold


def _third(i: int, n: int) -> int:
    """Step ``i`` of ``n`` as good, middle or bad."""
    return 0 if i == 0 else 2 if i == n - 1 else 1


def _readable(color: int) -> int:
    """A darker yellow: bright yellow text is not readable on white."""
    return 0xBF9000 if color in YELLOWS else color
