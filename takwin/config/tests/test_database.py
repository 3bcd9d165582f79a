"""Writers queue: nobody is told that the database is locked, nobody waits for ever, and nothing is counted twice."""

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from subprocess import PIPE

import pytest
from django.conf import settings as site
from django.db import connections
from django.db.utils import OperationalError
from pytest_django import DjangoDbBlocker

from takwin.config.database.base import DatabaseBusy, DatabaseWrapper
from takwin.config.database.queue import WriterQueue

pytestmark = [
    pytest.mark.db,
    pytest.mark.skipif(
        site.DATABASES["default"]["ENGINE"] != "takwin.config.database", reason="only SQLite has a queue"
    ),
]
WRITER = Path(__file__).with_name("writer.py")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "site.sqlite3"
    with sqlite3.connect(path) as connection:
        connection.executescript(
            "CREATE TABLE counter (value); INSERT INTO counter VALUES (0); CREATE TABLE line (who)"
        )
    connection.close()
    return path


def number(database: Path, query: str) -> int:
    connection = sqlite3.connect(database)
    try:
        return int(connection.execute(query).fetchone()[0])
    finally:
        connection.close()


def wrapper(database: Path, timeout: float = 5) -> DatabaseWrapper:
    """A connection of Django's kind, apart from the site's own."""
    settings = connections["default"].settings_dict | {
        "ENGINE": "takwin.config.database",
        "NAME": str(database),
        "OPTIONS": {"timeout": timeout},
    }
    return DatabaseWrapper(settings, alias="apart")


@pytest.fixture
def apart(database: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[DatabaseWrapper]:
    with django_db_blocker.unblock():
        connection = wrapper(database, timeout=0.2)
        yield connection
        connection.close()


def test_processes_that_write_at_once_all_come_to_their_turn(database: Path) -> None:
    command = [sys.executable, str(WRITER), str(database), "1.5"]
    writers = [subprocess.Popen(command, stdin=PIPE, stdout=PIPE, text=True) for _ in range(4)]
    for writer in writers:
        assert writer.stdout
        assert writer.stdout.readline() == "\n", "it is ready"
    for writer in writers:
        assert writer.stdin
        writer.stdin.write("\n")
        writer.stdin.flush()
    said = [writer.communicate(timeout=60)[0].split(maxsplit=2) for writer in writers]
    assert [troubles.strip() for _, _, troubles in said] == ["[]"] * 4
    counts = [int(count) for count, _, _ in said]
    assert number(database, "SELECT value FROM counter") == number(database, "SELECT count(*) FROM line") == sum(counts)
    assert min(counts) > max(counts) / 4
    assert max(float(longest) for _, longest, _ in said) < 1


def test_a_writer_that_dies_leaves_the_way_free(database: Path) -> None:
    for die in (["die"], []):
        done = subprocess.run(
            [sys.executable, str(WRITER), str(database), "0.2", *die], input="\n", stdout=PIPE, text=True, check=False
        )
        assert done.returncode == (9 if die else 0)
    assert number(database, "SELECT value FROM counter") == int(done.stdout.split()[0])


def test_the_queue_keeps_the_order_of_arrival(tmp_path: Path) -> None:
    places = [WriterQueue(tmp_path / "queue") for _ in range(6)]
    served: list[int] = []

    def write(place: int) -> None:
        assert places[place].enter(10)
        served.append(place)
        places[place].leave()

    assert places[0].enter(1)
    threads = [threading.Thread(target=write, args=(place,)) for place in range(1, 6)]
    for place, thread in enumerate(threads, start=1):
        thread.start()
        while places[0]._last() <= place:
            pass
    places[0].leave()
    for thread in threads:
        thread.join()
    assert served == [1, 2, 3, 4, 5]
    for queue in places:
        queue.close()


def test_who_waits_too_long_is_told_so_and_wrote_nothing(database: Path, apart: DatabaseWrapper) -> None:
    first = WriterQueue(Path(f"{database}-queue"))
    assert first.enter(1)
    with pytest.raises(DatabaseBusy, match="is locked"):
        apart.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    with pytest.raises(DatabaseBusy), apart.cursor() as cursor:
        cursor.execute("INSERT INTO line VALUES (1)")
    with apart.cursor() as cursor:
        assert cursor.execute("SELECT count(*) FROM line").fetchone() == (0,)
    first.close()
    with apart.cursor() as cursor:
        cursor.execute("INSERT INTO line VALUES (%s)", [1])
    assert number(database, "SELECT count(*) FROM line") == 1


def test_durable_settings_are_in_force(apart: DatabaseWrapper) -> None:
    with apart.cursor() as cursor:
        held = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")}
        assert held == {"journal_mode": "wal", "synchronous": 2}
        assert cursor.execute("PRAGMA secure_delete").fetchone() == (1,)
        assert cursor.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_what_was_erased_is_in_no_file(apart: DatabaseWrapper, database: Path) -> None:
    words = [(f"canari {number} {'x' * number}",) for number in range(2000)]  # some longer than half a page
    with apart.cursor() as cursor:
        cursor.executemany("INSERT INTO line VALUES (%s)", words)
        assert apart.empty_log()
        cursor.execute("UPDATE line SET who = 'somebody' WHERE rowid % 2 = 0")
        cursor.execute("DELETE FROM line WHERE rowid % 2 = 1")
    files = [database, database.with_name(f"{database.name}-wal")]
    reader = sqlite3.connect(database)
    try:
        reader.execute("BEGIN")
        assert reader.execute("SELECT count(*) FROM line").fetchone() == (1000,)
        apart.rewrite()
        assert not apart.empty_log(tries=1), "a reader is not waited for"
        assert any(b"canari" in file.read_bytes() for file in files)
    finally:
        reader.close()
    assert apart.empty_log()
    assert [file.name for file in files if b"canari" in file.read_bytes()] == []
    assert number(database, "SELECT count(*) FROM line WHERE who = 'somebody'") == 1000


def test_the_log_is_brought_in_while_another_writes(apart: DatabaseWrapper, database: Path) -> None:
    with apart.cursor() as cursor:
        cursor.execute("INSERT INTO line VALUES ('an answer')")
    assert b"an answer" not in database.read_bytes()
    writer = sqlite3.connect(database, timeout=0)
    try:
        writer.execute("BEGIN IMMEDIATE")
        apart.checkpoint()
    finally:
        writer.close()
    assert b"an answer" in database.read_bytes()


def test_a_transaction_begins_with_the_lock_in_hand(apart: DatabaseWrapper, database: Path) -> None:
    apart.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    other = sqlite3.connect(database, timeout=0)
    try:
        assert other.execute("SELECT value FROM counter").fetchone() == (0,)
        with pytest.raises(sqlite3.OperationalError, match="is locked"):
            other.execute("BEGIN IMMEDIATE")
        apart.rollback()
        apart.set_autocommit(True)
        other.execute("BEGIN IMMEDIATE")
    finally:
        other.close()


def test_a_full_disk_loses_nothing_that_was_there(apart: DatabaseWrapper, database: Path) -> None:
    with apart.cursor() as cursor:
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(OperationalError, match="full"), apart.cursor() as cursor:
        cursor.execute("INSERT INTO line VALUES (zeroblob(100000))")
    assert number(database, "SELECT count(*) FROM line") == 0


def test_a_queue_that_could_not_be_opened_goes_quietly(tmp_path: Path) -> None:
    queue = WriterQueue.__new__(WriterQueue)
    with pytest.raises(FileNotFoundError):
        queue.__init__(tmp_path / "absent" / "queue")  # type: ignore[misc]
    queue.close()
