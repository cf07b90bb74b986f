"""The document that docs/how-to/wording.md teaches the program to read: ``python -m docs.make_odd``.

A made-up municipality's assessment in words of its own, that no vocabulary knows.
"""

from __future__ import annotations

from pathlib import Path

FILE = Path(__file__).parent / "how-to" / "own-words.pdf"
HEADERS = ("Nr.", "Anbefaling", "Kvittering", "Værtskab", "Vores greb")
ROWS = (
    ("1", "Politik for mental sundhed", "I hus", "CPP", "Politikken er vedtaget af byrådet og følges op hvert år."),
    (
        "2",
        "Ledelsesforankring",
        "I støbeskeen",
        "Center for Sundhed",
        "Chefgruppen drøfter mental sundhed hvert kvartal.",
    ),
    ("3", "Udsatte boligområder", "På tegnebrættet", "CPP", "En helhedsplan for området er under udarbejdelse."),
    (
        "4",
        "Trivsel i skolen",
        "I hus",
        "Skoleafdelingen",
        "Alle skoler måler trivsel og drøfter resultatet med elever.",
    ),
)
STYLE = """
@page { size: A4; margin: 2cm }
body { font: 10pt 'Liberation Sans' }
table { border-collapse: collapse; width: 100% }
td, th { border: 0.6pt solid #444; padding: 3pt; text-align: left; vertical-align: top }
th { background: #dde7ee }
"""


def main() -> None:
    """Draw the document."""
    from weasyprint import HTML

    def row(cells: tuple[str, ...], tag: str) -> str:
        return "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in cells) + "</tr>"

    body = row(HEADERS, "th") + "".join(row(cells, "td") for cells in ROWS)
    HTML(
        string=f"<html lang=da><title>Forebyggelsespakke om mental sundhed – status</title><style>{STYLE}</style>"
        "<h2>Vesthimmerlands Kommune</h2><h1>Status på forebyggelsespakken om mental sundhed</h1>"
        f"<p>Juni 2024</p><table>{body}</table>"
    ).write_pdf(FILE)


if __name__ == "__main__":
    main()
