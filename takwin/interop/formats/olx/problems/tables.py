"""Questions in the cells of a table: each takes the words of its row and column with it."""

from lxml import etree

from takwin.interop.formats.olx.problems.made import is_response
from takwin.interop.markdown.parse import plain, tag_of

Row = list[etree._Element]


def take_apart(table: etree._Element) -> None:
    """Put the words of row and column before each cell that asks; cells whose words went that way vanish."""
    rows = [[cell for cell in row if tag_of(cell) in {"td", "th"}] for row in table.iter() if tag_of(row) == "tr"]
    asking = [row for row in rows if any(map(_asks, row))]
    heads = rows[0] if rows and not any(map(_asks, rows[0])) else []
    for row in asking:
        first = row[0] if not _asks(row[0]) else None
        for column, cell in enumerate(row):
            if _asks(cell):
                head = heads[column] if column < len(heads) else None
                _introduce(cell, [plain(one) for one in (first, head) if one is not None])
        _vanish([first] if first is not None else [])
    _vanish(heads)


def _asks(cell: etree._Element) -> bool:
    return any(is_response(one) for one in cell.iterdescendants())


def _introduce(cell: etree._Element, words: list[str]) -> None:
    said = " — ".join(filter(None, words))
    if said:
        paragraph = etree.Element("p")
        paragraph.text, paragraph.tail = said, cell.text
        cell.text = None
        cell.insert(0, paragraph)


def _vanish(cells: Row) -> None:
    for cell in cells:
        parent = cell.getparent()
        if parent is not None:
            parent.remove(cell)
