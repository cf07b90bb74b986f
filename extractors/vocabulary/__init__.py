"""The project's data: wordings, scales, units, municipalities, the catalogue of recommendations.

Everything that is true of Danish documents rather than of code lives here as YAML (or plain text
for long word lists), so that a new municipality's wording is a line of data. This module only
reads it; files are parsed on first use and kept.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CODE_SUFFIXES = (".py", ".pyc", ".pyi")

_replaced: dict[str, Any] = {}


def load(name: str) -> Any:
    """Read the vocabulary file ``name`` (a path below this folder without ``.yaml``), cached.

    The value is shared between callers: do not change it. It is what :func:`replace` gave, where that gave one.

    Raises:
        FileNotFoundError: there is no such file.
    """
    return _replaced[name] if name in _replaced else shipped(name)


def replace(contents: Mapping[str, Any]) -> None:
    """Have :func:`load` give ``contents`` in the place of what the files of these names hold, in this process.

    Nothing that was made of other contents is kept: every cache in this package is emptied when they change.
    """
    if contents == _replaced:
        return
    _replaced.clear()
    _replaced.update(contents)
    for name, module in list(sys.modules.items()):
        if name.startswith("extractors."):
            for value in vars(module).values():
                if name != __name__ and hasattr(value, "cache_clear"):
                    value.cache_clear()


@cache
def shipped(name: str) -> Any:
    """Read the vocabulary file ``name`` as it ships, cached.

    Raises:
        FileNotFoundError: there is no such file.
    """
    return yaml.load(read_text(f"{name}.yaml"), Loader=_Loader)  # noqa: S506 - one of the safe ones


def read_text(path: str) -> str:
    """Read a vocabulary file as text; ``path`` is relative to this folder, with suffix.

    Raises:
        FileNotFoundError: there is no such file.
    """
    return files(__name__).joinpath(*path.split("/")).read_text(encoding="utf-8")


@cache
def names(folder: str) -> tuple[str, ...]:
    """Names that :func:`load` takes for the YAML files directly in ``folder``, sorted."""
    entries = files(__name__).joinpath(*folder.split("/")).iterdir()
    return tuple(sorted(f"{folder}/{e.name[:-5]}" for e in entries if e.name.endswith(".yaml")))


@cache
def version() -> str:
    """Hex sha256 over path and content of every data file: equal wherever the data are equal."""
    digest = hashlib.sha256()
    for path, content in sorted(_data_files(files(__name__), "")):
        digest.update(f"{len(path)}:{path}:{len(content)}:".encode())
        digest.update(content)
    return digest.hexdigest()


def _data_files(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    """Path and bytes of the files below ``folder``; line ends count as LF, code is left out."""
    found: list[tuple[str, bytes]] = []
    for entry in folder.iterdir():
        path = f"{prefix}{entry.name}"
        if entry.is_dir():
            if entry.name != "__pycache__":
                found += _data_files(entry, f"{path}/")
        elif not entry.name.endswith(_CODE_SUFFIXES):
            found.append((path, entry.read_bytes().replace(b"\r\n", b"\n")))
    return found
