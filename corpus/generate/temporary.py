"""Folders that last as long as the process that asks for them."""

from __future__ import annotations

import shutil
import tempfile
from multiprocessing.util import Finalize


def process_folder(prefix: str) -> str:
    """A new folder for this process, deleted when it ends, be it the main process or a worker."""
    made = tempfile.mkdtemp(prefix=prefix)
    # not ``atexit``, which worker processes of a pool do not run
    Finalize(None, shutil.rmtree, args=(made,), kwargs={"ignore_errors": True}, exitpriority=0)
    return made
