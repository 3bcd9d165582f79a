"""What meetings show inside other rooms' pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language

from takwin.attendance import queries, titles
from takwin.attendance.models import Presence, RoomSession
from takwin.attendance.places import state_of
from takwin.content.queries import outline
from takwin.learning.models import Enrolment
from takwin.learning.queries import state

Step = tuple[str, str, bool]
"""The key of a step, its title, and whether it is done."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting as a learner sees it: what holds of them, whether they have a place (`places.state_of`), whether it is to come, and the
    steps in their order around it."""

    session: RoomSession
    presence: Presence | None
    place: str
    coming: bool
    before: list[Step]
    inside: list[Step]
    after: list[Step]


def meetings(enrolment: Enrolment, now: datetime) -> list[Meeting]:
    """The meetings of a run, the first first: `attendance/of_course.html` shows them. None where the run has none."""
    return [*_meetings(enrolment, now)] if enrolment.run.meets else []


def _meetings(enrolment: Enrolment, now: datetime) -> Iterator[Meeting]:
    found = queries.of_enrolment(enrolment)
    waits = queries.places_of_enrolment(enrolment, [session for session, _ in found])
    names, done = titles.steps(outline(enrolment.release_id), get_language() or ""), state(enrolment).done
    for session, presence in found:
        before, inside, after = (
            [(key, names[key], key in done) for key in session.steps.get(where, ()) if key in names]
            for where in ("before", "inside", "after")
        )
        place, coming = state_of(session.capacity, waits.get(session.pk)), session.ends > now and not session.cancelled
        yield Meeting(session, presence, place if coming else "", coming, before, inside, after)
