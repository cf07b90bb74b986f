"""Nothing changed → nothing to do: a run over the same inputs, by the same program, with the same settings.

The last run states what it was made from; when that is the same and its files are what it says, it is the result.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.errors import NotARun
from pipeline.inputs import InputFile
from pipeline.settings import RunSettings
from pipeline.versions import engine_version, pipeline_version
from pipeline.writing.digests import digest_file
from pipeline.writing.place import left_behind, read_run
from schemas.document import DocumentFacts

_BESIDE_THE_POINT = {"workers", "engine", "scheduler", "cache", "force", "fail_on", "manifest", "reviews"}
"""Settings that change how a run goes and not what it gives; what manifest and reviews say is looked at itself."""


def fingerprint(
    files: Sequence[InputFile], facts: Mapping[str, DocumentFacts], settings: RunSettings, reviews: Mapping[str, Any]
) -> str | None:
    """Hash of everything that decides what a run gives; None when that cannot be told, as with a file to be refused
    or one in a store, which would have to be fetched for it.
    """
    digest = hashlib.sha256()
    parts = {
        "engine": engine_version(),
        "pipeline": pipeline_version(),
        "settings": settings.model_dump(mode="json", exclude=_BESIDE_THE_POINT),
        "facts": {name: fact.model_dump() for name, fact in sorted(facts.items())},
        "reviews": dict(reviews),
    }
    digest.update(json.dumps(parts, sort_keys=True).encode())
    for file in files:
        if not isinstance(file.path, Path) or file.problem or file.byte_size > settings.limits.file_bytes:
            return None
        try:
            with file.path.open("rb") as stream:
                content = hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError:
            return None
        digest.update(json.dumps([file.name, content]).encode())
    return digest.hexdigest()


def same_run(target: Path, wanted: str | None) -> dict[str, Any] | None:
    """``run.json`` of the run in ``target`` when it was made from what ``wanted`` stands for and is intact.

    A run with documents that could not be read is not the same: what kept them from it may have passed.
    """
    if wanted is None or left_behind(target):
        return None
    try:
        manifest = read_run(target)
    except NotARun:
        return None
    if manifest.get("fingerprint") != wanted or set(manifest["documents"]) - {"ok", "partial"}:
        return None
    for output in manifest["outputs"]:
        try:
            if digest_file(target, target / output["path"])._asdict() != output:
                return None
        except OSError:
            return None
    return manifest
