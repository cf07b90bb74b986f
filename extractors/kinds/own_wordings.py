"""A user's own wordings: one YAML file that teaches the program what a municipality calls things, without code.

Wordings are written as they are printed; docs/how-to/wording.md describes the file. What is not of that form is
refused with its line and what to do about it, never guessed at. A header that is worded so has the role given here,
whatever the vocabulary that ships and the column's content say: the user has seen the document.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal, NamedTuple

import yaml

from extractors import vocabulary
from extractors.kinds.wording import bare, fold

SECTIONS = {
    "roles": "header wordings by what their column holds",
    "scales": "rating scales, steps from best to worst",
    "levels": "names of the two levels",
    "no_answer": "answers beside the scale",
    "units": "names of units by municipality",
}
"""What the file may hold."""

_OWN_WEIGHT = 2.5
"""More than any shipped wording and any content together say for or against a role."""
_EDGE = r"[ .:;,*?!\"'()\[\]–•-]*"
_NAME = re.compile(r"[a-z][a-z0-9_]*\Z")
_FEWEST_STEPS = 2


class Problem(NamedTuple):
    """What is wrong with a line, or worth knowing about it."""

    line: int
    severity: Literal["error", "note"]
    message: str
    remedy: str


class OwnWordingsError(ValueError):
    """A file of own wordings cannot be used; ``problems`` say why."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"line {p.line}: {p.message} {p.remedy}" for p in self.problems))


class Wording(NamedTuple):
    """A wording and the line it stands on."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class OwnWordings:
    """What a file says, with the lines it says it on."""

    roles: dict[str, list[Wording]] = field(default_factory=dict)
    scales: dict[str, list[list[Wording]]] = field(default_factory=dict)
    levels: dict[str, list[Wording]] = field(default_factory=dict)
    no_answer: list[Wording] = field(default_factory=list)
    units: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)


def use_own_wordings(text: str | None) -> None:
    """Read with these wordings from now on in this process, or with those alone that ship.

    Raises:
        OwnWordingsError: they cannot be used.
    """
    vocabulary.replace(_merged(text) if text is not None else {})


@lru_cache(maxsize=4)
def _merged(text: str) -> dict[str, Any]:
    own, problems = parse_own_wordings(text)
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        raise OwnWordingsError(errors)
    return merge(own)


def merge(own: OwnWordings) -> dict[str, Any]:
    """The vocabulary files that ``own`` adds to, with what it adds; its own comes first."""
    roles, scales, levels = (vocabulary.shipped(name) for name in ("roles", "scales", "levels"))
    units = vocabulary.shipped("units")
    return {
        "roles": {role: [*map(_expression, own.roles.get(role, ())), *rows] for role, rows in roles.items()},
        "scales": {
            **scales,
            "scales": {**{name: {"steps": _texts(steps)} for name, steps in own.scales.items()}, **scales["scales"]},
            "no_answer": [*scales["no_answer"], *(bare(wording.text) for wording in own.no_answer)],
        },
        "levels": {
            level: [*wordings, *(bare(wording.text) for wording in own.levels.get(level, ()))]
            for level, wordings in levels.items()
        },
        "units": {
            **units,
            "overrides": {
                code: {**units["overrides"].get(code, {}), **own.units.get(code, {})}
                for code in sorted({*units["overrides"], *own.units})
            },
        },
    }


def _texts(steps: list[list[Wording]]) -> list[list[str]]:
    return [[wording.text for wording in step] for step in steps]


def _expression(wording: Wording) -> list[Any]:
    return [f"^{_EDGE}{re.escape(bare(wording.text))}{_EDGE}$", _OWN_WEIGHT]


def parse_own_wordings(text: str) -> tuple[OwnWordings, list[Problem]]:
    """What a file says, and all that is wrong with it or worth knowing, in the order of its lines."""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        return OwnWordings(), [no_yaml(error)]
    reader = _Reader()
    own = reader.read(root) if root is not None else OwnWordings()
    if not reader.problems:
        reader.problems += _notes(own)
    return own, sorted(reader.problems)


def no_yaml(error: yaml.YAMLError) -> Problem:
    """Where a text stops being YAML, and why."""
    mark = getattr(error, "problem_mark", None)
    what = getattr(error, "problem", None) or str(error)
    line = mark.line + 1 if mark is not None else 1
    return Problem(
        line, "error", f"This is no YAML: {what}.", "Look at the indents, colons, brackets and quotes there."
    )


class _Reader:
    """Reads the nodes of a file, and keeps what is wrong with them."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def read(self, root: yaml.Node) -> OwnWordings:
        own = OwnWordings()
        for name, key, value in self._entries(root, "The file", SECTIONS, "section"):
            if name == "roles":
                own.roles.update(self._named_lists(value, "roles", vocabulary.shipped("roles"), "role"))
            elif name == "scales":
                own.scales.update(self._scales(value))
            elif name == "levels":
                own.levels.update(self._named_lists(value, "levels", vocabulary.shipped("levels"), "level"))
            elif name == "no_answer":
                own.no_answer.extend(self._wordings(value, key.value))
            else:
                own.units.update(self._units(value))
        return own

    def _say(self, node: yaml.Node, message: str, remedy: str) -> None:
        self.problems.append(Problem(node.start_mark.line + 1, "error", message, remedy))

    def _entries(
        self, node: yaml.Node, what: str, known: Iterable[str] | None, kind: str
    ) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
        """Keys and values of a mapping; keys that are not ``known``, no text or there twice are said and left out."""
        if not isinstance(node, yaml.MappingNode):
            self._say(node, f"{what} is no list of names with values.", f"Write one {kind} per line, as 'name: …'.")
            return
        seen: dict[str, int] = {}
        for key, value in node.value:
            name = self._text(key, kind)
            if name is None:
                continue
            if known is not None and name not in known:
                close = difflib.get_close_matches(name, list(known), n=1)
                meant = f"Did you mean '{close[0]}'? " if close else ""
                self._say(key, f"There is no {kind} '{name}'.", f"{meant}There are {', '.join(known)}.")
            elif name in seen:
                self._say(key, f"The {kind} '{name}' stands on line {seen[name]} already.", "Put both in one place.")
            else:
                seen[name] = key.start_mark.line + 1
                yield name, key, value

    def _text(self, node: yaml.Node, what: str) -> str | None:
        """The text of a scalar; what YAML takes for a number, a date or yes and no is said."""
        if not isinstance(node, yaml.ScalarNode):
            self._say(node, f"Here a {what} was expected, and there is a list or a group.", "Write a text.")
            return None
        if not bare(node.value):
            self._say(node, f"The {what} '{node.value}' has no letter or digit.", "Write a text, or take the line out.")
            return None
        if node.tag != "tag:yaml.org,2002:str":
            kind = node.tag.rpartition(":")[2]
            self._say(node, f"YAML takes {node.value} for a value of type {kind}, and a {what} is a text.",
                      f'Put quotes around it: "{node.value}".')  # fmt: skip
            return None
        return str(node.value)

    def _wordings(self, node: yaml.Node, what: str) -> list[Wording]:
        """A list of wordings, or a single one; none twice."""
        items = node.value if isinstance(node, yaml.SequenceNode) else [node]
        found: dict[str, Wording] = {}
        for item in items:
            text = self._text(item, "wording")
            if text is None:
                continue
            line = item.start_mark.line + 1
            if bare(text) in found:
                first = found[bare(text)].line
                self._say(item, f"'{text}' stands under '{what}' on line {first} already.", "Take one of them out.")
            else:
                found[bare(text)] = Wording(text, line)
        return list(found.values())

    def _apart(self, groups: Mapping[str, list[Wording]], kind: str) -> None:
        """Say wordings that stand in two groups."""
        seen: dict[str, tuple[str, int]] = {}
        for name, wordings in groups.items():
            for wording in wordings:
                first = seen.setdefault(bare(wording.text), (name, wording.line))
                if first[0] != name:
                    message = (
                        f"'{wording.text}' is a wording of two {kind}s: '{name}' here, '{first[0]}' on line {first[1]}."
                    )
                    self.problems.append(Problem(wording.line, "error", message, "Leave it where it belongs."))

    def _named_lists(self, node: yaml.Node, section: str, known: Iterable[str], kind: str) -> dict[str, list[Wording]]:
        found = {name: self._wordings(value, name) for name, _, value in self._entries(node, section, known, kind)}
        self._apart(found, kind)
        return found

    def _scales(self, node: yaml.Node) -> dict[str, list[list[Wording]]]:
        shipped = vocabulary.shipped("scales")["scales"]
        found: dict[str, list[list[Wording]]] = {}
        for name, key, value in self._entries(node, "scales", None, "scale"):
            if name in shipped:
                self._say(key, f"There is a scale '{name}' that ships.", "Give yours another name.")
            elif not _NAME.match(name):
                self._say(key, f"'{name}' is no name of a scale.", "Use small letters a to z, digits and _.")
            else:
                for _, _, steps in self._entries(value, name, ("steps",), "entry of a scale"):
                    found[name] = self._steps(steps, name)
        return found

    def _steps(self, node: yaml.Node, name: str) -> list[list[Wording]]:
        if not isinstance(node, yaml.SequenceNode) or len(node.value) < _FEWEST_STEPS:
            self._say(node, f"The scale '{name}' has fewer than two steps.", "List its steps from best to worst.")
            return []
        steps = [self._wordings(step, f"step {number}") for number, step in enumerate(node.value, 1)]
        self._apart({f"step {number}": step for number, step in enumerate(steps, 1)}, "step")
        return steps

    def _units(self, node: yaml.Node) -> dict[str, dict[str, dict[str, str]]]:
        codes = {item["code"]: item["name"] for item in vocabulary.shipped("municipalities")["municipalities"]}
        found: dict[str, dict[str, dict[str, str]]] = {}
        for code, key, names in self._entries(node, "units", None, "municipality's code"):
            if code not in codes:
                close = [known for known, name in codes.items() if fold(name) == fold(code)]
                remedy = f'{code} is "{close[0]}".' if close else 'A code has four digits, in quotes: "0820".'
                self._say(key, f"There is no municipality with the code '{code}'.", remedy)
                continue
            found[code] = {
                fold(unit).strip(" .,:;"): self._unit(value)
                for unit, _, value in self._entries(names, code, None, "unit")
            }
        return found

    def _unit(self, node: yaml.Node) -> dict[str, str]:
        data = vocabulary.shipped("units")
        types = sorted({entry["type"] for part in ("heads", "openers", "names") for entry in data[part]})
        ids = {area["id"] for area in data["areas"]} | {entry["id"] for entry in data["names"]}
        known: dict[str, Iterable[str]] = {"type": types, "id": sorted(ids)}
        said: dict[str, str] = {}
        for name, _, value in self._entries(node, "The unit", known, "entry of a unit"):
            text = self._text(value, name)
            if text is not None and text not in known[name]:
                close = difflib.get_close_matches(text, list(known[name]), n=1)
                meant = f"Did you mean '{close[0]}'? " if close else ""
                self._say(value, f"There is no {name} '{text}'.", f"{meant}There are {', '.join(known[name])}.")
            elif text is not None:
                said[name] = text
        return said


def _notes(own: OwnWordings) -> Iterator[Problem]:
    """What is no error and may surprise: wordings that the program knows already, or as something else."""
    steps = {
        bare(wording)
        for scale in vocabulary.shipped("scales")["scales"].values()
        for s in scale["steps"]
        for wording in s
    } | {bare(wording.text) for scale in own.scales.values() for step in scale for wording in step}
    for role, wordings in own.roles.items():
        for wording in wordings:
            if role == "rating" and bare(wording.text) in steps:
                message = f"'{wording.text}' is a step of a scale; a column of one step needs no role."
                yield Problem(wording.line, "note", message, "Take it out, or list it under scales.")
                continue
            read = _shipped_role(wording.text)
            if read == role:
                message = f"The vocabulary that ships reads '{wording.text}' as '{role}' already."
                yield Problem(wording.line, "note", message, "It can be left out.")
            elif read is not None:
                message = f"The vocabulary that ships reads '{wording.text}' as '{read}'; '{role}' holds."
                yield Problem(wording.line, "note", message, "Nothing, if that is meant.")


def _shipped_role(text: str) -> str | None:
    """What the vocabulary that ships takes a header for; None when it does not know it."""
    folded = fold(text)
    weights = {
        role: max((float(weight) for expression, weight in rows if re.search(expression, folded)), default=0.0)
        for role, rows in vocabulary.shipped("roles").items()
    }
    best = max(weights, key=lambda role: weights[role])
    return best if weights[best] > 0 else None
