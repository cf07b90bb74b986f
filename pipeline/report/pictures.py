"""Pages → pictures small enough to stand in a page by the dozen."""

from __future__ import annotations

import base64
import io
from concurrent.futures import Executor, Future
from pathlib import Path

from pipeline.engines.errors import WorkerBug, WorkerLost
from pipeline.jobs import RenderHeader, pack
from pipeline.report.select import PagePicture, Shown
from pipeline.stores import StoreFile
from pipeline.worker import render_picture

DPI = 96
"""A4 becomes 794 × 1123 pixels: text of 8 points can be read at the size at which it is shown."""


def draw_pages(
    wanted: list[tuple[Shown, PagePicture]],
    files: dict[str, Path | StoreFile],
    executor: Executor,
    passwords: tuple[str, ...],
) -> None:
    """Draw the wanted pages in workers and put each picture where it belongs; one that cannot be drawn stays empty."""
    futures: list[tuple[PagePicture, Future[bytes]]] = []
    for shown, page in wanted:
        try:
            data = files[shown.line.row.path].read_bytes()
        except OSError:
            continue  # it vanished since it was read: the report does without the picture
        header = RenderHeader(page=page.number, dpi=DPI, passwords=passwords)
        futures.append((page, executor.submit(render_picture, pack(header, data))))
    for page, future in futures:
        try:
            picture = future.result()
        except (WorkerLost, WorkerBug):
            continue
        if picture:
            page.source, page.width, page.height = _address(picture)


def _address(picture: bytes) -> tuple[str, float, float]:
    """``data:`` address of a picture, and the size of its page in points."""
    from PIL import Image

    with Image.open(io.BytesIO(picture)) as image:
        kind, (width, height) = (image.format or "").lower(), image.size
    text = base64.b64encode(picture).decode()
    return f"data:image/{kind};base64,{text}", width * 72 / DPI, height * 72 / DPI
