"""``udtraek doctor``: what is here, what is missing, what is broken, and how to get it."""

from __future__ import annotations

import json
from importlib import metadata
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline import doctor
from pipeline.cli.commands import cli
from pipeline.errors import ExitCode


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loading the OCR models takes a second; one test does it."""
    monkeypatch.setattr(doctor, "_trouble", lambda code: None)


def examine() -> tuple[int, dict[str, dict[str, str]]]:
    result = CliRunner().invoke(cli, ["doctor", "--json"], standalone_mode=False)
    said = json.loads(result.stdout)
    assert said["ok"] == (result.return_value == ExitCode.OK)
    return result.return_value, {check["name"]: check for check in said["checks"]}


def test_a_whole_installation_is_fine_and_what_is_absent_has_a_remedy() -> None:
    code, checks = examine()
    assert code == ExitCode.OK
    assert checks["pymupdf"]["detail"] == metadata.version("pymupdf")
    assert all(check["remedy"] for check in checks.values() if check["state"] != "ok")


def test_a_missing_library_is_a_failure_and_a_missing_extra_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    known = metadata.version

    def version(name: str) -> str:
        if name in ("rapidfuzz", "starlette"):
            raise metadata.PackageNotFoundError(name)
        return known(name)

    monkeypatch.setattr(metadata, "version", version)
    code, checks = examine()
    assert code == ExitCode.DIFFERENCES
    assert (checks["rapidfuzz"]["state"], checks["rapidfuzz"]["remedy"]) == ("missing", "pip install rapidfuzz")
    assert (checks["review"]["state"], checks["review"]["remedy"]) == ("absent", "pip install 'udtraek[review]'")


@pytest.mark.parametrize("name", ["pymupdf", "ocr"])
def test_a_library_that_does_not_load_is_broken(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    module = {"pymupdf": "pymupdf", "ocr": "rapid"}[name]
    monkeypatch.setattr(doctor, "_trouble", lambda code: "ImportError: libGL.so.1" if module in code else None)
    code, checks = examine()
    assert code == ExitCode.DIFFERENCES
    assert [check["name"] for check in checks.values() if check["state"] == "broken"] == [name]
    assert "libGL.so.1" in checks[name]["detail"]
    assert "--force-reinstall" in checks[name]["remedy"]


def test_programs_and_fonts_that_are_absent_name_their_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    code, checks = examine()
    assert code == ExitCode.OK
    assert "tesseract-ocr-dan" in checks["tesseract"]["remedy"]
    assert "fontconfig" in checks["fontconfig"]["remedy"]


def test_trouble_is_the_last_line_of_what_went_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert doctor._trouble("import json") is None
    assert (
        doctor._trouble("import nothing_of_this_name") == "ModuleNotFoundError: No module named 'nothing_of_this_name'"
    )
    assert doctor._trouble("import os; os._exit(3)") == "it ends with code 3"
