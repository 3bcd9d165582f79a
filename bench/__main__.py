"""Ask every question, print the table, keep it in var/bench.json. `python -m bench step_page answers` asks only those;
what takes a quarter of an hour (`crowded`, `record`) is asked by its name alone. `python -m bench --markdown` asks nothing and prints what was kept."""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench import (
    answers,
    cold_load,
    courses,
    crowded,
    desk,
    feeds,
    figures,
    growth,
    institutions,
    memory,
    record,
    room,
    search,
    statements,
    step_page,
    tutors,
)
from bench.ground import prepared
from bench.machine import described
from bench.rows import Row, markdown, read, table, write

SERVED = {
    "cold_load": cold_load,
    "step_page": step_page,
    "answers": answers,
    "statements": statements,
    "memory": memory,
}
ALONE = {
    "courses": courses,
    "search": search,
    "figures": figures,
    "desk": desk,
    "institutions": institutions,
    "feeds": feeds,
    "room": room,
    "tutors": tutors,
    "growth": growth,
}
LONG = {"crowded": crowded, "record": record}
KEPT = Path("var/bench.json")


def main() -> int:
    """The exit status is 0 even where a figure falls short: a figure is for people to judge."""
    if sys.argv[1:] == ["--markdown"]:
        print(f"{described(KEPT)}\n\n{markdown(read(KEPT))}")
        return 0
    wanted = set(sys.argv[1:]) or {*SERVED, *ALONE}
    if unknown := wanted - {*SERVED, *ALONE, *LONG}:
        print(
            f"No such question: {', '.join(sorted(unknown))}. There are: {', '.join([*SERVED, *ALONE, *LONG])}.",
            file=sys.stderr,
        )
        return 2
    rows: list[Row] = []
    for told in _asked(wanted):
        rows += told
        print(".", end="", file=sys.stderr, flush=True)
        write(rows, KEPT)
    print(f"\n{table(rows)}")
    return 0


def _asked(wanted: set[str]) -> Iterator[list[Row]]:
    if wanted & SERVED.keys():
        with tempfile.TemporaryDirectory(prefix="takwin-bench-") as folder, prepared(Path(folder)) as ground:
            yield from (question.rows(ground) for name, question in SERVED.items() if name in wanted)
    yield from (question.rows() for name, question in {**ALONE, **LONG}.items() if name in wanted)


if __name__ == "__main__":
    raise SystemExit(main())
