"""A block: one component of the course's XML, and what became of it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from takwin.interop.course_package import Loss, Tally
from takwin.interop.markdown import as_line
from takwin.lib.text import N_, Sentence

WITH_ITS_CONTAINER = Sentence(N_("It lies in something that was left out."))
CONTAINERS = frozenset(
    {
        "chapter", "conditional", "course", "itembank", "library_content", "problemset", "randomize", "section",
        "sequential", "split_test", "vertical", "videosequence", "wrapper",
    }
)  # fmt: skip
"""Blocks whose children are blocks."""


@dataclass(eq=False, slots=True)
class Block:
    """`name` is its url_name; `file` its file from the archive's root; `element` its XML, None when the file is missing."""

    kind: str
    name: str
    file: str
    element: etree._Element | None
    attributes: dict[str, str]
    parent: "Block | None" = None
    children: list["Block"] = field(default_factory=list)
    state: str = "kept"
    losses: list[Sentence] = field(default_factory=list)

    def walk(self) -> Iterator["Block"]:
        """This block and all below, in the order of the course."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def title(self) -> str:
        """Its display name on one line, "" when it has none."""
        return as_line(self.value("display_name"))

    @property
    def label(self) -> str:
        """How to name it in a place: its title, else its kind."""
        return self.title or f"<{self.kind}>"

    @property
    def place(self) -> str:
        """Where it is: "Module 1 / Lesson 2 / Page / Video (video/abc.xml)"."""
        path, outer = [self.label], self.parent
        while outer is not None and outer.kind != "course":
            path.append(outer.label)
            outer = outer.parent
        return f"{' / '.join(reversed(path))} ({self.file})"

    def value(self, name: str) -> str:
        """An attribute as plain words; texts that Studio wrote as JSON come without their quotes."""
        found = self.attributes.get(name, "").strip()
        if len(found) > 1 and found[0] == found[-1] == '"':
            try:
                return str(json.loads(found))
            except ValueError:
                return found
        return "" if found in {"null", "None"} else found

    def inherited(self, name: str) -> str:
        """The attribute here or on the nearest container that has it."""
        block: Block | None = self
        while block is not None:
            if block.value(name):
                return block.value(name)
            block = block.parent
        return ""

    def tell(self, reason: Sentence) -> None:
        """Something to report that the learner does not notice."""
        for at, told in enumerate(self.losses):
            if told.message == reason.message and "what" in told.values:
                named = dict.fromkeys([*_several(told.values["what"]), *_several(reason.values["what"])])
                self.losses[at] = Sentence(told.message, {"what": list(named)})
                return
        if reason not in self.losses:
            self.losses.append(reason)

    def change(self, reason: Sentence) -> None:
        """The learner will see or do something different."""
        self.tell(reason)
        if self.state == "kept":
            self.state = "changed"

    def lose(self, reason: Sentence) -> None:
        """Nothing of it reaches the learner, nor of what it holds."""
        self.losses = [reason]
        self.state = "lost"
        for child in self.children:
            child.lose(WITH_ITS_CONTAINER)

    def lose_itself(self, reason: Sentence) -> None:
        """It vanishes because nothing is left in it; what it held has told its own reasons."""
        self.losses.append(reason)
        self.state = "lost"


def _several(told: Any) -> list[str]:
    return [str(one) for one in told] if isinstance(told, list | tuple) else [str(told)]


def tallies(root: Block) -> dict[str, Tally]:
    """How many blocks of each kind were kept, changed and lost, by kind in alphabetical order."""
    counted: dict[str, dict[str, int]] = {}
    for block in root.walk():
        counts = counted.setdefault(block.kind, {"kept": 0, "changed": 0, "lost": 0})
        counts[block.state] += 1
    return {kind: Tally(**counted[kind]) for kind in sorted(counted)}


def losses(root: Block, stands: Mapping[int, str]) -> list[Loss]:
    """What every block has to report, in the order of the course. `stands` tells by the id of a block on which step it is."""
    return [
        Loss(block.kind, block.place, reason, stands.get(id(block), ""))
        for block in root.walk()
        for reason in block.losses
    ]
