"""Hash and size of files, as the data package and the run manifest state them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pyarrow as pa


class FileDigest(NamedTuple):
    """A file below a folder."""

    path: str
    """Relative to the folder, with ``/``."""
    bytes: int
    sha256: str


def digest_file(folder: Path, path: Path) -> FileDigest:
    """Hash and size of ``path``, which stands below ``folder``."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
        return FileDigest(path.relative_to(folder).as_posix(), file.tell(), digest.hexdigest())


def write_digested(folder: Path, path: str, content: Iterable[bytes | memoryview | pa.Buffer]) -> FileDigest:
    """Write a file below ``folder``, whose own folder is made where it is not there; hash it on the way."""
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with target.open("wb") as file:
        for part in content:
            file.write(part)
            digest.update(part)
        return FileDigest(path, file.tell(), digest.hexdigest())


def digest_files(folder: Path, patterns: tuple[str, ...]) -> list[FileDigest]:
    """The files below ``folder`` that match, pattern by pattern, sorted by name within each."""
    return [digest_file(folder, path) for pattern in patterns for path in sorted(folder.glob(pattern))]
