"""The look that all pages share: templates, style, script, texts. Pages are self-contained and fetch nothing."""

from pipeline.web.page import render_page

__all__ = ["render_page"]
