"""What this room does because of what happened elsewhere."""

from django.utils import timezone

from takwin.credentials.actions import give, review
from takwin.credentials.actions.issuing import earned
from takwin.records.following import Follower
from takwin.records.statement import Statement


def _told(sentence: Statement) -> None:
    """A course was completed: give the credential, unless the person is gone or the run gives none. Somebody was taken to another release or marked again:
    look whether their credential still tells their marks."""
    if sentence.verb != "completed":
        if sentence.registration:
            review(sentence.registration, sentence.at, timezone.now())
    else:
        give(earned(sentence), timezone.now())


FOLLOWERS = [Follower("credentials", frozenset({"completed", "moved", "scored"}), _told)]
