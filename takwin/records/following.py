"""Followers: effects of sentences, done in order and once, each from its own cursor."""

import logging
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from takwin.records.models import Cursor
from takwin.records.queries import after
from takwin.records.statement import Statement

log = logging.getLogger(__name__)
BATCH = 200
_told: dict[str, tuple[int, str]] = {}
"""What this process has said last of a follower that stopped."""


@dataclass(frozen=True, slots=True)
class Follower:
    """A name for the cursor, the verbs it cares for, and what it does with one statement.

    `handle` runs in the transaction that moves the cursor; its effects carry ids derived from the statement's, so that doing
    them again changes nothing."""

    name: str
    verbs: frozenset[str]
    handle: Callable[[Statement], None]


def follow(follower: Follower) -> int:
    """Handle what is new for one follower, and say how many sentences were passed. At the first it cannot handle it stops,
    keeps the trouble for the status page, and tries that one again next time."""
    cursor, _ = Cursor.objects.get_or_create(follower=follower.name)
    passed = 0
    while batch := after(cursor.seq, BATCH):
        for seq, statement in batch:
            if statement.verb in follower.verbs and not _handled(follower, cursor, seq, statement):
                return passed
            cursor.seq = seq
            passed += 1
        _moved(cursor, cursor.seq)
    return passed


def _moved(cursor: Cursor, seq: int) -> None:
    Cursor.objects.filter(pk=cursor.pk).update(seq=seq, stopped_at=None, trouble="", updated=timezone.now())


def _handled(follower: Follower, cursor: Cursor, seq: int, statement: Statement) -> bool:
    try:
        with transaction.atomic():
            follower.handle(statement)
            _moved(cursor, seq)
    except Exception as problem:  # noqa: BLE001 - whatever it is, it is told and tried again
        _tell(follower, seq, problem)
        Cursor.objects.filter(pk=cursor.pk).update(
            seq=cursor.seq, stopped_at=seq, trouble=traceback.format_exc()[-4000:]
        )
        return False
    return True


def _tell(follower: Follower, seq: int, problem: Exception) -> None:
    """Once for each trouble, not each time it is tried again. What the house itself refuses is one sentence; mistakes keep their
    traceback."""
    what = (seq, f"{type(problem).__name__}: {problem}")
    if _told.get(follower.name) != what:
        _told[follower.name] = what
        trace = None if hasattr(problem, "sentence") else problem
        log.error(
            "Follower %s stopped at sentence %s, and tries again: %s", follower.name, seq, problem, exc_info=trace
        )


def follow_all(followers: Iterable[Follower]) -> int:
    """One round over all followers; the number of sentences passed."""
    return sum(follow(follower) for follower in followers)


def try_again(follower: str) -> bool:
    """Forget what a follower stopped at. It goes on there by itself within seconds, or stops there again. False when it had not stopped."""
    stopped = Cursor.objects.filter(follower=follower, stopped_at__isnull=False)
    return bool(stopped.update(stopped_at=None, trouble=""))
