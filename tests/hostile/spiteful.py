"""PDFs that mean harm, written object by object: each asks for more than it looks like, lies, or leads in circles."""

from __future__ import annotations

import zlib
from collections.abc import Callable

Objects = dict[int, bytes]

HONEST = b"Anbefaling"
"""What a page says that can be read all the same."""

_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"


def stream(content: bytes, entries: bytes = b"", *, packed: bool = True) -> bytes:
    """A stream object."""
    if packed:
        content, entries = zlib.compress(content), entries + b"/Filter/FlateDecode"
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(content), content)


def write(objects: Objects, trailer: bytes = b"") -> bytes:
    """A file of these objects; number 1 is the catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, content in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    xref = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        out += b"%d 1\n%010d 00000 n \n" % (number, place)
    out += b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (max(objects) + 1, trailer, xref)
    return bytes(out)


def page(
    content: bytes,
    *,
    resources: bytes = b"",
    catalogue: bytes = b"",
    entries: bytes = b"/MediaBox[0 0 595 842]",
    more: Objects | None = None,
    trailer: bytes = b"",
) -> bytes:
    """A file of one page: objects 1–5 are taken, the font is /F."""
    return write(
        {
            1: b"<</Type/Catalog/Pages 2 0 R%s>>" % catalogue,
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: b"<</Type/Page/Parent 2 0 R%s/Contents 4 0 R/Resources<</Font<</F 5 0 R>>%s>>>>" % (entries, resources),
            4: stream(content),
            5: _FONT,
            **(more or {}),
        },
        trailer,
    )


def say(text: bytes, x: int = 50, y: int = 700) -> bytes:
    """Print a line."""
    return b"BT /F 11 Tf %d %d Td (%s) Tj ET\n" % (x, y, text)


def words_without_number(count: int = 200_000) -> bytes:
    return page(b"BT /F 4 Tf 5 800 Td " + b"(ord) Tj 7 0 Td\n" * count + b"ET")


def drawings_without_number(count: int = 1_000_000) -> bytes:
    return page(b"0 0 1 1 re f\n" * count)


def rulings_without_number() -> bytes:
    """As a drawing has them, and no table: fewer than the limit."""
    places = (b"%d.%03d" % (n % 842, n % 997) for n in range(15_000))
    return page(b"".join(b"0 %s m 595 %s l S\n" % (place, place) for place in places))


def form_in_itself() -> bytes:
    entries = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X 6 0 R>>>>"
    more = {6: stream(say(b"igen") + b"/X Do", entries)}
    return page(say(b"Anbefaling") + b"/X Do", resources=b"/XObject<</X 6 0 R>>", more=more)


def forms_beyond_counting() -> bytes:
    """Each of twelve forms draws the next ten times: 10¹² rectangles in 2 kB."""
    more: Objects = {}
    for level in range(12):
        entries = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>" % (level + 7)
        more[level + 6] = stream(b"/X Do " * 10, entries)
    more[18] = stream(b"0 0 1 1 re f", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")
    return page(b"/X Do", resources=b"/XObject<</X 6 0 R>>", more=more)


def unpacks_without_end() -> bytes:
    """Packed twice: 240 MB in a kilobyte or two."""
    packer = zlib.compressobj(9)
    once = b"".join([*(packer.compress(b"0 0 m " * 200_000) for _ in range(200)), packer.flush()])
    content = zlib.compress(once, 9)
    packed = b"<</Filter[/FlateDecode/FlateDecode]/Length %d>>stream\n%s\nendstream" % (len(content), content)
    return page(b"", more={4: packed})


def huge_image() -> bytes:
    entries = b"/Type/XObject/Subtype/Image/Width 90000/Height 90000/ColorSpace/DeviceRGB/BitsPerComponent 8"
    small = b"q 20 0 0 20 50 50 cm /I Do Q q 500 0 0 700 50 50 cm /I Do Q"
    return page(small, resources=b"/XObject<</I 6 0 R>>", more={6: stream(bytes(1000), entries)})


def huge_page() -> bytes:
    return page(say(b"Anbefaling"), entries=b"/MediaBox[0 0 14400 14400]/UserUnit 1000000")


def large_page() -> bytes:
    grid = b"".join(b"0 %d m 190000 %d l S %d 0 m %d 190000 l S\n" % ((n * 1900,) * 4) for n in range(100))
    return page(grid + say(b"Anbefaling") + b"1 g " + say(b"hvid", 90, 90), entries=b"/MediaBox[0 0 190000 190000]")


def page_in_itself() -> bytes:
    return write(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[2 0 R 3 0 R 2 0 R]/Count 9>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
        }
    )


def billion_pages() -> bytes:
    return write(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1000000000>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
        }
    )


def outline_in_a_circle() -> bytes:
    more = {
        6: b"<</Type/Outlines/First 7 0 R/Last 8 0 R/Count 2>>",
        7: b"<</Title(a)/Parent 6 0 R/Next 8 0 R/First 8 0 R/Dest[3 0 R/Fit]>>",
        8: b"<</Title(b)/Parent 6 0 R/Next 7 0 R/First 7 0 R/Dest[3 0 R/Fit]>>",
    }
    return page(say(b"Anbefaling"), catalogue=b"/Outlines 6 0 R", more=more)


def fields_in_a_circle() -> bytes:
    more = {
        6: b"<</FT/Btn/T(a)/Kids[6 0 R 7 0 R]/Parent 7 0 R/Subtype/Widget/Rect[1 1 9 9]/P 3 0 R>>",
        7: b"<</T(b)/Kids[6 0 R]/Parent 6 0 R/Subtype/Widget/Rect[1 1 9 9]/P 3 0 R>>",
    }
    entries = b"/MediaBox[0 0 595 842]/Annots[6 0 R 7 0 R 6 0 R]"
    return page(say(b"Anbefaling"), catalogue=b"/AcroForm<</Fields[6 0 R]>>", entries=entries, more=more)


def nested_brackets() -> bytes:
    return page(say(b"Anbefaling") + b"[" * 300_000, catalogue=b"/X " + b"[" * 100_000)


def pushes_without_end() -> bytes:
    return page(b"q 1 0 0 1 0 0 cm " * 400_000 + say(b"Anbefaling"))


def glyph_in_itself() -> bytes:
    glyph = stream(b"1000 0 d0 BT /T 1 Tf (a) Tj ET 0 0 700 700 re f")
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[.001 0 0 .001 0 0]/CharProcs<</a 7 0 R>>"
        b"/Encoding<</Differences[97/a]>>/FirstChar 97/LastChar 97/Widths[1000]/Resources<</Font<</T 6 0 R>>>>>>"
    )
    content = b"BT /T 12 Tf 50 50 Td (aaaa) Tj ET " + say(b"Anbefaling")
    more = {6: font, 7: glyph}
    return page(content, resources=b"/Font<</F 5 0 R/T 6 0 R>>", more=more)


def tiles_without_number() -> bytes:
    tile = stream(
        b"0 0 .001 .001 re f",
        b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 .01 .01]/XStep .01/YStep .01/Resources<<>>",
    )
    content = b"/Pattern cs /P scn 0 0 595 842 re f " + b"1 g " + say(b"hvid") + b"0 g " + say(b"Anbefaling", 50, 600)
    return page(content, resources=b"/Pattern<</P 6 0 R>>", more={6: tile})


def coordinates_beyond_number() -> bytes:
    scale = b"1e38 0 0 1e38 0 0 cm " * 2
    drawn = b"0 0 9 9 re S 1 1 m 5 1 l S -9 -9 99 99 re f " + say(b"langt")
    return page(b"q " + scale + drawn + b"Q " + say(b"Anbefaling") + drawn)


def text_that_lies() -> bytes:
    """Zero-width, right-to-left and control characters, by way of a font's own map to Unicode."""
    texts = b"202E 200B 2066 FEFF 0000 001B 0007 D800 003D E0001 200F FFFE".split()
    table = b"".join(b"<%02x> <%s>\n" % (code, text) for code, text in enumerate(texts, ord("a")))
    cmap = stream(
        b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange "
        b"12 beginbfchar " + table + b"endbfchar endcmap end"
    )
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 7 0 R>>"
    content = b"".join(b"BT /L 11 Tf 50 %d Td (abc Fakta defg hijkl) Tj ET\n" % y for y in range(300, 700, 40))
    return page(content + say(b"Anbefaling"), resources=b"/Font<</F 5 0 R/L 6 0 R>>", more={6: font, 7: cmap})


def active_content() -> bytes:
    """Scripts, programs, links, attachments and streams that lie elsewhere: none is for us to run, fetch or unpack."""
    more = {
        6: b"<</S/JavaScript/JS(app.alert\\(1\\);this.exportDataObject\\({cName:'a.exe',nLaunch:2}\\))>>",
        7: b"<</S/Launch/F(/bin/sh)/NewWindow true>>",
        8: b"<</Names[(a.exe)<</Type/Filespec/F(../../a.exe)/UF(../../a.exe)/EF<</F 9 0 R>>>>]>>",
        9: stream(b"MZ not a program", b"/Type/EmbeddedFile"),
        10: b"<</Type/Annot/Subtype/Link/Rect[0 0 90 90]/A<</S/URI/URI(http://127.0.0.1:9/x)>>>>",
        11: b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/F<</FS/URL/F(http://127.0.0.1:9/form)>>/Length 0>>"
        b"stream\n\nendstream",
        12: b"<</Type/XObject/Subtype/Image/Width 9/Height 9/BitsPerComponent 8/ColorSpace/DeviceGray/F(/etc/passwd)"
        b"/Length 0>>stream\n\nendstream",
        13: b"<</Type/Annot/Subtype/FileAttachment/Rect[0 0 9 9]/FS<</Type/Filespec/F(b.sh)/EF<</F 9 0 R>>>>>>",
    }
    return page(
        say(b"Anbefaling") + b"/X Do q 90 0 0 90 0 0 cm /I Do Q",
        resources=b"/XObject<</X 11 0 R/I 12 0 R>>",
        catalogue=b"/OpenAction 6 0 R/AA<</WC 7 0 R>>/Names<</EmbeddedFiles 8 0 R/JavaScript<</Names[(x) 6 0 R]>>>>",
        entries=b"/MediaBox[0 0 595 842]/AA<</O 7 0 R>>/Annots[10 0 R 13 0 R]",
        more=more,
    )


def metadata_that_lies() -> bytes:
    info = (
        b"<</Title(=cmd|' /C calc'!A0 <script>alert\\(1\\)</script>)/Author(\\033]0;owned\\007\\033[2J)"
        b"/Producer(../../../../etc/passwd\\000.pdf)/Creator<FEFF202E0066006400702E>/CreationDate(D:99999999999999)>>"
    )
    return page(say(b"Anbefaling"), more={6: info}, trailer=b"/Info 6 0 R")


def long_line() -> bytes:
    return page(b"BT /F 1 Tf 5 800 Td (" + b"Aa1-" * 50_000 + b") Tj ET")


SPITEFUL: dict[str, Callable[[], bytes]] = {
    made.__name__: made
    for made in (
        words_without_number,
        drawings_without_number,
        rulings_without_number,
        form_in_itself,
        forms_beyond_counting,
        unpacks_without_end,
        huge_image,
        huge_page,
        large_page,
        page_in_itself,
        billion_pages,
        outline_in_a_circle,
        fields_in_a_circle,
        nested_brackets,
        pushes_without_end,
        glyph_in_itself,
        tiles_without_number,
        coordinates_beyond_number,
        text_that_lies,
        active_content,
        metadata_that_lies,
        long_line,
    )
}
