"""Words in a line: emphasis, links, images, code, formulas."""

import re
from html import escape

from lxml import etree

from takwin.interop.markdown import emphasis, losses, maths, tags
from takwin.interop.markdown.fences import code_span
from takwin.interop.markdown.parse import FLATTENED, plain, tag_of, too_deep
from takwin.interop.markdown.surroundings import Surroundings
from takwin.interop.markdown.words import address, as_line, escaped, line_starts
from takwin.items.item import GAP
from takwin.lib.html import clean

BREAK = "\v"
GAP_TAG = "takwin-gap"
"""An element that stands for a gap of a question; its attribute `n` counts from 0."""
_PRIVATE = re.compile("[\ue000-\uf8ff\u200b\ufeff\v]")
_SPACES = re.compile("[ \t\r\n\f\xa0]{2,}|[\t\r\n\f]")
_ICON = re.compile(r"\bmaterial-(?:symbols|icons)")
_ICONS = dict.fromkeys(("check", "check_circle", "done"), "✓") | dict.fromkeys(("cancel", "close"), "✗")
"""Icons of a font, written as words that only that font turns into a drawing; those that mean something stay."""
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def line(element: etree._Element, around: Surroundings, in_link: bool = False) -> str:
    """All that an element holds, as one raw line (see `paragraphs`)."""
    if too_deep(element):
        around.lost(FLATTENED)
        return text(plain(element), around, in_link)
    parts = [text(element.text, around, in_link)]
    for child in element:
        parts += [piece(child, around, in_link), text(child.tail, around, in_link)]
    return "".join(parts)


def text(words: str | None, around: Surroundings, in_link: bool = False) -> str:
    """A text node, its formulas in dollars and everything else escaped."""
    found = ""
    after_formula = False
    for form, content in maths.pieces(_PRIVATE.sub("", words or "")):
        if form == "words":
            apart = " " if after_formula and content[:1].isdigit() else ""
            found += apart + escaped(content, in_link)
        else:
            formula, told = maths.written(form, content)
            if told:
                around.lost(told)
            found += f" {formula}" if found[-1:].isdigit() or found.endswith("$") else formula
        after_formula = form != "words"
    return found


def piece(child: etree._Element, around: Surroundings, in_link: bool = False) -> str:
    """One element within a line."""
    tag = tag_of(child)
    if tag == GAP_TAG:
        return GAP % int(child.get("n", "0"))
    if tag == "br":
        return BREAK
    if tag in tags.STRONG or tag in tags.EMPHASIS:
        return emphasis.wrapped(line(child, around, in_link), emphasis.STRONG if tag in tags.STRONG else emphasis.EM)
    if tag in tags.CODE:
        return code_span(plain(child))
    if tag == "a":
        return _link(child, around, in_link)
    if tag == "img":
        return _image(child, around, in_link)
    if tag in tags.KEPT_INLINE:
        return _html(tag, child, line(child, around, in_link))
    if tag == "math":
        return " ".join(clean(etree.tostring(child, encoding="unicode", with_tail=False)).split())
    if left_out(child, around):
        return ""
    if _ICON.search(child.get("class", "")):
        return _ICONS.get(plain(child), "")
    inner = line(child, around, in_link)
    return _span(child, inner) if tag in {"span", "font"} else f" {inner} " if tag in tags.BLOCKS else inner


def left_out(child: etree._Element, around: Surroundings) -> bool:
    """Whether the element cannot be in a text; then it has been told."""
    tag = tag_of(child)
    if tag in tags.SCRIPTS:
        around.lost(losses.SCRIPT)
    elif tag in tags.STYLES:
        around.lost(losses.STYLE)
    elif tag in tags.CONTROLS:
        if child.get("type", "").lower() != "hidden":
            around.lost(losses.control(as_line(child.get("value") or plain(child) or tag)[:60]))
    elif tag in tags.OBJECTS:
        around.lost(losses.embedded(tag))
    return not tag or tag in tags.SCRIPTS | tags.STYLES | tags.CONTROLS | tags.OBJECTS | tags.SILENT


def _html(tag: str, child: etree._Element, inner: str) -> str:
    title = f' title="{escape(as_line(child.get("title", "")))}"' if tag == "abbr" and child.get("title") else ""
    direction = child.get("dir", "").lower()
    turned = f' dir="{direction}"' if direction in {"ltr", "rtl"} else ""
    return f"<{tag}{title}{turned}>{inner}</{tag}>" if inner.strip() else inner


def _span(child: etree._Element, inner: str) -> str:
    language, direction = child.get("lang", ""), child.get("dir", "").lower()
    told = [f"lang={language}"] if _LANGUAGE.fullmatch(language) else []
    told += [f"dir={direction}"] if direction in {"ltr", "rtl"} else []
    bare = inner.strip()
    if not told or not bare or "[" in bare.replace("\\[", "") or "]" in bare.replace("\\]", ""):
        return inner
    start = inner.index(bare)
    return f"{inner[:start]}[{bare}]{{{' '.join(told)}}}{inner[start + len(bare) :]}"


def _link(child: etree._Element, around: Surroundings, in_link: bool) -> str:
    href = child.get("href", "").strip()
    inner = line(child, around, in_link=True)
    bare = inner.strip().strip("\xa0" + BREAK)
    target = around.link(href) if href and bare and not in_link else None
    if target is None:
        return inner
    start = inner.index(bare)
    return f"{inner[:start]}[{bare.replace(BREAK, ' ')}]({address(target)}){inner[start + len(bare) :]}"


def _image(child: etree._Element, around: Surroundings, in_link: bool) -> str:
    alt = as_line(_PRIVATE.sub("", child.get("alt", "")))
    path = around.file(child.get("src", ""))
    words = escaped(alt, inside_link=True)
    if path is None:
        return words
    if "//" in path[:8]:
        around.lost(losses.remote_image(path))
        return words if in_link else f"[{words or address(path).strip('<>')}]({address(path)})"
    decorative = "{.decorative}" if not alt and "alt" in child.attrib else ""
    return f"![{words}]({address(path)}){decorative}"


def paragraphs(raw: str) -> list[str]:
    """Raw lines finished: white space single, two breaks a new paragraph, nothing that begins a list or a heading."""
    found = []
    for part in re.split(rf"{BREAK}\s*{BREAK}[\s{BREAK}]*", _SPACES.sub(" ", raw)):
        bare = part.strip(" \xa0" + BREAK)
        bare = re.sub(rf" *{BREAK} *", "\\\\\n", emphasis.resolved(bare))
        if bare:
            found.append(line_starts(bare))
    return found


def one_line(element: etree._Element, around: Surroundings) -> str:
    """All that an element holds as one finished line, such as a heading or a choice."""
    return " ".join(paragraphs(line(element, around).replace(BREAK, " ")))
