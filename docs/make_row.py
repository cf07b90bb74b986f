"""Make the pictures that README and tutorials begin with: ``python -m docs.make_row``.

A page of the samples beside the row that one of its lines became, each value with the number of its place, as the
evidence has it; and a page as ``udtraek show`` draws it.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pymupdf

from extractors import extract
from schemas.records import AssessmentRow, EvidenceRow

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
SAMPLE = ROOT / "corpus" / "samples" / "assessment-2024-0384-calc.pdf"
SHOWN = ROOT / "corpus" / "samples" / "assessment-2024-5449-writer.pdf"
NUMBER = 3
FIELDS = ("number", "title", "level", "rating_text", "rating_step", "activity", "departments", "deadline", "notes")
SCALE, GAP, MARGIN, DPI = 0.78, 40.0, 14.0, 130
LINE, SIZE, PANEL = 19.0, 9.5, 350.0
INK, PALE, MARK = (0.0, 0.42, 0.42), (0.88, 0.95, 0.94), (0.8, 0.1, 0.1)


def main() -> None:
    """Draw both."""
    document = extract(SAMPLE)
    row = next(row for row in document.assessments if row.number == NUMBER)
    places = {e.field: e for e in document.evidence if e.record_id == row.record_id and e.page == row.page}
    _compose(row, places).save(PICTURES / "cross-to-row.png")
    target = PICTURES / "tutorial-page.png"
    command = [sys.executable, "-m", "pipeline", "show", str(SHOWN), "--page", "1", "--dpi", "90", "-o", str(target)]
    subprocess.run(command, check=True, capture_output=True)


def _compose(row: AssessmentRow, places: dict[str, EvidenceRow]) -> pymupdf.Pixmap:
    """The page on the left, the row's fields on the right; the same number at a value and at its place."""
    with pymupdf.open(SAMPLE) as source, pymupdf.open() as sheet:
        clip = pymupdf.Rect(40, 64, 800, 400)
        width, height = clip.width * SCALE, clip.height * SCALE
        page = sheet.new_page(width=2 * MARGIN + width + GAP + PANEL, height=2 * MARGIN + height)
        target = pymupdf.Rect(MARGIN, MARGIN, MARGIN + width, MARGIN + height)
        page.show_pdf_page(target, source, row.page - 1, clip=clip)
        page.draw_rect(target, color=(0.7, 0.7, 0.7), width=0.6)
        left = target.x1 + GAP
        top = MARGIN + (height - LINE * (len(FIELDS) + 1)) / 2
        page.draw_rect(
            pymupdf.Rect(left, top - LINE, left + PANEL, top + LINE * (len(FIELDS) + 0.3)), color=INK, width=0.8
        )
        page.draw_rect(pymupdf.Rect(left, top - LINE, left + PANEL, top), color=INK, fill=INK)
        page.insert_text((left + 6, top - 6), "assessments", fontname="hebo", fontsize=SIZE + 0.5, color=(1, 1, 1))
        # The mark is the place of the rating's wording and of its step: both have one number.
        after = FIELDS.index("rating_text")
        numbers = [str(index + (1 if index <= after else 0)) for index in range(len(FIELDS))]
        for index, field in enumerate(FIELDS):
            y = top + LINE * (index + 0.9)
            color = MARK if field.startswith("rating") else INK
            page.insert_text((left + 24, y), field, fontname="cobo", fontsize=SIZE - 0.5, color=color)
            page.insert_text((left + 106, y), _cut(_shown(row, field)), fontname="helv", fontsize=SIZE)
            if field in places:
                box = _placed(places[field], clip, target)
                if field != "rating_step":  # its place is that of the wording: the mark
                    page.draw_rect(
                        pymupdf.Rect(box.x0 - 1.5, box.y0 - 1.5, box.x1 + 1.5, box.y1 + 1.5), color=color, width=1.0
                    )
                    _badge(page, (box.x0 - 4.5, box.y0 - 4.5), numbers[index], color)
                _badge(page, (left + 13, y - 3), numbers[index], color)
        middle = MARGIN + height / 2
        page.draw_line((target.x1 + 8, middle), (left - 14, middle), color=INK, width=2)
        page.draw_polyline(
            [(left - 16, middle - 5), (left - 7, middle), (left - 16, middle + 5)], color=INK, fill=INK, closePath=True
        )
        return page.get_pixmap(dpi=DPI)


def _badge(page: pymupdf.Page, centre: tuple[float, float], text: str, color: tuple[float, float, float]) -> None:
    """A number in a disc."""
    page.draw_circle(centre, 5.2, color=(1, 1, 1), fill=color, width=0.6)
    page.insert_text((centre[0] - 1.9, centre[1] + 2.4), text, fontname="hebo", fontsize=6.8, color=(1, 1, 1))


def _placed(place: EvidenceRow, clip: pymupdf.Rect, target: pymupdf.Rect) -> pymupdf.Rect:
    return pymupdf.Rect(
        target.x0 + (place.x0 - clip.x0) * SCALE,
        target.y0 + (place.top - clip.y0) * SCALE,
        target.x0 + (place.x1 - clip.x0) * SCALE,
        target.y0 + (place.bottom - clip.y0) * SCALE,
    )


def _shown(row: AssessmentRow, field: str) -> str:
    value = getattr(row, field)
    if field == "rating_step":
        return f"{value} of {row.rating_steps}"
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _cut(text: str, most: int = 46) -> str:
    return text if len(text) <= most else f"{text[: most - 3]}..."


if __name__ == "__main__":
    main()
