r"""The blocks of a GIFT file: what stands between blank lines, its title, its text, its answers. Signs after a backslash mean
nothing but themselves. Every search goes through a text once."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from takwin.interop.questions.piece import Wrong
from takwin.lib.text import N_, Sentence

TITLE_OPEN = Sentence(N_("The title that begins with :: has no :: at its end."))
NOT_CLOSED = Sentence(N_("The brace { that opens the answers is not closed before the next blank line."))
NOT_OPENED = Sentence(N_("A brace } closes answers that no { has opened. A brace that is a sign is written \\}"))
TWICE = Sentence(
    N_(
        "There is a second brace { in one question. Leave a blank line between questions; a brace that is a sign is written \\{"
    )
)
_BRACES = re.compile(r"\\.|[{}]", re.DOTALL)
_TITLE = re.compile(r"\s*::((?:\\.|:(?!:)|[^\\:])*+)(::)?", re.DOTALL)
_FORM = re.compile(r"\s*\[(html|moodle|plain|markdown)\]")
_CATEGORY = re.compile(r"\s*\$CATEGORY:\s*(.*)")
_ID = re.compile(r"\[id:((?:\\.|[^\\\]])*+)\]")
_TAG = re.compile(r"\[tag:((?:\\.|[^\\\]])*+)\]")
_ESCAPED = re.compile(r"\\([~=#{}:n\\])")
_TO_ESCAPE = re.compile(r"[~=#{}:\\]")


@dataclass(slots=True)
class Block:
    """The lines of one question, joined, with the number that each has in the file; `category` is set for a line that changes it."""

    numbers: list[int] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    category: str | None = None

    @property
    def text(self) -> str:
        """Its lines."""
        return "\n".join(self.lines)

    @property
    def line(self) -> int:
        """The line that it begins on."""
        return self.numbers[0]

    def line_at(self, offset: int) -> int:
        """The line of a place in `text`."""
        starts, at = [], 0
        for line in self.lines:
            starts.append(at)
            at += len(line) + 1
        return self.numbers[bisect_right(starts, offset) - 1]

    @property
    def id(self) -> str:
        """The id that a comment gives it, "" when none does."""
        found = [match[1] for comment in self.comments for match in _ID.finditer(comment)]
        return re.sub(r"\\(.)", r"\1", found[0]).strip() if found else ""

    @property
    def tags(self) -> list[str]:
        """The tags that comments give it."""
        return [re.sub(r"\\(.)", r"\1", m[1]).strip() for comment in self.comments for m in _TAG.finditer(comment)]


@dataclass(frozen=True, slots=True)
class Parts:
    """A question taken apart; still with its backslashes. `answers` is None for a description; `after` stands behind the braces."""

    title: str
    form: str
    before: str
    answers: str | None
    after: str
    line: int
    """Where the answers begin."""


def blocks(text: str) -> Iterator[Block]:
    """The blocks in order."""
    block, comments = Block(), list[str]()
    for number, line in enumerate(text.split("\n"), 1):
        category = _CATEGORY.match(line)
        if line.lstrip().startswith("//"):
            (block.comments if block.lines else comments).append(line)
        elif not line.strip() or category:
            if block.lines:
                yield block
                block = Block()
            if category:
                yield Block([number], [line], category=category[1].strip())
                comments = []
        else:
            if not block.lines:
                block.comments, comments = comments, []
            block.numbers.append(number)
            block.lines.append(line)
    if block.lines:
        yield block


def parts(block: Block) -> Parts:
    """Title, text and answers. Raises Wrong."""
    text, title = block.text, ""
    found = _TITLE.match(text)
    if found and not found[2]:
        raise Wrong(TITLE_OPEN, block.line)
    if found:
        title, text = found[1], " " * found.end() + text[found.end() :]
    opened, closed = _braces(block, text)
    start = 0 if not found else found.end()
    form = _FORM.match(text, start)
    start = form.end() if form else start
    if opened < 0:
        return Parts(title, form[1] if form else "", text[start:], None, "", block.line)
    return Parts(
        title,
        form[1] if form else "",
        text[start:opened],
        text[opened + 1 : closed],
        text[closed + 1 :],
        block.line_at(opened),
    )


def _braces(block: Block, text: str) -> tuple[int, int]:
    """Where the answers open and close, -1 when there are none. Raises Wrong."""
    found = [(match[0], match.start()) for match in _BRACES.finditer(text) if match[0] in "{}"]
    if not found:
        return -1, -1
    if found[0][0] == "}":
        raise Wrong(NOT_OPENED, block.line_at(found[0][1]))
    if len(found) == 1:
        raise Wrong(NOT_CLOSED, block.line_at(found[0][1]))
    if found[1][0] == "{" or len(found) > 2:
        sign, at = found[1] if found[1][0] == "{" else found[2]
        raise Wrong(TWICE if sign == "{" else NOT_OPENED, block.line_at(at))
    return found[0][1], found[1][1]


def plain(text: str) -> str:
    r"""A text without the backslashes; `\n` is a new line."""
    return _ESCAPED.sub(lambda sign: "\n" if sign[1] == "n" else sign[1], text).strip()


def escaped(text: str) -> str:
    """A text in which no sign means anything."""
    return _TO_ESCAPE.sub(lambda sign: "\\" + sign[0], text).replace("\n", "\\n")


def formed(text: str, otherwise: str) -> tuple[str, str]:
    """A part without the mark of its format, and the format."""
    found = _FORM.match(text)
    return (text[found.end() :], found[1]) if found else (text, otherwise)


def looks_like(data: bytes) -> bool:
    """Whether bytes, in whatever encoding, have the signs of GIFT."""
    bare = data[: 1 << 20].replace(b"\x00", b"")
    return not bare.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<") and (
        b"{" in bare or b"$CATEGORY:" in bare or b"::" in bare
    )
