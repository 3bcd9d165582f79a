"""A question whose names and numbers vary: the table of their values, which are put in place of `{{name}}` before the question is
read. Nothing is reckoned: what a row says is what stands there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from takwin.content.source.fences import Fence
from takwin.content.source.markdown import blocks

Mistake = tuple[str, int, dict[str, str]]
"""A problem's name, its line (as those of the fence), its values."""
NAME = re.compile(r"[a-z][a-z0-9_-]{0,29}")
PLACE = re.compile(r"\{\{ ?([a-z][a-z0-9_-]{0,29}) ?\}\}")
RULE = re.compile(r"[|:\- \t]*-[|:\- \t]*")
BAR = re.compile(r"(?<!\\)\|")
MOST_ROWS = 100


@dataclass(frozen=True, slots=True)
class Table:
    """The names of the columns, the rows, and the line of each row (as those of the fence). `fresh`: another row at each attempt."""

    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    fresh: bool


def split(fence: Fence) -> tuple[Fence, Table | None, list[Mistake]]:
    """A question without its table, the table if it has a usable one, and what is wrong with it."""
    if "{variants}" not in fence.content:
        return fence, None, []
    found = [token for token in blocks(fence.content) if token.type == "directive" and token.level == 0]
    own = [token for token in found if token.meta["fence"].name == "variants"]
    lines = fence.content.split("\n")
    for token in own:
        start, end = token.map or [0, 0]
        lines[start : end + 1] = [""] * len(lines[start : end + 1])
    bare = replace(fence, content="\n".join(lines))
    if not own:
        return bare, None, []
    table, mistakes = _table(own[0].meta["fence"])
    twice: list[Mistake] = [("variants-twice", token.meta["fence"].line, {}) for token in own[1:]]
    used = set(PLACE.findall(bare.content)) | {name for text in bare.options.values() for name in PLACE.findall(text)}
    mistakes += twice + (list(_names(own[0].meta["fence"], table, used)) if table else [])
    at = fence.content_line
    moved = table and replace(table, lines=tuple(line + at for line in table.lines))
    return bare, moved, [(name, line + at, values) for name, line, values in mistakes]


def filled(fence: Fence, table: Table, row: int) -> Fence:
    """The question with the values of one row (from 0) in their places."""
    values = dict(zip(table.names, table.rows[row], strict=True))

    def put(text: str) -> str:
        return PLACE.sub(lambda place: values.get(place[1], place[0]), text)

    return replace(fence, content=put(fence.content), options={name: put(text) for name, text in fence.options.items()})


def write(table: Table) -> str:
    """The table as source."""
    cells = [[one.replace("|", "\\|") for one in row] for row in (table.names, *table.rows)]
    head, *rows = (f"| {' | '.join(row)} |" for row in cells)
    rule = f"|{'---|' * len(table.names)}"
    return "\n".join([":::{variants}", *([":fresh: yes", ""] if table.fresh else []), head, rule, *rows, ":::"])


def _table(inner: Fence) -> tuple[Table | None, list[Mistake]]:
    given = [(at, line) for at, line in enumerate(inner.content.split("\n"), inner.content_line) if line.strip()]
    mistakes: list[Mistake] = [] if inner.closed else [("directive-open", inner.line, {"directive": inner.name})]
    fresh = inner.options.get("fresh", "no")
    known = {"directive": "variants", "known": "fresh"}
    mistakes += [
        ("directive-option", inner.line, {**known, "option": name}) for name in inner.options if name != "fresh"
    ]
    if fresh not in {"yes", "no"}:
        mistakes.append(("option-value", inner.line, {"option": "fresh", "value": fresh, "known": "yes, no"}))
    if not 4 <= len(given) <= MOST_ROWS + 2 or not RULE.fullmatch(given[1][1].strip()):
        return None, [*mistakes, ("variants-table", inner.line, {"most": str(MOST_ROWS)})]
    (first, head), _, *rows = given
    names = _cells(head)
    for name in names:
        if not NAME.fullmatch(name) or names.count(name) > 1:
            return None, [*mistakes, ("variants-name", first, {"name": name})]
    wrong = [at for at, line in rows if len(_cells(line)) != len(names) or not all(_cells(line))]
    mistakes += [("variants-row", at, {"count": str(len(names))}) for at in wrong]
    cells = tuple(_cells(line) for _, line in rows)
    return None if wrong else Table(names, cells, tuple(at for at, _ in rows), fresh == "yes"), mistakes


def _cells(line: str) -> tuple[str, ...]:
    """The cells of one line of a table; a bar that belongs to the words has a backslash before it."""
    bare = line.strip().removeprefix("|")
    bare = bare[:-1] if bare.endswith("|") and not bare.endswith("\\|") else bare
    return tuple(cell.strip().replace("\\|", "|") for cell in BAR.split(bare))


def _names(inner: Fence, table: Table, used: set[str]) -> Iterator[Mistake]:
    """Places without a column, columns without a place."""
    for name in sorted(used - set(table.names)):
        yield "variants-unknown", inner.line, {"name": name}
    for name in table.names:
        if name not in used:
            yield "variants-unused", inner.line, {"name": name}
