"""Frameworks of competences and values, and their items, read from `data/`."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
_PLACES = [DATA]
"""Where frameworks lie: those of the program first."""


@dataclass(frozen=True, slots=True)
class FrameworkItem:
    """A competence, an area or a value. Texts are by language; `status` says of each label whether it is "official"
    (copied from the publisher's own version) or "working" (translated or noted by us)."""

    framework: str
    code: str
    parent: str | None
    kind: str
    label: Mapping[str, str]
    status: Mapping[str, str]
    source_ref: str
    description: Mapping[str, str] = field(default_factory=dict)
    """What it means in practice, in a sentence. Of published frameworks it is ours, never the publisher's."""
    tension: Mapping[str, str] = field(default_factory=dict)
    """For a value: what pulls against it."""
    level: str = ""
    statement: str = ""
    """Its full statement in the framework's language, where another system gave a longer one than the label."""
    identifier: str = ""
    """The UUID that another system gave it; "" where ours, made of its name, holds (`case.identifier`)."""
    address: str = ""
    """Where it stands on that other system."""
    changed: str = ""
    """When it was changed there, in ISO 8601."""

    @property
    def name(self) -> str:
        """As courses write it: "ict-cft/KA.6"."""
        return f"{self.framework}/{self.code}"

    @property
    def uri(self) -> str:
        """The path that names it for ever, below the address of the site: "/frameworks/ict-cft/KA.6"."""
        return f"/frameworks/{self.name}"


@dataclass(frozen=True, slots=True)
class Framework:
    """A published set of items. `redistribution` is "text", "labels" or "structure": how much of it may be shipped. `status` is
    "working" until somebody has compared it with the official text, else "published"; `changed` the day or time of the last change."""

    id: str
    version: str
    changed: str
    status: str
    title: Mapping[str, str]
    publisher: str
    source_url: str
    licence: str
    redistribution: str
    levels: tuple[Mapping[str, Any], ...]
    items: Mapping[str, FrameworkItem]
    """By code, in the order of the publisher."""
    links: tuple[Mapping[str, str], ...]
    """Each "from" one item "to" another, by name, with its "relation": "exactMatch", "broader" or "related"."""
    identifier: str = ""
    address: str = ""
    language: str = "en"
    """The language of the original."""

    @property
    def uri(self) -> str:
        """The path that names it for ever: "/frameworks/ict-cft"."""
        return f"/frameworks/{self.id}"


def also(folder: Path) -> None:
    """Let the frameworks of a folder count, such as those that a site has brought in; once more, to read what is new there."""
    if folder not in _PLACES:
        _PLACES.append(folder)
    _ids.cache_clear()
    _framework.cache_clear()


def ids() -> tuple[str, ...]:
    """The frameworks that are here."""
    return _ids(_state())


def _state() -> tuple[int, ...]:
    """When each folder last changed, so that every process of a site sees what one of them brought in."""
    return tuple(_changed(place) for place in _PLACES[1:])


def _changed(place: Path) -> int:
    """In nanoseconds, 0 where nothing is: one question to the disk, since a large course asks for thousands of codes."""
    try:
        return place.stat().st_mtime_ns
    except OSError:
        return 0


@lru_cache(maxsize=2)
def _ids(state: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(sorted({path.parent.name for place in _PLACES for path in place.glob("*/framework.json")}))


def framework(name: str) -> Framework:
    """The framework of that id. Raises KeyError when there is none."""
    return _framework(name, _state())


@lru_cache(maxsize=128)
def _framework(name: str, state: tuple[int, ...]) -> Framework:
    if name not in ids():
        raise KeyError(name)
    path = next(path for place in _PLACES if (path := place / name / "framework.json").is_file())
    data = json.loads(path.read_text(encoding="utf-8"))
    items = {item["code"]: FrameworkItem(framework=data["id"], **item) for item in data["items"]}
    return Framework(**{**data, "items": items, "levels": tuple(data["levels"]), "links": tuple(data["links"])})


def item(name: str) -> FrameworkItem:
    """The item that "ict-cft/KA.6" names. Raises KeyError when there is none."""
    owner, _, code = name.partition("/")
    try:
        return framework(owner).items[code]
    except KeyError:
        raise KeyError(name) from None


def as_json(one: Framework) -> dict[str, Any]:
    """A framework as its `framework.json` says it; what is empty is left out of its items."""
    items = [
        {key: value for key, value in asdict(each).items() if key != "framework" and (value or key in _ALWAYS)}
        for each in one.items.values()
    ]
    return {**asdict(replace(one, items={})), "items": items}


_ALWAYS = {"code", "parent", "kind", "label", "status", "source_ref"}


def worded(label: Mapping[str, str], language: str) -> str:
    """A text of a framework in a language, else in English, else in the one it has."""
    return label.get(language) or label.get("en") or next(iter(label.values()), "")
