"""The meetings of a person, for calendars."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import get_language

from takwin.accounts.models import Person
from takwin.attendance import queries, titles
from takwin.content.queries import outline
from takwin.lib.dated import Dated


def of(person: Person, now: datetime) -> list[Dated]:
    """Those of the runs that they take, where places are counted if they have one, and those that they run; cancelled ones too, as such."""
    language, found = get_language() or "", list(queries.sessions_of(person))
    mine = queries.my_places(person, found)
    led = set(queries.led_by(person).values_list("session", flat=True))
    return [
        Dated(
            uid=str(one.uid),
            title=one.title,
            begins=one.starts,
            ends=one.ends,
            place=one.place,
            link=reverse("session", args=[one.uid]),
            told=titles.said(outline(one.run.release_id)["title"], language),
            cancelled=one.cancelled is not None,
        )
        for one in found
        if one.capacity is None or mine.get(one.pk) is False or one.pk in led
    ]
