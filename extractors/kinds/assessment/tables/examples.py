"""Examples: tables that show how a form is to be filled in, and rate nothing."""

from __future__ import annotations

import re

_EXAMPLE = re.compile(
    r"^(et )?((udfyldt|fiktivt|opdigtet|tænkt) )?eksempel (på|af) (et |en )?(udfyldt|udfyldelse|besvar|skema|vurdering)"
    r"|\b(udfyldt|fiktivt|opdigtet|tænkt) eksempel\b"
    r"|\beksempl(et|erne) er (opdigte|fiktiv|opfund|tænk)"
    r"|^sådan (kan|skal|udfyldes|ser)\b.*\b(skema|skemaet) (udfyldes|se ud|ud)\b",
    re.IGNORECASE,
)


def announces_example(text: str) -> bool:
    """Whether a heading, caption or line says that the table below it is made up: "Eksempel på et udfyldt skema"."""
    return _EXAMPLE.search(text) is not None
