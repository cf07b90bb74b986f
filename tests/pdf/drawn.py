"""PDFs of one page, written instruction by instruction, so that each test knows exactly what lies where."""

from __future__ import annotations

import pymupdf

_LATIN = "/Encoding/WinAnsiEncoding"
_FONTS = (("helv", "Helvetica", _LATIN), ("hebo", "Helvetica-Bold", _LATIN), ("zadb", "ZapfDingbats", ""))
WIDTH, HEIGHT = 400.0, 300.0


def build(content: str, *, rotate: int = 0, crop: tuple[float, float, float, float] | None = None) -> bytes:
    """A page of 400 × 300 points; ``content`` counts y upwards from the lower left corner.

    Fonts: /helv is Helvetica, /hebo the same in bold, /zadb dingbats.
    """
    document = pymupdf.open()
    page = document.new_page(width=WIDTH, height=HEIGHT)
    fonts = []
    for key, name, encoding in _FONTS:
        number = document.get_new_xref()
        document.update_object(number, f"<</Type/Font/Subtype/Type1/BaseFont/{name}{encoding}>>")
        fonts.append(f"/{key} {number} 0 R")
    document.xref_set_key(page.xref, "Resources", f"<</Font<<{''.join(fonts)}>>>>")
    stream = document.get_new_xref()
    document.update_object(stream, "<<>>")
    document.update_stream(stream, content.encode("latin-1"))
    page.set_contents(stream)
    if crop:
        page.set_cropbox(pymupdf.Rect(crop))
    page.set_rotation(rotate)
    return document.tobytes()


def text(string: str, x: float, y: float, size: float = 10, extra: str = "") -> str:
    return f"q {extra} BT /helv {size} Tf 1 0 0 1 {x} {y} Tm ({string}) Tj ET Q\n"
