"""Reads of runs, enrolments and progress."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, When
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce
from django.utils import timezone

from takwin.accounts.models import Person
from takwin.content.films import Film
from takwin.content.models import Act, Course
from takwin.content.queries import outline, played
from takwin.content.release import Outline
from takwin.database.prepared import Prepared
from takwin.institutions.models import Node
from takwin.institutions.queries import nodes_of
from takwin.learning import activity
from takwin.learning.counting import Summary, summary
from takwin.learning.groups import Group, groups, number, numbers
from takwin.learning.models import Enrolment, InGroup, Invitation, OwnPace, Progress, Run, TakenOut, Waiting
from takwin.learning.progress import Rules, State
from takwin.learning.run import Policy
from takwin.learning.seats import Seats
from takwin.learning.timing import Extra
from takwin.learning.viewing import Figures, figures, joined
from takwin.learning.way import Own, Way
from takwin.records.queries import history, said_on, said_under
from takwin.records.statement import Statement

ZONE = ZoneInfo(settings.TIME_ZONE)
"""Where the people live: days begin and end there."""


@lru_cache(maxsize=256)
def _rules(release_id: int) -> Rules:
    return Rules.of(outline(release_id))


def rules(enrolment: Enrolment) -> Rules:
    """What the enrolment's release asks of this person, as their run asks it."""
    found = _rules(enrolment.release_id).to(enrolment.uid)
    return found.under(enrolment.run.rules) if enrolment.run.guided else found


def forget() -> None:
    """Forget what was read: for tests and after a restore."""
    _rules.cache_clear()


def announced() -> QuerySet[Run]:
    """Runs that a visitor may see now, whoever they are for."""
    now = timezone.now()
    return (
        Run.objects.filter(Q(closes=None) | Q(closes__gt=now), listed=True, course__archived=None)
        .select_related("course", "release", "node")
        .order_by("course__slug", "pk")
    )


def offered() -> QuerySet[Run]:
    """Runs that a visitor may see and join now."""
    return announced().filter(admission="open")


class OnShelf(NamedTuple):
    """A course of the catalogue by the run that anybody joins, else one that is announced: when that opens and closes; and the
    formats of all its runs."""

    slug: str
    release: int
    opens: datetime | None
    closes: datetime | None
    formats: tuple[str, ...]


def shelf() -> list[OnShelf]:
    """The courses that a visitor may see now, by id; where several runs are offered, the newest (`access.shown_runs`)."""
    rows = (
        announced()
        .select_related(None)
        .values_list("course__slug", "release_id", "opens", "closes", "format", "admission")
    )
    found: dict[str, list[tuple[Any, ...]]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(row)
    return [_on_shelf(runs) for runs in found.values()]


def _on_shelf(runs: list[tuple[Any, ...]]) -> OnShelf:
    best = max(runs, key=lambda row: row[5] == "open") if runs[-1][5] != "open" else runs[-1]
    return OnShelf(best[0], best[1], best[2], best[3], tuple(sorted({row[4] for row in runs})))


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


OF_NODE = [f"node__{one.name}" for one in Node._meta.concrete_fields if one.name not in {"id", "worn"}]
"""What a step page does not ask of the institution that offers its run: all but how its pages look."""


def _current(person: int, course_slug: str) -> QuerySet[Enrolment]:
    found = Enrolment.objects.filter(person=person, run__course__slug=course_slug, left=None)
    unread = (
        "created",
        "name",
        "admission",
        "policy",
        "revision",
        "code",
        "reminded",
        "course__created",
        "course__caretaker",
    )
    return (
        found.select_related("run__course", "run__node", "progress")
        .defer(*(f"run__{name}" for name in (*unread, *OF_NODE)))
        .order_by("-enrolled")[:1]
    )


CURRENT = Prepared(_current, -1, "course")


def enrolment(person: Person, course_slug: str) -> Enrolment | None:
    """A person's current taking of a course, with all that a step page needs, in one query."""
    for found in CURRENT(person.pk, course_slug):
        found.person = person
        return found
    return None


def _locked(enrolment: int) -> QuerySet[Progress]:
    return Progress.objects.select_for_update().filter(pk=enrolment)


def _by_now(enrolment: int) -> QuerySet[Enrolment]:
    return Enrolment.objects.filter(pk=enrolment).only("release", "merged_into")


LOCKED, BY_NOW = Prepared(_locked, -1), Prepared(_by_now, -1)


def locked(enrolment: Enrolment) -> tuple[Progress, int]:
    """An enrolment's progress, locked until the transaction ends, and then the release that it is on: two queries, because a row
    that is joined to a locked one may be older than the lock. The enrolment also learns whether it was merged into another one meanwhile."""
    (row,), (now,) = LOCKED(enrolment.pk), BY_NOW(enrolment.pk)
    enrolment.merged_into_id = now.merged_into_id
    return row, now.release_id


def own(enrolment: Enrolment) -> Own:
    """What a person has of their own in a run."""
    found = OwnPace.objects.filter(enrolment=enrolment.pk).values_list("days", "minutes", "since").first()
    return Own(*found) if found else Own()


def way(enrolment: Enrolment) -> Way:
    """What decides which steps are open to a person; two queries, so only for a run that guides."""
    run, content = enrolment.run, outline(enrolment.release_id)
    start = max(enrolment.enrolled, run.opens) if run.opens else enrolment.enrolled
    return Way(run.rules, start, ZONE, *_asked_for(content), own(enrolment), run.closes)


def way_of_anybody(run: Run, now: datetime) -> Way:
    """The same for somebody who only reads: what has dates keeps them, the order is theirs."""
    plain = replace(run.rules, sequence="free") if run.rules.pace == "fixed" else Policy()
    return Way(plain, now, ZONE, *_asked_for(outline(run.release_id)), ends=run.closes)


def _asked_for(content: Outline) -> tuple[list[str], dict[str, int]]:
    steps = [step for module in content["modules"] for step in module["steps"]]
    return [step["id"] for step in steps], {
        step["id"]: max(map(int, step["minutes"].values()), default=0) for step in steps
    }


def closing(enrolment: Enrolment, step: str) -> datetime | None:
    """From when answers on a step are no longer taken from this person."""
    if not enrolment.run.guided:
        return enrolment.run.closes
    gate = way(enrolment).gates(State(), enrolment.enrolled).get(step)
    return gate.closes if gate else enrolment.run.closes


def state(enrolment: Enrolment) -> State:
    """Where an enrolment stands."""
    return State.from_json(enrolment.progress.state)


def acts_at(node: Node) -> QuerySet[Act]:
    """What was done to the runs that a place and those below it offer, the newest first. Acts from before `of` was written tell a run's
    name, which is not its own; only those of a move told its slug."""
    offered = Run.objects.filter(node__path__startswith=node.path)
    runs = offered.filter(course=OuterRef("course"), slug=OuterRef("of"))
    old = Case(When(what="moved", then=KT("values__run")))
    found = Act.objects.annotate(of=Coalesce(KT("values__of"), old))
    found = found.filter(Exists(runs), course__in=offered.values("course"))
    return found.select_related("course", "by", "about").order_by("-at", "-pk")


def told(enrolment: Enrolment) -> list[Statement]:
    """All sentences of an enrolment in the order of meaning, with those of takings that were merged into it."""
    merged = list(Enrolment.objects.filter(merged_into=enrolment.pk).values_list("uid", flat=True))
    found = [one for uid in (enrolment.uid, *merged) for one in history(uid)]
    return sorted(found, key=lambda one: one.order) if merged else found


NEWEST = 50
"""Viewings of one film by one person that are read to know what they have played: each holds the parts of those before it."""


def played_before(enrolment: Enrolment, film: str) -> list[int]:
    """What a taking has played of a film so far; one query."""
    return joined(*(said["parts"] for said in said_under(enrolment.taking, "paused", film, NEWEST)))


def spent_before(enrolment: Enrolment, film: str) -> int:
    """For how many seconds a taking has played a film so far; one query that reads all its viewings, for once in a film."""
    return sum(said["spent"] for said in said_under(enrolment.taking, "paused", film))


def watched_in(run: Run) -> dict[Film, Figures]:
    """How far the films and sounds that a run offers now are watched by its people, in the order of its steps; one query for each that
    its pages play. Of a film in two languages' pages each file is told of by itself."""
    if not (shown := [film for digest, film in played(run.release_id).items() if digest == film.digest]):
        return {}
    mine, slug = list(run.enrolments.values_list("uid", flat=True)), run.course.slug
    return {film: figures(_viewings(activity.film(slug, film.kind, film.digest), mine)) for film in shown}


def _viewings(film: str, mine: Collection[UUID]) -> Iterator[tuple[UUID, int, list[int]]]:
    for taking, said in said_on(film, "paused", mine):
        yield taking, said["length"], said["parts"]


def merged(person: Person) -> list[tuple[Enrolment, Enrolment]]:
    """The takings of a person that were merged into another one, each with the one that stays."""
    found = (
        Enrolment.objects.filter(merged_into__person=person).select_related("merged_into__run__course").order_by("pk")
    )
    return [(one, one.merged_into) for one in found if one.merged_into]


def takings(person: Person, uids: Iterable[UUID]) -> dict[UUID, Enrolment]:
    """What a person takes or took of these, by the uid that was asked for; of a taking that was merged into another one that other, as it
    was taken."""
    whose = Q(person=person) | Q(merged_into__person=person)
    found = Enrolment.objects.filter(whose, uid__in=list(uids)).select_related(
        "run__course", "progress", "taken_out", "merged_into__progress", "merged_into__taken_out"
    )
    mine = {one.uid: as_taken(one) for one in found.order_by("pk")}
    for one in mine.values():
        one.person = person
    return mine


def as_taken(enrolment: Enrolment) -> Enrolment:
    """The enrolment in which a taking goes on, as of which it was taken; itself unless it was merged. Its run and progress must be joined."""
    there = enrolment.merged_into
    if there is None:
        return enrolment
    there.taken_as, there.enrolled, there.run = enrolment.uid, enrolment.enrolled, enrolment.run
    return there


def standing(enrolment: Enrolment) -> Summary:
    """The same, summed up."""
    return summary(state(enrolment), rules(enrolment))


def by_name(run: Run, username: str, left: bool = False) -> Enrolment | None:
    """Who takes a run, by sign-in name, in capitals or not; or who has left it, where they are asked for too."""
    people = Enrolment.objects.filter(run=run, person__username__iexact=username.strip())
    people = people if left else people.filter(left=None)
    return people.select_related("run__course", "progress", "person").first()


def admits(run: Run, person: Person, now: datetime, code: str = "") -> bool:
    """Whether somebody may join a run without an invitation, seats aside."""
    match run.admission:
        case "open":
            return run.listed
        case "code":
            return bool(run.code) and code == run.code
        case "institution":
            return run.audience.filter(node__in=nodes_of(person, now)).exists()
    return False


def admitted_before(run: Run, person: Person) -> bool:
    """Whether somebody has taken a run before, waits for a seat in it, or has taken an invitation: they need not show again that they may. Never for a run of
    another site, whose roster alone lets in."""
    if run.elsewhere:
        return False
    ways = (
        run.enrolments.filter(person=person),
        run.waiting.filter(person=person),
        run.invitations.filter(used_by=person),
    )
    return any(way.exists() for way in ways)


def invitation(run: Run, token: str, now: datetime) -> Invitation | None:
    """An invitation into a run that still holds, by the secret of its link."""
    return run.invitations.filter(token=token, used=None, until__gt=now).first() if token else None


def kept_out(run: Run, person: Person, code: str = "", invitation: Invitation | None = None) -> TakenOut | None:
    """That somebody was taken out of a run, where it still keeps them out: a right from before does not lead back in. An invitation or a
    code made since does; and what everybody may join, they may too."""
    if _for_everybody(run):
        return None
    out = TakenOut.objects.filter(enrolment__run=run, enrolment__person=person).first()
    if out is None or (invitation and invitation.at > out.at):
        return None
    return None if run.admission == "code" and code == run.code != out.code else out


def was_out(enrolment: Enrolment, at: datetime) -> bool:
    """Whether somebody had been taken out of a run, and was kept out of it, by a time; its run and `taken_out` must be joined."""
    out: TakenOut | None = getattr(enrolment, "taken_out", None)
    return out is not None and out.at < at and not _for_everybody(enrolment.run)


def _for_everybody(run: Run) -> bool:
    return run.admission == "open" and run.listed


def taken_out(run: Run) -> QuerySet[TakenOut]:
    """Whom somebody took out of a run, the latest first."""
    found = TakenOut.objects.filter(enrolment__run=run, enrolment__person__isnull=False)
    return found.select_related("enrolment__person").order_by("-at", "-pk")


def taking(run: int) -> QuerySet[Enrolment]:
    """Who takes a run now; people who erased their account have left."""
    return Enrolment.objects.filter(run=run, left=None, person__isnull=False)


def seats(run: Run, now: datetime) -> Seats:
    """The seats of a run."""
    taken = taking(run.pk).count()
    return Seats(run.rules.seats, taken, run.waiting.filter(until__gt=now).count())


def in_turn(run: Run) -> QuerySet[Waiting]:
    """Who waits for a seat and has none kept, the longest first."""
    return Waiting.objects.filter(run=run, until=None).order_by("since", "pk")


def with_days(run: Run) -> QuerySet[OwnPace]:
    """The people of a run who have days beyond the dates of others, by name."""
    found = OwnPace.objects.filter(
        enrolment__run=run, enrolment__left=None, enrolment__person__isnull=False, days__gt=0
    )
    return found.select_related("enrolment__person").order_by("enrolment__person__name", "pk")


def with_extra_time(run: Run) -> list[tuple[Enrolment, Extra]]:
    """The people of a run who have time beyond that of others, by name."""
    people = taking(run.pk).filter(progress__state__has_key="extra")
    found = people.select_related("person", "progress").order_by("person__name", "pk")
    return [(one, state(one).extra) for one in found]


SHOWN_PEOPLE = 500
"""Names that a page of people shows at most."""


def group_numbers(run: Run) -> dict[int, int]:
    """The number of the group of every enrolment that a run ever had; empty where its policy makes no groups. Two queries."""
    size = run.rules.group_size
    if not size:
        return {}
    moved = dict(InGroup.objects.filter(enrolment__run=run).values_list("enrolment_id", "number"))
    return numbers(run.enrolments.order_by("pk").values_list("pk", flat=True), size, moved)


def groups_of(run: Run) -> list[Group]:
    """The groups of a run with the names in them; none where its policy makes none."""
    found = group_numbers(run)
    people = taking(run.pk).order_by("pk").values_list("pk", "person__name") if found else ()
    return groups((found[pk], name) for pk, name in people[: SHOWN_PEOPLE * 4])


def my_group(enrolment: Enrolment) -> int:
    """The number of a person's group; 0 where there are none."""
    size = enrolment.run.rules.group_size
    if not size:
        return 0
    moved = InGroup.objects.filter(enrolment=enrolment).values_list("number", flat=True).first()
    return moved or number(enrolment.run.enrolments.filter(pk__lt=enrolment.pk).count(), size)


def companions(enrolment: Enrolment) -> list[str]:
    """The names of others that a participant may see, as their run's policy says: of all, of their group, or of nobody."""
    policy, others = enrolment.run.rules, taking(enrolment.run_id)
    if policy.visibility == "names":
        found = others.exclude(pk=enrolment.pk).order_by("person__name", "pk")
        return list(found.values_list("person__name", flat=True)[:SHOWN_PEOPLE])
    if policy.visibility == "group" and policy.group_size:
        mine = my_group(enrolment)
        first = (mine - 1) * policy.group_size
        places = enrolment.run.enrolments.order_by("pk").values_list("pk", flat=True)
        by_place = Q(pk__in=list(places[first : first + policy.group_size]), group=None)
        found = others.filter(by_place | Q(group__number=mine)).exclude(pk=enrolment.pk)
        return list(found.order_by("person__name", "pk").values_list("person__name", flat=True))
    return []
