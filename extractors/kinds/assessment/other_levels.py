"""The level of all rows that print none, where a sentence says it: "(u): udviklingsniveau. Alle andre: grundniveau".

Some documents mark the few recommendations of one level and say in words what the others are. The sentence counts
where some rows have the other level and those without any outnumber none by mistake: it speaks of the rest, and rows
that print a level of their own keep it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.kinds.assessment.rows import LevelClaim, RawRow
from extractors.kinds.wording import fold, level_in
from schemas.layout import Layout, Line

_OTHERS = re.compile(
    r"\b(?:(?:alle |de )?(?:andre|øvrige|resterende)|resten|ellers|umærkede)\b(?P<said>[^.;!?]{0,60}?niveau)\b"
)


def claim_other_levels(rows: Sequence[RawRow], layout: Layout) -> None:
    """Give rows that print no level the one that a sentence gives to all that are not marked."""
    bare = [row for row in rows if not row.levels]
    marked = {claim.level for row in rows for claim in row.levels}
    if not bare or len(marked) != 1:
        return
    for page in layout.pages:
        for block in page.blocks:
            text = fold(" ".join(line.text for line in block.lines))
            found = _OTHERS.search(text)
            level = level_in(found["said"]) if found is not None else None
            if level is not None and level not in marked:
                lines: tuple[Line, ...] = block.lines
                for row in bare:
                    row.levels.append(LevelClaim(level, level, "section", lines))
                return
