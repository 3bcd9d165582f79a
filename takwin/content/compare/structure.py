"""Two states of a course's path compared: modules and steps that came, went or moved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from takwin.content.source.course import Course, Module


@dataclass(frozen=True, slots=True)
class Place:
    """A module ("why") or a step ("why/welcome") that was "added", "removed" or "moved"; `title` by language, as the newer state has it.
    `before` is the address of a step that went to another module."""

    key: str
    what: str
    title: Mapping[str, str]
    module: bool = False
    before: str = ""


def structure(before: Course, after: Course) -> tuple[Place, ...]:
    """What became of the path, in the order of the newer state; what went comes last."""
    modules = _places({one.id: one.title for one in before.modules}, {one.id: one.title for one in after.modules})
    old, new = _steps(before.modules), _steps(after.modules)
    steps = _across(_places(old, new), old)
    return (*(Place(one.key, one.what, one.title, module=True) for one in modules), *steps)


def _steps(modules: Sequence[Module]) -> dict[str, Mapping[str, str]]:
    return {
        f"{module.id}/{step.id}": {language: text.title for language, text in step.texts.items()}
        for module in modules
        for step in module.steps
    }


def _places(old: Mapping[str, Mapping[str, str]], new: Mapping[str, Mapping[str, str]]) -> list[Place]:
    common_before = [key for key in old if key in new]
    common_after = [key for key in new if key in old]
    stayed: set[str] = set()
    for block in SequenceMatcher(None, common_before, common_after, autojunk=False).get_matching_blocks():
        stayed |= set(common_after[block.b : block.b + block.size])
    found = [
        Place(key, "added" if key not in old else "moved", title)
        for key, title in new.items()
        if key not in old or key not in stayed
    ]
    return found + [Place(key, "removed", title) for key, title in old.items() if key not in new]


def _across(found: list[Place], old: Mapping[str, Mapping[str, str]]) -> list[Place]:
    """A step that went from one module and came in another is one that moved."""
    gone = {one.key.split("/")[1]: one.key for one in found if one.what == "removed"}
    came = {one.key.split("/")[1]: one.key for one in found if one.what == "added"}
    pairs = {came[step]: gone[step] for step in gone.keys() & came.keys()}
    return [
        Place(one.key, "moved", one.title, before=pairs[one.key]) if one.key in pairs else one
        for one in found
        if one.key not in pairs.values() or one.key in pairs
    ]
