"""PDFs whose fonts call their characters otherwise than they show them, or do not name them at all."""

from __future__ import annotations

from collections.abc import Mapping

import pymupdf

_HEAD = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Names def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
"""
_TAIL = "endcmap CMapName currentdict /CMap defineresource pop end end\n"


def renamed(data: bytes, names: Mapping[str, str], missing: str = "") -> bytes:
    """The PDF with its embedded fonts calling characters by ``names``; "" leaves one without a name.

    ``missing`` is what they call the glyph that they draw for characters they lack.
    """
    document = pymupdf.open("pdf", data)
    used = {char for page in document for char in page.get_text()} - {"\n"}
    for xref in range(1, document.xref_length()):
        kind, value = document.xref_get_key(xref, "ToUnicode")
        if kind != "xref":
            continue
        font = _font_of(document, xref)
        called = {char: names.get(char, char) for char in sorted(used) if font.has_glyph(ord(char))}
        pairs = [
            f"<{font.has_glyph(ord(char)):04x}> <{name.encode('utf-16-be').hex()}>"
            for char, name in called.items()
            if name
        ]
        if missing:
            pairs.append(f"<0000> <{missing.encode('utf-16-be').hex()}>")
        cmap = _HEAD + "".join(f"1 beginbfchar {pair} endbfchar\n" for pair in pairs) + _TAIL
        document.update_stream(int(value.split()[0]), cmap.encode())
    return document.tobytes()


def _font_of(document: pymupdf.Document, xref: int) -> pymupdf.Font:
    return pymupdf.Font(fontbuffer=document.extract_font(xref)[3])
