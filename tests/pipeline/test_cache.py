"""What is kept between runs: documents, and apart from them what OCR finds on their pages."""

from __future__ import annotations

from pathlib import Path

import pytest

import pipeline.cache
from pipeline.cache import Cache
from pipeline.runner import run
from pipeline.settings import RunSettings

SCANNED = Path(__file__).parents[2] / "corpus" / "samples" / "survey-2024-2256-typst.pdf"


def test_a_change_of_code_or_vocabulary_reads_documents_again_but_no_pages_by_ocr(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = RunSettings(workers=0, cache=tmp_path / "cache")
    first = run([SCANNED], tmp_path / "first", settings)
    assert Cache(tmp_path / "cache").info().entries == 2, "the document, and its page"

    def no_ocr(*_: object) -> None:
        raise AssertionError("OCR was asked")

    monkeypatch.setattr("extractors.pdf.ocr.page.read_picture", no_ocr)
    monkeypatch.setattr(pipeline.cache, "engine_version", lambda: "another")
    again = run([SCANNED], tmp_path / "again", settings)
    assert (first.cached, again.cached) == (0, 0)
    assert again.bugs == ()
    name = next((tmp_path / "first" / "documents").iterdir()).name
    one, two = (tmp_path / out / "documents" / name for out in ("first", "again"))
    assert one.read_bytes() == two.read_bytes()


def test_what_another_ocr_found_counts_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(tmp_path)
    assert cache.ocr_page("a page", lambda: "found") == "found"
    assert cache.ocr_page("a page", lambda: "found anew") == "found"
    assert cache.ocr_page("another page", lambda: "else") == "else"
    monkeypatch.setattr(pipeline.cache, "ocr_version", lambda: "another")
    assert cache.ocr_page("a page", lambda: "found anew") == "found anew"


def test_a_page_is_read_where_nothing_can_be_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert Cache(tmp_path / "file" / "cache").ocr_page("a page", lambda: "found") == "found"
