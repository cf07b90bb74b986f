"""Runs → the documents of a dataset, each once, grouped by municipality.

A document that stands in several runs is taken from the one that was named last. Nothing but the manifest and the
table of documents is read here: a document's records are read when its municipality is worked on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.errors import NotARun, UdtraekError
from pipeline.versions import rows_version
from pipeline.writing.place import read_run
from schemas.records import SCHEMA_VERSION

NOWHERE = ""
"""Group of the documents whose municipality is not known."""


class RunOutdated(UdtraekError):
    """A run was written by a version whose tables have another form."""

    code = "run_outdated"
    hint = "Run `udtraek run` again; the cache makes it quick."


class Source(NamedTuple):
    """A document in a run."""

    document_id: str
    run: Path
    digest: str
    """sha256 of its JSON: equal where its records are."""


class Sources(NamedTuple):
    """All documents, and what made them."""

    groups: dict[str, list[Source]]
    """By municipality code, sorted; :data:`NOWHERE` last."""
    manifests: list[dict[str, Any]]

    def key(self, code: str) -> str:
        """What decides the rows of a municipality: its documents, and the code that works on them."""
        parts = [f"{s.document_id}:{s.digest}:{s.run.name}" for s in self.groups[code]]
        return hashlib.sha256("\n".join([code, rows_version(), *parts]).encode()).hexdigest()

    @property
    def issued(self) -> str:
        """Day on which the last of the runs ended: the dataset's own date, for it has no clock."""
        return max(str(manifest.get("times", {}).get("ended", ""))[:10] for manifest in self.manifests)

    @property
    def tools(self) -> list[dict[str, Any]]:
        """The different versions of the program that made the runs."""
        tools: list[dict[str, Any]] = []
        for manifest in self.manifests:
            if manifest["tool"] not in tools:
                tools.append(manifest["tool"])
        return sorted(tools, key=lambda tool: (str(tool.get("version")), str(tool.get("code"))))


def gather(runs: Iterable[Path]) -> Sources:
    """Find the documents of ``runs``.

    Raises:
        NotARun: a folder is none.
        RunOutdated: a run's schema is another one.
    """
    import pyarrow.parquet as pq

    found: dict[str, tuple[str, Source]] = {}
    manifests = []
    for run in runs:
        manifest = read_run(run)
        if str(manifest.get("schema_version")).split(".")[0] != SCHEMA_VERSION.split(".")[0]:
            raise RunOutdated(f"{run} has schema {manifest.get('schema_version')}, this program {SCHEMA_VERSION}.")
        manifests.append(manifest)
        digests = {entry["path"]: entry["sha256"] for entry in manifest["outputs"]}
        file = pq.ParquetFile(run / "tables" / "documents.parquet")  # read_table() imports pandas: a second
        table = file.read(columns=["document_id", "municipality_code"])
        for document_id, code in zip(*(column.to_pylist() for column in table.columns), strict=True):
            digest = digests.get(f"documents/{document_id}.json")
            if digest is None:
                raise NotARun(f"{run} lacks the file of document {document_id[:12]}.")
            found[document_id] = (code or NOWHERE, Source(document_id, run, digest))
    groups: dict[str, list[Source]] = {}
    for code, source in sorted(found.values(), key=lambda entry: (entry[0] == NOWHERE, entry[0], entry[1].document_id)):
        groups.setdefault(code, []).append(source)
    return Sources(groups, manifests)
