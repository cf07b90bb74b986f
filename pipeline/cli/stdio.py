"""stdout carries results only: whatever else prints there, a C library included, is sent to stderr."""

from __future__ import annotations

import os
import sys
from typing import TextIO


def protect_stdout() -> TextIO:
    """Redirect standard output to standard error; the stream that is returned is the real one."""
    sys.stdout.flush()
    real = os.fdopen(os.dup(1), "w", encoding="utf-8", errors="backslashreplace", newline="\n")
    os.dup2(2, 1)
    return real
