"""What this room does because of what happened elsewhere."""

from django.utils import timezone

from takwin.credentials.actions import issue
from takwin.credentials.actions.issuing import earned
from takwin.records.following import Follower
from takwin.records.statement import Statement


def _completed(completed: Statement) -> None:
    """A course was completed: issue the credential, unless the person is gone."""
    if (achieved := earned(completed)) is not None:
        issue(achieved, timezone.now())


FOLLOWERS = [Follower("credentials", frozenset({"completed"}), _completed)]
