"""The HTML of our dialect, token by token, where it differs from plain CommonMark."""

import re
from html import escape
from typing import Any

from latex2mathml.converter import convert
from markdown_it.token import Token

from takwin.content.compiler.labels import label
from takwin.content.compiler.page import Page, Rule
from takwin.content.source.roles import GAPS
from takwin.items.item import GAP
from takwin.lib.html import TAGS, clean, unbroken

RAW_TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9-]*)")
UNKNOWN_COMMAND = re.compile(r"<m[io]>(\\[A-Za-z]+)")
LONGEST_MATHS = 4_000
Env = dict[str, Any]


def heading_open(_: Any, tokens: list[Token], at: int, options: Any, env: Env) -> str:
    """Headings stand under the step's title, which is the page's h1: a text that begins with `#` goes down one level."""
    page: Page = env["page"]
    level = int(tokens[at].tag[1])
    if level > page.level + 1 and not page.question:
        page.complain("heading-jump", (tokens[at].map or [0])[0], level=level)
    page.level = level
    return f"<h{_level(tokens[at], env)}>"


def heading_close(_: Any, tokens: list[Token], at: int, options: Any, env: Env) -> str:
    """The end of a heading."""
    return f"</h{_level(tokens[at], env)}>\n"


def _level(token: Token, env: Env) -> int:
    return min(int(token.tag[1]) + bool(env.get("demote")), 6)


def image(renderer: Any, tokens: list[Token], at: int, options: Any, env: Env) -> str:
    """An image of the course with its size, so that the page does not jump."""
    page: Page = env["page"]
    token = tokens[at]
    address = str(token.attrs.get("src", ""))
    alt = renderer.renderInlineAsText(token.children or [], options, env).strip()
    if not alt and "decorative" not in str(token.attrs.get("class", "")).split():
        page.complain_of(address, "image-alt", path=address)
    return picture(page, address, alt)


def picture(page: Page, address: str, alt: str) -> str:
    """The `<img>` of an address, "" with a complaint when it cannot be shown."""
    if re.match(r"[a-z]+:|//", address):
        page.complain_of(address, "media-remote", address=address)
        return escape(alt)
    medium = page.medium(address)
    if medium is None:
        return escape(alt)
    size = f' width="{medium.width}" height="{medium.height}"' if medium.width and medium.height else ""
    return f'<img src="{medium.url}" alt="{escape(alt)}"{size} loading="lazy" decoding="async">'


def maths(_: Any, tokens: list[Token], at: int, options: Any, env: Env) -> str:
    """TeX as MathML Core."""
    token, page = tokens[at], env["page"]
    display = "inline" if token.type == "math_inline" else "block"
    try:
        found = convert(token.content.strip(), display=display) if len(token.content) < LONGEST_MATHS else ""
    except Exception:  # noqa: BLE001 - its errors share no ancestor, and odd input raises IndexError and the like
        found = ""
    unknown = UNKNOWN_COMMAND.search(found)
    if not found or unknown:
        page.complain_of(
            token.content.strip().split("\n")[0], "maths", what=unknown[1] if unknown else token.content.strip()[:60]
        )
    return found or f"<code>{escape(token.content)}</code>"


def role(_: Any, tokens: list[Token], at: int, options: Any, env: Env) -> str:
    """A gap leaves its placeholder; any other role is somebody else's."""
    page: Page = env["page"]
    name = tokens[at].meta["name"]
    if name in GAPS and page.question:
        page.gaps += 1
        return GAP % (page.gaps - 1)
    page.complain_of("{" + name + "}", "gap-misplaced" if name in GAPS else "role-unknown", role=name)
    return f"<code>{escape(tokens[at].content)}</code>"


def raw(_: Any, tokens: list[Token], at: int, options: Any, env: Env) -> str:
    """HTML in the text is kept and cleaned later; tell the author what will go."""
    page: Page = env["page"]
    for tag in sorted(set(RAW_TAG.findall(tokens[at].content))):
        if tag.lower() not in TAGS or (tag.lower() == "input" and _lost_a_box(tokens[at].content)):
            page.complain_of(f"<{tag}", "html-removed", tag=tag.lower())
    return tokens[at].content


def _lost_a_box(html: str) -> bool:
    return clean(html).count("<input") < html.lower().count("<input")


def table_open(_: Any, tokens: list[Token], at: int, options: Any, env: Env) -> str:
    """A wide table scrolls in its own box, which the keyboard can reach."""
    words = label("table", env["page"].language)
    return f'<div class="table-scroll" role="region" tabindex="0" aria-label="{words}"><table>\n'


def table_close(_: Any, tokens: list[Token], at: int, options: Any, env: Env) -> str:
    """The end of a table and its box."""
    return "</table></div>\n"


def th_open(_: Any, tokens: list[Token], at: int, options: Any, env: Env) -> str:
    """A heading of a column."""
    return '<th scope="col">'


def footnote_block_open(_: Any, tokens: list[Token], at: int, options: Any, env: Env) -> str:
    """The notes at the end of the text."""
    words = label("footnotes", env["page"].language)
    return f'<section class="footnotes" role="doc-endnotes" aria-label="{words}">\n<ol class="footnotes-list">\n'


def footnote_anchor(_: Any, tokens: list[Token], at: int, options: Any, env: Env) -> str:
    """The way back from a note."""
    number, again = tokens[at].meta["id"] + 1, tokens[at].meta.get("subId", 0)
    target = f"fnref{number}" + (f":{again}" if again else "")
    return (
        f' <a href="#{target}" class="footnote-backref" aria-label="{label("back", env["page"].language)}">↩\ufe0e</a>'
    )


def words(_: Any, tokens: list[Token], at: int, options: Any, env: Env) -> str:
    """Words, without a line's end inside of a number such as 09-08."""
    return unbroken(escape(tokens[at].content))


RULES: dict[str, Rule] = {
    "text": words,
    "heading_open": heading_open,
    "heading_close": heading_close,
    "image": image,
    "math_inline": maths,
    "math_inline_double": maths,
    "math_block": maths,
    "amsmath": maths,
    "role": role,
    "html_block": raw,
    "html_inline": raw,
    "table_open": table_open,
    "table_close": table_close,
    "th_open": th_open,
    "footnote_block_open": footnote_block_open,
    "footnote_anchor": footnote_anchor,
}
