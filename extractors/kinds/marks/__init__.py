"""Marks: signs on the page that rate a row, however they are drawn.

A mark is evidence and no rating: nothing here knows of scales, columns or recommendations (docs/ratings.md).
"""

from extractors.kinds.marks.cells import in_reading_order, is_shaded_in_parts, marks_in, shading_of, text_colour_of
from extractors.kinds.marks.colours import colour_distance, colour_name, is_coloured
from extractors.kinds.marks.glyphs import is_sign, may_hold_boxes, split_leading_sign
from extractors.kinds.marks.lamps import Place, lamps_of, may_be_lamps, with_lit_lamp
from extractors.kinds.marks.legend_keys import LegendEntry
from extractors.kinds.marks.legend_tables import legend_entries_of_table
from extractors.kinds.marks.legends import as_one_line, legend_entries
from extractors.kinds.marks.options import Option, options_in

__all__ = [
    "LegendEntry",
    "Option",
    "Place",
    "as_one_line",
    "colour_distance",
    "colour_name",
    "in_reading_order",
    "is_coloured",
    "is_shaded_in_parts",
    "is_sign",
    "lamps_of",
    "legend_entries",
    "legend_entries_of_table",
    "marks_in",
    "may_be_lamps",
    "may_hold_boxes",
    "options_in",
    "shading_of",
    "split_leading_sign",
    "text_colour_of",
    "with_lit_lamp",
]
