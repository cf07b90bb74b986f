"""One PDF in, one checked document out, whatever the PDF is."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import pymupdf
import pytest

from extractors import extract
from schemas.document import DocumentFacts, ExtractedDocument
from tests.kinds.drawn_tables import TITLES, Cell, Paper

ROOT = Path(__file__).parents[1]
GRADES = ("I høj grad", "I nogen grad", "Slet ikke")


def paper(titles: tuple[str, ...] = TITLES, title: str = "Status på forebyggelsespakken Tobak") -> Paper:
    rows = [
        [str(n), text, *(Cell("x", shift=0.45) if n % 3 == k else "" for k in range(3)), "Sundhedscentret"]
        for n, text in enumerate(titles, 1)
    ]
    made = Paper(title)
    return made.table((40, 300, 70, 70, 70, 150), [["Nr.", "Anbefaling", *GRADES, "Forankret i"], *rows])


def test_a_path_and_its_bytes_give_the_same_but_for_the_name(tmp_path: Path) -> None:
    file = tmp_path / "status.pdf"
    file.write_bytes(paper().pdf())
    document = extract(file)
    assert document.document.file_name == "status.pdf"
    assert extract(file.read_bytes(), path="status.pdf") == document
    assert extract(str(file)) == document
    assert document.document.document_id == hashlib.sha256(file.read_bytes()).hexdigest()


def test_the_folder_of_the_path_is_kept() -> None:
    found = extract(paper().pdf(), path="2019/bilag/status.pdf").document
    assert (found.path, found.file_name) == ("2019/bilag/status.pdf", "status.pdf")


def test_a_path_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="nowhere"):
        extract(tmp_path / "nowhere.pdf")


@pytest.mark.parametrize("content", [b"", b"hello", b"%PDF-1.7\n%%EOF\n", b"\x00" * 1000], ids=repr)
def test_bytes_that_are_no_document_give_a_status_and_a_sentence(content: bytes) -> None:
    document = extract(content[:1000], path="a.pdf")
    assert document.document.status in ("failed", "rejected")
    assert document.document.status_reason
    assert document.document.byte_size == len(content)
    assert not document.assessments
    assert not document.tables


def test_an_encrypted_document_opens_with_its_password() -> None:
    made = pymupdf.open(stream=paper().pdf())
    locked = made.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="hemmelig", owner_pw="ejer")
    assert extract(locked).document.status in ("failed", "rejected")
    assert len(extract(locked, password="hemmelig").assessments) == 6


def test_counts_are_those_of_what_is_given() -> None:
    document = paper().read()
    assert document.document.record_count == len(document.assessments) == 6
    assert document.document.finding_count == len(document.findings)
    assert document.document.page_count == 1
    assert [table.mapped_to for table in document.tables] == ["assessments"]
    assert document.document.kind == "assessment"


def test_the_document_survives_its_json() -> None:
    document = paper().read(manifest=DocumentFacts(source_url="https://example.org/a.pdf"))
    assert ExtractedDocument.model_validate_json(document.model_dump_json()) == document


def test_names_of_records_are_unique_and_evidence_speaks_of_records_that_are_there() -> None:
    document = paper().read()
    names = [row.record_id for row in document.assessments]
    assert len(set(names)) == len(names)
    assert {e.record_id for e in document.evidence} <= {*names, document.document.document_id}
    assert {f.record_id for f in document.findings} <= {*names, None}


def test_the_same_bytes_give_the_same_document_in_every_process(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(paper().pdf())
    code = "import sys, pathlib; from extractors import extract; " + (
        "sys.stdout.buffer.write(extract(pathlib.Path(sys.argv[1])).model_dump_json().encode())"
    )
    other = subprocess.run(
        [sys.executable, "-c", code, str(file)],
        cwd=ROOT,
        env={"PYTHONHASHSEED": "7", "LC_ALL": "C", "PYTHONPATH": str(ROOT), "PATH": ""},
        capture_output=True,
        check=True,
    )
    assert other.stdout.decode() == extract(file).model_dump_json()
    assert extract(file) == extract(file)


HOSTILE = {
    "formula": '=HYPERLINK("http://x";"y")',
    "markup": "<script>alert(1)</script> & <b>fed</b>",
    "braces": "{{ 7 * 7 }} %s {0} ${HOME} \\1 \\N{BULLET}",
    "quotes": "' OR 1=1; -- \"",
    "path": "../../../../etc/passwd",
    "regular expression": "(((((a+)+)+)+)+$ [^] .* ?+*",
    "long word": "Aa" * 150,
    "long text": "ord " * 400,
    "many numbers": "1.2.3.4.5.6.7.8.9 " * 20,
    "huge number": "9" * 200,
    "signs": "☒☐☑✓✗●○■□ " * 10,
    "marks of direction": "\u202eabc\u202c \u200b\u200d\ufeff",
    "control characters": "a\x07b\x1b[31mc",
    "combining": "e\u0301\u0302\u0303" * 20,
    "no letters": "¤%&/()=?",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_text(name: str) -> None:
    text = HOSTILE[name]
    document = paper((text, *TITLES[1:])).read(path=f"{name}.pdf")
    assert document.document.status == "ok"
    assert [row.title for row in document.assessments if row.number and 1 < row.number <= 6] == list(TITLES[1:])
    ExtractedDocument.model_validate_json(document.model_dump_json())


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_may_stand_in_titles_and_headers(name: str) -> None:
    made = Paper(HOSTILE[name]).line(f"Forebyggelsespakken Tobak: {HOSTILE[name]}")
    header = ["Nr.", "Anbefaling", HOSTILE[name][:80], "Vurdering"]
    made.table((40, 250, 220, 120), [header, *[[str(n), t, "", "Opfyldt"] for n, t in enumerate(TITLES, 1)]])
    document = made.read(manifest=DocumentFacts(package="tobak"))
    assert document.document.status == "ok"
    ExtractedDocument.model_validate_json(document.model_dump_json())


def test_a_document_without_text_gives_no_records() -> None:
    document = Paper(None).read()
    assert document.document.page_count == 1
    assert document.document.record_count == 0
