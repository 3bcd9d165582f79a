"""Our Markdown as HTML for another system: formulas stay TeX, files take the addresses that the other system gives them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from html import escape, unescape
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from takwin.content.compiler.render import LONE_PARAGRAPH
from takwin.content.source.fences import Fence
from takwin.content.source.markdown import dialect
from takwin.content.source.roles import GAPS
from takwin.items.item import GAP
from takwin.lib.html import clean
from takwin.lib.text import N_, Sentence

NO_FILES = N_("The format holds no files: %(path)s was left out.")
LINK = N_("A link within the course lost its target: %(address)s")
DIRECTIVE = N_("The directive {%(name)s} became plain text.")
FOOTNOTE = Sentence(N_("Footnotes stand at the end of the text, without links."))
TASKS = Sentence(N_("Boxes of a task list in the text became signs."))
_NO_IMAGE = re.compile(r'<img alt="([^"]*)">')
"""An image whose file is left out; its description stays."""
_SCHEME = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)


@dataclass(slots=True)
class Target:
    """Where a text goes. `file` gives the address for a path of the course, None where the format holds no files."""

    file: Callable[[str], str | None]
    lost: Callable[[Sentence], None]
    gaps: int = 0


def as_html(text: str, target: Target) -> str:
    """A text of ours as safe HTML; a lone paragraph comes without its <p>. The gap role number n becomes GAP % n."""
    env: dict[str, Any] = {"target": target}
    html = clean(_writer().render(text, env), lambda tag, _, address: _address(tag, address, target)).strip()
    html = _NO_IMAGE.sub(r"\1", html.replace(' rel="noopener noreferrer"', ""))
    lone = LONE_PARAGRAPH.fullmatch(html)
    return str(lone[1] if lone else html)


def plain(html: str) -> str | None:
    """The words of HTML that holds nothing but words on one line; None when it holds more."""
    return None if re.search(r"[<\n]|&(?:lt|gt|amp);", html) else unescape(html)


def _address(tag: str, address: str, target: Target) -> str | None:
    if _SCHEME.match(address):
        return address
    path = unquote(address).removeprefix("../")
    found = target.file(path)
    if found is None:
        message, name = (LINK, "address") if tag == "a" else (NO_FILES, "path")
        target.lost(Sentence(message, {name: path[:120]}))
    return found


def _role(md: Any, tokens: list[Token], at: int, options: Any, env: dict[str, Any]) -> str:
    token, target = tokens[at], env["target"]
    if token.meta["name"] not in GAPS:
        return escape(token.content)
    target.gaps += 1
    return str(GAP % (target.gaps - 1))


def _formula(md: Any, tokens: list[Token], at: int, options: Any, env: dict[str, Any]) -> str:
    block = tokens[at].type != "math_inline"
    tex = escape(tokens[at].content.strip(), quote=False)
    return f"\\[{tex}\\]" if block else f"\\({tex}\\)"


_HOLDERS = {"figure": "figure", "dropdown": "details"}


def _directive_open(md: Any, tokens: list[Token], at: int, options: Any, env: dict[str, Any]) -> str:
    fence: Fence = tokens[at].meta["fence"]
    if fence.name == "figure":
        alt = escape(fence.options.get("alt", ""))
        return f'<figure><img src="{escape(fence.argument)}" alt="{alt}"><figcaption>'
    if fence.name == "dropdown":
        return f"<details><summary>{escape(fence.argument)}</summary>"
    env["target"].lost(Sentence(DIRECTIVE, {"name": fence.name}))
    if fence.name in {"video", "audio", "download"}:
        return f'<p><a href="{escape(fence.argument)}">'
    title = escape(fence.options.get("title", fence.argument))
    return f"<blockquote>{f'<p><strong>{title}</strong></p>' if title else ''}"


def _directive_close(md: Any, tokens: list[Token], at: int, options: Any, env: dict[str, Any]) -> str:
    fence: Fence = tokens[at].meta["fence"]
    if fence.name == "figure":
        return "</figcaption></figure>"
    if fence.name == "dropdown":
        return "</details>"
    return "</a></p>" if fence.name in {"video", "audio", "download"} else "</blockquote>"


def _directive(md: Any, tokens: list[Token], at: int, options: Any, env: dict[str, Any]) -> str:
    fence: Fence = tokens[at].meta["fence"]
    env["target"].lost(Sentence(DIRECTIVE, {"name": fence.name}))
    return f"<p>{escape(fence.content.strip())}</p>"


def _footnote(md: Any, tokens: list[Token], at: int, options: Any, env: dict[str, Any]) -> str:
    env["target"].lost(FOOTNOTE)
    return f"<sup>{tokens[at].meta['id'] + 1}</sup>"


def _nothing(md: Any, tokens: list[Token], at: int, options: Any, env: dict[str, Any]) -> str:
    return ""


def _box(md: Any, tokens: list[Token], at: int, options: Any, env: dict[str, Any]) -> str:
    """A box of a task list as a sign; other HTML as it is."""
    if "task-list-item-checkbox" not in tokens[at].content:
        return tokens[at].content
    env["target"].lost(TASKS)
    return "☑" if "checked" in tokens[at].content else "☐"


@cache
def _writer() -> MarkdownIt:
    md = dialect()
    rules = {
        "role": _role,
        "math_inline": _formula,
        "math_inline_double": _formula,
        "math_block": _formula,
        "math_block_label": _formula,
        "amsmath": _formula,
        "directive_open": _directive_open,
        "directive_close": _directive_close,
        "directive": _directive,
        "footnote_ref": _footnote,
        "footnote_anchor": _nothing,
        "html_inline": _box,
    }
    for name, rule in rules.items():
        md.add_render_rule(name, rule)
    return md
