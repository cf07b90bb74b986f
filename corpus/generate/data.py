"""The content library: YAML beside this module, read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

_HERE = Path(__file__).parent / "data"


@cache
def load(name: str) -> Any:
    """The parsed data file ``name`` (without suffix)."""
    return yaml.safe_load((_HERE / f"{name}.yaml").read_text(encoding="utf-8"))


PACKAGES: tuple[str, ...] = (
    "alkohol",
    "fysisk_aktivitet",
    "hygiejne",
    "indeklima_i_skoler",
    "mad_og_maaltider",
    "mental_sundhed",
    "overvaegt",
    "seksuel_sundhed",
    "solbeskyttelse",
    "stoffer",
    "tobak",
)
CATEGORIES: tuple[str, ...] = ("rammer", "tilbud", "information", "tidlig_opsporing")
LEVELS: tuple[str, ...] = ("grundniveau", "udviklingsniveau")
