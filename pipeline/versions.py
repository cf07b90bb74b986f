"""Which code and data made a result: part of the cache key and of ``run.json``."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

LIBRARIES = ("pymupdf", "pdfplumber", "spacy", "pandas", "pydantic", "pyarrow", "rapidocr", "simplemma")
"""Libraries whose version can change what is read or how it is written."""


OCR_LIBRARIES = ("pymupdf", "numpy", "opencv-python-headless", "onnxruntime", "rapidocr")
"""Libraries whose version can change what OCR finds."""


def tool_version() -> str:
    """Version of this program; ``unknown`` where it is not installed as a package."""
    return installed_version("udtraek") or "unknown"


@cache
def library_versions() -> dict[str, str | None]:
    """Version of each library that matters, None where it is not installed."""
    return {name: installed_version(name) for name in LIBRARIES}


@cache
def vocabulary_version() -> str:
    """Hash of the vocabulary's data files."""
    return _digest([_package("extractors") / "vocabulary"])


@cache
def code_version() -> str:
    """Hash of the source code that turns bytes into records; any change of it makes cached results stale."""
    return _digest([_package("schemas"), _package("extractors")], suffix=".py")


@cache
def pipeline_version() -> str:
    """Hash of what turns documents into files: code, templates, style, scripts."""
    return _digest([_package("pipeline")])


@cache
def rows_version() -> str:
    """Hash of what turns documents into rows of the national dataset: code, schemas, vocabulary, tables, views."""
    pipeline = _package("pipeline")
    code = _digest([_package("schemas"), pipeline / "dataset", pipeline / "writing"], ".py")
    data = _digest([pipeline / "dataset" / "data"])
    return hashlib.sha256(f"{code}{data}{vocabulary_version()}".encode()).hexdigest()


def engine_version() -> str:
    """Hash of everything but the PDF and the settings that decides what is read from it."""
    libraries = sorted((name, version or "") for name, version in library_versions().items())
    parts = [code_version(), vocabulary_version(), *(f"{name}={version}" for name, version in libraries)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


@cache
def ocr_version() -> str:
    """Hash of what decides what OCR finds in a picture: its code, its libraries, the words it knows."""
    extractors = _package("extractors")
    libraries = sorted(f"{name}={installed_version(name)}" for name in OCR_LIBRARIES)
    parts = [extractors / "pdf" / "ocr", extractors / "vocabulary" / "words"]
    language = [(extractors / "danish" / name).read_bytes() for name in ("compounds.py", "words.py")]
    digest = hashlib.sha256("\n".join([_digest(parts), *libraries]).encode())
    for source in language:
        digest.update(hashlib.sha256(source).digest())
    return digest.hexdigest()


def _package(name: str) -> Path:
    """Folder of a package, found without importing it: that would load the PDF library into this process."""
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(name)
    return Path(spec.submodule_search_locations[0])


def _digest(folders: list[Path], suffix: str = "") -> str:
    """Hash over path and content of the files below ``folders``, compiled code left out; line ends count as LF."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob(f"*{suffix}")):
            if path.is_file() and path.suffix != ".pyc":
                name, content = path.relative_to(folder.parent).as_posix(), path.read_bytes().replace(b"\r\n", b"\n")
                digest.update(f"{len(name)}:{name}:{len(content)}:".encode())
                digest.update(content)
    return digest.hexdigest()


def installed_version(name: str) -> str | None:
    """Version of an installed package, None where it is not installed."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
