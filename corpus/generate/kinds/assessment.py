"""Assessments: tables, cards, questions and prose (see :mod:`corpus.generate.assessment`)."""

from __future__ import annotations

from corpus.generate.assessment import compose
from corpus.generate.choices import ASSESSMENT, LATER, settle
from corpus.generate.scan import SCAN

CHOICES = {**ASSESSMENT, **SCAN}

__all__ = ["CHOICES", "LATER", "compose", "settle"]
