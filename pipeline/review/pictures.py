"""Pages as pictures, drawn in a worker when they are looked at and kept for a while."""

from __future__ import annotations

import threading
from collections import OrderedDict

from pipeline.engines.errors import WorkerBug, WorkerLost
from pipeline.engines.pool import PoolExecutor
from pipeline.jobs import RenderHeader, pack
from pipeline.limits import Limits
from pipeline.originals import Originals
from pipeline.worker import render_picture

DPI = 144
"""Twice the size of a point: sharp at reading size, and when zoomed in by half again."""
_KEPT_BYTES = 96 * 1024 * 1024


class Pictures:
    """Draws pages; remembers the last ones."""

    def __init__(self, originals: Originals, passwords: tuple[str, ...] = ()) -> None:
        self._originals = originals
        self._passwords = passwords
        self._pool = PoolExecutor(1, Limits())
        self._kept: OrderedDict[tuple[str, int], bytes] = OrderedDict()
        self._lock = threading.Lock()

    def page(self, document_id: str, number: int) -> bytes:
        """PNG or JPEG of a page; empty when it cannot be drawn."""
        key = (document_id, number)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        data = self._originals.read(document_id)
        if data is None:
            return b""
        header = RenderHeader(page=number, dpi=DPI, passwords=self._passwords)
        try:
            picture = self._pool.submit(render_picture, pack(header, data)).result()
        except (WorkerLost, WorkerBug):
            return b""
        with self._lock:
            self._kept[key] = picture
            while sum(map(len, self._kept.values())) > _KEPT_BYTES:
                self._kept.popitem(last=False)
        return picture

    def close(self) -> None:
        """End the worker."""
        self._pool.shutdown(cancel_futures=True)
