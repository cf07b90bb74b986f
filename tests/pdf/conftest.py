from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors import pdf
from schemas.page import Page
from tests.pdf.drawn import build


@pytest.fixture
def read_page() -> Callable[..., Page]:
    def read(content: str, **options: object) -> Page:
        return pdf.read(build(content, **options)).pages[0]  # type: ignore[arg-type]

    return read
