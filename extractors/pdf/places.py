"""What lies nowhere: a PDF may multiply its coordinates until they are no numbers any more."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any, TypeVar

Item = TypeVar("Item", bound=tuple[Any, ...])


def all_finite(values: Iterable[float]) -> bool:
    """Whether all values are numbers; infinite ones and those that are none make their sum one of them."""
    return math.isfinite(sum(values))


def with_place(items: list[Item], at: int = 0) -> list[Item]:
    """The items whose box, four numbers from position ``at`` on, lies somewhere."""
    if all_finite(map(sum, list(zip(*items, strict=True))[at : at + 4])):
        return items
    return [item for item in items if all_finite(item[at : at + 4])]
