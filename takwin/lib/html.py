"""The one door for HTML that somebody else wrote: what is not on the list does not come in."""

from collections.abc import Callable
from contextvars import ContextVar
from functools import cache
from re import compile as pattern

import nh3

Link = Callable[[str, str, str], str | None]
"""(tag, attribute, address) → the address to write, or None to leave it out."""

TEXT = frozenset(
    ["a", "abbr", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "del", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "input", "ins", "kbd", "label", "li", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "section", "small", "span", "strong", "sub", "summary", "details", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul", "var", "wbr"]
)  # fmt: skip
MEDIA = frozenset({"img", "picture", "audio", "video", "source", "track"})
MATHS = frozenset(
    [
        "math",
        "merror",
        "mfrac",
        "mi",
        "mmultiscripts",
        "mn",
        "mo",
        "mover",
        "mpadded",
        "mphantom",
        "mprescripts",
        "mroot",
        "mrow",
        "ms",
        "mspace",
        "msqrt",
        "mstyle",
        "msub",
        "msubsup",
        "msup",
        "mtable",
        "mtd",
        "mtext",
        "mtr",
        "munder",
        "munderover",
        "semantics",
    ]
)
TAGS = TEXT | MEDIA | MATHS
DROPPED_WHOLE = frozenset(
    {"script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "select", "textarea", "title"}
)
"""Elements that go with all they hold; others leave their words behind."""

_MATHS_ATTRIBUTES = {
    "accent", "accentunder", "columnalign", "columnlines", "columnspacing", "columnspan", "depth", "display", "displaystyle", "fence",
    "form", "height", "linethickness", "lspace", "mathvariant", "maxsize", "minsize", "movablelimits", "notation", "rowlines",
    "rowspacing", "rowspan", "rspace", "scriptlevel", "separator", "stretchy", "symmetric", "voffset", "width",
}  # fmt: skip
_ATTRIBUTES: dict[str, set[str]] = {
    "*": {"lang", "dir", "title", "id", "aria-label"},
    "a": {"href", "download", "hreflang"},
    "audio": {"src", "controls", "loop"},
    "blockquote": {"cite"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"cite", "datetime"},
    "details": {"open"},
    "div": {"role", "tabindex"},
    "img": {"src", "alt", "width", "height", "loading", "decoding"},
    "input": {"checked"},
    "ins": {"cite", "datetime"},
    "li": {"value"},
    "math": {"display", "xmlns", "alttext"},
    "ol": {"start", "reversed", "type"},
    "q": {"cite"},
    "section": {"role"},
    "source": {"src", "type", "media"},
    "table": {"role"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "headers", "scope", "abbr"},
    "time": {"datetime"},
    "track": {"src", "kind", "srclang", "label", "default"},
    "video": {"src", "controls", "loop", "muted", "playsinline", "poster", "width", "height"},
} | dict.fromkeys(MATHS - {"math"}, _MATHS_ATTRIBUTES)
_CLASSES = {
    "a": {"footnote-backref", "footnote-ref", "step-link"},
    "details": {"dropdown", "transcript"},
    "div": {
        "callout",
        "callout-note",
        "callout-tip",
        "callout-important",
        "callout-warning",
        "table-scroll",
        "download",
        "math",
    },
    "figure": {"video", "audio"},
    "li": {"footnote-item", "task-list-item"},
    "ol": {"footnotes-list"},
    "p": {"callout-title", "download"},
    "section": {"footnotes"},
    "small": {"size"},
    "span": {"nowrap", "size"},
    "sup": {"footnote-ref"},
    "ul": {"contains-task-list"},
}
_ONLY = {"input": {"type": {"checkbox"}}}
_BOX = pattern(r'<input(?![^>]* type="checkbox")[^>]*>')
"""A box to write in, as the sanitiser writes it once its type is refused: without one, and with every < and > escaped."""
_FORCED = {"input": {"disabled": ""}, "video": {"preload": "none"}, "audio": {"preload": "none"}}
_ADDRESSES = {"href", "src", "poster", "cite"}
_SAFE_ROLES = {"note", "presentation", "doc-endnotes", "region"}
_ID = pattern(r"[A-Za-z][\w.:-]{0,79}")
_LINK: ContextVar[Link | None] = ContextVar("link", default=None)
"""How the text that is being cleaned wants its addresses written."""
PREFIX = "c-"
"""Ids of a text live in their own space, so that none can pass for one of the page's."""


_WHOLE = pattern(r"(?<![\w#&/-])(?:\d{1,4}(?:-\d{1,4}){1,3}|CC BY(?:-[A-Z]{2}){1,2})(?![\w-])")


def unbroken(html: str) -> str:
    """The same words, in HTML without tags, with numbers such as 09-08 and names such as CC BY-NC kept on one line. The hyphen stays the
    one that people type: it is found, copied and in every font."""
    return _WHOLE.sub(r'<span class="nowrap">\g<0></span>', html)


def clean(html: str, link: Link | None = None) -> str:
    """Safe HTML: our tags, attributes and classes only; no script, style, form, frame or event; addresses are http(s), mailto
    or relative. `link` may rewrite or refuse each address. Cleaning twice changes nothing."""
    told = _LINK.set(link)
    try:
        return _BOX.sub("", _cleaner().clean(html))
    finally:
        _LINK.reset(told)


@cache
def _cleaner() -> nh3.Cleaner:
    """Made once: making it takes longer than cleaning a sentence."""
    return nh3.Cleaner(
        tags=set(TAGS),
        clean_content_tags=set(DROPPED_WHOLE),
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        attribute_filter=lambda tag, name, value: _attribute(tag, name, value, _LINK.get()),
        allowed_classes={tag: set(names) for tag, names in _CLASSES.items()},
        tag_attribute_values=_ONLY,
        set_tag_attribute_values=_FORCED,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )


def _attribute(tag: str, name: str, value: str, link: Link | None) -> str | None:
    if name == "id":
        return _named(value)
    if name == "role":
        return value if value in _SAFE_ROLES else None
    if name == "tabindex":
        return value if value == "0" else None
    if name not in _ADDRESSES:
        return value
    if value.startswith("#"):
        target = _named(value[1:])
        return f"#{target}" if target else None
    return link(tag, name, value) if link else value


def _named(value: str) -> str | None:
    if not _ID.fullmatch(value):
        return None
    return value if value.startswith(PREFIX) else PREFIX + value


def text_of(html: str) -> str:
    """The words of a piece of HTML, on one line, still escaped as HTML."""
    return " ".join(nh3.clean(html, tags=set(), clean_content_tags=set(DROPPED_WHOLE)).split())
