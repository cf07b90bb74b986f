from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.errors import InputMissing, ManifestInvalid, NothingToRead
from pipeline.inputs import find_files
from pipeline.manifest import read_manifest


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.pdf", "A.PDF", "sub/c.pdf", "sub/deep/d.pdf", "notes.txt", "å.pdf"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    return tmp_path / "in"


def names(*args: object, **kwargs: object) -> list[str]:
    return [file.name for file in find_files(*args, **kwargs)]  # type: ignore[arg-type]


def test_a_folder_is_searched_in_order_of_names(folder: Path) -> None:
    assert names([folder]) == ["A.PDF", "b.pdf", "sub/c.pdf", "sub/deep/d.pdf", "å.pdf"]


def test_patterns_match_names_and_relative_paths(folder: Path) -> None:
    assert names([folder], exclude=["sub/*"]) == ["A.PDF", "b.pdf", "å.pdf"]
    assert names([folder], exclude=["C.pdf"]) == ["A.PDF", "b.pdf", "sub/deep/d.pdf", "å.pdf"]
    assert names([folder], include=["*.txt", "b.*"]) == ["b.pdf", "notes.txt"]


def test_a_file_given_itself_is_taken_whatever_its_name(folder: Path) -> None:
    assert names([folder / "notes.txt"]) == ["notes.txt"]


def test_several_inputs_are_named_from_the_folder_that_holds_them_all(folder: Path) -> None:
    assert names([folder / "sub" / "deep", folder / "b.pdf"]) == ["b.pdf", "sub/deep/d.pdf"]


def test_a_file_found_twice_is_read_once(folder: Path) -> None:
    assert names([folder, folder / "b.pdf", folder / "sub"]) == [
        "A.PDF",
        "b.pdf",
        "sub/c.pdf",
        "sub/deep/d.pdf",
        "å.pdf",
    ]


def test_the_output_folder_is_not_searched(folder: Path) -> None:
    assert names([folder], skip=folder / "sub") == ["A.PDF", "b.pdf", "å.pdf"]


def test_a_name_that_is_no_utf8_can_be_stored(folder: Path) -> None:
    (folder / os.fsdecode(b"caf\xe9.pdf")).write_bytes(b"x")
    assert "caf\\udce9.pdf" in names([folder])


def test_missing_and_empty_inputs_are_said(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(InputMissing, match="nowhere"):
        find_files([folder, tmp_path / "nowhere"])
    (tmp_path / "empty").mkdir()
    with pytest.raises(NothingToRead):
        find_files([tmp_path / "empty"])


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def test_a_manifest_gives_facts_by_path(tmp_path: Path) -> None:
    text = "path;municipality_code;package\r\n./a.pdf;820;mental_sundhed\r\nsub\\b.pdf;0851;\r\n"
    facts = read_manifest(write(tmp_path / "m.csv", text, "utf-8-sig"))
    assert facts["a.pdf"].municipality_code == "0820", "spreadsheets drop the leading zero"
    assert facts["a.pdf"].package == "mental_sundhed"
    assert facts["sub/b.pdf"].package is None


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("file\na.pdf\n", "column 'file'"),
        ("edition\n2018\n", "no column 'path'"),
        ("path,edition\na.pdf,2018\na.pdf,2019\n", "a second time"),
        ("path,edition\n,2018\n", "names no path"),
        ("path,edition\na.pdf,2018,x\n", "more cells"),
        ("path,municipality_code\na.pdf,82\n", "four digits"),
        ("path,document_date\na.pdf,1. maj 2018\n", "ISO 8601"),
        ("path,source_url\na.pdf,javascript:alert(1)\n", "no address"),
    ],
)
def test_a_manifest_that_makes_no_sense_is_refused(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(ManifestInvalid, match=sentence):
        read_manifest(write(tmp_path / "m.csv", text))


def test_a_manifest_in_another_encoding_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ManifestInvalid, match="UTF-8"):
        read_manifest(write(tmp_path / "m.csv", "path\nå.pdf\n", "latin-1"))
