"""Inputs → files: which PDFs a run reads, and what each is called.

A file's name in the run is its path relative to the input folder; with several inputs, relative to the deepest
folder that holds all of them. Files are sorted by that name, so neither the order of the arguments nor that of
the file system shows in the results.

Inputs in object stores are listed by ``stores``; a run reads from this machine or from stores, not from both.

Never: reads a file that is no regular file, or follows a link out of an input folder.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from pipeline.errors import InputMissing, NothingToRead, RunLimitExceeded, SettingInvalid
from pipeline.stores import StoreFile, list_files


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read; ``problem`` says why it cannot be read, where that is known beforehand."""

    path: Path | StoreFile
    name: str
    byte_size: int
    problem: str | None = None


def find_files(
    inputs: Sequence[Path | str],
    *,
    include: Sequence[str] = ("*.pdf",),
    exclude: Sequence[str] = (),
    skip: Path | None = None,
    limit: int = 1_000_000,
) -> list[InputFile]:
    """The files that ``inputs`` (folders, searched recursively, and files) stand for, sorted by name.

    Args:
        inputs: Folders and files: paths on this machine, or URLs.
        include: Patterns (``*``, ``?``, ``[…]``; upper and lower case are the same) of which a file in a folder must
            match one, by its name or its relative path. Files given themselves are always taken.
        exclude: Patterns of which no file may match one.
        skip: A folder to leave out: the run's own output.
        limit: How many files there may be.

    Raises:
        InputMissing: an input does not exist.
        NothingToRead: there is no file to read.
        RunLimitExceeded: there are more files than ``limit``.
    """
    if not inputs:
        raise NothingToRead("No input was given.")
    here = [given for given in inputs if isinstance(given, Path)]
    urls = [given for given in inputs if isinstance(given, str)]
    if here and urls:
        raise SettingInvalid("Inputs lie on this machine or in stores, not in both.")
    found = _stored(urls, include, exclude) if urls else _here(here, include, exclude, skip, limit)
    if len(found) > limit:
        raise RunLimitExceeded(f"There are more than {limit} files to read.")
    if not found:
        what = " ".join(str(path) for path in inputs[:3])
        raise NothingToRead(f"There is no PDF in {what}.")
    return sorted(found, key=lambda file: file.name)


def _stored(urls: Sequence[str], include: Sequence[str], exclude: Sequence[str]) -> list[InputFile]:
    files = {
        place.url: InputFile(place, name, size)
        for place, name, size, named in list_files(urls)
        if (named or _matches(name, include)) and not _matches(name, exclude)
    }
    return list(files.values())


def _here(
    inputs: Sequence[Path], include: Sequence[str], exclude: Sequence[str], skip: Path | None, limit: int
) -> list[InputFile]:
    missing = [path for path in inputs if not path.exists()]
    if missing:
        raise InputMissing(f"{missing[0]} does not exist.")
    root = common_folder(inputs)
    skipped = skip.resolve() if skip else None
    found: dict[Path, InputFile] = {}
    for given in inputs:
        for path in _walk(given, skipped) if given.is_dir() else [given]:
            name = _name(path, root)
            if given.is_dir() and not _matches(name, include):
                continue
            if _matches(name, exclude):
                continue
            key = path.resolve()
            inside = given.resolve() if given.is_dir() else None
            file = _describe(path, name, inside, key)
            if key not in found or file.name < found[key].name:
                found[key] = file
            if len(found) > limit:
                break
    return list(found.values())


def common_folder(inputs: Sequence[Path]) -> Path:
    """The deepest folder that holds all ``inputs``; names of files are relative to it."""
    folders = [path.absolute() if path.is_dir() else path.absolute().parent for path in inputs]
    return Path(os.path.commonpath([os.path.normpath(folder) for folder in folders]))


def input_root(inputs: Sequence[Path | str], out: Path | str) -> str | None:
    """Where names of files begin, as seen from the result; None where there is no way from one to the other."""
    here = [given for given in inputs if isinstance(given, Path)]
    return os.path.relpath(common_folder(here), out.absolute()) if here and isinstance(out, Path) else None


def _walk(folder: Path, skipped: Path | None) -> list[Path]:
    paths: list[Path] = []
    for parent, folders, files in os.walk(folder):
        here = Path(parent)
        folders[:] = sorted(f for f in folders if (here / f).resolve() != skipped)
        paths += [here / name for name in files]
    return paths


def _name(path: Path, root: Path) -> str:
    """Relative path with ``/``; bytes that are no UTF-8 are written as escapes, so that it can be stored."""
    relative = Path(os.path.relpath(os.path.normpath(path.absolute()), root)).as_posix()
    return relative.encode("utf-8", "backslashreplace").decode("utf-8")


def _matches(name: str, patterns: Sequence[str]) -> bool:
    folded = name.casefold()
    last = folded.rsplit("/", 1)[-1]
    return any(fnmatchcase(folded, p.casefold()) or fnmatchcase(last, p.casefold()) for p in patterns)


def _describe(path: Path, name: str, inside: Path | None, resolved: Path) -> InputFile:
    try:
        status = path.stat()
    except OSError as error:
        return InputFile(path, name, 0, f"The file cannot be opened: {error.strerror}.")
    if not stat.S_ISREG(status.st_mode):
        return InputFile(path, name, 0, "It is no regular file.")
    if inside is not None and not resolved.is_relative_to(inside):
        return InputFile(path, name, status.st_size, "It is a link that leads out of the input folder.")
    return InputFile(path, name, status.st_size)
