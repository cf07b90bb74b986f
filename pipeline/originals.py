"""Document id → bytes of its PDF: the originals of a run, found again beside it or where they were moved."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pipeline.limits import Limits


class Originals:
    """The PDFs that a run read.

    A file counts only when it lies inside one of the folders and its bytes are those that were read: a run folder
    that names other paths, or a file that has changed since, leads nowhere.
    """

    def __init__(self, run: Path, manifest: Mapping[str, Any], folders: Iterable[Path] = ()) -> None:
        """Look below ``folders``, and where ``run.json`` (``manifest``) says that the inputs of ``run`` lie."""
        stated = manifest.get("input_root")
        self._roots = [
            *folders,
            *([Path(os.path.normpath(run.absolute() / stated))] if isinstance(stated, str) else []),
        ]
        self._names: dict[str, list[str]] = {}
        for entry in manifest.get("inputs", ()):
            self._names.setdefault(entry["sha256"], []).append(entry["path"])
        self._limit = Limits().file_bytes

    def read(self, document_id: str) -> bytes | None:
        """The bytes of a document, None where they cannot be found."""
        for root in self._roots:
            for name in self._names.get(document_id, ()):
                data = self._read_inside(root, name)
                if data is not None and hashlib.sha256(data).hexdigest() == document_id:
                    return data
        return None

    def _read_inside(self, root: Path, name: str) -> bytes | None:
        try:
            base = root.resolve()
            path = (base / name).resolve()
            if not path.is_relative_to(base) or not path.is_file() or path.stat().st_size > self._limit:
                return None
            return path.read_bytes()
        except (OSError, ValueError):
            return None
