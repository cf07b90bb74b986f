"""Wordings: a user's own file of them, and the files that ship, checked line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from extractors import vocabulary
from extractors.kinds.own_wordings import Problem, no_yaml, parse_own_wordings
from pipeline.errors import UdtraekError

_EXPRESSION = re.compile(r"\\b|\^|\(\?|\$$")
"""What only regular expressions hold: wordings are plain text."""


class VocabularyInvalid(UdtraekError):
    """A user's own wordings cannot be used."""

    code = "vocabulary_invalid"
    hint = "docs/how-to/wording.md describes the file; `udtraek vocabulary check FILE` looks through it."


def read_own(path: Path) -> str:
    """Text of a user's wordings, checked.

    Raises:
        VocabularyInvalid: it cannot be read, or used.
    """
    text = _read(path)
    errors = [problem for problem in parse_own_wordings(text)[1] if problem.severity == "error"]
    if errors:
        raise VocabularyInvalid("\n".join(as_line(str(path), problem) for problem in errors))
    return text


def check_own(path: Path) -> list[Problem]:
    """What is wrong with a user's wordings, or worth knowing about them.

    Raises:
        VocabularyInvalid: it cannot be read.
    """
    return parse_own_wordings(_read(path))[1]


def as_line(name: str, problem: Problem) -> str:
    """A problem as a line that editors can follow to its place."""
    return f"{name}:{problem.line}: {problem.severity}: {problem.message} {problem.remedy}"


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise VocabularyInvalid(f"The vocabulary {path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise VocabularyInvalid(f"The vocabulary {path} is no UTF-8; save it as UTF-8.") from None


def check_shipped() -> dict[str, list[Problem]]:
    """What is wrong with the files that ship, by the path of each below the vocabulary's folder."""
    found = {}
    for name in sorted([*vocabulary.names(""), *vocabulary.names("catalogue"), *vocabulary.names("words")]):
        path = f"{name.removeprefix('/')}.yaml"
        found[path] = sorted(_problems(vocabulary.read_text(path)))
    return found


def _problems(text: str) -> Iterator[Problem]:
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        yield no_yaml(error)
        return
    if root is not None:
        yield from _of_node(root)


def _of_node(node: yaml.Node) -> Iterator[Problem]:
    """Keys that stand twice in a group, texts that stand twice in a list, expressions that are none."""
    if isinstance(node, yaml.MappingNode):
        yield from _twice([key for key, _ in node.value])
        for _, value in node.value:
            yield from _of_node(value)
    elif isinstance(node, yaml.SequenceNode):
        yield from _twice(node.value)
        for item in node.value:
            yield from _of_node(item)
    elif isinstance(node, yaml.ScalarNode) and node.tag.endswith(":str") and _EXPRESSION.search(node.value):
        try:
            re.compile(node.value)
        except re.error as error:
            message = f"{node.value!r} is no regular expression: {error}."
            yield Problem(node.start_mark.line + 1, "error", message, "Mend it, or escape what is meant as it stands.")


def _twice(nodes: list[yaml.Node]) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for node in nodes:
        if not isinstance(node, yaml.ScalarNode) or not node.tag.endswith(":str"):
            continue
        line = node.start_mark.line + 1
        if node.value in seen:
            message = f"{node.value!r} stands on line {seen[node.value]} already."
            yield Problem(line, "error", message, "Take one of them out.")
        seen.setdefault(node.value, line)
