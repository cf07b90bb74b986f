"""Content-addressed cache of documents: only what changed is read again.

What OCR finds on a page is kept apart from the document: when code or vocabulary change, the document is read again,
and its pages, which OCR takes seconds for, are not. Pages of text are read anew: that is a fifth of a document's time.

Key of a document: sha256 of the PDF, of code, vocabulary and library versions, and of the settings, the limits, the
file's name and the manifest's facts. A damaged entry is no entry. Documents that could not be read, or not whole for
want of a worker, are not kept: a crash or a wrong password may not happen again.
"""

from __future__ import annotations

import contextlib
import hashlib
import mmap
import os
import tempfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from pipeline.versions import engine_version, ocr_version
from schemas.document import DocumentFacts, ExtractSettings
from schemas.limits import ReadLimits

_SUFFIX = ".json.z"
_DIGEST_BYTES = 32


class CacheInfo(NamedTuple):
    """What the cache holds."""

    entries: int
    bytes: int


class Cache:
    """A folder of entries; safe to share between runs at the same time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def key(
        self, document_id: str, file_name: str, settings: ExtractSettings, facts: DocumentFacts, limits: ReadLimits
    ) -> str:
        """The name under which the document's result is kept; the file's own name may tell the municipality."""
        deciding = ReadLimits(**{name: getattr(limits, name) for name in ReadLimits.model_fields})
        models = (settings, facts, deciding)
        parts = (document_id, file_name, engine_version(), *(model.model_dump_json() for model in models))
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    def get(self, key: str) -> bytes | None:
        """The entry's content, None where there is none or it is damaged."""
        try:
            stored = self._path(key).read_bytes()
            content = zlib.decompress(memoryview(stored)[_DIGEST_BYTES:])
        except (OSError, zlib.error):
            return None
        return content if hashlib.sha256(content).digest() == stored[:_DIGEST_BYTES] else None

    def get_packed(self, key: str) -> memoryview | None:
        """The content of an entry that :meth:`put_packed` made, None where there is none or it is damaged.

        It lies where the system keeps the file, not in memory of its own: an entry is replaced or deleted, never
        written into.
        """
        try:
            with self._path(key).open("rb") as file:
                stored = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        except (OSError, ValueError):  # ValueError: the file is empty
            return None
        content = stored[_DIGEST_BYTES:]
        return content if hashlib.sha256(content).digest() == stored[:_DIGEST_BYTES] else None

    def put(self, key: str, content: bytes) -> None:
        """Keep ``content``; an entry appears whole or not at all.

        Raises:
            OSError: the folder cannot be written to.
        """
        self._write(key, hashlib.sha256(content).digest() + zlib.compress(content, 1))

    def put_packed(self, key: str, content: bytes) -> None:
        """Keep ``content``, whose parts are compressed, as it is.

        Raises:
            OSError: the folder cannot be written to.
        """
        self._write(key, hashlib.sha256(content).digest() + content)

    def _write(self, key: str, stored: bytes) -> None:
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(stored)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise

    def ocr_page(self, key: str, find: Callable[[], str]) -> str:
        """What OCR found on the page that ``key`` stands for; ``find`` finds it where nothing is kept.

        A cache that cannot be written to is none: on other machines there may be no such folder.
        """
        name = hashlib.sha256(f"ocr\n{ocr_version()}\n{key}".encode()).hexdigest()
        stored = self.get(name)
        if stored is not None:
            return stored.decode()
        found = find()
        with contextlib.suppress(OSError):
            self.put(name, found.encode())
        return found

    def info(self) -> CacheInfo:
        """Number and size of the entries."""
        sizes = [path.stat().st_size for path in self._entries()]
        return CacheInfo(len(sizes), sum(sizes))

    def prune(self, keep_bytes: int = 0) -> CacheInfo:
        """Delete the entries that were used least recently until at most ``keep_bytes`` are left; say what went."""
        entries = sorted(((path.stat(), path) for path in self._entries()), key=lambda e: (-e[0].st_mtime, e[1]))
        kept = gone = gone_bytes = 0
        for status, path in entries:
            if kept + status.st_size <= keep_bytes:
                kept += status.st_size
                continue
            path.unlink(missing_ok=True)
            gone, gone_bytes = gone + 1, gone_bytes + status.st_size
        return CacheInfo(gone, gone_bytes)

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key[2:]}{_SUFFIX}"

    def _entries(self) -> Iterator[Path]:
        return self.folder.glob(f"??/*{_SUFFIX}")


def default_folder() -> Path:
    """Where the cache is kept when nothing else is said: the user's cache folder."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "udtraek"
