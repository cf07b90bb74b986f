"""Settings → the engine that reads the documents of a run."""

from __future__ import annotations

import os
from concurrent.futures import Executor

from pipeline.settings import RunSettings


def make_executor(settings: RunSettings, files: int) -> Executor:
    """The engine: a Dask cluster, worker processes on this machine, or none with ``workers=0``."""
    from pipeline.engines.inline import InlineExecutor
    from pipeline.engines.pool import PoolExecutor

    if settings.engine == "dask":
        from pipeline.engines.dask import DaskExecutor

        return DaskExecutor(settings.scheduler, settings.workers, settings.limits)
    if settings.workers == 0:
        return InlineExecutor()
    workers = settings.workers or len(os.sched_getaffinity(0))
    return PoolExecutor(max(1, min(workers, files)), settings.limits)
