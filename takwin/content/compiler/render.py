"""Markdown of our dialect into safe HTML: whole pages, and the short texts of questions."""

import re
from functools import cache
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from takwin.content.compiler import directives
from takwin.content.compiler.media import Medium, content
from takwin.content.compiler.page import Page
from takwin.content.compiler.rules import RULES
from takwin.content.source.markdown import dialect
from takwin.items.shelf import KINDS
from takwin.lib.html import clean, unbroken

PLAIN = re.compile(
    r"(?!\d+[.)](?:\s|$))(?:[^\W_]|[«“(])"
    r"(?:[^\W_]|[-:+=,.;?!'’«»“”()–—…%/،؛؟÷×−°\u00a0\u202f\u064b-\u0652]| (?=\S))*(?<=\S)"
)
"""A line of words in which no sign means anything and which begins no list: its HTML is itself, spaces that hold words together apart."""
TIGHT = frozenset({"figure", "video", "audio", "download"})
LONE_PARAGRAPH = re.compile(r"<p>((?:(?!</?p>).)*)</p>\s*", re.DOTALL)


@cache
def _writer() -> MarkdownIt:
    md = dialect()
    for name, rule in RULES.items():
        md.add_render_rule(name, rule)
    for rule in (directives.directive_open, directives.directive_close, directives.directive):
        md.add_render_rule(rule.__name__, rule)
    return md


def tokens_of(text: str, page: Page) -> tuple[list[Token], dict[str, Any]]:
    """The tokens of a text and the env that renders them."""
    env: dict[str, Any] = {
        "page": page,
        "kinds": KINDS,
        "inline": lambda words: inline(words, page),
        "transcript": lambda medium: transcript(medium, page),
    }
    tokens = _writer().parse(text, env)
    for at, token in enumerate(tokens):
        if token.type == "directive_open" and token.meta["fence"].name in TIGHT:
            _tighten(tokens, at + 1)
    env["demote"] = any(token.type == "heading_open" and token.tag == "h1" for token in tokens)
    return tokens, env


def _tighten(tokens: list[Token], at: int) -> None:
    """A lone paragraph inside a figure or a download is its caption, and needs no <p>."""
    inside = tokens[at : at + 4]
    if [token.type for token in inside] == ["paragraph_open", "inline", "paragraph_close", "directive_close"]:
        inside[0].hidden = inside[2].hidden = True


def html_of(tokens: list[Token], env: dict[str, Any]) -> str:
    """Safe HTML of tokens; "" when they show nothing."""
    page: Page = env["page"]
    return clean(_writer().renderer.render(tokens, _writer().options, env), page.link).strip()


def block(text: str, page: Page) -> str:
    """Safe HTML of a text; a lone paragraph comes without its <p>, fit for a label."""
    if PLAIN.fullmatch(text):
        return unbroken(text.replace("\u00a0", "&nbsp;"))
    html = html_of(*tokens_of(text, page))
    lone = LONE_PARAGRAPH.fullmatch(html)
    return lone[1] if lone else html


def inline(words: str, page: Page) -> str:
    """Safe HTML of one line, such as a title."""
    env = {"page": page}
    return clean(_writer().renderInline(words, env), page.link).strip()


def transcript(medium: Medium, page: Page) -> str:
    """A transcript file: Markdown, or plain text in paragraphs."""
    try:
        text = content(medium).decode("utf-8")
    except UnicodeDecodeError:
        page.complain_of(medium.path, "media-broken", path=medium.path)
        return ""
    if page.transcript:
        page.complain_of(medium.path, "transcript-nested", path=medium.path)
        return ""
    if not medium.path.endswith(".md"):
        return "".join(f"<p>{escape(one)}</p>\n" for one in text.split("\n\n") if one.strip())
    inner = Page(medium.path, page.language, text.split("\n"), page.shelf, page.steps, transcript=True)
    html = html_of(*tokens_of(text, inner))
    page.problems += inner.problems
    return html
