"""Files and folders in object stores: ``s3://``, ``az://``, ``gs://`` and whatever else fsspec has a driver for.

Inputs are listed and read where they lie. A result is written on this machine and put into the store when it is
complete, ``run.json`` last: a store cannot swap folders in one step, so a folder without ``run.json`` is one that is
being written.
Credentials, regions and endpoints are the drivers' own affair, from their environment variables and files.

Never: touches a folder of a store that holds something that is no run.
"""

from __future__ import annotations

import contextlib
import json
import posixpath
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast
from urllib.parse import unquote, urlsplit

from pipeline.errors import InputMissing, OutputForeign, OutputUnwritable, SettingInvalid
from pipeline.writing.place import RUN_NAME

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


@dataclass(frozen=True, slots=True)
class StoreFile:
    """A file in a store; opened and read as a :class:`~pathlib.Path` is."""

    url: str

    def open(self, mode: str = "rb") -> IO[bytes]:
        """Open it for reading.

        Raises:
            OSError: it cannot be.
        """
        with _said_as_os_error(self.url):
            store, path = filesystem(self.url)
            return cast("IO[bytes]", store.open(path, mode))

    def read_bytes(self) -> bytes:
        """All of its content.

        Raises:
            OSError: it cannot be read.
        """
        with _said_as_os_error(self.url), self.open() as stream:
            return stream.read()


def is_url(text: str | Path) -> bool:
    """Whether ``text`` names a place in a store rather than on this machine."""
    return isinstance(text, str) and _URL.match(text) is not None


def located(text: str | Path) -> Path | str:
    """A path on this machine, also where it is given as ``file://…``, or the URL of a place in a store."""
    if isinstance(text, str) and text.startswith("file://"):
        return Path(unquote(urlsplit(text).path))
    return cast("str", text).rstrip("/") if is_url(text) else Path(text)


def filesystem(url: str) -> tuple[Any, str]:
    """The store that ``url`` is in, and its path there.

    Raises:
        SettingInvalid: there is no driver for it.
    """
    try:
        import fsspec

        store, path = fsspec.url_to_fs(url)
    except (ImportError, ValueError) as error:
        name = url.partition("://")[0]
        raise SettingInvalid(f"{url} cannot be reached: {error}. Is the extra installed ('udtraek[{name}]')?") from None
    store.invalidate_cache()
    return store, path.rstrip("/")


def list_files(urls: Sequence[str]) -> list[tuple[StoreFile, str, int, bool]]:
    """Every file below ``urls``: where it is, its path below the deepest folder that holds all, its size.

    Whether the file was named itself, and not found in a folder, comes last.

    Raises:
        InputMissing: there is nothing at one of them, or it may not be looked at.
    """
    found: list[tuple[StoreFile, str, int, bool]] = []
    folders: list[str] = []
    for url in urls:
        store, root = filesystem(url)
        try:
            listed: dict[str, dict[str, Any]] = store.find(root, detail=True)
        except Exception as error:  # each driver has exceptions of its own, and none of ours can come from there
            raise InputMissing(f"{url} cannot be listed: {error}") from None
        if not listed:
            raise InputMissing(f"There is nothing at {url}.")
        folders.append(posixpath.dirname(root) if root in listed else root)
        for path, about in listed.items():
            place = StoreFile(store.unstrip_protocol(path))
            found.append((place, path, int(about.get("size") or 0), path == root))
    common = posixpath.commonpath(folders)
    return [(place, posixpath.relpath(path, common), size, named) for place, path, size, named in found]


@contextlib.contextmanager
def stored_folder(url: str) -> Iterator[Path]:
    """A folder on this machine to write into; on leaving without an exception its content stands at ``url``.

    Raises:
        OutputForeign: there is something at ``url`` that is no run.
        OutputUnwritable: the store cannot be looked into or written to.
    """
    store, root = filesystem(url)
    with _as_output_error(url):
        before = set(store.find(root))
        if before and not _is_run(store, root):
            raise OutputForeign(f"{url} holds something that is no run of udtraek.")
    with tempfile.TemporaryDirectory(prefix="udtraek-") as temporary:
        folder = Path(temporary)
        yield folder
        with _as_output_error(url):
            _put(store, root, folder, before)


def _put(store: Any, root: str, folder: Path, before: set[str]) -> None:
    manifest = f"{root}/run.json"
    if manifest in before:
        store.rm_file(manifest)
    names = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
    for name in (name for name in names if name != "run.json"):
        store.put_file(str(folder / name), f"{root}/{name}")
    for path in sorted(before - {f"{root}/{name}" for name in names} - {manifest}):
        store.rm_file(path)
    store.put_file(str(folder / "run.json"), manifest)


def _is_run(store: Any, root: str) -> bool:
    try:
        content = json.loads(store.cat_file(f"{root}/run.json"))
    except (OSError, ValueError):
        return False
    return isinstance(content, dict) and content.get("schema_name") == RUN_NAME


@contextlib.contextmanager
def _as_output_error(url: str) -> Iterator[None]:
    """Say in one sentence that the store at ``url`` cannot be written to; each driver has exceptions of its own."""
    try:
        yield
    except OutputForeign:
        raise
    except Exception as error:
        raise OutputUnwritable(f"{url} cannot be written: {error}") from error


@contextlib.contextmanager
def _said_as_os_error(url: str) -> Iterator[None]:
    """What a driver raises, as the error that opening a file raises."""
    try:
        yield
    except (OSError, SettingInvalid):
        raise
    except Exception as error:
        raise OSError(None, f"{url}: {error}") from error
