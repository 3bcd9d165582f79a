"""Reads of the tree and of who is in it."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Count, F, Q, QuerySet

from takwin.accounts.models import Person
from takwin.institutions import codes, tree
from takwin.institutions.models import (
    Branding,
    Deed,
    JoinCode,
    Membership,
    MembershipQuerySet,
    Node,
    Roster,
    RosterLine,
    settled,
)

MOST_DIGITS = 18


def below(node: Node) -> QuerySet[Node]:
    """A node and everything below it, in the order of the tree's paths."""
    return Node.objects.filter(settled(), path__startswith=node.path).order_by("path")


def children(node: Node | None) -> QuerySet[Node]:
    """What stands right below a node (None: the roots), the open ones first."""
    return Node.objects.filter(settled(), parent=node).order_by("-closed", "name_fr", "name_ar", "name_en", "pk")


def line(node: Node) -> list[Node]:
    """From the root to the node itself."""
    found = Node.objects.in_bulk(tree.numbers(node.path))
    return [found[number] for number in tree.numbers(node.path)]


def brandings(node: Node) -> dict[int, Branding]:
    """What a node and those above it have of their own for the look of their pages, by their numbers."""
    return Branding.objects.in_bulk(tree.numbers(node.path))


def spoken(nodes: Iterable[Node]) -> dict[int, str]:
    """The language of each of these nodes: its own, else that of the nearest above; empty where none has one. One query."""
    paths = {node.pk: tree.numbers(node.path) for node in nodes}
    above = {number for path in paths.values() for number in path}
    said = dict(Node.objects.filter(pk__in=above).exclude(language="").values_list("pk", "language"))
    return {pk: next((said[one] for one in reversed(path) if one in said), "") for pk, path in paths.items()}


def roles_at(person: Person, node: Node, now: datetime) -> MembershipQuerySet:
    """What a person is at a node or above it."""
    return Membership.objects.alive(now).filter(person=person, node__in=tree.numbers(node.path))


def offices(person: Person, now: datetime) -> MembershipQuerySet:
    """Where a person is more than a learner."""
    found = Membership.objects.alive(now).filter(person=person).exclude(role=Membership.Role.LEARNER)
    return found.select_related("node").order_by("node__path", "role")


def cohorts_of(person: Person, now: datetime) -> MembershipQuerySet:
    """Where a person studies."""
    found = Membership.objects.alive(now).learners().filter(person=person)
    return found.select_related("node").order_by("node__path")


def places_of(person: Person, now: datetime) -> list[Node]:
    """The nodes at which a person is anything at all. One query."""
    return [found.node for found in Membership.objects.alive(now).filter(person=person).select_related("node")]


def nodes_of(person: Person, now: datetime) -> frozenset[int]:
    """The numbers of all nodes that a person studies in: their cohorts and everything above."""
    paths = Membership.objects.alive(now).learners().filter(person=person).values_list("node__path", flat=True)
    return frozenset(number for path in paths for number in tree.numbers(path))


def officers(node: Node, now: datetime) -> MembershipQuerySet:
    """Who has a role other than learner at this very node."""
    found = Membership.objects.alive(now).filter(node=node).exclude(role=Membership.Role.LEARNER)
    return found.select_related("person").order_by("role", "person__name", "pk")


def learners(node: Node, now: datetime, words: str = "") -> MembershipQuerySet:
    """Who studies at a node or below it, by name; those whose name or sign-in name holds the words, when there are any."""
    found = Membership.objects.alive(now).learners().below(node).select_related("person", "node")
    if words:
        found = found.filter(Q(person__name__icontains=words) | Q(person__username__icontains=words.casefold()))
    return found.order_by("person__name", "pk")


def counted(nodes: Iterable[Node], now: datetime) -> dict[int, int]:
    """How many study at or below each of these nodes. One query."""
    wanted = {node.pk for node in nodes}
    sums = dict.fromkeys(wanted, 0)
    held = Membership.objects.alive(now).learners().values_list("node_id").annotate(many=Count("pk")).order_by()
    many = dict(held)
    for pk, path in Node.objects.filter(pk__in=many).values_list("pk", "path"):
        for number in wanted.intersection(tree.numbers(path)):
            sums[number] += many[pk]
    return sums


def deeds(node: Node) -> QuerySet[Deed]:
    """What organisers did at a node and below it, the latest first."""
    found = Deed.objects.filter(node__path__startswith=node.path).select_related("by", "about", "node")
    return found.order_by("-at", "-pk")


def rosters(node: Node) -> QuerySet[Roster]:
    """What was brought into a place or below it, the latest first."""
    found = Roster.objects.filter(node__path__startswith=node.path).select_related("by", "node")
    return found.order_by("-asked", "-pk")


def lines(roster: Roster, fate: str = "") -> QuerySet[RosterLine]:
    """The lines of a roster in the order of the file; those of one fate, when it is named."""
    found = RosterLine.objects.filter(roster=roster)
    return (found.filter(fate=fate) if fate else found).order_by("number")


def waiting(node: Node, now: datetime) -> MembershipQuerySet:
    """Learners and trainers at or below a node who have never entered: no password, no visit."""
    roles = (Membership.Role.LEARNER, Membership.Role.TEACHER)
    found = Membership.objects.alive(now).filter(role__in=roles, person__last_login=None, person__is_active=True)
    return (
        found.below(node)
        .select_related("person", "node")
        .filter(person__password__startswith=UNUSABLE_PASSWORD_PREFIX)
        .order_by("node__path", "person__name", "pk")
    )


def code_of(node: Node) -> JoinCode | None:
    """The code by which people join this cohort now, if there is one."""
    return JoinCode.objects.filter(node=node, ended=None).first()


def place_of(number: str) -> Node | None:
    """The place that a slip for the first entry names. Only how its pages look may be shown to whoever holds it."""
    if not (number.isdecimal() and number.isascii() and len(number) < MOST_DIGITS):
        return None
    return Node.objects.filter(settled(), pk=int(number)).first()


def join_code(typed: str, now: datetime, person: Person | None = None) -> JoinCode | None:
    """The code that somebody typed, if it opens a cohort, or one in which this person studies already."""
    wanted = codes.bare(typed)
    usable = (Q(until=None) | Q(until__gt=now)) & (Q(most=None) | Q(used__lt=F("most")))
    usable &= Q(ended=None, node__closed=None)
    mine = Q(node__in=cohorts_of(person, now).values("node")) if person else Q(pk=None)
    found = JoinCode.objects.filter(usable | mine, code=wanted)
    return found.select_related("node").first() if wanted else None
