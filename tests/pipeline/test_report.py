"""report.html: everything there, nothing executable from a PDF, nothing fetched."""

from __future__ import annotations

import base64
import hashlib
import html.parser
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.report import select
from pipeline.runner import RunResult, run
from pipeline.settings import RunSettings
from pipeline.web.texts import _TEXTS, LANGUAGES, texts_in
from schemas.document import ExtractedDocument
from tests.pipeline import samples

Make = Callable[..., Path]
Run = Callable[..., RunResult]

HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(2)">"\'{{ 7*7 }}'


class Page(html.parser.HTMLParser):
    """Elements and attributes of a page, as a browser would see them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.inside: list[str] = []
        self.codes: dict[str, list[str]] = {"script": [], "style": []}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.inside.pop()

    def handle_data(self, data: str) -> None:
        if self.inside and self.inside[-1] in self.codes:
            self.codes[self.inside[-1]].append(data)
        else:
            self.text += data


def page_of(result: RunResult) -> Page:
    return Page((result.out / "report.html").read_text(encoding="utf-8"))


def test_it_shows_documents_rows_and_findings(make_inputs: Make, run_samples: Run) -> None:
    page = page_of(run_samples(make_inputs(a="rows 3", broken="raise x")))
    assert "Kunne ikke læses" in page.text
    assert page.text.count(samples.TITLE) == 3
    assert "Vesthimmerlands Kommune" in page.text
    assert "I høj grad" in page.text
    assert "An error in the program kept it from being read" in page.text


def test_findings_come_first(make_inputs: Make, run_samples: Run) -> None:
    page = page_of(run_samples(make_inputs(a="rows 3", broken="raise x")))
    assert page.text.index("An error in the program") < page.text.index("Dokumenter") < page.text.index("Vurderinger")


def test_text_from_pdfs_is_escaped(make_inputs: Make, run_samples: Run) -> None:
    folder = make_inputs(a=f"row {HOSTILE}")
    (folder / "a.pdf").rename(folder / "<img src=x onerror=alert(3)>.pdf")
    page = page_of(run_samples(folder))
    assert HOSTILE in page.text
    assert "<img src=x onerror=alert(3)>.pdf" in page.text
    assert not [tag for tag, _ in page.elements if tag in {"img", "iframe", "object", "embed", "link", "base"}]
    assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]
    assert len(page.codes["script"]) == 1


def test_no_name_or_text_looks_like_another(make_inputs: Make, run_samples: Run) -> None:
    folder = make_inputs(a="row \u202efdp.exe\u200b")
    (folder / "a.pdf").rename(folder / "\u202etxe.a\x1b[31m.pdf")
    page = page_of(run_samples(folder))
    assert "\ufffdtxe.a\ufffd[31m.pdf" in page.text
    assert "\ufffdfdp.exe\ufffd" in page.text
    assert not [c for c in page.text if c in "\u202e\u200b\x1b"]


def test_the_policy_allows_only_what_the_page_brings(make_inputs: Make, run_samples: Run) -> None:
    page = page_of(run_samples(make_inputs(a="rows 3")))
    (policy,) = [a["content"] or "" for tag, a in page.elements if tag == "meta" and "http-equiv" in a]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for kind, codes in page.codes.items():
        for code in codes:
            digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
            assert f"{kind}-src 'sha256-{digest}'" in policy
    styled = [tag for tag, attributes in page.elements if "style" in attributes]
    assert not styled, "the policy forbids style attributes"


def test_nothing_is_fetched(make_inputs: Make, run_samples: Run) -> None:
    page = page_of(run_samples(make_inputs(a="rows 3")))
    addresses = [
        v or "" for _, a in page.elements for k, v in a.items() if k in {"src", "href", "srcset", "action", "data"}
    ]
    assert addresses
    assert all(address.startswith(("#", "data:image/")) for address in addresses)
    assert not re.search(r"url\(|@import|fetch\(|XMLHttpRequest|https?://(?!www\.w3\.org)", str(page.codes))


def test_links_lead_somewhere(make_inputs: Make, run_samples: Run) -> None:
    page = page_of(run_samples(make_inputs(a="rows 3", b="row x", broken="raise x")))
    ids = [a["id"] for _, a in page.elements if "id" in a]
    assert len(ids) == len(set(ids))
    targets = {(a["href"] or "")[1:] for tag, a in page.elements if tag == "a"}
    assert targets <= set(ids)


def test_rows_are_left_out_where_the_page_would_grow_too_large(
    make_inputs: Make, run_samples: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(select, "ROWS", 10)
    page = page_of(run_samples(make_inputs(a="rows 30", b="rows 5")))
    shown = [a for tag, a in page.elements if tag == "tr" and "data-r" in a]
    assert len(shown) == 6
    assert "a.pdf" in page.text


def test_it_holds_no_cells_and_no_evidence_of_what_it_shows(make_inputs: Make, run_samples: Run) -> None:
    result = run_samples(make_inputs(a="rows 3"))
    collector = select.Collector()
    for path in (result.out / "documents").iterdir():
        collector.add(ExtractedDocument.model_validate_json(path.read_bytes()))
    for shown in collector.select(result.out).shown:
        assert shown.pages[0].places
        assert (shown.document.cells, shown.document.evidence) == ((), ())


def test_it_speaks_english_too(make_inputs: Make, run_samples: Run) -> None:
    page = page_of(run_samples(make_inputs(a="rows 3"), language="en"))
    assert "What was read" in page.text
    assert "Hvad der blev læst" not in page.text


def test_every_text_has_every_language() -> None:
    assert all(len(texts) == len(LANGUAGES) and all(texts) for texts in _TEXTS.values())
    with pytest.raises(AttributeError):
        _ = texts_in("da").no_such_text


@pytest.fixture
def real_pdf(tmp_path: Path) -> Path:
    """A page with a title, made without the project's corpus."""
    pymupdf = pytest.importorskip("pymupdf")
    document = pymupdf.open()
    page = document.new_page(width=595, height=842)
    page.insert_text((50, 72), "Forebyggelsespakke om tobak")
    (tmp_path / "real").mkdir()
    document.save(tmp_path / "real" / "a.pdf", no_new_id=True)
    return tmp_path / "real"


def read_real(payload: bytes) -> bytes:
    from pipeline.jobs import JobHeader, unpack

    packed = unpack(payload)
    job = JobHeader.model_validate_json(packed.header)
    return samples.document(packed.data, job.name).model_dump_json().encode()


def test_places_are_drawn_over_the_page(real_pdf: Path, tmp_path: Path) -> None:
    page = page_of(run([real_pdf], tmp_path / "out", RunSettings(workers=1), reader=read_real))
    (image,) = [a for tag, a in page.elements if tag == "image"]
    assert (image["href"] or "").startswith("data:image/png;base64,")
    assert float(image["width"] or 0) == pytest.approx(595, abs=1)
    places = [a for tag, a in page.elements if tag == "rect" and "data-r" in a]
    rows = {a["data-r"] for tag, a in page.elements if tag == "tr" and "data-r" in a}
    assert places
    assert {a["data-r"] for a in places} <= rows
    assert (places[0]["x"], places[0]["y"], places[0]["width"]) == ("49", "59", "72.5")


def test_pictures_are_capped_and_it_says_so(real_pdf: Path, tmp_path: Path) -> None:
    settings = RunSettings(workers=0).model_copy(
        update={"limits": RunSettings().limits.model_copy(update={"report_images": 0})}
    )
    page = page_of(run([real_pdf], tmp_path / "out", settings, reader=read_real))
    assert not [tag for tag, _ in page.elements if tag == "image"]
    assert "højst 0 sidebilleder" in page.text


@pytest.mark.apt("chromium")
def test_a_browser_runs_the_page_and_only_the_page(make_inputs: Make, run_samples: Run, tmp_path: Path) -> None:
    """The script works under the policy: the search box appears; and nothing a PDF brought along runs."""
    result = run_samples(make_inputs(a=f"row {HOSTILE}<svg onload=document.title='hacked'>"))
    command = [
        "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", f"--user-data-dir={tmp_path / 'browser'}",
        "--virtual-time-budget=2000", "--dump-dom", (result.out / "report.html").as_uri(),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    page = Page(done.stdout)
    (form,) = [a for tag, a in page.elements if tag == "form"]
    assert "hidden" not in form
    assert "<title>Hvad der blev læst" in done.stdout
