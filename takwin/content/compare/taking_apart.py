"""A step's text taken apart: its paragraphs, and the questions that stand in it."""

from dataclasses import dataclass

from takwin.content.source import questions, variants
from takwin.content.source.fences import Fence
from takwin.content.source.markdown import parse
from takwin.items.item import Written
from takwin.items.shelf import KINDS


@dataclass(frozen=True, slots=True)
class Placed:
    """A question as it was written, its own lines, and the rows of one that varies."""

    written: Written
    source: str
    rows: tuple[str, ...] = ()


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
            found.setdefault(fence.argument, _placed(fence, "\n".join(lines[start:last])))
            taken |= set(range(start, last + fence.closed))
    left = ["" if at in taken or set(line.strip()) == {":"} else line for at, line in enumerate(lines)]
    return Apart(split("\n".join(left)), found)


def _placed(fence: Fence, source: str) -> Placed:
    bare, table, _ = variants.split(fence)
    rows = [zip(table.names, row, strict=True) for row in table.rows] if table else []
    told = [" · ".join(f"{name}: {value}" for name, value in row) for row in rows]
    always = [f"fresh: {'yes' if table.fresh else 'no'}"] if table else []
    return Placed(questions.read(bare)[0], source, (*always, *told))


def split(text: str) -> tuple[str, ...]:
    """The paragraphs of a text: what blank lines part."""
    found: list[list[str]] = [[]]
    for line in text.split("\n"):
        if line.strip():
            found[-1].append(line.rstrip())
        elif found[-1]:
            found.append([])
    return tuple("\n".join(one) for one in found if one)
