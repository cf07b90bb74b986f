"""The limits of one document, by the name the reader knows them by; they are defined in :mod:`schemas.limits`."""

from schemas.limits import ReadLimits as Limits

__all__ = ["DEFAULT_LIMITS", "Limits"]

DEFAULT_LIMITS = Limits()
