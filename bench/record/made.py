"""The two sites that are asked: one on SQLite in a folder that stays, and the rows of its record on PostgreSQL, in a cluster beside it.

`python -m bench.record.made` makes them, once: a quarter of an hour, 12 GB. The folder is var/bench-record, or BENCH_RECORD."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from bench.grown.size import Size
from bench.servers import in_site
from tools.postgres import postgres

PLACE = Path(os.environ.get("BENCH_RECORD", "var/bench-record"))
SIZE = Size(100_000, 10_000_000)
OTHERS = 500_000
"""Statements of other systems beside our own."""
TABLES = (
    "records_scope", "records_actor", "records_activity", "records_registration", "records_key", "records_received", "records_mention",
    "records_described", "records_sentence",
)  # fmt: skip
"""Sentences last: when they are there, all is."""
AT_ONCE = 20_000


def on_sqlite(place: Path) -> Path:
    """The data folder of the site on SQLite, made if it is not there. Raises CalledProcessError when the disk lacks room."""
    size = ["--accounts", str(SIZE.accounts), "--statements", str(SIZE.statements)]
    subprocess.run([sys.executable, "-m", "bench.grown", "--into", str(place), *size], check=True)
    if not (place / "others.json").is_file():
        print("What other systems tell…", file=sys.stderr)
        in_site(place / "site", "bench.record.others", [str(OTHERS)])
        (place / "others.json").write_text(json.dumps(OTHERS))
    return place / "site"


@contextmanager
def database(url: str) -> Iterator[None]:
    """Programs that are started within use this database; SQLite where it is empty."""
    before = os.environ.pop("DATABASE_URL", None)
    if url:
        os.environ["DATABASE_URL"] = url
    try:
        yield
    finally:
        os.environ.pop("DATABASE_URL", None)
        if before is not None:
            os.environ["DATABASE_URL"] = before


def on_postgres(place: Path, url: str) -> Path:
    """The data folder of a site on PostgreSQL with the same record, row for row, brought there if it is not there."""
    import psycopg

    folder, source = place / "postgres", place / "site" / "takwin.sqlite3"
    with database(url):
        if (folder / "keys").is_dir():  # without a backup, because it can be made again
            in_site(folder, "django", ["migrate", "--settings=takwin.config.settings", "--verbosity=0"])
        else:
            in_site(folder, "takwin", ["init"])
    with (
        closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as base,
        psycopg.connect(url, autocommit=True) as to,
    ):
        if _last(to) != base.execute("SELECT MAX(seq) FROM records_sentence").fetchone()[0]:
            to.execute("SET session_replication_role = replica")  # the rows were checked where they come from
            to.execute(f"TRUNCATE {', '.join(TABLES)} CASCADE")
            for table in TABLES:
                print(f"{table} to PostgreSQL…", file=sys.stderr)
                _copy(base, to, table)
            to.execute("VACUUM ANALYZE")
    return folder


def _last(target: Any) -> int:
    found = target.execute("SELECT MAX(seq) FROM records_sentence").fetchone()
    return int(found[0] or 0)


def _copy(base: sqlite3.Connection, target: Any, table: str) -> None:
    """All rows of a table in order, while its indexes are there, as they would come one by one."""
    asked = (
        "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s ORDER BY ordinal_position"
    )
    columns = target.execute(asked, [table]).fetchall()
    key, names = columns[0][0], ", ".join(f'"{name}"' for name, _ in columns)
    line = " || char(9) || ".join(_text(name, kind) for name, kind in columns)
    rows = base.execute(f"SELECT {line} || char(10) FROM {table} ORDER BY {key}")  # noqa: S608 - names of ours
    with target.cursor().copy(f"COPY {table} ({names}) FROM STDIN") as copy:
        while some := list(islice(rows, AT_ONCE)):
            copy.write("".join(text for (text,) in some))
    target.execute(f"SELECT setval(pg_get_serial_sequence('{table}', '{key}'), MAX({key})) FROM {table}")  # noqa: S608


def _text(name: str, kind: str) -> str:
    """A value of SQLite as COPY reads it."""
    name = f'"{name}"'
    told = f"hex({name})" if kind == "uuid" else f"CAST({name} AS TEXT)"
    if kind in {"text", "character varying"}:
        told = f"replace(replace(replace(replace({name}, '\\', '\\\\'), char(9), '\\t'), char(10), '\\n'), char(13), '\\r')"
    return f"CASE WHEN {name} IS NULL THEN '\\N' ELSE {told} END"


def main() -> None:
    """Make them."""
    with database(""):
        on_sqlite(PLACE)
    with postgres(PLACE / "cluster") as url:
        on_postgres(PLACE, url)


if __name__ == "__main__":
    main()
