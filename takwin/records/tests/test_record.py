"""The record: append, read back, follow."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import transaction

from takwin.lib.ids import uuid7
from takwin.records.actions import append
from takwin.records.following import Follower, follow, try_again
from takwin.records.models import Cursor
from takwin.records.queries import history, places
from takwin.records.statement import Statement

pytestmark = pytest.mark.django_db
START = datetime(2026, 1, 5, 8, tzinfo=UTC)
WHO, TAKING = UUID(int=1), UUID(int=2)


def told(minute: int, verb: str = "finished") -> Statement:
    return Statement(
        uuid7(), WHO, verb, "course/x/step/a/b", START + timedelta(minutes=minute), TAKING, "site", result={"n": 1}
    )


def test_what_was_told_is_read_back_in_the_order_of_meaning() -> None:
    late, early = told(5), told(1)
    with transaction.atomic():
        append(late, START)
        append(early, START)
    assert history(TAKING) == [early, late]


def test_a_follower_handles_each_sentence_once_and_only_its_verbs() -> None:
    seen: list[UUID] = []
    follower = Follower("test", frozenset({"completed"}), lambda statement: seen.append(statement.id))
    wanted = told(2, "completed")
    with transaction.atomic():
        append(told(1), START)
        append(wanted, START)
    assert follow(follower) == 2
    assert follow(follower) == 0
    assert seen == [wanted.id]


def test_a_follower_that_fails_stops_loudly_and_resumes_there() -> None:
    broken = True
    seen: list[UUID] = []

    def handle(statement: Statement) -> None:
        if broken:
            raise RuntimeError("no ink")
        seen.append(statement.id)

    follower = Follower("test", frozenset({"completed"}), handle)
    with transaction.atomic():
        append(told(1), START)
        at = append(told(2, "completed"), START)
    assert follow(follower) == 1
    cursor = Cursor.objects.get(pk="test")
    assert cursor.stopped_at == at
    assert "no ink" in cursor.trouble
    moved = cursor.updated
    (place,) = places()
    assert (place.behind, place.why) == (1, "RuntimeError: no ink")
    assert place.sentence
    assert place.sentence.verb == "completed"
    broken = False
    assert follow(follower) == 1
    cursor.refresh_from_db()
    assert cursor.trouble == ""
    assert cursor.updated > moved
    assert len(seen) == 1


def test_a_follower_that_is_tried_again_stops_at_the_same_sentence_or_goes_on() -> None:
    def handle(statement: Statement) -> None:
        raise RuntimeError("no ink")

    follower = Follower("test", frozenset({"completed"}), handle)
    with transaction.atomic():
        at = append(told(1, "completed"), START)
    assert follow(follower) == 0
    moved = Cursor.objects.get(pk="test").updated
    assert try_again("test")
    assert not try_again("test")
    assert not try_again("nobody")
    assert places()[0].cursor.stopped_at is None
    assert follow(follower) == 0
    assert (places()[0].cursor.stopped_at, places()[0].cursor.updated) == (at, moved)


@pytest.mark.django_db(transaction=True)
def test_a_sentence_without_its_change_is_refused() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        append(told(1), START)
