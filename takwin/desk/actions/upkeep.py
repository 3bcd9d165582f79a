"""Packs of text are made before somebody asks; those that nobody fetches any more go."""

import logging
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from django.db.models import QuerySet

from takwin.content.models import Media
from takwin.content.queries import outline
from takwin.desk import queries
from takwin.desk.actions.packs import make
from takwin.desk.models import Pack
from takwin.desk.rendering import version
from takwin.files import actions as files
from takwin.files.queries import path as blob_path
from takwin.files.store import touched
from takwin.learning.models import Enrolment, Run

AT_ONCE = 3
"""Packs made in one round: a page is not kept waiting by them for long."""
OLD = timedelta(days=30)
"""A device that was cut off goes on with the pack that it began."""

log = logging.getLogger(__name__)


def make_ready(now: datetime) -> int:
    """Make text packs of what is offered now, newest runs first, a few at a time; gives how many were made."""
    made = 0
    for run in Run.objects.exclude(closes__lt=now).select_related("release", "course").order_by("-pk"):
        for language in outline(run.release_id)["languages"]:
            if queries.pack(run.release, language, "text") is None:
                make(run, run.release, language, "text", now)
                made += 1
            if made == AT_ONCE:
                return made
    return made


def make_anew(media: Collection[str]) -> None:
    """Remove the packs of releases to which these files have come only now: their pages say that they are not here."""
    _remove(Pack.objects.filter(release__media__blob__in=media).distinct())


def make_late_anew(now: datetime) -> None:
    """Remove the packs that are older than a file of their release: it has come since, and whoever brought it was killed before `make_anew`. A file
    that came in the future tells nothing: the clock was set back."""
    came: dict[int, float] = {}
    for release, name in Media.objects.filter(release__packs__isnull=False).values_list("release", "blob").distinct():
        when = touched(blob_path(name))
        came[release] = max(came.get(release, 0), when if when <= now.timestamp() else 0)
    _remove(one for one in Pack.objects.filter(release__in=came) if one.made.timestamp() < came[one.release_id])


def forget_old(now: datetime) -> int:
    """Remove packs made long ago by another version of the program, or of a release that nobody is on; gives how many."""
    make_late_anew(now)
    gone = _remove(_useless(now))
    log.info("%s old packs removed", gone)
    return gone


def _remove(packs: Iterable[Pack]) -> int:
    all_of = list(packs)
    for pack in all_of:
        pack.delete()
        files.discard(pack.blob)
    return len(all_of)


def _useless(now: datetime) -> QuerySet[Pack]:
    read = Enrolment.objects.filter(left=None).values("release")
    offered = Run.objects.values("release")
    old = Pack.objects.filter(made__lt=now - OLD).select_related("blob")
    return old.exclude(made_by=version()) | old.exclude(release__in=read).exclude(release__in=offered)
