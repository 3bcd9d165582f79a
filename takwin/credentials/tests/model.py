"""The data model of Open Badges 3.0 as 1EdTech writes it, read from the corpus, to hold a credential against."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from takwin.credentials.tests import corpus

_CLASS = re.compile(r"\s*(Class|Include) (\w+)(?: (\w+) \w+ \[([^\]]*)\])?")
_PROPERTY = re.compile(r"\s*Property (@?\w+) (\w+) (\d)(?:\.\.(\d|\*))?( array-compacted)?")
_CONTAINS = re.compile(r"\s*Constraint (contains|equals|const) (.+)")


@dataclass
class Property:
    """How often a property may stand, as what, and the values one of which it must hold."""

    kind: str
    least: int
    most: str
    compacted: bool
    held: list[list[str]] = field(default_factory=list)


@dataclass
class Class:
    """A class: its form, its parents (or, of a selection, its choices), whether others may extend it, and its properties."""

    form: str
    parents: list[str]
    open: bool = False
    properties: dict[str, Property] = field(default_factory=dict)


def read() -> dict[str, Class]:
    """Every class of `common_credentials.lines`."""
    classes: dict[str, Class] = {}
    current, last = Class("", []), Property("", 0, "", False)
    for line in corpus.read(corpus.SPECIFICATION, "common_credentials.lines").splitlines():
        if found := _CLASS.match(line):
            word, name, kind, parents = found.groups()
            current = Class(kind or word, [name.strip() for name in (parents or "").split(",") if name])
            classes[name] = current
        elif found := _PROPERTY.match(line):
            name, kind, least, most, compacted = found.groups()
            last = Property(kind, int(least), most or least, bool(compacted))
            current.properties[name] = last
        elif line.strip() == "Mixin Extensions":
            current.open = True
        elif found := _CONTAINS.match(line):
            last.held.append([word.strip() for word in found.group(2).strip("[]").split(",")])
    return classes


def complaints(classes: dict[str, Class], name: str, value: Any, path: str) -> Iterator[str]:
    """What the model has against a value of a class."""
    if name not in classes or classes[name].form in {"DerivedType", "Include"}:
        return
    if classes[name].form.startswith("Enum"):
        extended = classes[name].form == "EnumExt" and str(value).startswith("ext:")
        if value not in classes[name].properties and not extended:
            yield f"{path} is no {name}"
        return
    if "Selection" in classes[name].form:
        chosen = [choice for choice in classes[name].parents if choice in classes]
        if isinstance(value, dict):
            yield from complaints(classes, chosen[0], value, path)
        return
    if not isinstance(value, dict):
        yield f"{path} is no {name}"
        return
    known = _properties(classes, name)
    if not classes[name].open:
        yield from (f"{path}.{key} is unknown to {name}" for key in value if key not in known)
    for key, rule in known.items():
        yield from _property(classes, rule, value.get(key), f"{path}.{key}")


def _properties(classes: dict[str, Class], name: str) -> dict[str, Property]:
    inherited: dict[str, Property] = {}
    for parent in classes[name].parents:
        inherited |= _properties(classes, parent)
    return inherited | classes[name].properties


def _property(classes: dict[str, Class], rule: Property, value: Any, path: str) -> Iterator[str]:
    if value is None:
        if rule.least:
            yield f"{path} is missing"
        return
    many = rule.most == "*"
    if isinstance(value, list) != many and not (many and rule.compacted):
        yield f"{path} is {'a list' if isinstance(value, list) else 'single'}"
    values = value if isinstance(value, list) else [value]
    for held in rule.held:
        if not set(held) & {str(one) for one in values}:
            yield f"{path} holds none of {held}"
    for number, one in enumerate(values):
        yield from complaints(classes, rule.kind, one, f"{path}[{number}]" if many else path)
