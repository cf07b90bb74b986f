"""Why a value differs between two runs.

Causes, in order of precedence – the first that holds is given alone:

1. ``schema``: the column exists on one side only.
2. ``review``: on one side, the value is a person's word; or the column says that one was given.
3. ``source``: the bytes of the document differ, or the document came, went or was renamed.
4. What differs between the runs as a whole, all of it, since one run cannot tell them apart: ``extractor`` (the code,
   or a library it reads with), ``vocabulary``, ``settings``.
5. ``review``, when a decision on another record of the document could have led to it (counts are made from rows).
6. ``unexplained``: nothing we know of differs. The same input must give the same output, so this is a defect.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pipeline.diff.side import Side

Cause = Literal["schema", "review", "source", "extractor", "vocabulary", "settings", "unexplained"]

CAUSES: tuple[Cause, ...] = ("source", "extractor", "vocabulary", "settings", "review", "schema", "unexplained")

_SAYS_REVIEWED = frozenset({"review", "needs_review"})
_OWN_RUN = frozenset({"include", "exclude", "workers", "vocabulary"})
"""Settings that do not change what is read from a document, or are a cause of their own."""

Reviews = Mapping[str, list[dict[str, Any]]]


class Reasons:
    """What differs between two runs as a whole, and what people said in each."""

    def __init__(self, old: Side, new: Side) -> None:
        """Compare the manifests of two runs."""
        self.run: tuple[Cause, ...] = _of_the_run(old.manifest, new.manifest)
        self.schema = _schema(old.manifest) != _schema(new.manifest)
        self._old, self._new = old.reviews(), new.reviews()
        self._reviewed_documents = {
            row["document_id"]
            for record in self._old.keys() | self._new.keys()
            if _said(self._old, record) != _said(self._new, record)
            for row in (*self._old.get(record, ()), *self._new.get(record, ()))
        }

    def of_field(self, field: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Cause, ...]:
        """Why ``field`` differs between a record and its later self."""
        if field not in old or field not in new:
            return ("schema",)
        before, after = _said(self._old, old.get("record_id")), _said(self._new, new.get("record_id"))
        if before.get(field) != after.get(field) or (field in _SAYS_REVIEWED and before != after):
            return ("review",)
        if old["document_id"] != new["document_id"]:
            return ("source",)
        return self.of_document(old["document_id"])

    def of_document(self, document_id: str) -> tuple[Cause, ...]:
        """Why something differs in a document whose bytes are the same."""
        if self.run:
            return self.run
        return ("review",) if document_id in self._reviewed_documents else ("unexplained",)


def _said(reviews: Reviews, record_id: str | None) -> dict[str, Any]:
    """What people's word replaced in a record, by field."""
    return {row["field"]: row["text_raw"] for row in reviews.get(record_id or "", ())}


def _of_the_run(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Cause, ...]:
    one, other = old.get("tool", {}), new.get("tool", {})
    causes: list[Cause] = []
    if any(one.get(name) != other.get(name) for name in ("version", "code", "libraries")):
        causes.append("extractor")
    if one.get("vocabulary") != other.get("vocabulary") or _own_wordings(old) != _own_wordings(new):
        causes.append("vocabulary")
    if _settings(old) != _settings(new):
        causes.append("settings")
    return tuple(causes)


def _settings(manifest: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in manifest.get("settings", {}).items() if name not in _OWN_RUN}


def _own_wordings(manifest: Mapping[str, Any]) -> Any:
    """Hash of the user's own wordings; None without."""
    return manifest.get("settings", {}).get("vocabulary")


def _schema(manifest: Mapping[str, Any]) -> str:
    return str(manifest.get("schema_version"))
