"""The table: what was asked, what came out, and whether it is what we want to reach."""

import json
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Row:
    """One line. `figure` is a median in `unit` (None: not measured, the note says why), `spread` the lowest and highest round; `yardstick` what it is compared with, in
    the same unit; `ratio` the median of figure / yardstick round by round; `cpu` milliseconds of the server's processor time a
    request; `reach` in words what is wanted and `reached` whether it is so (None: nothing was promised)."""

    name: str
    figure: float | None
    unit: str
    spread: tuple[float, float] | None = None
    yardstick: float | None = None
    ratio: float | None = None
    cpu: float | None = None
    reach: str = ""
    reached: bool | None = None
    note: str = ""


def median(figures: Sequence[float]) -> float:
    """The one in the middle."""
    return statistics.median(figures)


def spread(figures: Sequence[float]) -> tuple[float, float]:
    """The lowest and the highest."""
    return min(figures), max(figures)


HEAD = ("what", "figure", "spread", "yardstick", "ratio", "cpu ms", "reach", "")


def table(rows: Sequence[Row]) -> str:
    """All rows as text in columns."""
    lines = [HEAD, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEAD))]
    shown = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines]
    notes = [f"  {row.name}: {row.note}" for row in rows if row.note]
    return "\n".join([shown[0], "-" * max(map(len, shown)), *shown[1:], *notes])


def markdown(rows: Sequence[Row]) -> str:
    """The same as a table in Markdown, with the notes below."""
    lines = [HEAD, ("---",) * len(HEAD), *(_cells(row) for row in rows)]
    notes = [f"- *{row.name}*: {row.note}" for row in rows if row.note]
    return "\n".join([*(f"| {' | '.join(line)} |" for line in lines), "", *notes])


def _cells(row: Row) -> tuple[str, ...]:
    return (
        row.name,
        f"{_number(row.figure)} {row.unit}" if row.figure is not None else "not measured",
        f"{_number(row.spread[0])} to {_number(row.spread[1])}" if row.spread else "",
        _number(row.yardstick),
        "" if row.ratio is None else f"{row.ratio:.2f}",
        "" if row.cpu is None else f"{row.cpu:.2f}",
        row.reach,
        {True: "reached", False: "NOT REACHED", None: ""}[row.reached],
    )


def _number(figure: float | None) -> str:
    if figure is None:
        return ""
    return f"{figure:.0f}" if figure >= 100 or figure == int(figure) else f"{figure:.2f}"


def write(rows: Sequence[Row], path: Path) -> None:
    """Keep the figures as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps([asdict(row) for row in rows], indent=2, ensure_ascii=False) + "\n")


def read(path: Path) -> list[Row]:
    """The figures that were kept."""
    return [Row(**row) for row in json.loads(path.read_text())]
