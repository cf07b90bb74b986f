"""What a run was asked to do."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from pipeline.limits import Limits
from schemas.document import ExtractSettings

Engine = Literal["local", "dask"]
FailOn = Literal["never", "failed", "partial", "review"]


class RunSettings(BaseModel):
    """Settings of one run.

    ``extract`` changes what is read and is part of the cache key; the rest changes only how the run goes.
    Passwords are neither shown, stored nor part of a key: whichever opens a document, its content is the same.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    extract: ExtractSettings = ExtractSettings()
    limits: Limits = Limits()
    workers: Annotated[int | None, Field(ge=0, description="Worker processes; 0: none, read in this process.")] = None
    engine: Annotated[Engine, Field(description="Where documents are read: on this machine, or on a Dask cluster.")] = (
        "local"
    )
    scheduler: Annotated[
        str | None, Field(description="Address of the Dask scheduler; null: a cluster of its own.")
    ] = None
    include: Annotated[tuple[str, ...], Field(description="Patterns of the files to take.")] = ("*.pdf",)
    exclude: Annotated[tuple[str, ...], Field(description="Patterns of files to leave out.")] = ()
    manifest: Annotated[Path | None, Field(description="CSV with what the PDFs cannot tell.")] = None
    reviews: Annotated[Path | None, Field(description="Folder of people's decisions; null: none are applied.")] = None
    passwords: Annotated[tuple[str, ...], Field(repr=False, exclude=True)] = ()
    cache: Annotated[Path | None, Field(description="Folder of the cache; null: no cache.")] = None
    force: Annotated[bool, Field(description="Read every document again, cached or not.")] = False
    language: Annotated[Literal["da", "en"], Field(description="Language of report.html.")] = "da"
    fail_on: Annotated[FailOn, Field(description="From what on the run counts as not ok.")] = "failed"

    def about(self) -> dict[str, Any]:
        """What ``run.json`` says of the settings; a user's own catalogue and wordings are named by their sha256."""
        return {
            **self.extract.model_dump(),
            "catalogue": _sha256(self.extract.catalogue),
            "vocabulary": _sha256(self.extract.vocabulary),
            "include": self.include,
            "exclude": self.exclude,
            "manifest": self.manifest.name if self.manifest else None,
            "workers": self.workers,
        }


def _sha256(text: str | None) -> str | None:
    return hashlib.sha256(text.encode()).hexdigest() if text is not None else None
