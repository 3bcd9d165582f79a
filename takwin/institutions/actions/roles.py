"""Give a role at a node, and take it back. The person is told of both."""

from datetime import datetime

from django.db import transaction

from takwin.accounts.models import Person
from takwin.institutions import queries
from takwin.institutions.actions.audit import note
from takwin.institutions.models import Deed, Membership, Node
from takwin.institutions.roles import RIGHTS, Right, ends
from takwin.lib.ids import HOUSE, derived
from takwin.lib.text import N_
from takwin.notices import actions as notices

NOW_YOU_ARE = {
    "learner": N_("You now study in “%(node)s”."),
    "teacher": N_("You are now a trainer in “%(node)s”."),
    "tutor": N_("You are now a tutor in “%(node)s”."),
    "organiser": N_("You are now an organiser of “%(node)s”."),
    "researcher": N_("You may now read the figures of “%(node)s”."),
}
NO_MORE = N_("Your role in “%(node)s” has ended.")


@transaction.atomic
def give(node: Node, person: Person, role: str, by: Person, now: datetime, until: datetime | None = None) -> Membership:
    """Somebody is something here from now on, until a day or without end; never longer than the one who gives it. A role that one
    has already takes the new end."""
    until = lasts(node, by, until, now)
    Membership.objects.filter(node=node, person=person, role=role, ended=None, until__lte=now).update(ended=now)
    member, fresh = Membership.objects.get_or_create(
        node=node, person=person, role=role, ended=None, defaults={"since": now, "until": until, "by": by}
    )
    if not fresh and member.until == until:
        return member
    if not fresh:
        member.until, member.by = until, by
        member.save(update_fields=["until", "by"])
    ending = {"until": until.date().isoformat()} if until else {}
    deed = note(node, by, "gave-until" if until else "gave", now, person, role=role, **ending)
    _tell(deed, NOW_YOU_ARE[role], now)
    return member


def lasts(node: Node, by: Person | None, until: datetime | None, now: datetime) -> datetime | None:
    """Until when a role lasts that somebody gives at a node: no longer than the role by which they give it."""
    if by is None or by.is_staff:
        return until
    held = queries.roles_at(by, node, now).filter(role__in=[one for one in RIGHTS if Right.STEER in RIGHTS[one]])
    return ends(until, held.values_list("until", flat=True))


@transaction.atomic
def end(member: Membership, by: Person, now: datetime) -> bool:
    """Take a role back. The row stays, with its end; False when it had ended already."""
    if not Membership.objects.filter(pk=member.pk, ended=None).update(ended=now):
        return False
    deed = note(member.node, by, "took", now, member.person, role=member.role)
    _tell(deed, NO_MORE, now)
    return True


def _tell(deed: Deed, message: str, now: datetime) -> None:
    person = deed.about
    if person is None or person == deed.by:
        return
    cause = derived(HOUSE, f"deed {deed.pk}")
    values = {"node": deed.node.name_in(person.language)}
    notices.tell(person, cause=cause, message=message, values=values, link="/institutions/", now=now)
