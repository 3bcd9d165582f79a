"""The lists of a question: which one is its own, and what an item says, with the block quote under it."""

import re

from markdown_it.token import Token

from takwin.content.source.markdown import blocks
from takwin.items.item import Line
from takwin.items.markdown import ARROW

PLAIN = re.compile(r"[^\W\d_][^|]*$|[«“(][^|]*$")
"""A line that can only be part of a paragraph."""
MARKER = re.compile(r"[ ]{0,3}(?:[-+*]|\d{1,9}[.)])[ \t]{1,4}")


def lists(tokens: list[Token], what: str) -> list[Token]:
    """The opening tokens of the lists of this type ("bullet" or "ordered") that stand by themselves."""
    return [one for one in tokens if one.type == f"{what}_list_open" and one.level == 0 and one.map]


def items(tokens: list[Token], listing: Token) -> list[tuple[int, int]]:
    """From which line to which (exclusive) the items of a list go."""
    start, end = listing.map or [0, 0]
    starts = [
        one.map[0]
        for one in tokens
        if one.type == "list_item_open" and one.level == 1 and one.map and start <= one.map[0] < end
    ]
    return list(zip(starts, [*starts[1:], end], strict=True))


def body(lines: list[str]) -> str:
    """An item's text without its marker and the indent that the marker sets."""
    marker = MARKER.match(lines[0] + " ")
    width = marker.end() if marker else 2
    rest = [line[width:] if not line[:width].strip() else line.lstrip() for line in lines[1:]]
    return "\n".join([lines[0][width:], *rest]).strip("\n").rstrip()


def quoted(text: str) -> tuple[str, str]:
    """What an item says, and the block quote under it, "" when there is none."""
    lines = text.split("\n")
    start, end = _quote(text, lines)
    if start == end:
        return "\n".join(lines).strip("\n"), ""
    feedback = "\n".join(re.sub(r"^ {0,3}> ?", "", line) for line in lines[start:end]).strip("\n").rstrip()
    return "\n".join(lines[:start] + lines[end:]).strip("\n").rstrip(), feedback


def _quote(text: str, lines: list[str]) -> tuple[int, int]:
    """From which line to which (exclusive) the first block quote goes. Plain lines and a quote under them, as nearly all are written,
    need no parser."""
    if ">" not in text:
        return 0, 0
    start = next((at for at, one in enumerate(lines) if not PLAIN.match(one)), 0)
    if all(one.startswith(">") for one in lines[start:]) and start:
        return start, len(lines)
    quote = next((one for one in blocks(text) if one.type == "blockquote_open" and one.level == 0 and one.map), None)
    return (quote.map[0], quote.map[1]) if quote and quote.map else (0, 0)


def line(text: str) -> Line:
    """One line of a list without boxes."""
    words, feedback = quoted(text)
    return Line(words, feedback=feedback)


def pair(text: str) -> Line | None:
    """`one half -> the other`, split at the last arrow; None without an arrow."""
    words, feedback = quoted(text)
    arrow = list(ARROW.finditer(words))
    if not arrow:
        return None
    return Line(words[: arrow[-1].start()].rstrip(), " ".join(words[arrow[-1].end() :].split()), feedback)
