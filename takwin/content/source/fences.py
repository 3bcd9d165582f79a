"""Colon fences: `:::{name} argument`, options, content, `:::`. The block rule that reads MyST directives."""

import re
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from takwin.lib.text import unquoted

NESTED = frozenset(
    {
        *("note", "tip", "important", "warning", "admonition", "figure", "video", "audio", "download", "dropdown"),
        *("quiz", "pool"),
    }
)
"""Directives whose content is parsed with the page; the content of all others stays as it was written."""
OPENING = re.compile(r"(:{3,})[ \t]*(?:\{([^}\s]*)\})?[ \t]*(.*?)[ \t]*$")
OPTION = re.compile(r"[ \t]*:([a-z][a-z-]*):(?:[ \t]+(.*?))?[ \t]*$")
DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Fence:
    """A directive. `line` and `content_line` count from 0 in the text that was parsed; `closed` is False when its end is missing."""

    name: str
    argument: str
    line: int
    content: str
    content_line: int
    closed: bool
    options: dict[str, str] = field(default_factory=dict)


def fences(md: MarkdownIt) -> None:
    """A markdown-it plugin: tokens `directive_open` and `directive_close` around nested content, `directive` for the rest,
    each with its Fence in `meta["fence"]`."""
    md.block.ruler.before(
        "fence", "directive", _rule, {"alt": ["paragraph", "reference", "blockquote", "list", "footnote_def"]}
    )


def _rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.is_code_block(start):
        return False
    opening = OPENING.fullmatch(_line(state, start))
    if not opening:
        return False
    if silent:
        return True
    fence, last = _read(state, start, end, opening)
    if fence.name in NESTED and state.level < DEEPEST:
        _push_nested(state, fence, last)
    else:
        token = state.push("directive", "", 0)
        token.meta, token.map = {"fence": fence}, [start, last]
    state.line = last + fence.closed
    return True


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _read(state: StateBlock, start: int, end: int, opening: re.Match[str]) -> tuple[Fence, int]:
    """The fence and the line of its end (or the line after the last that belongs to it)."""
    last = _end(state, start, end, len(opening[1]))
    closed = last < end and state.sCount[last] >= state.blkIndent and _closes(_line(state, last), len(opening[1]))
    options, first = {}, start + 1
    while first < last and (option := OPTION.fullmatch(_line(state, first))):
        options[option[1]] = unquoted(option[2] or "")
        first += 1
    content = state.getLines(first, last, state.sCount[start], False)
    return Fence(opening[2] or "", opening[3], start, content, first, closed, options), last


def _end(state: StateBlock, start: int, end: int, length: int) -> int:
    for number in range(start + 1, end):
        line = _line(state, number)
        if line and state.sCount[number] < state.blkIndent:
            return number
        if _closes(line, length):
            return number
    return end


def _closes(line: str, length: int) -> bool:
    bare = line.rstrip()
    return len(bare) >= length and set(bare) == {":"}


def _push_nested(state: StateBlock, fence: Fence, last: int) -> None:
    token = state.push("directive_open", "div", 1)
    token.meta, token.map = {"fence": fence}, [fence.line, last]
    parent, line_max = state.parentType, state.lineMax
    state.parentType, state.lineMax = "directive", last
    state.md.block.tokenize(state, fence.content_line, last)
    state.parentType, state.lineMax = parent, line_max
    state.push("directive_close", "div", -1).meta = {"fence": fence}
