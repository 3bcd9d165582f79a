"""The rows: bytes a statement, and first pages, on both databases."""

import json
import sqlite3
import statistics
import time
from base64 import b64encode
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bench import servers
from bench.grown import built
from bench.record import made
from bench.record.cases import Case, cases
from bench.record.others import KEY
from bench.rows import Row
from tools.postgres import NoPostgres, postgres

TIMES = 3
MOST_MS, MOST_BYTES = 100, {"SQLite": 250, "PostgreSQL": 550}
OWN = ("records_sentence", "records_actor", "records_activity", "records_registration", "records_scope")
"""Our sentences with all that they point to."""
HEADERS = {
    "Host": "localhost",
    "X-Experience-API-Version": "2.0.0",
    "Authorization": "Basic " + b64encode(f"{KEY}:{KEY}".encode()).decode(),
    "Accept-Language": "fr",
}


@dataclass(frozen=True, slots=True)
class Told:
    """A case and how long its first page took, in milliseconds: the middle of a few times, and the first time."""

    case: Case
    took: float
    first: float
    found: int


def rows() -> list[Row]:
    """Both databases, one after the other; how to build the sites where they are not there."""
    if not (built.size(made.PLACE) and (made.PLACE / "others.json").is_file()):
        return [
            Row(
                "first pages of the record",
                None,
                "",
                reach=f"≤ {MOST_MS} ms",
                note="python -m bench.record.made builds the site",
            )
        ]
    data = made.on_sqlite(made.PLACE)
    with made.database(""):
        told = _told("SQLite", data, _bytes_sqlite(data / "takwin.sqlite3"))
    try:
        with postgres(made.PLACE / "cluster") as url:
            data = made.on_postgres(made.PLACE, url)
            with made.database(url):
                told += _told("PostgreSQL", data, _bytes_postgres(url))
    except NoPostgres as trouble:
        told.append(Row("first pages of the record (PostgreSQL)", None, "", reach=f"≤ {MOST_MS} ms", note=str(trouble)))
    return told


def _told(name: str, data: Path, each: tuple[float, int]) -> list[Row]:
    size, many = each
    most = MOST_BYTES[name]
    found = sorted(measured(data), key=lambda one: one.took)
    took = [one.took for one in found]
    slow = [f"{one.case.name} ({one.took:.0f} ms)" for one in reversed(found) if one.took > MOST_MS]
    note = f"{len(took):,} cases: every filter and every two; half of them within {statistics.median(took):.1f} ms, 99 of 100 within {_of(took, 0.99):.0f} ms"
    return [
        Row(
            f"a statement of our own ({name})",
            size,
            "bytes",
            reach=f"≤ {most} bytes",
            reached=size <= most,
            note=f"{many:,} of them, indexes and related rows included",
        ),
        Row(
            f"first page, slowest filters ({name})",
            took[-1],
            "ms",
            (took[0], max(one.first for one in found)),
            reach=f"≤ {MOST_MS} ms",
            reached=not slow,
            note=note + (f"; SLOW: {', '.join(slow[:5])}" if slow else f"; slowest: {found[-1].case.name}"),
        ),
    ]


def _of(took: Sequence[float], share: float) -> float:
    return took[min(len(took) - 1, int(len(took) * share))]


def measured(data: Path) -> list[Told]:
    """Ask a served site everything, a few times over, on one connection."""
    with servers.takwin(data) as server:
        asked = cases(json.loads(servers.in_site(data, "bench.record.cases", [f"http://localhost:{server.port}/"])))
        line = HTTPConnection("127.0.0.1", server.port, timeout=600)
        _ask(line, asked[0])  # the first request of all checks the key slowly
        return [_case(line, case) for case in asked]


def _case(line: HTTPConnection, case: Case) -> Told:
    each = [_ask(line, case) for _ in range(TIMES)]
    took = [ms for ms, _ in each]
    return Told(case, statistics.median(took), took[0], each[0][1])


def _ask(line: HTTPConnection, case: Case) -> tuple[float, int]:
    began = time.perf_counter()
    line.request("GET", f"/xapi/statements?{urlencode(case.query)}", headers=HEADERS)
    with line.getresponse() as answer:
        body = answer.read()
    took = 1000 * (time.perf_counter() - began)
    if answer.status != 200:
        raise RuntimeError(f"{case.name}: {answer.status} {body[:300]!r}")
    return took, body.count(b'"stored"')


def _bytes_sqlite(database: Path) -> tuple[float, int]:
    """Bytes a statement of our own, and how many there are."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as base:
        (many,) = base.execute("SELECT COUNT(*) FROM records_sentence").fetchone()
        of_it = f"name IN (SELECT name FROM sqlite_master WHERE tbl_name IN {OWN})"  # noqa: S608 - names of ours
        (size,) = base.execute(f"SELECT SUM(pgsize) FROM dbstat WHERE aggregate = TRUE AND {of_it}").fetchone()  # noqa: S608
        return size / many, many


def _bytes_postgres(url: str) -> tuple[float, int]:
    import psycopg

    with psycopg.connect(url) as base:
        told: Any = base.execute("SELECT COUNT(*) FROM records_sentence").fetchone()
        sizes: Any = base.execute(
            "SELECT SUM(pg_total_relation_size(name::regclass)) FROM unnest(%s::text[]) AS name", [[*OWN]]
        ).fetchone()
        return float(sizes[0]) / told[0], told[0]
