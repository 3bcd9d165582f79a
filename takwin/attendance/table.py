"""Who was at which meeting, as a table for a spreadsheet: UTF-8 with a mark that spreadsheets look for."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext as _

from takwin.attendance.models import Presence
from takwin.attendance.presence import STATUSES, WAYS
from takwin.attendance.titles import said
from takwin.content.queries import outline
from takwin.institutions.wording import written


def of_run(found: QuerySet[Presence]) -> Iterator[str]:
    """Lines of a CSV file, the heads first."""
    yield "\ufeff" + written(_heads())
    for one in found.iterator(500):
        yield written(_cells(one))


def of_runs(found: QuerySet[Presence]) -> Iterator[str]:
    """The same of several runs: each line begins with its course and its run."""
    yield "\ufeff" + written((_("Course"), _("Run"), *_heads()))
    for one in found.iterator(500):
        run = one.session.run
        title = said(outline(run.release_id)["title"], get_language() or "")
        yield written((title, run.name or run.slug, *_cells(one)))


def _heads() -> tuple[str, ...]:
    return (
        _("Meeting"),
        _("Day"),
        _("Place"),
        _("Name"),
        _("Sign-in name"),
        _("What holds"),
        _("Minutes"),
        _("Noted by"),
    )


def _cells(one: Presence) -> tuple[object, ...]:
    person, ways = one.enrolment.person, dict.fromkeys(entry.way for entry in one.entries.all())
    return (
        one.session.title,
        timezone.localtime(one.session.starts).strftime("%Y-%m-%d %H:%M"),
        one.session.place,
        person.name if person else "",
        person.username if person else "",
        gettext(STATUSES[one.status]),
        one.minutes,
        ", ".join(gettext(WAYS[way]) for way in ways),
    )
