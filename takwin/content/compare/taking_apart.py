"""A step's text taken apart: its paragraphs, and the questions that stand in it."""

from dataclasses import dataclass

from takwin.content.source import questions
from takwin.content.source.fences import Fence
from takwin.content.source.markdown import parse
from takwin.items.item import Written
from takwin.items.shelf import KINDS


@dataclass(frozen=True, slots=True)
class Placed:
    """A question as it was written, and its own lines."""

    written: Written
    source: str


@dataclass(frozen=True, slots=True)
class Apart:
    """Paragraphs without the questions among them, and the questions by id."""

    paragraphs: tuple[str, ...]
    questions: dict[str, Placed]


def apart(body: str) -> Apart:
    """The parts of a text in our dialect."""
    lines, found, taken = body.split("\n"), dict[str, Placed](), set[int]()
    for token in parse(body):
        fence: Fence | None = token.meta.get("fence") if token.type == "directive" else None
        if fence and fence.name in KINDS and fence.argument and token.map:
            start, last = token.map
            found.setdefault(fence.argument, Placed(questions.read(fence)[0], "\n".join(lines[start:last])))
            taken |= set(range(start, last + fence.closed))
    left = ["" if at in taken or set(line.strip()) == {":"} else line for at, line in enumerate(lines)]
    return Apart(split("\n".join(left)), found)


def split(text: str) -> tuple[str, ...]:
    """The paragraphs of a text: what blank lines part."""
    found: list[list[str]] = [[]]
    for line in text.split("\n"):
        if line.strip():
            found[-1].append(line.rstrip())
        elif found[-1]:
            found.append([])
    return tuple("\n".join(one) for one in found if one)
