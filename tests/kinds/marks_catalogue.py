"""Every kind of mark, drawn into a cell of a small page, with what it is to be read as.

The tests read it back; docs/make_marks.py makes the gallery of docs/ratings.md from it.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.kinds.marks_drawing import (
    BLACK,
    BLUE,
    CX,
    CY,
    GREEN,
    RED,
    WHITE,
    YELLOW,
    Draw,
    arrow,
    box,
    cross,
    disc,
    face,
    icon,
    lights,
    line,
    options,
    polygon,
    rect,
    sector,
    shade,
    small_box,
    star,
    text,
    tick,
    together,
    widget,
)


@dataclass(frozen=True)
class Sample:
    """A cell with marks; ``read`` is (kind, sign, meaning, colour, level) of each, left to right."""

    name: str
    title: str
    draw: Draw
    read: tuple[tuple[str, str, str, str | None, float | None], ...] = ()
    shading: str | None = None
    text_colour: str | None = None
    options: tuple[tuple[str, str], ...] = ()
    """Sign and label of each option."""


GLYPH, CHECKBOX, DRAWING, ICON = "glyph", "checkbox", "drawing", "icon"
SAMPLES: tuple[Sample, ...] = (
    Sample("x", "the letter x", text("x"), ((GLYPH, "x", "positive", None, None),)),
    Sample("tick_unicode", "✓ of a Unicode font", text("✓", "symbols"), ((GLYPH, "✓", "positive", None, None),)),
    Sample("tick_wingdings", "ü set in Wingdings", text("ü", "wingdings"), ((GLYPH, "✓", "positive", None, None),)),
    Sample(
        "tick_private",
        "private-use code U+F0FC of Wingdings",
        text("\uf0fc", "wingdings"),
        ((GLYPH, "✓", "positive", None, None),),
    ),
    Sample("tick_zapf", "4 set in ZapfDingbats", text("4", "zadb"), ((GLYPH, "✓", "positive", None, None),)),
    Sample("dot", "●", text("●", "symbols"), ((GLYPH, "circle", "positive", None, 1.0),)),
    Sample(
        "dot_coloured",
        "● in a colour",
        text("●", "symbols", color=YELLOW),
        ((GLYPH, "circle", "colour", "yellow", 1.0),),
        text_colour="yellow",
    ),
    Sample("plus", "+", text("+"), ((GLYPH, "plus", "positive", None, None),)),
    Sample("stars", "★★★☆☆", text("★★★☆☆", "symbols", x=28), ((GLYPH, "star*3", "level", None, 0.6),)),
    Sample("harvey_unicode", "◕", text("◕", "symbols"), ((GLYPH, "circle-75", "level", None, 0.75),)),
    Sample("smiley_unicode", "☺", text("☺", "symbols", 12), ((GLYPH, "smiley-happy", "happy", None, None),)),
    Sample(
        "smiley_wingdings",
        "L set in Wingdings",
        text("\uf04c", "wingdings", 12),
        ((GLYPH, "smiley-sad", "sad", None, None),),
    ),
    Sample("dash", "a dash: nothing", text("-"), ((GLYPH, "-", "empty", None, None),)),
    Sample("box_checked", "☒", text("☒", "symbols", 12), ((CHECKBOX, "box+cross", "checked", None, None),)),
    Sample("box_empty", "☐", text("☐", "symbols", 12), ((CHECKBOX, "box", "empty", None, None),)),
    Sample("box_brackets", "[x]", text("[x]"), ((CHECKBOX, "box+cross", "checked", None, None),)),
    Sample("drawn_box", "a drawn square", box(), ((CHECKBOX, "box", "empty", None, None),)),
    Sample(
        "drawn_box_cross",
        "a drawn square with a cross",
        together(box(), cross(5)),
        ((CHECKBOX, "box+cross", "checked", None, None),),
    ),
    Sample(
        "drawn_box_over",
        "a drawn square with a cross larger than it",
        together(box(), cross(8)),
        ((CHECKBOX, "box+cross", "checked", None, None),),
    ),
    Sample(
        "drawn_box_tick",
        "a drawn square with a tick",
        together(box(), tick()),
        ((CHECKBOX, "box+tick", "checked", None, None),),
    ),
    Sample(
        "drawn_box_fill",
        "a drawn square, filled inside",
        together(box(12), box(6, BLACK)),
        ((CHECKBOX, "box+fill", "checked", None, None),),
    ),
    Sample(
        "drawn_box_typed",
        "a drawn square with a typed x",
        together(box(12), text("x", x=CX - 2.5)),
        ((CHECKBOX, "box+cross", "checked", None, None),),
    ),
    Sample(
        "drawn_box_blue",
        "a filled square with a white tick",
        together(box(12, (0.1, 0.4, 0.8)), tick(color=WHITE)),
        ((CHECKBOX, "box+tick", "checked", "blue", None),),
    ),
    Sample(
        "box_of_lines",
        "a square of four lines",
        together(
            *(
                line(p, q)
                for p, q in (((45, 18), (55, 18)), ((45, 28), (55, 28)), ((45, 18), (45, 28)), ((55, 18), (55, 28)))
            )
        ),
        ((CHECKBOX, "box", "empty", None, None),),
    ),
    Sample(
        "radio",
        "an option button",
        together(disc(5, None, BLACK), disc(2.4)),
        ((CHECKBOX, "ring+dot", "checked", None, None),),
    ),
    Sample("field_on", "a form field that is on", widget(True), ((CHECKBOX, "box+cross", "checked", None, None),)),
    Sample("field_off", "a form field that is off", widget(False), ((CHECKBOX, "box", "empty", None, None),)),
    Sample(
        "options",
        "a list of options in the cell",
        options(
            (small_box(0, False), "I høj grad"),
            (small_box(1, True), "I nogen grad"),
            (small_box(2, False), "Slet ikke"),
        ),
        (
            (CHECKBOX, "box", "empty", None, None),
            (CHECKBOX, "box+cross", "checked", None, None),
            (CHECKBOX, "box", "empty", None, None),
        ),
        options=(("box", "I høj grad"), ("box+cross", "I nogen grad"), ("box", "Slet ikke")),
    ),
    Sample("disc", "a filled circle", disc(), ((DRAWING, "circle", "positive", None, 1.0),)),
    Sample("disc_green", "a filled circle in a colour", disc(5, GREEN), ((DRAWING, "circle", "colour", "green", 1.0),)),
    Sample(
        "disc_outlined",
        "a filled circle with an outline",
        disc(5, RED, BLUE, width=1.5),
        ((DRAWING, "circle", "colour", "red", 1.0),),
    ),
    Sample("ring", "a ring", disc(5, None, BLACK), ((DRAWING, "ring", "empty", None, 0.0),)),
    Sample(
        "oval",
        "an oval",
        lambda page: page.draw_oval((CX - 12, CY - 5, CX + 12, CY + 5), color=RED),
        ((DRAWING, "ring", "empty", "red", 0.0),),
    ),
    Sample("harvey_25", "a circle filled to a quarter", sector(0.25), ((DRAWING, "circle-25", "level", "blue", 0.25),)),
    Sample("harvey_50", "a circle filled by half", sector(0.5), ((DRAWING, "circle-50", "level", "blue", 0.5),)),
    Sample(
        "harvey_75", "a circle filled to three quarters", sector(0.75), ((DRAWING, "circle-75", "level", "blue", 0.75),)
    ),
    Sample("cross", "a cross of two lines", cross(), ((DRAWING, "cross", "positive", None, None),)),
    Sample(
        "cross_hand",
        "a cross drawn by hand",
        together(
            lambda page: page.draw_bezier((45, 18), (48, 24), (52, 22), (55, 28)),
            lambda page: page.draw_bezier((55, 18), (51, 22), (49, 25), (46, 29)),
        ),
        ((DRAWING, "cross", "positive", None, None),),
    ),
    Sample("tick_lines", "a tick of lines", tick(), ((DRAWING, "tick", "positive", None, None),)),
    Sample(
        "tick_shape",
        "a tick as a thin area",
        polygon((45, 24), (48, 28), (56, 16), (57.5, 17), (48.3, 31), (43.7, 25.2), fill=GREEN),
        ((DRAWING, "tick", "positive", "green", None),),
    ),
    Sample(
        "plus_lines",
        "a plus of two lines",
        together(line((CX - 5, CY), (CX + 5, CY)), line((CX, CY - 5), (CX, CY + 5))),
        ((DRAWING, "plus", "positive", None, None),),
    ),
    Sample(
        "square",
        "a small filled square",
        rect(45, 18, 55, 28, YELLOW, None),
        ((DRAWING, "square", "colour", "yellow", None),),
    ),
    Sample(
        "diamond",
        "a diamond",
        polygon((CX, CY - 6), (CX + 6, CY), (CX, CY + 6), (CX - 6, CY), fill=RED),
        ((DRAWING, "diamond", "colour", "red", None),),
    ),
    Sample(
        "triangle_up",
        "a triangle",
        polygon((CX, CY - 5), (CX + 6, CY + 5), (CX - 6, CY + 5)),
        ((DRAWING, "triangle-up", "positive", None, None),),
    ),
    Sample(
        "triangle_down",
        "a triangle on its tip",
        polygon((CX, CY + 5), (CX + 6, CY - 5), (CX - 6, CY - 5)),
        ((DRAWING, "triangle-down", "positive", None, None),),
    ),
    Sample("star", "a star", star(YELLOW), ((DRAWING, "star", "positive", "yellow", None),)),
    Sample("star_empty", "an empty star", star(None), ((DRAWING, "star-empty", "empty", None, None),)),
    Sample("arrow_up", "an arrow up", arrow(0, GREEN), ((DRAWING, "arrow-up", "positive", "green", None),)),
    Sample(
        "arrow_slope", "an arrow sloping upwards", arrow(45), ((DRAWING, "arrow-up-right", "positive", None, None),)
    ),
    Sample(
        "arrow_right",
        "an arrow to the right",
        arrow(90, YELLOW),
        ((DRAWING, "arrow-right", "positive", "yellow", None),),
    ),
    Sample("arrow_down", "an arrow down", arrow(180, RED), ((DRAWING, "arrow-down", "positive", "red", None),)),
    Sample("face_happy", "a smiling face", face(3), ((DRAWING, "smiley-happy", "happy", "yellow", None),)),
    Sample(
        "face_neutral",
        "a face with a straight mouth",
        face(0),
        ((DRAWING, "smiley-neutral", "neutral", "yellow", None),),
    ),
    Sample("face_sad", "a sad face, without filling", face(-3, None), ((DRAWING, "smiley-sad", "sad", None, None),)),
    Sample(
        "circle_tick",
        "a tick in a circle",
        together(disc(7, GREEN), tick(0.9, WHITE, 1.5)),
        ((DRAWING, "circle+tick", "colour", "green", None),),
    ),
    Sample(
        "circle_cross",
        "a cross in a circle",
        together(disc(7, RED), cross(3, WHITE, 1.5)),
        ((DRAWING, "circle+cross", "colour", "red", None),),
    ),
    Sample(
        "lights",
        "a traffic light, one lamp lit",
        lights((0.4, 0.4, 0.4), YELLOW, (0.4, 0.4, 0.4)),
        ((DRAWING, "light", "colour", "yellow", None),),
    ),
    Sample("icon_light", "a light as a picture", icon("light_green"), ((ICON, "light", "colour", "green", None),)),
    Sample(
        "icon_happy", "a smiley as a picture", icon("smiley_good"), ((ICON, "smiley-happy", "happy", "green", None),)
    ),
    Sample(
        "icon_neutral",
        "a smiley as a picture",
        icon("smiley_mid"),
        ((ICON, "smiley-neutral", "neutral", "yellow", None),),
    ),
    Sample("icon_sad", "a smiley as a picture", icon("smiley_bad"), ((ICON, "smiley-sad", "sad", "red", None),)),
    Sample("icon_thumb", "a thumb as a picture", icon("thumb_down"), ((ICON, "thumb-down", "sad", "red", None),)),
    Sample("icon_tick", "a tick as a picture", icon("check"), ((ICON, "tick", "positive", "green", None),)),
    Sample("shade", "a shaded cell", shade(YELLOW), shading="yellow"),
    Sample(
        "shade_pale",
        "words on Excel's pale green",
        together(shade((0.776, 0.937, 0.808)), text("Opfyldt", x=30)),
        shading="green",
    ),
    Sample(
        "shade_label",
        "a rounded label behind the words",
        together(
            lambda page: page.draw_rect((24, 14, 76, 32), color=None, fill=YELLOW, radius=0.4), text("Delvist", x=30)
        ),
        shading="yellow",
    ),
    Sample("words_coloured", "words in a colour", text("Ikke opfyldt", color=RED, x=20), text_colour="red"),
)
