"""Tables: with pipes where a person can edit them so, as HTML where cells are merged or have no heading row."""

import re
from collections.abc import Callable, Iterator

from lxml import etree

from takwin.interop.markdown import inline, losses, maths, tags
from takwin.interop.markdown.parse import plain, tag_of
from takwin.interop.markdown.surroundings import Surroundings
from takwin.lib.html import clean

Flow = Callable[[etree._Element, Surroundings], list[str]]
_NOISE = re.compile(r'\s(?:class|id|rel)="[^"]*"')
_SPAN = re.compile(r"</?(?:span|tbody|font)>")
_EMPTY = re.compile(r"<(dl|ul|ol|p|div)>\s*</\1>")
_ROW = re.compile(r"\s*(?=</?(?:tr|thead|tfoot|table|caption)\b)")
_BIG = tags.BLOCKS - {"p", "div", "center", "td", "th", "tr", "tbody", "thead", "tfoot"}


def table(child: etree._Element, around: Surroundings, flow: Flow) -> list[str]:
    """The table; its cells one after another when it only arranges a page."""
    rows = [[cell for cell in row if tag_of(cell) in {"td", "th"}] for row in _rows(child)]
    rows = [row for row in rows if row]
    caption = [one for inner in child if tag_of(inner) == "caption" for one in flow(inner, around)]
    if not rows or not plain(child) or max(map(len, rows)) == 1 or _arranges(child):
        return caption + _one_list([block for row in rows for cell in row for block in flow(cell, around)])
    if _is_simple(rows):
        return [*caption, _pipes(rows, around)]
    return [*caption, _html(child, around)]


def _rows(child: etree._Element) -> Iterator[etree._Element]:
    for inner in child:
        if tag_of(inner) == "tr":
            yield inner
        elif tag_of(inner) in {"thead", "tbody", "tfoot"}:
            yield from _rows(inner)


def _arranges(child: etree._Element) -> bool:
    held = {tag_of(inner) for inner in child.iterdescendants()}
    cells = [inner for inner in child.iterdescendants() if tag_of(inner) == "td" and plain(inner)]
    if "th" not in held and all(len(cell) == 1 and tag_of(cell[0]) in tags.LISTS for cell in cells):
        return True
    return bool(held & {*tags.FILMS, "table", "form", "figure", "details", inline.GAP_TAG})


def _one_list(blocks: list[str]) -> list[str]:
    """Lists that stood in neighbouring cells, as one list."""
    merged: list[str] = []
    for block in blocks:
        if merged and block.startswith("- ") and merged[-1].startswith("- "):
            merged[-1] += f"\n{block}"
        else:
            merged.append(block)
    return merged


def _is_simple(rows: list[list[etree._Element]]) -> bool:
    cells = [cell for row in rows for cell in row]
    merged = any(cell.get(name, "1").strip() not in {"", "1"} for cell in cells for name in ("colspan", "rowspan"))
    big = any(_is_big(inner, len(cell)) for cell in cells for inner in cell.iterdescendants())
    headed = all(tag_of(cell) == "th" or _is_bold(cell) for cell in rows[0]) or any(
        maths.has_formula(plain(one)) for one in cells
    )
    return not merged and not big and headed and len({len(row) for row in rows}) == 1


def _is_big(inner: etree._Element, pieces: int) -> bool:
    """Whether an element of a cell of so many pieces needs more than a line."""
    outer = inner if tag_of(inner) in tags.LISTS else inner.getparent()
    if tag_of(inner) in tags.LISTS | {"li"} and outer is not None and len(outer) == 1:
        return False
    return tag_of(inner) in _BIG or (pieces > 1 and tag_of(inner) == "p")


def _is_bold(cell: etree._Element) -> bool:
    whole = plain(cell)
    bold = " ".join(plain(inner) for inner in cell.iterdescendants() if tag_of(inner) in tags.STRONG)
    in_head = any(tag_of(outer) == "thead" for outer in cell.iterancestors())
    return in_head or (bool(whole) and whole == bold)


def _pipes(rows: list[list[etree._Element]], around: Surroundings) -> str:
    lines = [[_cell(cell, around) for cell in row] for row in rows]
    if all(tag_of(cell) == "th" or _is_bold(cell) for cell in rows[0]):
        head, body = [words.removeprefix("**").removesuffix("**") for words in lines[0]], lines[1:]
    else:
        head, body = [""] * len(rows[0]), lines
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *body))


def _cell(cell: etree._Element, around: Surroundings) -> str:
    raw = inline.line(cell, around).strip(" \t\r\n" + inline.BREAK).replace(inline.BREAK, "<br>")
    return " ".join(inline.paragraphs(raw)).replace("|", "\\|")


def _html(child: etree._Element, around: Surroundings) -> str:
    """The table as clean HTML on unbroken lines; what cannot be in it has been told."""
    for inner in child.iterdescendants():
        inline.left_out(inner, around)

    def link(tag: str, name: str, address: str) -> str | None:
        if tag == "a":
            return around.link(address)
        path = around.file(address)
        if path and "//" in path[:8]:
            around.lost(losses.remote_image(path))
            return None
        return path

    whole = clean(etree.tostring(child, encoding="unicode", method="html", with_tail=False), link)
    bare = _EMPTY.sub("", _SPAN.sub("", _NOISE.sub("", whole.replace("\xa0", " "))))
    if "<pre" not in bare:
        bare = _ROW.sub("\n", " ".join(bare.split()))
    return "\n".join(line for line in map(str.strip, bare.split("\n")) if line)
