"""What a course claims to work on, in words, with the steps where it is practised and where it is assessed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from takwin.content.release import assessed, practised
from takwin.frameworks import tree
from takwin.frameworks.tree import FrameworkItem
from takwin.web.wording import Words


@dataclass(frozen=True, slots=True)
class Place:
    """A step of the course."""

    module: str
    step: str
    title: str


@dataclass(frozen=True, slots=True)
class Claim:
    """An item of a framework that a course claims."""

    code: str
    label: str
    practised: tuple[Place, ...]
    assessed: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Claimed:
    """The claims of one framework. `working`: nobody has compared it with the official text yet."""

    id: str
    title: str
    working: bool
    claims: tuple[Claim, ...]


def claimed(names: Sequence[str], texts: Words, language: str) -> list[Claimed]:
    """Claims by framework, in the order of the course."""
    found: dict[str, list[Claim]] = {}
    for item in map(tree.item, names):
        found.setdefault(item.framework, []).append(_claim(item, texts, language))
    frameworks = [tree.framework(name) for name in found]
    return [
        Claimed(one.id, worded(one.title, language), one.status == "working", tuple(found[one.id]))
        for one in frameworks
    ]


def worded(label: Mapping[str, str], language: str) -> str:
    """A text of a framework in a language, or in English."""
    return tree.worded(label, language)


def _claim(item: FrameworkItem, texts: Words, language: str) -> Claim:
    where = (practised(texts.outline, item.name), assessed(texts.outline, item.name))
    first, second = (tuple(_place(key, texts) for key in keys) for keys in where)
    return Claim(item.code, worded(item.label, language), first, second)


def _place(key: str, texts: Words) -> Place:
    steps = (step for module in texts.outline["modules"] for step in module["steps"])
    title = next(step["title"] for step in steps if step["id"] == key)
    module, _, step = key.partition("/")
    return Place(module, step, str(texts.of(title)))
