"""The package's data files: what is decided by hand, in ``data/``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def load(name: str) -> Any:
    """Read ``data/NAME.yaml``, cached. The value is shared between callers: do not change it."""
    return yaml.load(read_text(f"{name}.yaml"), Loader=_Loader)  # noqa: S506 - one of the safe ones


def read_text(name: str) -> str:
    """Read a file in ``data/`` as text."""
    return files(__package__).joinpath("data", name).read_text(encoding="utf-8")
