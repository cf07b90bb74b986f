"""``report.html``: a run as a page for a person."""

from pipeline.report.build import write_report
from pipeline.report.select import Collector

__all__ = ["Collector", "write_report"]
