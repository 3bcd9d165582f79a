"""Reads of runs, enrolments and progress."""

from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from takwin.accounts.models import Person
from takwin.content.models import Course
from takwin.content.queries import outline
from takwin.database.prepared import Prepared
from takwin.learning.counting import Summary, summary
from takwin.learning.models import Enrolment, Progress, Run
from takwin.learning.progress import Rules, State
from takwin.learning.timing import Extra


@lru_cache(maxsize=256)
def _rules(release_id: int) -> Rules:
    return Rules.of(outline(release_id))


def rules(enrolment: Enrolment) -> Rules:
    """What the enrolment's release asks of this person; it never changes."""
    return _rules(enrolment.release_id).to(enrolment.uid)


def forget() -> None:
    """Forget what was read: for tests and after a restore."""
    _rules.cache_clear()


def offered() -> QuerySet[Run]:
    """Runs that a visitor may see and join now."""
    now = timezone.now()
    return (
        Run.objects.filter(Q(closes=None) | Q(closes__gt=now), listed=True, course__archived=None)
        .select_related("course", "release")
        .order_by("course__slug", "pk")
    )


class OnShelf(NamedTuple):
    """A course of the catalogue by the run that anybody joins: when that opens and closes."""

    slug: str
    release: int
    opens: datetime | None
    closes: datetime | None


def shelf() -> list[OnShelf]:
    """The courses that a visitor may see and join now, by id; where several runs are offered, the newest (`access.open_run`)."""
    rows = offered().select_related(None).values_list("course__slug", "release_id", "opens", "closes")
    return list({row[0]: OnShelf(*row) for row in rows}.values())


def runs_of(course: Course) -> QuerySet[Run, Run]:
    """The runs of a course, the first opened first, each with the number of its `people`."""
    people = Count("enrolments", filter=Q(enrolments__left=None, enrolments__person__isnull=False))
    return course.runs.select_related("release", "course").annotate(people=people).order_by("pk")


def mine(person: Person) -> QuerySet[Enrolment]:
    """What a person takes, with its progress, the newest first."""
    return (
        Enrolment.objects.filter(person=person, left=None)
        .select_related("run__course", "progress")
        .order_by("-enrolled")
    )


def _current(person: int, course_slug: str) -> QuerySet[Enrolment]:
    found = Enrolment.objects.filter(person=person, run__course__slug=course_slug, left=None)
    unread = ("run__created", "run__course__created", "run__course__caretaker")
    return found.select_related("run__course", "progress").defer(*unread).order_by("-enrolled")[:1]


CURRENT = Prepared(_current, -1, "course")


def enrolment(person: Person, course_slug: str) -> Enrolment | None:
    """A person's current taking of a course, with all that a step page needs, in one query."""
    for found in CURRENT(person.pk, course_slug):
        found.person = person
        return found
    return None


def _locked(enrolment: int) -> QuerySet[Progress]:
    return Progress.objects.select_for_update().filter(pk=enrolment)


def _release(enrolment: int) -> QuerySet[Enrolment, int]:
    return Enrolment.objects.filter(pk=enrolment).values_list("release_id", flat=True)


LOCKED, RELEASE = Prepared(_locked, -1), Prepared(_release, -1)


def locked(enrolment: Enrolment) -> tuple[Progress, int]:
    """An enrolment's progress, locked until the transaction ends, and then the release that it is on: two queries, because a row
    that is joined to a locked one may be older than the lock."""
    (row,), (release,) = LOCKED(enrolment.pk), RELEASE(enrolment.pk)
    return row, release


def state(enrolment: Enrolment) -> State:
    """Where an enrolment stands."""
    return State.from_json(enrolment.progress.state)


def standing(enrolment: Enrolment) -> Summary:
    """The same, summed up."""
    return summary(state(enrolment), rules(enrolment))


def by_name(run: Run, username: str) -> Enrolment | None:
    """Who takes a run, by sign-in name; in capitals or not."""
    people = Enrolment.objects.filter(run=run, left=None, person__username__iexact=username.strip())
    return people.select_related("run__course", "progress", "person").first()


def with_extra_time(run: Run) -> list[tuple[Enrolment, Extra]]:
    """The people of a run who have time beyond that of others, by name."""
    people = Enrolment.objects.filter(run=run, left=None, person__isnull=False, progress__state__has_key="extra")
    found = people.select_related("person", "progress").order_by("person__name", "pk")
    return [(one, state(one).extra) for one in found]
