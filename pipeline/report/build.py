"""The report, as a table of contents: choose, draw the pages, fill the template, write."""

from __future__ import annotations

from concurrent.futures import Executor
from pathlib import Path

from pipeline.report.pictures import draw_pages
from pipeline.report.select import Collector, pages_to_draw
from pipeline.settings import RunSettings
from pipeline.stores import StoreFile
from pipeline.versions import tool_version
from pipeline.web import render_page


def write_report(
    folder: Path, collector: Collector, files: dict[str, Path | StoreFile], executor: Executor, settings: RunSettings
) -> None:
    """Write ``report.html`` about the run in ``folder``.

    Args:
        folder: A run, its documents/ complete.
        collector: Has seen all its documents.
        files: Where the PDFs lie, by path.
        executor: What draws the pages, for a PDF is opened in a worker only.
        settings: The run's settings: language, passwords, and the limit on pictures.
    """
    selection = collector.select(folder)
    wanted = pages_to_draw(selection.shown, settings.limits.report_images)
    draw_pages(wanted, files, executor, settings.passwords)
    html = render_page(
        "report.html.j2",
        language=settings.language,
        scripts=("report.js",),
        s=selection,
        image_limit=settings.limits.report_images,
        images_capped=any(not page.source for shown in selection.shown for page in shown.pages),
        version=tool_version(),
    )
    (folder / "report.html").write_text(html, encoding="utf-8")
