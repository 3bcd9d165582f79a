"""Reads of what the people of a place do in runs."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Count, F, Max, Q, QuerySet

from takwin.accounts.models import Person
from takwin.content.queries import outline
from takwin.institutions.models import Deed, Membership, Node
from takwin.learning.models import Enrolment, Run
from takwin.records.models import Sentence
from takwin.steering.models import Counted, Placement, Standing
from takwin.steering.sums import Kept, Sum

COLUMNS = ("node__path", "run_id", "people", "absent", "opened", "completed")


def kept(node: Node, run: int | None = None) -> list[Kept]:
    """The rows that are kept of the cohorts at or below a node; of one run, when it is named (with the people as such). One query."""
    found = Standing.objects.filter(node__path__startswith=node.path).values_list(*COLUMNS)
    found = found.filter(Q(run=None) | Q(run=run)) if run else found
    return [
        (path, of, Sum(places=people, opened=opened, completed=completed) if of else Sum(people=people, absent=absent))
        for path, of, people, absent, opened, completed in found
    ]


def called(run: Run) -> dict[str, str]:
    """What a run is called in each language of its course."""
    return {
        language: f"{title} · {run.name}" if run.name else title
        for language, title in outline(run.release_id)["title"].items()
    }


def counted_at() -> datetime | None:
    """When the sums were counted."""
    return Counted.objects.order_by("-pk").values_list("at", flat=True).first()


def seen() -> str:
    """Where the record, the audit, the memberships and the sign-ins are now: another text whenever something happened."""
    members = Membership.objects.aggregate(pk=Max("pk"), ended=Max("ended"))
    marks = (
        Sentence.objects.aggregate(last=Max("seq"))["last"],
        Deed.objects.aggregate(last=Max("pk"))["last"],
        members["pk"],
        members["ended"],
        Person.objects.aggregate(last=Max("last_login"))["last"],
    )
    return " ".join(map(str, marks))


def fresh(now: datetime) -> Iterable[Standing]:
    """All sums, counted from the memberships and the enrolments."""
    learners = Membership.objects.alive(now).learners().order_by()
    entered = ~Q(person__last_login=None) | ~Q(person__password__startswith=UNUSABLE_PASSWORD_PREFIX)
    for node, people, here in learners.values_list("node").annotate(Count("pk"), here=Count("pk", filter=entered)):
        yield Standing(node_id=node, people=people, absent=people - here)
    taking = Enrolment.objects.filter(left=None, person__memberships__in=learners.values("pk")).order_by()
    opened = Count("pk", filter=~Q(last_step=""))
    places = taking.values("run", node=F("person__memberships__node")).annotate(
        people=Count("pk"), opened=opened, completed=Count("progress__completed")
    )
    for row in places:
        yield Standing(
            node_id=row["node"],
            run_id=row["run"],
            people=row["people"],
            opened=row["opened"],
            completed=row["completed"],
        )


def enrolled(node: Node, now: datetime) -> QuerySet[Enrolment]:
    """What the people of a place take."""
    members = Membership.objects.alive(now).learners().below(node).values("person")
    return Enrolment.objects.filter(left=None, person__in=members)


def taking(node: Node, run: Run, now: datetime, words: str = "") -> QuerySet[Enrolment]:
    """Who of a place takes a run, by name."""
    found = enrolled(node, now).filter(run=run)
    if words:
        found = found.filter(person__name__icontains=words)
    return found.select_related("person", "progress", "run").order_by("person__name", "pk")


def unopened(node: Node, run: Run, now: datetime) -> QuerySet[Enrolment]:
    """Who of a place was put into a run, or joined it, and has never opened it: those waiting longest first."""
    return taking(node, run, now).filter(last_step="").order_by("enrolled", "person__name")


def placements(node: Node) -> QuerySet[Placement]:
    """The runs into which people are put at this very node."""
    return Placement.objects.filter(node=node, ended=None).select_related("run__course", "run__release").order_by("pk")


def missing(placement: Placement, now: datetime, most: int) -> list[Membership]:
    """Learners of a placement who are not in its run, and have never been."""
    members = Membership.objects.alive(now).learners().below(placement.node).select_related("person")
    there = Enrolment.objects.filter(run=placement.run, person__isnull=False).values("person")
    return list(members.exclude(person__in=there).order_by("person", "pk")[:most])
