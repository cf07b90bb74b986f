"""What the program finds on this machine: libraries, extras, OCR, models, fonts, programs; how to get what is missing.

No library is imported into this process: what is broken, or cannot even be loaded, has to be told as well.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import sys
from importlib import metadata
from typing import Any, Literal, NamedTuple

from pipeline.programs import run_program
from pipeline.versions import installed_version, tool_version

State = Literal["ok", "missing", "broken", "absent"]
"""``absent``: an option that is not there, and that nothing needs unless it is asked for."""

_EXTRAS = {
    "ocr": "scans read by RapidOCR",
    "review": "the review desk in the browser",
    "dask": "reading on a cluster",
    "s3": "inputs and results in S3",
    "az": "inputs and results in Azure",
    "gs": "inputs and results in Google Cloud Storage",
}
"""What each extra is for; those of developers are no user's business."""
_PDF, _OCR = "import pymupdf", "from extractors.pdf.ocr.rapid import rapid_ocr; rapid_ocr()"
"""What has to work: machine code that may fail to load on this system, the OCR models that ship with a library."""
_PROGRAMS = {
    "git": ("the name of who reviews, and `udtraek diff REVISION:FOLDER`", "git"),
    "chromium": ("making documents of the corpus, tests", "chromium"),
    "soffice": (
        "making documents of the corpus, tests",
        "libreoffice-writer-nogui libreoffice-calc-nogui libreoffice-impress-nogui",
    ),
    "pdftoppm": ("tests", "poppler-utils"),
}
_FONTS = {
    "DejaVu Sans": "fonts-dejavu-core",
    "Liberation Sans": "fonts-liberation",
    "Carlito": "fonts-crosextra-carlito",
}
_SECONDS = 60
_LANGUAGE = "dan"


class Check(NamedTuple):
    """One thing that was looked for."""

    group: str
    name: str
    state: State
    detail: str
    """Version, place, or what is wrong."""
    purpose: str
    """What it is for."""
    remedy: str
    """How to get it; empty when it is there."""

    @property
    def fails(self) -> bool:
        """Whether the program cannot work as it should: it needs what is not there, or what is there does not work."""
        return self.state in ("missing", "broken")


def examine() -> list[Check]:
    """Look for everything; what is needed, then what is an option."""
    libraries = _libraries()
    # The program's own modules load with all of its libraries alone.
    whole = not any(check.fails for check in libraries)
    return [
        Check("Program", "udtraek", "ok", f"{tool_version()}, Python {platform.python_version()}", "", ""),
        *libraries,
        *([_cache()] if whole else []),
        *_extras(whole),
        _tesseract(),
        *([_danish_model()] if whole else []),
        *_fonts(),
        *(_program(name, *about) for name, about in _PROGRAMS.items()),
    ]


def as_json(checks: list[Check]) -> dict[str, Any]:
    """The checks as ``udtraek doctor --json`` prints them."""
    return {
        "schema_name": "udtraek-doctor",
        "ok": not any(check.fails for check in checks),
        "checks": [check._asdict() for check in checks],
    }


def _requirements() -> dict[str, list[str]]:
    """Names of the libraries that the program asks for, by extra; those it always needs under ``""``."""
    try:
        lines = metadata.requires("udtraek") or []
    except metadata.PackageNotFoundError:
        return {}
    found: dict[str, list[str]] = {}
    for line in lines:
        extra = re.search(r"extra == ['\"]([\w-]+)['\"]", line)
        name = re.match(r"[\w.-]+", line)
        if name is not None and name.group() != "udtraek":
            found.setdefault(extra.group(1) if extra else "", []).append(name.group())
    return found


def _libraries() -> list[Check]:
    needed = _requirements().get("")
    if needed is None:
        return [
            Check(
                "Libraries", "udtraek", "missing", "not installed as a package", "", "pip install -e . in the checkout"
            )
        ]
    checks = []
    for name in needed:
        version = installed_version(name)
        broken = _trouble(_PDF) if name == "pymupdf" and version is not None else None
        if version is None:
            checks.append(Check("Libraries", name, "missing", "", "", f"pip install {name}"))
        elif broken is not None:
            checks.append(Check("Libraries", name, "broken", broken, "", f"pip install --force-reinstall {name}"))
        else:
            checks.append(Check("Libraries", name, "ok", version, "", ""))
    return checks


def _extras(whole: bool) -> list[Check]:
    requirements = _requirements()
    return [
        _extra(name, purpose, requirements[name], whole) for name, purpose in _EXTRAS.items() if name in requirements
    ]


def _extra(name: str, purpose: str, libraries: list[str], whole: bool) -> Check:
    get = f"pip install 'udtraek[{name}]'"
    missing = [library for library in libraries if installed_version(library) is None]
    if missing:
        return Check("Extras", name, "absent", "without " + ", ".join(missing), purpose, get)
    broken = _trouble(_OCR) if name == "ocr" and whole else None
    if broken is not None:
        return Check("Extras", name, "broken", broken, purpose, f"pip install --force-reinstall {' '.join(libraries)}")
    return Check(
        "Extras", name, "ok", ", ".join(f"{library} {installed_version(library)}" for library in libraries), purpose, ""
    )


def _trouble(code: str) -> str | None:
    """What goes wrong when ``code`` runs in a process of its own, in a line; None when nothing does."""
    done = run_program(sys.executable, "-c", code, seconds=_SECONDS)
    if done is None:
        return "it does not start, or does not end"
    last = done.stderr.strip().rpartition("\n")[2]
    return (last or f"it ends with code {done.returncode}") if done.returncode else None


def _tesseract() -> Check:
    from pipeline.tesseract import GET, installed_tesseract

    purpose = "a second opinion on words of scans that are in doubt; all of them with `--ocr-engine tesseract`"
    try:
        found = installed_tesseract()
    except OSError:
        return Check("OCR", "tesseract", "broken", "it does not run", purpose, GET)
    if found is None:
        return Check("OCR", "tesseract", "absent", "", purpose, GET)
    if _LANGUAGE not in found.languages:
        return Check("OCR", "tesseract", "absent", "without Danish", purpose, GET)
    return Check("OCR", "tesseract", "ok", found.version, purpose, "")


def _danish_model() -> Check:
    from pipeline.models import find_model

    purpose = "finding names of people in free text"
    model = find_model()
    if model is None:
        get = "python -m spacy download da_core_news_sm"
        return Check("Models", "Danish spaCy model", "absent", "", purpose, get)
    return Check("Models", "Danish spaCy model", "ok", f"{model.name} {model.version}", purpose, "")


def _fonts() -> list[Check]:
    purpose = "making documents of the corpus, tests"
    listed = _output("fc-list", ":", "family")
    if listed is None:
        return [Check("Fonts", "fontconfig", "absent", "", purpose, "apt-get install fontconfig")]
    families = {family.strip() for line in listed.splitlines() for family in line.split(",")}
    return [
        Check("Fonts", name, "ok", "", purpose, "")
        if name in families
        else Check("Fonts", name, "absent", "", purpose, f"apt-get install {package}")
        for name, package in _FONTS.items()
    ]


def _program(name: str, purpose: str, package: str) -> Check:
    place = shutil.which(name)
    if place is None:
        return Check("Programs", name, "absent", "", purpose, f"apt-get install {package}")
    return Check("Programs", name, "ok", place, purpose, "")


def _cache() -> Check:
    from pipeline.cache import default_folder

    folder = default_folder()
    nearest = next(parent for parent in (folder, *folder.parents) if parent.exists())
    if os.access(nearest, os.W_OK):
        return Check("Folders", "cache", "ok", str(folder), "", "")
    get = "choose another with --cache FOLDER or XDG_CACHE_HOME"
    return Check("Folders", "cache", "missing", f"{folder} cannot be written to", "", get)


def _output(*command: str) -> str | None:
    """What a program prints; None when it cannot be started, fails or does not end."""
    done = run_program(*command, seconds=_SECONDS)
    return done.stdout if done is not None and done.returncode == 0 else None
