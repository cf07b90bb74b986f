from __future__ import annotations

import hashlib
from pathlib import Path

import pymupdf
import pytest

from extractors import pdf
from extractors.pdf.render import render
from tests.pdf.drawn import HEIGHT, WIDTH, build, text

SHARED = Path(__file__).parents[3] / "shared"


def encrypted(owner: str, user: str) -> bytes:
    document = pymupdf.open(stream=build(text("hemmelig", 100, 100)), filetype="pdf")
    return document.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, owner_pw=owner, user_pw=user)


@pytest.mark.parametrize(
    ("data", "error", "status"),
    [
        (b"", pdf.EmptyFile, "failed"),
        (b"PK\x03\x04 a word document", pdf.NotPdf, "failed"),
        (b"%PDF-1.7\ngarbage", pdf.InputError, "failed"),
        (encrypted("owner", "user"), pdf.Encrypted, "rejected"),
    ],
    ids=["empty", "other", "garbage", "encrypted"],
)
def test_bytes_that_cannot_be_read_say_why_in_one_sentence(data, error, status):
    with pytest.raises(error) as caught:
        pdf.read(data)
    assert caught.value.status == status
    assert str(caught.value).endswith(".")


def test_password_opens_and_a_wrong_one_is_told_from_none():
    with pytest.raises(pdf.WrongPassword):
        pdf.read(encrypted("owner", "user"), password="other")
    assert pdf.read(encrypted("owner", "user"), password="user").pages[0].words[0].text == "hemmelig"
    assert pdf.read(encrypted("owner", "")).pages[0].words[0].text == "hemmelig"


def test_document_beyond_a_limit_is_rejected():
    document = pymupdf.open()
    for _ in range(3):
        document.new_page()
    data = document.tobytes()
    with pytest.raises(pdf.LimitExceeded, match="3 pages"):
        pdf.read(data, limits=pdf.Limits(pages=2))
    with pytest.raises(pdf.TooLarge):
        pdf.read(data, limits=pdf.Limits(file_bytes=100))


@pytest.mark.parametrize("limits", [pdf.Limits(words=5), pdf.Limits(drawings=5), pdf.Limits(content_bytes=50)])
def test_page_beyond_a_limit_keeps_its_number_and_says_so(limits):
    page = pdf.read(build(text("a b c d e f", 50, 50) + "0 0 9 99 re f\n" * 6), limits=limits).pages[0]
    assert page.number == 1
    assert (page.width, page.height) == (WIDTH, HEIGHT)
    assert page.words == ()
    assert "more than" in page.problem


def test_crowded_page_is_refused_before_it_is_unpacked():
    page = pdf.read(build("1 1 5 5 re f\n" * 200_000)).pages[0]
    assert "200,000 drawings" in page.problem


def test_damaged_page_costs_that_page_alone():
    document = pymupdf.open()
    for word in ("foerste", "anden", "tredje"):
        document.new_page().insert_text((50, 50), word)
    document.update_object(document.page_xref(1), "<</Type/Page/Contents 99999 0 R/MediaBox[0 0 (x) null]>>")
    document.xref_set_key(document.page_xref(1), "Parent", document.xref_get_key(document.page_xref(0), "Parent")[1])
    pages = pdf.read(document.tobytes()).pages
    assert [page.number for page in pages] == [1, 2, 3]
    assert [[word.text for word in page.words] for page in pages][::2] == [["foerste"], ["tredje"]]


def test_what_the_file_says_of_itself_is_cleaned():
    document = pymupdf.open()
    page = document.new_page()
    page.insert_text((50, 50), "x")
    document.set_metadata({"title": "Status\n2018\u200b – grøn", "producer": "Word\u202e\x00"})
    document.set_toc([[1, "Alkohol\u200b", 1]])
    data = document.tobytes()
    source = pdf.read(data)
    assert source.metadata["title"] == "Status 2018 – grøn"
    assert source.metadata["producer"] == "Word"
    assert source.outline == ((1, "Alkohol", 1),)
    assert source.document_id == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("angle", [90, 270])
def test_a_page_whose_print_runs_up_or_down_is_read_upright(angle):
    document = pymupdf.open()
    page = document.new_page(width=WIDTH, height=HEIGHT)
    across = 100 if angle == 90 else 300
    for line in range(6):
        x = across + (14 if angle == 90 else -14) * line
        page.insert_text((x, 250 if angle == 90 else 50), "Alle skoler har en politik", fontsize=11, rotate=angle)
    page.draw_rect(pymupdf.Rect(90, 40, 190, 260) if angle == 90 else pymupdf.Rect(210, 40, 310, 260))
    data = document.tobytes()
    read = pdf.read(data).pages[0]
    assert {word.direction for word in read.words} == {0}
    assert (read.width, read.height) == (HEIGHT, WIDTH)
    assert [word.text for word in sorted(read.words, key=lambda word: (word.top, word.x0))[:3]] == [
        "Alle",
        "skoler",
        "har",
    ]
    assert {round(r.top) for r in read.rulings if r.horizontal} == {90, 190}
    picture = render(data, 1, dpi=72)
    assert pymupdf.Pixmap(picture).width == HEIGHT


def test_a_label_that_runs_up_the_margin_turns_no_page():
    document = pymupdf.open()
    page = document.new_page(width=WIDTH, height=HEIGHT)
    page.insert_text((30, 250), "Kapitel 3: Rammer", fontsize=11, rotate=90)
    read = pdf.read(document.tobytes()).pages[0]
    assert {word.direction for word in read.words} == {270}


def test_form_fields_and_their_states():
    document = pymupdf.open()
    page = document.new_page(width=WIDTH, height=HEIGHT)
    for number, (kind, value) in enumerate(
        [
            (pymupdf.PDF_WIDGET_TYPE_CHECKBOX, True),
            (pymupdf.PDF_WIDGET_TYPE_CHECKBOX, False),
            (pymupdf.PDF_WIDGET_TYPE_TEXT, "Sundhed og Ældre"),
        ]
    ):
        widget = pymupdf.Widget()
        widget.rect = pymupdf.Rect(50, 50 + 30 * number, 62, 62 + 30 * number)
        widget.field_type, widget.field_name, widget.field_value = kind, f"felt{number}", value
        page.add_widget(widget)
    page.set_rotation(90)
    widgets = pdf.read(document.tobytes()).pages[0].widgets
    assert [(widget.kind, widget.checked, widget.value) for widget in widgets] == [
        ("checkbox", True, ""),
        ("checkbox", False, ""),
        ("text", False, "Sundhed og Ældre"),
    ]
    assert tuple(round(value) for value in widgets[0].box) == (238, 50, 250, 62)


def icon(rgb: tuple[int, int, int]) -> bytes:
    pixmap = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 24, 24), False)
    pixmap.set_rect(pixmap.irect, (255, 255, 255))
    pixmap.set_rect(pymupdf.IRect(6, 6, 18, 18), rgb)
    return pixmap.tobytes("png")


def near(a: int, b: int) -> bool:
    return all(abs((a >> shift & 255) - (b >> shift & 255)) < 40 for shift in (0, 8, 16))


def test_small_images_are_known_again_and_looked_at():
    document = pymupdf.open()
    for page_number in range(2):
        page = document.new_page(width=WIDTH, height=HEIGHT)
        page.insert_image(pymupdf.Rect(50, 50 + 20 * page_number, 74, 74 + 20 * page_number), stream=icon((255, 0, 0)))
        page.insert_image(pymupdf.Rect(150, 50, 174, 74), stream=icon((0, 128, 0)))
    source = pdf.read(document.tobytes())
    (red, green), (red_again, green_again) = (page.images for page in source.pages)
    assert (red.digest, green.digest) == (red_again.digest, green_again.digest)
    assert red.digest != green.digest
    assert tuple(red.box) == (50, 50, 74, 74)
    assert near(source.looks[red.digest].color, 0xFF0000)
    assert near(source.looks[green.digest].color, 0x008000)
    assert 0.1 < source.looks[red.digest].colored_share < 0.4
    assert len(source.looks[red.digest].pixels) == 256


def test_large_images_are_not_looked_at():
    document = pymupdf.open()
    page = document.new_page(width=WIDTH, height=HEIGHT)
    page.insert_image(pymupdf.Rect(50, 50, 250, 250), stream=icon((255, 0, 0)))
    source = pdf.read(document.tobytes())
    assert len(source.pages[0].images) == 1
    assert source.looks == {}


def test_rendering_shows_the_page_as_read_and_refuses_absurd_sizes():
    data = build("0 0 1 rg 0 200 100 100 re f", rotate=90)
    page = pymupdf.Pixmap(render(data, 1, dpi=72))
    assert (page.width, page.height) == (300, 400)
    assert page.pixel(290, 10) == (0, 0, 255)
    assert page.pixel(10, 10) == (255, 255, 255)
    with pytest.raises(pdf.LimitExceeded):
        render(data, 1, dpi=100_000)
    with pytest.raises(pdf.InputError):
        render(data, 2)


def test_reading_writes_nothing_to_the_screen(capfd):
    data = build(text("x", 50, 50) + "q q q /Unknown gs /Missing Do [ ( <")
    pdf.read(data[: len(data) // 2] + b"\x00" * 40 + data[len(data) // 2 :])
    assert capfd.readouterr() == ("", "")


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="judging material is not beside the checkout")
def test_any_hostile_file_ends_in_pages_or_a_declared_error():
    files = [path for path in sorted((SHARED / "hostile").rglob("*")) if path.suffix in (".pdf", ".fuzz")]
    assert files
    for path in files:
        try:
            assert pdf.read(path.read_bytes()).pages
        except pdf.InputError as error:
            assert error.code  # noqa: PT017 - either outcome is right
