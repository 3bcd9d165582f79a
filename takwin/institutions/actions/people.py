"""Learners move between cohorts and leave them. Their courses, work and marks stay theirs, whatever happens here."""

from datetime import datetime

from django.db import transaction

from takwin.accounts.models import Person
from takwin.institutions.actions.audit import note
from takwin.institutions.models import Membership, Node
from takwin.lib.ids import HOUSE, derived
from takwin.lib.text import N_
from takwin.notices import actions as notices

MOVED = N_(
    "You now study in “%(after)s”, no longer in “%(before)s”. Your courses, your work and your marks go with you."
)
OUT = N_("You no longer study in “%(node)s”. Your work and your marks stay yours.")


class NoCohort(Exception):
    """Learners belong into a cohort that is open."""


@transaction.atomic
def take_in(node: Node, person: Person, now: datetime, by: Person | None = None, code: str = "") -> Membership:
    """Somebody studies here from now on; once, however often it is asked for. Raises NoCohort."""
    if not node.is_cohort or node.closed:
        raise NoCohort
    member, _ = Membership.objects.get_or_create(
        node=node,
        person=person,
        role=Membership.Role.LEARNER,
        ended=None,
        defaults={"since": now, "by": by, "code": code},
    )
    if member.roster_id and member.roster and member.roster.state != member.roster.State.ACTIVE:
        member.roster = None
        member.save(update_fields=["roster"])
    return member


@transaction.atomic
def transfer(member: Membership, to: Node, by: Person, now: datetime) -> Membership:
    """A learner goes on in another cohort, and is told. Raises NoCohort."""
    if not to.is_cohort or to.closed:
        raise NoCohort
    if member.node_id == to.pk or not Membership.objects.filter(pk=member.pk, ended=None).update(ended=now):
        return member
    moved = take_in(to, member.person, now, by, member.code)
    language = member.person.language
    names = {"before": member.node.name_in("fr"), "after": to.name_in("fr")}
    deed = note(member.node, by, "transferred", now, member.person, **names)
    note(to, by, "transferred", now, member.person, **names)
    names = {"before": member.node.name_in(language), "after": to.name_in(language)}
    _tell(member.person, deed.pk, MOVED, names, now)
    return moved


@transaction.atomic
def unenrol(member: Membership, by: Person, now: datetime) -> bool:
    """A learner leaves a cohort, by an organiser or by their own wish. The row stays with its end; False when it had ended already."""
    if not Membership.objects.filter(pk=member.pk, ended=None).update(ended=now):
        return False
    own = by == member.person
    deed = note(member.node, by, "left" if own else "unenrolled", now, member.person)
    if not own:
        _tell(member.person, deed.pk, OUT, {"node": member.node.name_in(member.person.language)}, now)
    return True


def _tell(person: Person, deed: int, message: str, values: dict[str, str], now: datetime) -> None:
    cause = derived(HOUSE, f"deed {deed}")
    notices.tell(person, cause=cause, message=message, values=values, link="/institutions/", now=now)
