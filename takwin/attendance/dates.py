"""The meetings of a person, for calendars, with the steps that prepare them and carry on from them."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import get_language

from takwin.accounts.models import Person
from takwin.attendance import queries, titles
from takwin.attendance.models import RoomSession
from takwin.content.queries import outline
from takwin.design.saying import worded
from takwin.learning.models import Enrolment
from takwin.learning.queries import ZONE
from takwin.lib.dated import Dated
from takwin.lib.ids import derived
from takwin.lib.text import N_

AROUND = {
    "before": N_("%(step)s: to prepare for “%(meeting)s”"),
    "after": N_("%(step)s: to carry on from “%(meeting)s”"),
}


def of(person: Person, now: datetime) -> list[Dated]:
    """Those of the runs that they take, where places are counted if they have one, and those that they run; cancelled ones too, as such.
    Steps around them are of the day of the meeting, for those who take the run."""
    language, found = get_language() or "", list(queries.sessions_of(person))
    places, led = queries.my_places(person, found), set(queries.led_by(person).values_list("session", flat=True))
    mine = [one for one in found if one.capacity is None or places.get(one.pk) is False]
    told = [_meeting(one, language) for one in found if one in mine or one.pk in led]
    return [*told, *_around(mine, queries.takings(person, mine), language)]


def _meeting(one: RoomSession, language: str) -> Dated:
    return Dated(
        uid=str(one.uid),
        title=one.title,
        begins=one.starts,
        ends=one.ends,
        place=one.place,
        link=reverse("session", args=[one.uid]),
        told=titles.said(outline(one.run.release_id)["title"], language),
        cancelled=one.cancelled is not None,
    )


def _around(sessions: Iterable[RoomSession], taken: dict[int, Enrolment], language: str) -> Iterator[Dated]:
    for session in sessions:
        if session.run_id in taken:
            content = outline(taken[session.run_id].release_id)
            names, course = titles.steps(content, language), titles.said(content["title"], language)
            day = session.starts.astimezone(ZONE).date()
            for where, message in AROUND.items():
                for key in session.steps.get(where, ()):
                    if key in names:
                        title = worded(message, {"step": names[key], "meeting": session.title})
                        uid, link = (
                            str(derived(session.uid, f"{where} {key}")),
                            f"/courses/{session.run.course.slug}/{key}/",
                        )
                        yield Dated(uid, title, day, day, "", link, course, session.cancelled is not None)
