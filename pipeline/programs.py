"""Programs beside Python: run apart from the user's folder, within a time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def run_program(*command: str, seconds: int) -> subprocess.CompletedProcess[str] | None:
    """What a program prints and how it ends; None when it cannot be started, or has not ended after so many seconds.

    It does not run in the user's folder, whose files are none of its business: Python would import what lies there in
    the place of its libraries.
    """
    folder = Path(sys.executable).parent
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=seconds, cwd=folder, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
