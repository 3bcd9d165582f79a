"""A framework as its page shows it: texts in one language, items below their parents, what to know before quoting it."""

from dataclasses import dataclass

from takwin.frameworks import tree
from takwin.frameworks.alignment import known
from takwin.frameworks.tree import Framework, FrameworkItem
from takwin.web.claims import worded
from takwin.web.licence import Licence, licence

OURS = "Takwin"


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An item of another framework that has to do with this one."""

    framework: str
    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Item:
    """An item in one language; `level` is a label."""

    code: str
    kind: str
    label: str
    description: str
    tension: str
    level: str
    below: tuple["Item", ...]
    neighbours: tuple[Neighbour, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A framework in one language. `counts` says how many items of each kind; `translated` that the names in this language are
    not the publisher's own, `described` that the sentences below the names are ours."""

    id: str
    title: str
    version: str
    publisher: str
    source: str
    licence: Licence
    redistribution: str
    working: bool
    translated: bool
    described: bool
    levels: tuple[tuple[str, str], ...]
    items: tuple[Item, ...]
    counts: dict[str, int]

    @property
    def loose(self) -> tuple[Item, ...]:
        """The items that stand in no area."""
        return tuple(item for item in self.items if not item.below)


def framework(one: Framework, language: str) -> Shown:
    """The framework in a language, English where it lacks a text."""
    kinds = [item.kind for item in one.items.values()]
    return Shown(
        id=one.id,
        title=worded(one.title, language),
        version=one.version,
        publisher=one.publisher,
        source=one.source_url,
        licence=licence(one.licence, language),
        redistribution=one.redistribution,
        working=one.status == "working",
        translated=any(item.status.get(language) != "official" for item in one.items.values()),
        described=one.publisher != OURS and any(item.description for item in one.items.values()),
        levels=tuple((level["code"], worded(level["label"], language)) for level in one.levels),
        items=_below(one, None, language),
        counts={kind: kinds.count(kind) for kind in dict.fromkeys(kinds)},
    )


def _below(one: Framework, parent: str | None, language: str) -> tuple[Item, ...]:
    return tuple(_item(one, item, language) for item in one.items.values() if item.parent == parent)


def _item(one: Framework, item: FrameworkItem, language: str) -> Item:
    levels = {level["code"]: worded(level["label"], language) for level in one.levels}
    links = [tree.item(link["to"]) for link in one.links if link["from"] == item.name and known(link["to"])]
    return Item(
        code=item.code,
        kind=item.kind,
        label=worded(item.label, language),
        description=worded(item.description, language) if item.description else "",
        tension=worded(item.tension, language) if item.tension else "",
        level=levels.get(item.level, ""),
        below=_below(one, item.code, language),
        neighbours=tuple(Neighbour(to.framework, to.code, worded(to.label, language)) for to in links),
    )
