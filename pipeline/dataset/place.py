"""A dataset's folder and its manifest ``dataset.json``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pipeline.dataset.database import NotADataset

DATASET_NAME = "udtraek-dataset"
MANIFEST = "dataset.json"


def read_dataset(folder: Path) -> dict[str, Any]:
    """The content of ``dataset.json``.

    Raises:
        NotADataset: there is none, or it is not ours.
    """
    try:
        content = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        raise NotADataset(f"{folder} is no dataset of udtraek.") from None
    if not isinstance(content, dict) or content.get("schema_name") != DATASET_NAME:
        raise NotADataset(f"{folder} is no dataset of udtraek.")
    return content


def is_dataset(folder: Path) -> bool:
    """Whether ``folder`` is what a build wrote."""
    try:
        read_dataset(folder)
    except NotADataset:
        return False
    return True


def write_manifest(folder: Path, content: dict[str, Any]) -> None:
    """Write ``dataset.json``."""
    (folder / MANIFEST).write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
