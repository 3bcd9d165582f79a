"""Which acts count for the evidence of a credential."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from takwin.credentials import evidence
from takwin.records.statement import Statement

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
THEN = {"sum": "a"}


def said(verb: str, minutes: int, number: int = 0, what: str = "item/sum", **result: Any) -> Statement:
    at = NOON + timedelta(minutes=minutes)
    return Statement(UUID(int=number), UUID(int=1), verb, f"course/essai/{what}", at, result=result)


def answered(minutes: int, n: int, asked: str = "a", number: int = 0) -> Statement:
    return said("answered", minutes, number, n=n, raw=100, asked=asked)


COMPLETED = said("completed", 0, 5, what="", release="old")


def test_all_answers_sent_with_the_one_that_completed_count_whatever_their_ids() -> None:
    told = [answered(0, 1, number=1), COMPLETED, answered(0, 1, number=9), answered(1, 2)]
    assert evidence.acts(told, COMPLETED, None, THEN) == told[:3]


def test_looked_at_again_it_counts_new_marks_of_those_answers_and_answers_to_what_asks_something_else() -> None:
    before, step = answered(-1, 1, number=1), said("finished", 2, what="step/one/a")
    again, changed = answered(1, 2, number=2), answered(4, 3, "b", number=4)
    marked = said("scored", 3, 3, n=1, raw=100, asked="a", of=before.id.hex)
    told = [before, COMPLETED, again, step, marked, changed]
    assert evidence.acts(told, COMPLETED, NOON + timedelta(minutes=9), THEN) == [
        before,
        COMPLETED,
        step,
        marked,
        changed,
    ]
    assert evidence.acts(told, COMPLETED, NOON + timedelta(minutes=3), THEN) == [before, COMPLETED, step, marked]


def test_the_release_is_the_one_of_the_completion_or_the_last_one_by_then() -> None:
    told = [COMPLETED, said("moved", 1, what="", release="new"), said("moved", 3, what="", release="newer")]
    assert evidence.release(told, COMPLETED, None) == "old"
    assert evidence.release(told, COMPLETED, NOON + timedelta(minutes=2)) == "new"
    assert evidence.release(told, COMPLETED, NOON + timedelta(minutes=5)) == "newer"
