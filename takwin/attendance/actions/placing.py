"""Places at a meeting are taken, waited for, given and given back. The sessions of one meeting are locked together: nobody has two of
its places, and two people never get one."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from takwin.accounts.models import Person
from takwin.attendance import queries
from takwin.attendance.models import Place, Presence, RoomSession
from takwin.attendance.places import may_take, next_ones
from takwin.attendance.presence import THERE
from takwin.attendance.saying import values
from takwin.content.actions import note
from takwin.learning.models import Enrolment
from takwin.learning.queries import taking
from takwin.lib.ids import derived
from takwin.lib.text import N_, Sentence
from takwin.notices import actions as notices

OVER = Sentence(N_("This meeting is over or cancelled: places are no longer taken."))
ELSEWHERE = Sentence(N_("You were at another session of this meeting already: one is enough."))
BEGUN = Sentence(N_("You are noted as there: your place cannot be given back any more."))
FREE = N_(
    "You waited, and now you have a place: “%(title)s”, %(when)s, %(place)s. If you cannot come, please give it back."
)
GIVEN = N_("You have a place at a meeting in a room: “%(title)s”, %(when)s, %(place)s.")


class NotNow(Exception):
    """A place cannot be taken or given back; the sentence says why."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


class Full(Exception):
    """All places are taken: one more needs a reason."""


@transaction.atomic
def take(session: RoomSession, enrolment: Enrolment, now: datetime) -> Place:
    """Take a place, or wait for one in turn; taking one gives back that at another session of the meeting. Raises NotNow."""
    session = _locked(session)
    if session.cancelled or session.ends <= now:
        raise NotNow(OVER)
    known = session.places.filter(enrolment=enrolment).first()
    if known:
        return known
    _check(session, enrolment)
    waits = not may_take(queries.places(session))
    place = Place.objects.create(session=session, enrolment=enrolment, waits=waits, since=now)
    if not waits:
        _leave_others(session, enrolment, now)
    return place


@transaction.atomic
def come(session: RoomSession, enrolment: Enrolment, now: datetime) -> bool:
    """Somebody stands in the room without a place: they take one if there is one, whoever waits elsewhere. Whether they have one now."""
    session = _locked(session)
    try:
        _check(session, enrolment)
    except NotNow:
        return False
    if queries.places(session).free == 0:
        return False
    _put(session, enrolment, now)
    return True


@transaction.atomic
def seat(session: RoomSession, enrolment: Enrolment, by: Person, now: datetime, why: str = "") -> None:
    """Give somebody a place; they are told. One more than there are needs a reason: raises Full without. Raises NotNow."""
    session = _locked(session)
    if session.cancelled:
        raise NotNow(OVER)
    if session.places.filter(enrolment=enrolment, waits=False).exists():
        return
    _check(session, enrolment)
    if queries.places(session).free == 0 and not why:
        raise Full
    _put(session, enrolment, now, by, why)
    _told(session, enrolment, "placed", by, now)
    if now < session.starts:
        _tell(session, [enrolment], GIVEN, now)


@transaction.atomic
def give_back(session: RoomSession, enrolment: Enrolment, now: datetime, by: Person | None = None) -> None:
    """Come not, or wait no longer; the place goes to the next who waits; `by` is who takes it back for somebody. Raises NotNow."""
    session = _locked(session)
    if _there(session, enrolment):
        raise NotNow(BEGUN)
    if session.places.filter(enrolment=enrolment).delete()[0]:
        if by:
            _told(session, enrolment, "place-freed", by, now)
        fill(session, now)


def _told(session: RoomSession, enrolment: Enrolment, what: str, by: Person, now: datetime) -> None:
    run = enrolment.run
    note(run.course, by, what, now, enrolment.person, title=session.title, of=run.slug)


@transaction.atomic
def fill(session: RoomSession, now: datetime) -> int:
    """Free places go to those who have waited longest, and they are told; how many. Once it has begun nobody is called any more."""
    session = _locked(session)
    if session.cancelled or session.starts <= now:
        return 0
    were = Presence.objects.filter(session__in=queries.again(session), status__in=THERE).values("enrolment")
    turn = queries.placed(session).filter(waits=True).exclude(enrolment__in=were)
    chosen = list(turn[: next_ones(queries.places(session))])
    for one in chosen:
        Place.objects.filter(pk=one.pk).update(waits=False)
        _leave_others(session, one.enrolment, now)
    _tell(session, [one.enrolment for one in chosen], FREE, now)
    return len(chosen)


def place_everybody(session: RoomSession, now: datetime) -> None:
    """Where all who take the run fit into the room, all have a place; otherwise people choose. In the caller's transaction."""
    if session.capacity is None or session.meeting is not None:
        return
    people = taking(session.run_id).order_by("enrolled", "pk")
    if people.count() <= session.capacity:
        rows = [Place(session=session, enrolment=one, since=now) for one in people]
        Place.objects.bulk_create(rows, ignore_conflicts=True)


def sweep(now: datetime) -> int:
    """Places of people who left their run go to those who wait; how many."""
    waited = Place.objects.filter(waits=True, session__starts__gt=now, session__cancelled=None).values("session")
    return sum(fill(one, now) for one in RoomSession.objects.filter(pk__in=waited))


def _locked(session: RoomSession) -> RoomSession:
    """The session, locked with all others of its meeting, always in the same order."""
    same = Q(pk=session.pk) | (Q(meeting=session.meeting, run=session.run_id) if session.meeting else Q(pk=session.pk))
    found = {one.pk: one for one in RoomSession.objects.select_for_update().filter(same).order_by("pk")}
    return found[session.pk]


def _check(session: RoomSession, enrolment: Enrolment) -> None:
    if any(_there(one, enrolment) for one in queries.again(session)):
        raise NotNow(ELSEWHERE)


def _there(session: RoomSession, enrolment: Enrolment) -> bool:
    return Presence.objects.filter(session=session, enrolment=enrolment, status__in=THERE).exists()


def _put(session: RoomSession, enrolment: Enrolment, now: datetime, by: Person | None = None, why: str = "") -> None:
    Place.objects.update_or_create(
        session=session,
        enrolment=enrolment,
        defaults={"waits": False, "by": by, "why": why},
        create_defaults={"waits": False, "by": by, "why": why, "since": now},
    )
    _leave_others(session, enrolment, now)


def _leave_others(session: RoomSession, enrolment: Enrolment, now: datetime) -> None:
    for other in queries.again(session):
        if other.places.filter(enrolment=enrolment).delete()[0]:
            fill(other, now)


def _tell(session: RoomSession, people: Iterable[Enrolment], message: str, now: datetime) -> None:
    for one in people:
        if one.person:
            notices.tell(
                one.person,
                cause=derived(session.uid, f"place {one.uid} {now.isoformat()}"),
                message=message,
                values=values(session),
                link=reverse("session", args=[session.uid]),
                urgent=True,
                now=now,
            )
