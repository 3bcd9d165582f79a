"""Works of several threads share a transaction and nothing else."""

import os
import threading
from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction

from takwin.database.together import Together
from takwin.records.models import Scope

pytestmark = pytest.mark.django_db(transaction=True)
sqlite_only = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL groups commits itself")


def at_once(together: Together, works: list[Callable[[], object]]) -> list[object]:
    """What each gives or raises when all come while the first one is at work."""
    came: list[object] = [None] * len(works)
    first_works, all_wait = threading.Event(), threading.Event()

    def first() -> object:
        first_works.set()
        all_wait.wait(10)
        return works[0]()

    def run(number: int) -> None:
        try:
            came[number] = together(first if number == 0 else works[number])
        except Exception as trouble:  # noqa: BLE001 - the test looks at whatever came
            came[number] = trouble
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(works))]
    threads[0].start()
    first_works.wait(10)
    for thread in threads[1:]:
        thread.start()
    while connection.vendor == "sqlite" and len(together._waiting) < len(works) - 1:
        pass
    all_wait.set()
    for thread in threads:
        thread.join(20)
    return came


def named(name: str) -> Callable[[], object]:
    return lambda: Scope.objects.create(name=name).name


def refused() -> object:
    Scope.objects.create(name="half")
    raise ValueError("no")


def names() -> set[str]:
    return set(Scope.objects.values_list("name", flat=True))


def test_each_gets_its_own_result_and_all_are_kept() -> None:
    wanted = [f"n{number}" for number in range(8)]
    assert at_once(Together(), [named(name) for name in wanted]) == wanted
    assert names() >= set(wanted)


def test_one_that_fails_takes_nobody_along() -> None:
    came = at_once(Together(), [named("a"), named("b"), refused, named("b"), named("c")])
    assert [str(came[0]), str(came[4])] == ["a", "c"]
    assert isinstance(came[2], ValueError)
    assert sorted(type(each).__name__ for each in (came[1], came[3])) == ["IntegrityError", "str"]
    assert names() >= {"a", "b", "c"}
    assert "half" not in names()


@sqlite_only
def test_they_share_a_transaction() -> None:
    begun: list[str] = []
    together = Together()

    def work() -> object:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        begun.append(threading.current_thread().name)
        return None

    at_once(together, [work] * 6)
    assert len(set(begun)) == 2, "the first alone, then one thread for the other five"


@sqlite_only
def test_when_the_database_gives_all_up_nobody_is_told_that_it_was_kept() -> None:
    def full() -> object:
        connection.connection.execute("ROLLBACK")  # what SQLite does by itself when the disk is full
        raise DatabaseError("database or disk is full")

    came = at_once(Together(), [named("before"), named("with"), full, named("after")])
    assert came[0] == "before"
    assert all(isinstance(each, DatabaseError) for each in came[1:]), came
    assert names() & {"before", "with", "after"} == {"before"}


def test_inside_a_transaction_it_belongs_to_it() -> None:
    def outer() -> None:
        with transaction.atomic():
            Together()(named("inner"))
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        outer()
    assert "inner" not in names()


@sqlite_only
def test_nobody_is_told_before_the_disk_has_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[object] = []
    order: list[str] = []

    def slow(log: int) -> None:
        assert names() >= {"a"}, "it is committed, and others may go on"
        order.append(f"disk, told {len(told)}")

    monkeypatch.setattr(os, "fdatasync", slow)
    told.append(Together()(named("a")))
    assert order == ["disk, told 0"]
    assert connection.connection.execute("PRAGMA synchronous").fetchone() == (2,)


@sqlite_only
def test_a_disk_that_fails_is_told_to_all_whom_it_concerns(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(log: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fdatasync", broken)
    came = at_once(Together(), [named("a"), named("b"), named("c")])
    assert [type(each) for each in came] == [DatabaseError] * 3
    monkeypatch.undo()
    assert Together()(named("d")) == "d"


@sqlite_only
def test_the_next_to_come_works_while_the_disk_is_at_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    together, second, disk = Together(), threading.Event(), os.fdatasync

    def waits(log: int) -> None:
        if not second.is_set():
            thread.start()
            assert second.wait(10), "the second was kept waiting by the disk"
        disk(log)

    def run() -> None:
        together(second.set)
        connection.close()

    thread = threading.Thread(target=run)
    monkeypatch.setattr(os, "fdatasync", waits)
    together(named("first"))
    thread.join(10)
