"""What only the publisher knows of a dataset: title, who publishes it, how to reach them, licence.

Given as a YAML file (``--about``); what it leaves out has the defaults below.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.errors import UdtraekError


class AboutInvalid(UdtraekError):
    """The file about the dataset cannot be used."""

    code = "about_invalid"
    hint = "A YAML file with the keys that docs/dataset.md names; all may be left out."


class Licence(BaseModel):
    """Under which licence the dataset is given away."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[str, Field(description="SPDX identifier.")]
    title: Annotated[str, Field(description="What a person reads.")]
    url: Annotated[str, Field(description="Where it stands.", pattern="^https?://")]


class About(BaseModel):
    """What the metadata says of the dataset beside its content."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str = "Kommunernes selvvurderinger af forebyggelsespakkerne"
    title_en: str = "Danish municipalities' assessments against the national prevention packages"
    description: str = (
        "Vurderinger, handlinger og initiativer, læst fra kommunernes offentliggjorte dokumenter, med stedet på siden "
        "for hver række. Dækker de kommuner, hvis dokumenter er læst, og ikke alle 98."
    )
    identifier: str = "udtraek-dataset"
    publisher: str = "Ikke angivet"
    publisher_url: str | None = None
    contact_name: str | None = None
    contact_email: str | None = None
    licence: Licence | None = None
    url: str | None = None
    doi: str | None = None
    authors: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ("forebyggelsespakker", "kommuner", "sundhed", "forebyggelse", "selvvurdering")


def read_about(path: Path | None) -> About:
    """Read the file, or take the defaults.

    Raises:
        AboutInvalid: it is missing, no YAML, or names what is not known.
    """
    if path is None:
        return About()
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        return About.model_validate(content)
    except OSError as error:
        raise AboutInvalid(f"{path} cannot be read: {error.strerror}.") from None
    except (yaml.YAMLError, UnicodeDecodeError):
        raise AboutInvalid(f"{path} is no YAML file in UTF-8.") from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise AboutInvalid(f"{path}: {where}: {first['msg']}.") from None
