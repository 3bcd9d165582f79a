"""Let a run give credentials, or none; once it gives them, those who have completed it get theirs."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from takwin.accounts.models import Person
from takwin.credentials import queries
from takwin.credentials.actions import issuing
from takwin.jobs import retry, task
from takwin.learning import actions as learning
from takwin.learning.models import Run
from takwin.learning.run import Policy

AT_ONCE = 100
"""People whose credentials one job signs."""


@transaction.atomic
def set_policy(run: Run, policy: Policy, by: Person, now: datetime) -> None:
    """Let a run ask something else, and have the credentials made that it owes by then. Who holds one keeps it."""
    gave = Run.objects.select_for_update().only("policy").get(pk=run.pk).rules.gives_credential
    learning.set_policy(run, policy, by, now)
    if policy.gives_credential and not gave:
        give_owed.enqueue(run.pk)


@task
@retry(after=(60, 3600))
def give_owed(run: int, after: int = 0) -> None:
    """Give theirs to those who completed a run and have none, as its follower would; `after` the last one that was looked at."""
    owed = list(queries.owed(run).filter(pk__gt=after).order_by("pk")[:AT_ONCE])
    for enrolment in owed:
        issuing.give(issuing.earned_again(enrolment, None), timezone.now())
    if len(owed) == AT_ONCE:
        give_owed.enqueue(run, owed[-1].pk)
