"""The folder of the grown site: `site` in it is the data folder, and `size.json` says that it is finished."""

import json
import os
import shutil
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

from bench.grown.size import Size
from bench.servers import in_site

PLACE = Path("var/bench-data")
QUARTERS = 12
"""Each course is offered in so many runs besides the open one."""
CACHE = min(3_000_000, os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 4_000)
"""Kilobytes that SQLite may take: names of sentences fall anywhere in their index, so it should fit in as a whole."""
PRAGMAS = ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{CACHE}", "temp_store = MEMORY")
"""Nothing that is half-built is kept, so nothing has to be safe before it is finished."""
COUNTED = {
    "accounts": "accounts_person", "statements": "records_sentence", "enrolments": "learning_enrolment",
    "attempts": "assessment_attempt", "runs": "learning_run",
}  # fmt: skip


def size(place: Path) -> str:
    """What is there, in words; nothing when it is not finished."""
    if not (place / "size.json").is_file():
        return ""
    known: dict[str, Any] = json.loads((place / "size.json").read_text())
    counts = ", ".join(f"{known[name]:,} {name}" for name in COUNTED)
    each = f", {known['statement']:.0f} bytes a statement" if known["statement"] else ""
    return f"{counts}; {known['bytes'] / 1e9:.2f} GB{each}; built in {known['seconds'] / 60:.1f} minutes"


def lacking(place: Path, wanted: Size) -> str:
    """A sentence when the disk has not enough room."""
    there = next(folder for folder in [place, *place.absolute().parents] if folder.is_dir())
    free = shutil.disk_usage(there).free + _held(place / "site")
    if free >= wanted.room:
        return ""
    return (
        f"This takes {wanted.room / 1e9:.1f} GB in {place}, and {free / 1e9:.1f} GB are free there: "
        "free some space, or choose a folder on another disk with --into."
    )


def _held(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def build(place: Path, wanted: Size, copies: int) -> str:
    """Make it, with so many courses besides the sample course, and say what is there. What was half-built is thrown away first."""
    began = time.monotonic()
    shutil.rmtree(place / "site", ignore_errors=True)
    place.mkdir(parents=True, exist_ok=True)
    print("A demo site first…", file=sys.stderr)
    in_site(place / "site", "takwin", ["demo", "--no-serve"])
    database = place / "site" / "takwin.sqlite3"
    _fill(place / "site", database, wanted, copies)
    told = {**_counted(database), "bytes": database.stat().st_size, "seconds": time.monotonic() - began}
    os.sync()
    (place / "size.json").write_text(json.dumps(told, indent=2) + "\n")
    return size(place)


def renew(place: Path) -> None:
    """Bring the tables of a finished site to this version; without a backup, because it can be built again."""
    from takwin.config import site

    site.load(place / "site")
    if waiting := site.waiting_migrations():
        print(f"The program is newer: {waiting} changes of its tables…", file=sys.stderr)
        site.migrate()


def _fill(site_folder: Path, database: Path, wanted: Size, copies: int) -> None:
    from takwin.config import site

    site.enter(site_folder)
    from django.db import connection
    from django.utils import timezone

    from bench.grown import courses
    from bench.grown.fill import Filling, common

    now = timezone.now()
    print("Courses and runs…", file=sys.stderr)
    offers, shared = courses.offers(copies, QUARTERS, now), common()
    connection.close()
    with closing(sqlite3.connect(database, isolation_level=None)) as base:
        for pragma in PRAGMAS:
            base.execute(f"PRAGMA {pragma}")
        base.execute("BEGIN")
        filling = Filling(base, offers, shared, now)
        for number in timed(range(wanted.cohorts)):
            filling.cohort(number, wanted)
        filling.finish()
        base.execute("COMMIT")
        base.execute("PRAGMA journal_mode = WAL")


def timed(things: range) -> Iterator[int]:
    """Pass numbers on, and say how many are done and how long the rest will take."""
    began = time.monotonic()
    for number in things:
        yield number
        left = timedelta(seconds=round((time.monotonic() - began) / (number + 1) * (len(things) - number - 1)))
        end = "\r" if sys.stderr.isatty() and number + 1 < len(things) else "\n"
        print(
            f"People and what they do: {number + 1} of {len(things)}, {left} left", end=end, file=sys.stderr, flush=True
        )


def _counted(database: Path) -> dict[str, float]:
    with closing(sqlite3.connect(database)) as base:
        counts = {name: base.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0] for name, table in COUNTED.items()}  # noqa: S608
        return {**counts, "statement": _bytes(base) / counts["statements"]}


def _bytes(base: sqlite3.Connection) -> int:
    """What the table of sentences takes with its indexes; 0 where this SQLite was built without `dbstat`."""
    of_it = "name IN (SELECT name FROM sqlite_master WHERE tbl_name = 'records_sentence')"
    try:
        (pages,) = base.execute(f"SELECT SUM(pageno) FROM dbstat WHERE aggregate = TRUE AND {of_it}").fetchone()  # noqa: S608
    except sqlite3.OperationalError:
        return 0
    (page,) = base.execute("PRAGMA page_size").fetchone()
    return int(pages) * int(page)
