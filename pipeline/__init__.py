"""Many PDFs in, one validated, publishable run out: stages, cache, engines, writing, reports, commands.

The Python API::

    from pipeline import run
    result = run(["assessments/"], out="outputs/mine")
    print(result.documents, result.table("assessments"))

Importing this package costs nothing: everything heavy is imported by the functions that use it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.runner import RunResult, run
    from pipeline.settings import RunSettings

__all__ = ["RunResult", "RunSettings", "run"]


def __getattr__(name: str) -> Any:
    if name in {"run", "RunResult"}:
        from pipeline import runner

        return getattr(runner, name)
    if name == "RunSettings":
        from pipeline.settings import RunSettings

        return RunSettings
    raise AttributeError(f"module 'pipeline' has no attribute {name!r}")
