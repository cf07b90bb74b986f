"""Fonts for the producers: where they lie, and a symbol font with the codes of Wingdings.

The symbol font is cut from DejaVu Sans (free licence) with its shapes put at the private-use codes and at the
Latin-1 codes that documents use with Wingdings.
"""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from pathlib import Path

from corpus.generate.temporary import process_folder

WINGDINGS = {
    # code in the font: the character of DejaVu Sans that looks like it
    0xFC: "✔",
    0xFB: "✘",
    0xFE: "☒",
    0xA8: "☐",
    0x4A: "☺",
    0x4B: "😐",
    0x4C: "☹",
    0x6C: "●",
    0x6E: "■",
    0xA7: "▪",
    0xD8: "➢",
}


PACKAGES = {"DejaVu": "fonts-dejavu-core", "Liberation": "fonts-liberation", "Carlito": "fonts-crosextra-carlito"}
"""Debian's packages by the first word of the families they hold."""


class FontMissing(RuntimeError):
    """A font that the generator draws with is not installed."""


@cache
def path(family: str, bold: bool = False, italic: bool = False) -> str:
    """The file of a font.

    Raises:
        FontMissing: fontconfig has no font of that family.
    """
    style = {
        (False, False): "Regular,Book",
        (True, False): "Bold",
        (False, True): "Italic,Oblique",
        (True, True): "Bold Italic,Bold Oblique",
    }
    if shutil.which("fc-list") is None:
        raise FontMissing("fontconfig is not installed; on Debian and Ubuntu: apt-get install fontconfig")
    out = subprocess.run(
        ["fc-list", f":family={family}", "file", "style", "family"], capture_output=True, text=True, check=True
    ).stdout
    wanted = style[bold, italic].split(",")
    for line in sorted(out.splitlines()):
        file, _, rest = line.partition(":")
        names, _, styles = rest.partition(":style=")
        if (
            family in [n.strip() for n in names.strip().split(",")][:1]
            and file.endswith((".ttf", ".otf"))
            and styles.split(",")[0].strip() in wanted
        ):
            return file.strip()
    package = PACKAGES.get(family.split()[0], "the package that holds it")
    raise FontMissing(
        f"the font {family} {wanted[0]} is not installed; on Debian and Ubuntu: apt-get install {package}"
    )


@cache
def wingdings_path() -> str:
    """A TrueType file with the shapes of :data:`WINGDINGS`, built once per process."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    font = TTFont(path("DejaVu Sans"))
    options = Options()
    options.glyph_names = False
    options.layout_features = []
    options.drop_tables += ["FFTM"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[ord(c) for c in WINGDINGS.values()] + [32])
    subsetter.subset(font)
    best = font.getBestCmap()
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap = (
                {32: best[32]}
                | {0xF000 + code: best[ord(c)] for code, c in WINGDINGS.items()}
                | {code: best[ord(c)] for code, c in WINGDINGS.items()}
            )
    for record in font["name"].names:
        text = {1: "Corpus Wingdings", 4: "Corpus Wingdings", 6: "Wingdings-Regular", 16: "Corpus Wingdings"}.get(
            record.nameID
        )
        if text:
            record.string = text.encode(record.getEncoding())
    file = Path(process_folder("corpus-font-"), "corpus-wingdings.ttf")
    font["head"].created = font["head"].modified = 0
    font.recalcTimestamp = False
    font.save(str(file))
    return str(file)
