"""Roles inside a line: ``{gap}`=Rabat` `` and ``{select}`~one =two` ``. The inline rule that reads them."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

ROLE = re.compile(r"\{([A-Za-z][A-Za-z0-9_-]*)\}(`+)")
GAPS = ("gap", "select")


def roles(md: MarkdownIt) -> None:
    """A markdown-it plugin: a token `role` with its name in `meta["name"]` and what is between the backticks as content."""
    md.inline.ruler.before("backticks", "role", _rule)


def _rule(state: StateInline, silent: bool) -> bool:
    opening = ROLE.match(state.src, state.pos)
    if not opening:
        return False
    end = state.src.find(opening[2], opening.end())
    if end < 0:
        return False
    if not silent:
        token = state.push("role", "", 0)
        token.meta, token.content = {"name": opening[1]}, state.src[opening.end() : end].replace("\n", " ")
    state.pos = end + len(opening[2])
    return True
