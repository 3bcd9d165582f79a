"""A hub is opened, changed, closed; what a participant chooses in it."""

import secrets
from datetime import datetime

from django.db import transaction

from takwin.accounts.models import Person
from takwin.community.feeds.reading import tidy_tags
from takwin.community.models import Hub, Participant
from takwin.content.actions import note
from takwin.learning.models import Enrolment, Run


@transaction.atomic
def keep_hub(run: Run, tag: str, *, public: bool, by: Person, now: datetime) -> Hub:
    """Open the hub of a run, or change its tag and who may read it; the team's journal says who did."""
    word = tidy_tags([tag])[0]
    hub, fresh = Hub.objects.update_or_create(
        run=run,
        defaults={"tag": word, "public": public},
        create_defaults={"tag": word, "public": public, "opened": now},
    )
    note(run.course, by, "hub-opened" if fresh else "hub-changed", now, tag=word, of=run.slug)
    return hub


@transaction.atomic
def close_hub(hub: Hub, by: Person, now: datetime) -> None:
    """Close a hub in which nobody has published anything yet."""
    if not hub.posts.exists():
        note(hub.run.course, by, "hub-closed", now, tag=hub.tag, of=hub.run.slug)
        hub.delete()


def participant(enrolment: Enrolment, now: datetime) -> Participant:
    """What somebody chose in the hub of their run; nothing yet, the first time."""
    found, _ = Participant.objects.get_or_create(
        enrolment=enrolment, defaults={"token": secrets.token_hex(12), "told": now}
    )
    return found


def read_daily(enrolment: Enrolment, daily: bool, now: datetime) -> None:
    """Have the daily letter, or no longer. It begins with what comes from now on."""
    chosen = participant(enrolment, now)
    if chosen.daily != daily:
        Participant.objects.filter(pk=chosen.pk).update(daily=daily, told=now)
