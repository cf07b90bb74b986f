"""The limits of a run, by the name the pipeline knows them by; they are defined in :mod:`schemas.limits`."""

from schemas.limits import RunLimits as Limits
from schemas.limits import describe

__all__ = ["Limits", "describe"]
