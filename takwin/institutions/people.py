"""Who is there already of those whom a roster names. Reads only."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q

from takwin.accounts.models import Person
from takwin.institutions.models import Membership, Node, Roster, settled
from takwin.institutions.roster.lines import Line
from takwin.institutions.roster.sorting import Known, People
from takwin.lib.text import fold


def around(node: Node, lines: Sequence[Line], now: datetime) -> People:
    """The people of some lines. An address counts if its owner has confirmed it, or if the person was brought into this place with it; a
    number counts within this place. A handful of queries, whatever the lines are."""
    emails, usernames, codes = (
        {value for line in lines if (value := getattr(line, what))} for what in ("email", "username", "code")
    )
    ours = Membership.objects.below(node).filter(person__name__gt="").select_related("person")
    by_email = {one.person.email_pending: _known(one.person) for one in ours.filter(person__email_pending__in=emails)}
    anybody = Person.objects.select_related("merged_into")
    by_email |= {person.email: _known(person) for person in anybody.filter(email__in=emails)}
    by_username = {person.username: _known(person) for person in anybody.filter(username__in=usernames)}
    by_code = {one.code: _known(one.person) for one in ours.filter(code__in=codes)}
    found = {known.pk for table in (by_email, by_username, by_code) for known in table.values()}
    roles = Membership.Role
    inside, teaching = (_inside(node, found, role, now) for role in (roles.LEARNER, roles.TEACHER))
    return People(by_email, by_username, by_code, inside, teaching)


def _known(account: Person) -> Known:
    person = account.merged_into or account
    return Known(person.pk, person.name, person.username, person.is_active)


def _inside(node: Node, people: set[int], role: str, now: datetime) -> set[tuple[int, str]]:
    """(person, cohort) of those who are that, by every name under which a roster may call the cohort."""
    held = Membership.objects.alive(now).filter(role=role, person__in=people).below(node).select_related("node")
    pairs = {(one.person_id, name) for one in held for name in called(one.node)}
    return pairs | ({(one.person_id, "") for one in held} if node.is_cohort else set())


def called(node: Node) -> set[str]:
    """The folded names and the number under which a roster may call a cohort."""
    return {fold(name) for name in (node.name_fr, node.name_ar, node.name_en, node.code) if name}


def cohorts(node: Node, roster: Roster) -> dict[str, Node]:
    """Every open cohort at or below a place, by what a roster may call it; the nearest wins where two are called the same.
    Those that this roster is about to open are among them."""
    found = Node.objects.filter(
        settled() | Q(roster=roster), closed=None, path__startswith=node.path, kind=Node.Kind.COHORT
    )
    ordered = sorted(found, key=lambda one: (-len(one.path.split("/")), -one.pk))
    return {name: one for one in ordered for name in called(one)}
