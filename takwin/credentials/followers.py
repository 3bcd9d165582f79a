"""What this room does because of what happened elsewhere."""

from django.utils import timezone

from takwin.credentials.actions import issue, review
from takwin.credentials.actions.issuing import earned
from takwin.records.following import Follower
from takwin.records.statement import Statement


def _told(sentence: Statement) -> None:
    """A course was completed: issue the credential, unless the person is gone. Somebody was taken to another release or marked again:
    look whether their credential still tells their marks."""
    if sentence.verb != "completed":
        if sentence.registration:
            review(sentence.registration, sentence.at, timezone.now())
    elif (achieved := earned(sentence)) is not None:
        issue(achieved, timezone.now())


FOLLOWERS = [Follower("credentials", frozenset({"completed", "moved", "scored"}), _told)]
