"""First entry by a code from a printed sheet, and cohorts that one joins by a code."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from takwin.accounts import actions as accounts
from takwin.accounts.codes import digest, new_code
from takwin.accounts.models import Person
from takwin.institutions import codes
from takwin.institutions.actions.audit import note
from takwin.institutions.actions.people import NoCohort, take_in
from takwin.institutions.models import EntryCode, JoinCode, Membership, Node

LASTS = timedelta(days=90)


class NotOpen(Exception):
    """The code opens no cohort: unknown, ended, too old, or used as often as it may be."""


@transaction.atomic
def sheet(node: Node, members: Sequence[Membership], by: Person | None, now: datetime) -> list[tuple[Membership, str]]:
    """A code for each of these people who has never entered, to be printed now: only digests are kept, and earlier codes no longer open
    anything. An account that somebody has entered is never touched; who is in two cohorts has one slip."""
    waiting = list({one.person_id: one for one in members if never_entered(one.person)}.values())
    EntryCode.objects.filter(person__in=[one.person for one in waiting]).delete()
    made = [(one, new_code(secrets.randbelow)) for one in waiting]
    EntryCode.objects.bulk_create(
        EntryCode(person=one.person, digest=digest(code, one.person.pseudonym), by=by, created=now, expires=now + LASTS)
        for one, code in made
    )
    note(node, by, "sheet", now, many=len(made))
    return made


def never_entered(person: Person) -> bool:
    """Whether nobody has chosen a password for this account, nor come in by another door."""
    return person.is_active and person.last_login is None and not person.has_usable_password()


def enter(person: Person | None, code: str, password: str, now: datetime) -> Person | None:
    """The first entry: the code is used up and the password is set. None: it opens nothing. For an unknown person the same work is done as
    for a wrong code."""
    owner = person or Person()
    kept = digest(code, owner.pseudonym)
    if person is None or not never_entered(person):
        return None
    with transaction.atomic():
        if not EntryCode.objects.filter(person=person, digest=kept, expires__gt=now).delete()[0]:
            return None
        accounts.change_password(person, password)
    return person


@transaction.atomic
def open_code(node: Node, by: Person, now: datetime, until: datetime | None, most: int | None) -> JoinCode:
    """A new code for a cohort; the one before ends. Raises NoCohort."""
    if not node.is_cohort or node.closed:
        raise NoCohort
    JoinCode.objects.filter(node=node, ended=None).update(ended=now)
    made = JoinCode.objects.create(
        node=node, code=codes.new_code(secrets.randbelow), by=by, created=now, until=until, most=most
    )
    note(node, by, "code", now)
    return made


@transaction.atomic
def end_code(node: Node, by: Person, now: datetime) -> None:
    """Nobody joins by a code any more."""
    if JoinCode.objects.filter(node=node, ended=None).update(ended=now):
        note(node, by, "code-ended", now)


@transaction.atomic
def join(code: JoinCode, person: Person, now: datetime) -> Membership:
    """Join a cohort by its code; who studies there already stays, and no place is taken twice. Raises NotOpen."""
    held = Membership.objects.alive(now).learners().filter(node=code.node, person=person).first()
    if held:
        return held
    room = Q(most=None) | Q(used__lt=F("most"))
    still = JoinCode.objects.filter(room, Q(until=None) | Q(until__gt=now), pk=code.pk, ended=None, node__closed=None)
    if not still.update(used=F("used") + 1):
        raise NotOpen
    member = take_in(code.node, person, now)
    note(code.node, person, "joined", now, person)
    return member
