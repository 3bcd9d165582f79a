"""Where everything will stand: chapter and sequential become a module, a vertical becomes a step."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from takwin.interop.formats.olx.block import Block
from takwin.interop.slugs import Slugs


@dataclass(slots=True)
class PlannedStep:
    """A step to come: its block is a vertical, or a component that stands by itself."""

    id: str
    title: str
    block: Block


@dataclass(slots=True)
class PlannedModule:
    """A module to come. `blocks` are the containers that become it."""

    id: str
    title: str
    steps: list[PlannedStep] = field(default_factory=list)


def plan(course: Block) -> list[PlannedModule]:
    """The modules with their steps, in order; blocks that were lost stay away."""
    slugs, modules = Slugs(), list[PlannedModule]()
    for title, words, blocks in _groups(course):
        module = PlannedModule(slugs.take(words or title, "module"), title or course.title or "1")
        steps = Slugs()
        for block in blocks:
            name = block.title or _first_title(block) or module.title
            module.steps.append(PlannedStep(steps.take(name, "step"), name, block))
        modules.append(module)
    return modules


def places(modules: list[PlannedModule]) -> dict[str, str]:
    """The step on which each component stands, "module/step" by url_name; a container stands where it begins."""
    found: dict[str, str] = {}
    for module in modules:
        for step in module.steps:
            key = f"{module.id}/{step.id}"
            for block in step.block.walk():
                found.setdefault(block.name, key)
            outer = step.block.parent
            while outer is not None and outer.kind != "course":
                found.setdefault(outer.name, key)
                outer = outer.parent
    found.pop("", None)
    return found


def stands(modules: list[PlannedModule]) -> dict[int, str]:
    """The step on which each block stands, "module/step" by its id (of the object); a container stands where it begins."""
    found: dict[int, str] = {}
    for module in modules:
        for step in module.steps:
            key = f"{module.id}/{step.id}"
            found |= {id(block): key for block in step.block.walk()}
            outer = step.block.parent
            while outer is not None and outer.kind != "course":
                found.setdefault(id(outer), key)
                outer = outer.parent
    return found


def _groups(course: Block) -> Iterator[tuple[str, str, list[Block]]]:
    """Title, words for its id and step blocks of each module."""
    for chapter in _alive(course.children):
        if chapter.kind not in {"chapter", "section"}:
            yield chapter.title, "", _alive(chapter.children) if chapter.kind == "sequential" else [chapter]
            continue
        loose: list[Block] = []
        for child in _alive(chapter.children):
            if child.kind not in {"sequential", "videosequence", "problemset"}:
                loose.append(child)
                continue
            if loose:
                yield chapter.title, "", loose
                loose = []
            yield _joined(chapter.title, child.title), child.title, _alive(child.children)
        if loose:
            yield chapter.title, "", loose


def _joined(chapter: str, sequential: str) -> str:
    """Both titles, once when they are the same."""
    if not chapter or not sequential or chapter.casefold() == sequential.casefold():
        return chapter or sequential
    return f"{chapter} — {sequential}"


def _alive(blocks: list[Block]) -> list[Block]:
    return [block for block in blocks if block.state != "lost"]


def _first_title(block: Block) -> str:
    return next((one.title for one in block.walk() if one.title), "")
