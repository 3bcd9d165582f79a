"""Reads of meetings and of who was there."""

from collections.abc import Iterable

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from takwin.accounts.models import Person
from takwin.attendance.certifying import Facts, facts
from takwin.attendance.models import Certificate, Entry, Place, Presence, RoomSession, Trainer
from takwin.attendance.places import Places
from takwin.attendance.presence import THERE
from takwin.attendance.titles import said
from takwin.content.queries import outline
from takwin.learning.models import Enrolment, Run
from takwin.learning.queries import taking

BY_MEETING = ("session__starts", "session", "enrolment__person__name", "pk")


def sessions_of(person: Person) -> QuerySet[RoomSession]:
    """The meetings of the runs that a person takes, and those that they run, the first first; cancelled ones too."""
    takes = Q(run__in=Enrolment.objects.filter(person=person, left=None).values("run"))
    runs = Q(pk__in=RoomSession.objects.filter(trainers__person=person).values("pk"))
    return RoomSession.objects.filter(takes | runs).select_related("run__course").order_by("starts", "pk")


def led_by(person: Person) -> QuerySet[Trainer]:
    """What makes somebody run meetings."""
    return Trainer.objects.filter(person=person)


def takings(person: Person, sessions: Iterable[RoomSession]) -> dict[int, Enrolment]:
    """What a person takes of the runs of these meetings, by run."""
    runs = {one.run_id for one in sessions}
    return {one.run_id: one for one in Enrolment.objects.filter(person=person, left=None, run__in=runs)}


def sessions_of_run(run: Run) -> QuerySet[RoomSession, RoomSession]:
    """The meetings of a run, the first first, each with the number of those who were `there`."""
    there = Count("presences", filter=Q(presences__status__in=THERE))
    return RoomSession.objects.filter(run=run).annotate(there=there).order_by("starts", "pk")


def places_of(sessions: Iterable[RoomSession]) -> dict[int, Places]:
    """The places of several meetings, by meeting."""
    counted = [one for one in sessions if one.capacity is not None]
    found = Place.objects.filter(session__in=counted, enrolment__left=None, enrolment__person__isnull=False)
    sums = dict[tuple[int, bool], int](
        ((session, waits), number)
        for session, waits, number in found.values_list("session", "waits").annotate(number=Count("pk")).order_by()
    )
    return {one.pk: Places(one.capacity, sums.get((one.pk, False), 0), sums.get((one.pk, True), 0)) for one in counted}


def linked(run: Run, step: str) -> list[tuple[str, RoomSession]]:
    """The meetings that a step belongs to, each with its place: "before", "inside" or "after"."""
    found = RoomSession.objects.filter(run=run, cancelled=None).order_by("starts", "pk")
    return [(where, one) for one in found for where, steps in one.steps.items() if step in steps]


def people(session: RoomSession) -> QuerySet[Enrolment]:
    """Who is expected, by name: who takes its run, and where places are counted who has one, or was noted without."""
    everybody = taking(session.run_id).select_related("person").order_by("person__name", "pk")
    if session.capacity is None:
        return everybody
    place = Place.objects.filter(session=session, enrolment=OuterRef("pk"), waits=False)
    noted = Presence.objects.filter(session=session, enrolment=OuterRef("pk"))
    return everybody.filter(Exists(place) | Exists(noted))


def concerned(session: RoomSession) -> QuerySet[Enrolment]:
    """Whom it concerns that a meeting is moved or cancelled: where places are counted, who has one or waits for one."""
    everybody = taking(session.run_id).select_related("person").order_by("pk")
    if session.capacity is None:
        return everybody
    return everybody.filter(Exists(Place.objects.filter(session=session, enrolment=OuterRef("pk"))))


def placed(session: RoomSession) -> QuerySet[Place]:
    """The places of those who take the run, in turn."""
    found = Place.objects.filter(session=session, enrolment__left=None, enrolment__person__isnull=False)
    return found.select_related("enrolment__person").order_by("since", "pk")


def places(session: RoomSession) -> Places:
    """How many places there are, are taken, and are waited for."""
    return places_of([session]).get(session.pk, Places(None))


def has_place(session: RoomSession, enrolment: Enrolment) -> bool:
    """Whether somebody is expected: they have a place, or none is needed."""
    return session.capacity is None or session.places.filter(enrolment=enrolment, waits=False).exists()


def placeless(session: RoomSession) -> QuerySet[Enrolment]:
    """Who takes the run and has no place, by name."""
    mine = Place.objects.filter(session=session, enrolment=OuterRef("pk"), waits=False)
    found = taking(session.run_id).select_related("person").filter(~Exists(mine))
    return found.order_by("person__name", "pk")


def again(session: RoomSession) -> QuerySet[RoomSession]:
    """The other sessions of the same meeting, the first first."""
    if session.meeting is None:
        return RoomSession.objects.none()
    others = RoomSession.objects.filter(run=session.run_id, meeting=session.meeting, cancelled=None)
    return others.exclude(pk=session.pk).order_by("starts", "pk")


def joinable(run: Run, session: RoomSession | None = None) -> list[RoomSession]:
    """The sessions of which another one, or this one, may be a repetition."""
    found = RoomSession.objects.filter(run=run, cancelled=None).order_by("starts", "pk")
    return list(found.exclude(pk=session.pk) if session else found)


def my_places(person: Person, sessions: Iterable[RoomSession]) -> dict[int, bool]:
    """By session, whether somebody waits; no entry where they neither have a place nor wait."""
    counted = [one.pk for one in sessions if one.capacity is not None]
    mine = Place.objects.filter(session__in=counted, enrolment__person=person, enrolment__left=None)
    return dict(mine.values_list("session", "waits")) if counted else {}


def places_of_enrolment(enrolment: Enrolment, sessions: Iterable[RoomSession]) -> dict[int, bool]:
    """The same for one taking of a run."""
    counted = [one.pk for one in sessions if one.capacity is not None]
    mine = Place.objects.filter(session__in=counted, enrolment=enrolment)
    return dict(mine.values_list("session", "waits")) if counted else {}


def presences(session: RoomSession) -> dict[int, Presence]:
    """What holds, by enrolment."""
    return {one.enrolment_id: one for one in session.presences.all()}


def of_enrolment(enrolment: Enrolment) -> list[tuple[RoomSession, Presence | None]]:
    """The meetings of somebody's run, and what holds of them."""
    known = {one.session_id: one for one in Presence.objects.filter(enrolment=enrolment)}
    found = RoomSession.objects.filter(run=enrolment.run_id).order_by("starts", "pk")
    return [(one, known.get(one.pk)) for one in found]


def of_run(run: Run) -> QuerySet[Presence]:
    """Everything that is noted in a run, by meeting and name, with its entries."""
    return _with_entries(Presence.objects.filter(session__run=run))


def of_enrolments(enrolments: QuerySet[Enrolment]) -> QuerySet[Presence]:
    """Everything that is noted of these, by run, meeting and name, with its entries."""
    found = _with_entries(Presence.objects.filter(enrolment__in=enrolments))
    return found.select_related("session__run", "enrolment__person").order_by("session__run", *BY_MEETING)


def _with_entries(found: QuerySet[Presence]) -> QuerySet[Presence]:
    entries = Prefetch("entries", Entry.objects.order_by("at", "pk"))
    found = found.select_related("session", "enrolment__person").prefetch_related(entries)
    return found.order_by(*BY_MEETING)


def history(session: RoomSession, enrolment: Enrolment) -> QuerySet[Entry]:
    """All that was noted of somebody at a meeting, the last first."""
    found = Entry.objects.filter(presence__session=session, presence__enrolment=enrolment)
    return found.select_related("by").order_by("-at", "-pk")


def entries(session: RoomSession) -> QuerySet[Entry]:
    """All that was noted at a meeting, the first first."""
    found = Entry.objects.filter(presence__session=session).select_related("presence__enrolment__person")
    return found.order_by("at", "pk")


def noted_minutes(enrolment: Enrolment) -> dict[str, int]:
    """The minutes of somebody by meeting (hex) where they were there."""
    found = Presence.objects.filter(enrolment=enrolment, status__in=THERE).values_list("session__uid", "minutes")
    return {uid.hex: minutes for uid, minutes in found}


def certifiable(enrolment: Enrolment, language: str) -> Facts:
    """What can be certified of somebody now, with the course's title in that language."""
    rows = [
        {
            "uid": session.uid.hex,
            "title": session.title,
            "starts": session.starts.isoformat(),
            "place": session.place,
            "minutes": held.minutes,
        }
        for session, held in of_enrolment(enrolment)
        if held and held.mark.there
    ]
    title = said(outline(enrolment.release_id)["title"], language)
    return facts(enrolment.person.name if enrolment.person else "", title, enrolment.run.name, rows)


def certificates(enrolment: Enrolment) -> QuerySet[Certificate]:
    """Those that were issued to somebody, the last first."""
    return Certificate.objects.filter(enrolment=enrolment).order_by("-issued", "-pk")


def certificate_of(code: str) -> Certificate | None:
    """The certificate with this code."""
    found = Certificate.objects.select_related("enrolment__run__course")
    return found.filter(code=code, enrolment__person__isnull=False).first()
