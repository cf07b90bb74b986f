"""Who gives a second opinion on scans: found where it is installed, missed aloud where it was asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli.commands import cli
from pipeline.tesseract import second_reader

SAMPLE = Path(__file__).parents[2] / "corpus" / "samples" / "assessment-2024-0005-typst.pdf"
PROGRAM = """#!/bin/sh
case $1 in
--version) echo 'tesseract 5.3.0'; echo ' leptonica-1.82.0' ;;
--list-langs) echo 'List of available languages in "{folder}/" (2):'; echo dan; echo eng ;;
esac
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is the whole PATH."""
    place = tmp_path / "bin"
    place.mkdir()
    monkeypatch.setenv("PATH", str(place))
    return place


def install(folder: Path, program: str = PROGRAM) -> None:
    path = folder / "tesseract"
    path.write_text(program.format(folder=folder))
    path.chmod(0o755)
    (folder / "dan.traineddata").write_bytes(b"data")


def run(tmp_path: Path, *options: str) -> tuple[Result, str | None]:
    """What the command says, and the second reader that the run records."""
    out = tmp_path / "out"
    arguments = ["run", str(SAMPLE), "-o", str(out), "--workers", "0", "--no-cache", "--quiet", "--force", *options]
    result = CliRunner().invoke(cli, arguments, standalone_mode=False)
    return result, json.loads((out / "run.json").read_text())["settings"]["ocr_second"]


def test_the_data_of_a_language_are_part_of_the_version(folder: Path) -> None:
    install(folder)
    first = second_reader("dan")
    assert first is not None
    assert first.startswith("5.3.0 dan ")
    assert second_reader("dan") == first
    (folder / "dan.traineddata").write_bytes(b"better data")
    assert second_reader("dan") not in (first, None)
    assert second_reader("deu") is None


@pytest.mark.parametrize("program", [None, "#!/bin/sh\nexit 1\n"])
def test_a_program_that_is_missing_or_broken_gives_no_opinion(folder: Path, program: str | None) -> None:
    if program is not None:
        install(folder, program)
    assert second_reader("dan") is None


def test_a_run_records_who_gave_a_second_opinion(folder: Path, tmp_path: Path) -> None:
    install(folder)
    assert run(tmp_path)[1] == second_reader("dan")
    assert run(tmp_path, "--ocr-second", "never")[1] is None
    assert run(tmp_path, "--ocr", "never")[1] is None
    assert run(tmp_path, "--ocr-engine", "tesseract")[1] is None


def test_a_second_opinion_that_is_missing_is_said_where_it_was_asked_for(folder: Path, tmp_path: Path) -> None:
    said, second = run(tmp_path, "--ocr-second", "always")
    assert (said.return_value, second) == (0, None)
    assert said.stderr.count("without a second opinion") == 1
    assert "tesseract-ocr-dan" in said.stderr
    assert "second opinion" not in run(tmp_path)[0].stderr
