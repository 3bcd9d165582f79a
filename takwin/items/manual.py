"""The reference of the question kinds, made of what the kinds say of themselves: `python -m takwin.items.manual > docs/reference/questions.md`."""

import sys
from collections.abc import Iterator
from pathlib import Path

from takwin.items import options
from takwin.items.complaints import COMPLAINTS, WARNINGS
from takwin.items.kind import Kind
from takwin.items.shelf import KINDS
from takwin.lib.text import Sentence

SHELF = Path(__file__).parent / "kinds"
_INTRO = """# Questions

The kinds of question that a course can ask, with examples that are also tests and the demo page. How a question stands in a step,
alone or in a quiz, is told in [course-source.md](course-source.md).

This page is made from the kinds themselves; do not edit it: `python -m takwin.items.manual > docs/reference/questions.md`.
"""


def manual() -> str:
    """The page, in Markdown."""
    return "\n".join(
        [_INTRO, *_every_question(), *(line for book in KINDS.values() for line in _kind(book)), *_complaints()]
    )


def examples(book: Kind) -> dict[str, str]:
    """The examples of a kind as source, by file name such as "purpose.fr.md"."""
    folder = (SHELF / book.template).parent / "examples"
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.md"))}


def pictures(book: Kind) -> dict[str, Path]:
    """The pictures of a kind's examples, by the path under which they name them."""
    folder = (SHELF / book.template).parent / "examples"
    return {f"media/{path.name}": path for path in sorted(folder.glob("*.svg"))}


def _every_question() -> Iterator[str]:
    yield "## Options of every question\n"
    yield from _options(options.EVERY_QUESTION)


def _options(known: dict[str, str]) -> Iterator[str]:
    yield from (f"- `:{name}:` {line}" for name, line in known.items())
    yield ""


def _kind(book: Kind) -> Iterator[str]:
    yield f"## {book.name}\n\n{book.about}\n"
    yield from _options(dict(book.options))
    for name, source in examples(book).items():
        yield f"`{name}`\n\n````markdown\n{source}````\n"


def _complaints() -> Iterator[str]:
    yield "## What can be wrong\n\nAn error stops publishing; a warning does not.\n\n| name | level | what is said | what to try |\n|---|---|---|---|"
    for name, (wrong, remedy) in COMPLAINTS.items():
        level = "warning" if name in WARNINGS else "error"
        yield f"| `{name}` | {level} | {_shown(wrong)} | {_shown(remedy)} |"
    yield ""


def _shown(message: str) -> str:
    """A message with its names in place of values."""
    names = "option known value number first second count gap answer weight when most"
    return str(Sentence(message, {name: f"‹{name}›" for name in names.split()})).replace("|", "\\|")


if __name__ == "__main__":
    sys.stdout.write(manual())
