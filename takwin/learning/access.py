"""Which run or enrolment a person may have."""

from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from takwin.accounts.models import Person
from takwin.content.models import Member
from takwin.institutions.access import nodes_with, rights_at
from takwin.institutions.roles import Right
from takwin.learning import queries
from takwin.learning.models import Enrolment, Invitation, Run, TakenOut

WRITERS = (Member.Role.OWNER, Member.Role.AUTHOR)


def open_run(course_slug: str) -> Run:
    """The run that anybody may see and join for this course; the newest if there are several."""
    run = queries.offered().filter(course__slug=course_slug).order_by("-pk").first()
    if run is None:
        raise Http404(course_slug)
    return run


def shown_runs(course_slug: str) -> list[Run]:
    """The runs of this course that a visitor may see. The first is the one by which they get to know it: one that anybody joins, else one
    that is only announced; the newest."""
    runs = list(queries.announced().filter(course__slug=course_slug).order_by("-pk"))
    if not runs:
        raise Http404(course_slug)
    return sorted(runs, key=lambda run: run.admission != "open")


def my_enrolment(person: Person, course_slug: str) -> Enrolment:
    """The person's own taking of a course, or nothing."""
    found = queries.enrolment(person, course_slug)
    if found is None:
        raise Http404(course_slug)
    return found


def run_of_team(person: Person, course_slug: str, run_slug: str) -> Run:
    """A run that the person looks after (see `organises`): who only reads a course sees nothing of its people."""
    runs = Run.objects.select_related("course", "release", "node")
    found = get_object_or_404(runs, course__slug=course_slug, slug=run_slug)
    if not organises(person, found):
        raise Http404(run_slug)
    return found


def run_to_mark(person: Person, course_slug: str, run_slug: str) -> Run:
    """A run of a course that the person writes or owns, or which they administer: what people answered is not for who organises a place."""
    found = run_of_team(person, course_slug, run_slug)
    if not writes(person, found):
        raise Http404(run_slug)
    return found


def organises(person: Person | AnonymousUser, run: Run) -> bool:
    """Whether somebody looks after a run: they write or own its course, organise for the place that offers it, or administer the site."""
    return isinstance(person, Person) and (writes(person, run) or _steers(person, run))


def writes(person: Person, run: Run) -> bool:
    """Whether somebody writes or owns the course of a run, or administers the site."""
    return person.is_staff or run.course.members.filter(person=person, role__in=WRITERS).exists()


def organised(person: Person, now: datetime) -> QuerySet[Run]:
    """The runs that somebody looks after (see `organises`)."""
    if person.is_staff:
        return Run.objects.all()
    mine = Q(course__in=Member.objects.filter(person=person, role__in=WRITERS).values("course"))
    for top in nodes_with(person, Right.STEER, now):
        mine |= Q(node__path__startswith=top.path)
    return Run.objects.filter(mine)


def steered(person: Person, course_slug: str) -> list[Run]:
    """The runs of a course that are offered by a place for which somebody organises, the newest first."""
    runs = Run.objects.filter(course__slug=course_slug, node__isnull=False).select_related("course", "release", "node")
    return [run for run in runs.order_by("-pk") if _steers(person, run)]


def _steers(person: Person, run: Run) -> bool:
    """Whether somebody organises for the institution that offers a run."""
    return run.node is not None and Right.STEER in rights_at(person, run.node, timezone.now())


def seen_run(person: Person | AnonymousUser, course_slug: str, run_slug: str, now: datetime) -> Run:
    """A run that somebody may look at before joining it: one that is announced, one that they take or wait for, one for the people of
    their institution; its team sees it too."""
    runs = Run.objects.select_related("course", "release", "node")
    found = get_object_or_404(runs, course__slug=course_slug, slug=run_slug)
    if found.listed and found.course.archived is None:
        return found
    if not isinstance(person, Person):
        raise Http404(run_slug)
    if found.enrolments.filter(person=person).exists() or queries.admitted_before(found, person):
        return found
    return found if queries.admits(found, person, now) else run_of_team(person, course_slug, run_slug)


def invited(token: str, now: datetime, person: object = None) -> Invitation:
    """An invitation that still holds, by the secret of its link; for whoever has taken it, it holds for ever."""
    found = Invitation.objects.select_related("run__course", "run__release")
    own = Q(used_by=person) if isinstance(person, Person) else Q(pk=None)
    return get_object_or_404(found, Q(used=None, until__gt=now) | own, token=token)


def taken_out(run: Run, enrolment: int) -> TakenOut:
    """Somebody who was taken out of this run."""
    return get_object_or_404(queries.taken_out(run).select_related("enrolment__run__course"), pk=enrolment)


def run_by_code(code: str) -> Run | None:
    """The run that a code lets into."""
    wanted = "".join(code.split()).replace("-", "").upper()
    runs = Run.objects.select_related("course", "release").filter(admission="code", course__archived=None)
    return runs.filter(code=wanted).first() if wanted else None
