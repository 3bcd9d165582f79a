"""The dialect of our course texts: CommonMark with tables, footnotes, definitions, task lists, maths, directives and roles."""

from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.amsmath import amsmath_plugin
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

from takwin.content.source.fences import fences
from takwin.content.source.roles import roles

ATTRIBUTES = ("lang", "dir", "class")
"""What `{lang=ar}` after a span, a link, an image or a code may set."""


def dialect() -> MarkdownIt:
    """A new parser of our dialect, with the usual way of writing HTML."""
    md = MarkdownIt("commonmark").enable("table")
    md.use(footnote_plugin, inline=False).use(deflist_plugin).use(tasklists_plugin, label=True)
    md.use(dollarmath_plugin, allow_labels=False, allow_space=False, allow_digits=False, double_inline=True)
    md.use(amsmath_plugin).use(attrs_plugin, spans=True, allowed=ATTRIBUTES)
    return md.use(fences).use(roles)


@cache
def _parser() -> MarkdownIt:
    return dialect()


@cache
def _blocks_parser() -> MarkdownIt:
    md = dialect()
    md.core.ruler.enableOnly(["normalize", "block", "footnote_tail"])
    return md


def parse(text: str) -> list[Token]:
    """The tokens of a text. Lines in `map` count from 0."""
    return _parser().parse(text)


def blocks(text: str) -> list[Token]:
    """The same, but nothing within a line is read: no token has children. Enough to tell lists, quotes and directives, in half the time."""
    return _blocks_parser().parse(text)
