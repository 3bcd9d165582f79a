"""Note who was there. What changes is a sentence in the record; everything that was noted stays in the history."""

from datetime import datetime
from uuid import UUID

from takwin.accounts.models import Person
from takwin.attendance.models import Entry, Presence, RoomSession, new_uid
from takwin.attendance.presence import EXCUSED, Decided, Mark, decide
from takwin.content import actions as content
from takwin.database.together import together
from takwin.learning import actions as learning
from takwin.learning import activity
from takwin.learning.models import Enrolment
from takwin.learning.progress import State
from takwin.lib.ids import derived
from takwin.records.statement import Statement
from takwin.records.vocabulary import Audience


def note(
    session: RoomSession,
    enrolment: Enrolment,
    mark: Mark,
    way: str,
    now: datetime,
    *,
    by: Person | None = None,
    why: str = "",
    device: str = "",
    uid: UUID | None = None,
) -> Decided | None:
    """Note a person at a meeting, in one transaction with the sentence that tells it; None where the entry `uid` was there already. A
    meeting has no hours once it is cancelled: call it for others only."""
    return together(lambda: _noted(session, enrolment, mark, way, now, by, why, device, uid or new_uid()))


def told_of_list(session: RoomSession, people: int, by: Person, now: datetime) -> None:
    """Let the journal say that somebody noted so many people at a meeting; corrections are told there one by one."""
    if people:
        content.note(session.run.course, by, "presences", now, people=people, title=session.title, of=session.run.slug)


def once(session: RoomSession, enrolment: Enrolment, way: str) -> UUID:
    """The name of the one entry that somebody may have at a meeting in a way."""
    return derived(session.uid, f"{way} {enrolment.uid}")


def _noted(
    session: RoomSession, enrolment: Enrolment, mark: Mark, way: str, now: datetime, by: Person | None, why: str, device: str, uid: UUID
) -> Decided | None:  # fmt: skip
    row, fresh = Presence.objects.select_for_update().get_or_create(
        session=session, enrolment=enrolment, defaults={"status": mark.status, "minutes": mark.minutes, "at": now}
    )
    if not fresh and Entry.objects.filter(uid=uid).exists():
        return None
    decided = decide(None if fresh else row.mark, mark, way)
    entry = Entry.objects.create(
        uid=uid, presence=row, way=way, status=mark.status, minutes=mark.minutes, counts=decided.changed, at=now,
        by=by, why=why, device=device,
    )  # fmt: skip
    if decided.changed:
        if not fresh:
            Presence.objects.filter(pk=row.pk).update(status=decided.mark.status, minutes=decided.mark.minutes, at=now)
            if by:
                _corrected(session, enrolment, by, now)
        learning.tell_once(enrolment, lambda state: _sentence(session, enrolment, decided.mark, entry, state, now), now)
    return decided


def _corrected(session: RoomSession, enrolment: Enrolment, by: Person, now: datetime) -> None:
    run = enrolment.run
    content.note(run.course, by, "presence", now, enrolment.person, title=session.title, of=run.slug)


def _sentence(
    session: RoomSession, enrolment: Enrolment, mark: Mark, entry: Entry, state: State, now: datetime
) -> Statement | None:
    """What the record has to know: minutes there, an excuse (private: why somebody is excused is nobody's business), or that neither
    holds any more; nothing for an absence, which is no act."""
    what, key = activity.session(enrolment.run.course.slug, session.uid), session.uid.hex
    if mark.there:
        result = {"minutes": mark.minutes, "status": mark.status}
        return learning.sentence(enrolment, "attended", what, now, result, uid=entry.uid)
    if mark.status == EXCUSED:
        return learning.sentence(enrolment, "granted", what, now, uid=entry.uid, audience=Audience.PRIVATE)
    if key in state.attended or key in state.excused:
        audience = Audience.PRIVATE if key in state.excused else Audience.COURSE
        return learning.sentence(enrolment, "retracted", what, now, uid=entry.uid, audience=audience)
    return None
