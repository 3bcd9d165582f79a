"""Blocks: paragraphs, headings, lists, quotations, tables, films, and whatever holds them."""

import re
from collections.abc import Callable

from lxml import etree

from takwin.interop.markdown import emphasis, inline, losses, tags
from takwin.interop.markdown.fences import code_block, directive, indented, quoted
from takwin.interop.markdown.films import secure, watch_page
from takwin.interop.markdown.parse import FLATTENED, plain, tag_of, too_deep
from takwin.interop.markdown.surroundings import Surroundings
from takwin.interop.markdown.tables import table
from takwin.interop.markdown.words import address, as_line, escaped

Blocks = list[str]


def convert(element: etree._Element, around: Surroundings) -> str:
    """All that an element holds, as Markdown; "" when it shows nothing."""
    return "\n\n".join(flow(element, around))


def flow(element: etree._Element, around: Surroundings) -> Blocks:
    """The blocks of an element, in order."""
    if too_deep(element):
        around.lost(FLATTENED)
        return inline.paragraphs(inline.text(plain(element), around))
    blocks: Blocks = []
    run = inline.text(element.text, around)
    for child in element:
        if stands_alone(child):
            blocks += inline.paragraphs(run)
            blocks += _block(child, around, blocks[-1] if blocks else "")
            run = ""
        else:
            run += inline.piece(child, around)
        run += inline.text(child.tail, around)
    return blocks + inline.paragraphs(run)


def stands_alone(child: etree._Element) -> bool:
    """Whether an element is a block, or holds one (a link never counts as one)."""
    tag = tag_of(child)
    if tag in {"", "a"} | tags.CONTROLS | tags.OBJECTS | tags.SCRIPTS:
        return False
    return tag in tags.BLOCKS or any(tag_of(inner) in tags.BLOCKS for inner in child.iterdescendants())


def _block(child: etree._Element, around: Surroundings, before: str) -> Blocks:
    tag = tag_of(child)
    if tag in tags.LISTS:
        return _listing(child, around, before)
    if tag in tags.HEADINGS:
        return _heading(child, around)
    handler = _HANDLERS.get(tag)
    return handler(child, around) if handler else flow(child, around)


def _heading(child: etree._Element, around: Surroundings) -> Blocks:
    """A heading; within a list, a quotation or a table, words in bold."""
    if any(stands_alone(inner) for inner in child):
        return flow(child, around)
    inside = any(tag_of(outer) in {"li", "blockquote", "td", "th", "dd", "details"} for outer in child.iterancestors())
    raw = inline.line(child, around).replace(inline.BREAK, " ")
    if inside:
        return inline.paragraphs(emphasis.wrapped(raw, emphasis.STRONG))
    words = " ".join(inline.paragraphs(raw.replace(emphasis.STRONG[0], "").replace(emphasis.STRONG[1], "")))
    words = re.sub(r"(?<= )(#+)$", r"\\\1", words)
    return [f"{'#' * tags.HEADINGS[tag_of(child)]} {words}"] if words else []


def _listing(child: etree._Element, around: Surroundings, before: str) -> Blocks:
    items: list[Blocks] = []
    for inner in child:
        found = _item(inner, around)
        if tag_of(inner) in tags.LISTS and items:
            items[-1] += found
        elif found:
            items.append(found)
    items += [[words] for words in inline.paragraphs(inline.text(child.text, around))]
    if not items:
        return []
    tight = all(len(item) == 1 or (len(item) == 2 and item[1][:2] in {"- ", "* ", "1."}) for item in items)
    ordered, start = tag_of(child) == "ol", child.get("start", "1")
    first = int(start) if start.isdecimal() and len(start) < 6 else 1
    dot, bullet = (")", "*") if before[:2] in {"- ", "1."} else (".", "-")
    markers = [f"{first + at}{dot} " if ordered else f"{bullet} " for at in range(len(items))]
    inner_gap = "\n" if tight else "\n\n"
    lines = [indented(inner_gap.join(item), marker) for item, marker in zip(items, markers, strict=True)]
    return [("\n" if tight else "\n\n").join(lines)]


def _item(inner: etree._Element, around: Surroundings) -> Blocks:
    """The blocks of a list item; a list that stands between items counts as one."""
    tail = inline.paragraphs(inline.text(inner.tail, around))
    if tag_of(inner) == "li":
        return flow(inner, around) + tail
    holder = etree.Element("div")
    holder.append(_copy(inner))
    return flow(holder, around) + tail


def _copy(element: etree._Element) -> etree._Element:
    return etree.fromstring(etree.tostring(element, with_tail=False))


def _quote(child: etree._Element, around: Surroundings) -> Blocks:
    inner = convert(child, around)
    return [quoted(inner)] if inner else []


def _code(child: etree._Element, around: Surroundings) -> Blocks:
    words = "".join(str(part) for part in child.itertext()).strip("\n")
    return [code_block(words)] if words.strip() else []


def _rule(child: etree._Element, around: Surroundings) -> Blocks:
    return ["***"]


def _figure(child: etree._Element, around: Surroundings) -> Blocks:
    images = [one for one in child.iterdescendants() if tag_of(one) == "img"]
    captions = [one for one in child if tag_of(one) == "figcaption"]
    if len(images) != 1 or len(captions) > 1 or any(tag_of(one) in tags.FILMS for one in child.iterdescendants()):
        return flow(child, around)
    path = around.file(images[0].get("src", ""))
    caption = convert(captions[0], around) if captions else ""
    if path is None or "//" in path[:8]:
        return [caption] if caption else []
    return [directive("figure", path, caption, {"alt": as_line(images[0].get("alt", ""))})]


def _details(child: etree._Element, around: Surroundings) -> Blocks:
    title = ""
    for inner in child:
        if tag_of(inner) == "summary":
            title = inline.one_line(inner, around)
            inner.tag = "title"
    body = convert(child, around)
    return [directive("dropdown", title or "…", body)] if body else inline.paragraphs(title)


def _frame(child: etree._Element, around: Surroundings) -> Blocks:
    """A known player becomes a film, any other page a link to it."""
    source, title = child.get("src", "").strip(), as_line(child.get("title", ""))
    if not source or source.startswith(("about:", "data:", "javascript:")):
        around.lost(losses.embedded("iframe"))
        return []
    if page := watch_page(source):
        around.lost(losses.film(page))
        return [directive("video", page, escaped(title or "Video"))]
    target = around.link(secure(source))
    if target is None:
        return []
    around.lost(losses.framed(target))
    return [f"[{escaped(title or _site(target), inside_link=True)}]({address(target)})"]


def _site(target: str) -> str:
    return target.split("/")[2] if "//" in target[:8] else target.rpartition("/")[2]


def _film(child: etree._Element, around: Surroundings) -> Blocks:
    sources = [
        one.get("src", "") for one in (child, *child.iterdescendants()) if tag_of(one) in {tag_of(child), "source"}
    ]
    for source in filter(None, sources):
        path = around.file(source)
        if path is not None:
            return [
                directive(tag_of(child), path, escaped(as_line(child.get("title", "")) or tag_of(child).capitalize()))
            ]
    return []


def _definitions(child: etree._Element, around: Surroundings) -> Blocks:
    """Terms and what they mean; a term without a meaning is a paragraph in bold."""
    blocks: Blocks = []
    for inner in child:
        if tag_of(inner) == "dt" and (term := inline.one_line(inner, around)):
            blocks.append(term)
        elif tag_of(inner) == "dd" and (meaning := convert(inner, around)):
            follows = blocks and "\n\n" not in blocks[-1].split("\n: ")[0]
            blocks[-1:] = [f"{blocks[-1]}\n{indented(meaning, ': ')}"] if follows else [*blocks[-1:], meaning]
        elif tag_of(inner) == "div":
            blocks += _definitions(inner, around)
    return blocks


_HANDLERS: dict[str, Callable[[etree._Element, Surroundings], Blocks]] = {
    "audio": _film,
    "blockquote": _quote,
    "details": _details,
    "dl": _definitions,
    "figure": _figure,
    "hr": _rule,
    "iframe": _frame,
    "pre": _code,
    "table": lambda child, around: table(child, around, flow),
    "video": _film,
}
