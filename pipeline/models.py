"""Which Danish language model is there: found by what is installed, without importing spaCy."""

from __future__ import annotations

import json
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from pipeline.errors import SettingInvalid

NONE = "none"
"""The name that asks for no model."""


class Model(NamedTuple):
    """A spaCy model that can be loaded."""

    name: str
    version: str


def find_model(name: str | None = None) -> Model | None:
    """The model called ``name`` (an installed package, or a folder); by default the best Danish one, if any.

    Raises:
        SettingInvalid: there is no such model.
    """
    from extractors.danish.nlp import MODELS

    if name == NONE:
        return None
    if name is None:
        return next((model for known in MODELS if (model := _installed(known)) is not None), None)
    model = _installed(name) or _folder(Path(name))
    if model is None:
        raise SettingInvalid(f"There is no spaCy model {name!r}; the program works without one.")
    return model


def _installed(name: str) -> Model | None:
    try:
        return Model(name, metadata.version(name))
    except (metadata.PackageNotFoundError, ValueError):
        return None


def _folder(path: Path) -> Model | None:
    """A model saved to disk; its meta.json says its version."""
    try:
        meta = json.loads((path / "meta.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return Model(str(path.absolute()), str(meta.get("version", ""))) if isinstance(meta, dict) else None
