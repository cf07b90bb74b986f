"""Template and data → one HTML file: everything escaped, style and script inside, nothing fetched."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from pipeline.web.texts import Texts, texts_in

if TYPE_CHECKING:
    from jinja2 import Environment

# Controls, zero-width characters, marks and embeddings of direction.
_TRICKS = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)


def render_page(
    template: str,
    *,
    language: str,
    scripts: tuple[str, ...] = (),
    styles: tuple[str, ...] = (),
    package: str = "pipeline.web",
    **values: Any,
) -> str:
    """The page that ``template`` makes of ``values``.

    Template, ``scripts`` and ``styles`` (beside the look that all pages share) are files of ``package``.

    The content security policy allows this page's own style and scripts, by their hashes, and pictures that stand in
    the page itself: whatever else gets into it is not run.
    """
    style = static("look.css") + "".join(static(name, package) for name in styles)
    codes = [static(name, package) for name in scripts]
    policy = "; ".join(
        (
            "default-src 'none'",
            "img-src data:",
            f"style-src {_hash_of(style)}",
            f"script-src {' '.join(map(_hash_of, codes)) or repr('none')}",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    texts = texts_in(language)
    page = environment(package).get_template(template)
    return page.render(policy=policy, style=style, codes=codes, t=texts, language=language, **values)


def _hash_of(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def static(name: str, package: str = "pipeline.web") -> str:
    """A style or script of ``package``."""
    return files(package).joinpath("static", name).read_text(encoding="utf-8")


@cache
def environment(package: str = "pipeline.web") -> Environment:
    """The templates of ``package`` and those that all pages share; everything is escaped."""
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=ChoiceLoader([PackageLoader(name) for name in dict.fromkeys((package, "pipeline.web"))]),
        autoescape=True,
        finalize=_shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # The one door past escaping: text that is part of the program itself.
    environment.filters["own"] = Markup
    environment.filters["thousands"] = _thousands
    environment.filters["points"] = lambda number: f"{number:.2f}".rstrip("0").rstrip(".")
    return environment


def _shown(value: Any) -> Any:
    """Text with what changes how others look, or is not seen, made visible: names use it to look like other names."""
    return _TRICKS.sub("\N{REPLACEMENT CHARACTER}", value) if type(value) is str else value


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")


__all__ = ["Texts", "render_page"]
