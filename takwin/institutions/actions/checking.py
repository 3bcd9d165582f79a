"""A roster comes: the dry run, which gives every line its fate and changes nothing else."""

import time
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from takwin.accounts.models import Person
from takwin.files import actions as files
from takwin.files.queries import path
from takwin.institutions.models import Node, Roster, RosterLine
from takwin.institutions.pace import Pace
from takwin.institutions.people import around
from takwin.institutions.roster import Read, Unreadable, Verdict, judged, read
from takwin.institutions.roster.sorting import sorted_in
from takwin.jobs import task
from takwin.lib.text import N_, Sentence

AT_ONCE = 200
"""Lines that are looked up at once; they are written in shorter batches (`pace`), so that nobody who studies waits for it."""
BROKEN = Sentence(N_("Something went wrong here. Nothing has changed; try again later."))


class Busy(Exception):
    """Another roster of this place is under way."""


def bring(node: Node, name: str, data: bytes, by: Person, now: datetime) -> Roster:
    """Take a file in and have it checked in the background. Raises Busy."""
    stored = files.put(data)
    with transaction.atomic():
        Node.objects.select_for_update().get(pk=node.pk)
        if Roster.objects.filter(node=node, state__in=Roster.UNDER_WAY).exists():
            raise Busy
        blob = files.register(stored, "text/csv")
        roster = Roster.objects.create(node=node, name=name[:120], file=blob, by=by, asked=now)
    check.enqueue(roster.pk)
    roster.refresh_from_db()
    return roster


@task
def check(pk: int) -> None:
    """Give every line its fate. Done twice, it is done once."""
    roster = Roster.objects.select_related("node", "file").filter(pk=pk, state=Roster.State.CHECKING).first()
    if roster is None or roster.file is None:
        return
    try:
        _checked(roster, read(path(roster.file.digest).read_bytes(), not roster.node.is_cohort))
    except Unreadable as refused:
        _end(roster, Roster.State.REFUSED, sentence=said(refused.sentence))
    except Exception:
        _end(roster, Roster.State.REFUSED, sentence=said(BROKEN))
        raise


def _checked(roster: Roster, found: Read) -> None:
    Roster.objects.filter(pk=roster.pk).update(total=len(found.lines), done=0)
    RosterLine.objects.filter(roster=roster).delete()
    counts: Counter[str] = Counter()
    verdicts = judged(found.lines, dict(settings.LANGUAGES), not roster.node.is_cohort)
    pace = Pace(time.perf_counter)
    while batch := list(islice(verdicts, AT_ONCE)):
        for rows in pace.parts([*_rows(roster, batch)]):
            counts.update(row.fate for row in rows)
            with pace, transaction.atomic():
                pace.alone()
                RosterLine.objects.bulk_create(rows)
                Roster.objects.filter(pk=roster.pk).update(done=counts.total())
    _end(
        roster,
        Roster.State.CHECKED,
        counts=dict(counts),
        encoding=found.encoding,
        separator=found.separator,
        remarks=[said(remark) for remark in found.remarks],
    )


def _rows(roster: Roster, batch: list[Verdict]) -> Iterator[RosterLine]:
    people = around(roster.node, [verdict.line for verdict in batch], timezone.now())
    for verdict in batch:
        final, person = sorted_in(verdict, people)
        line = final.line
        yield RosterLine(
            roster=roster,
            number=line.number,
            name=line.name[:400],
            email=line.email[:400],
            username=line.username[:400],
            code=line.code[:400],
            cohort=line.cohort[:400],
            language=line.language,
            role=line.role,
            fate=final.fate.value,
            why=said(final.why) if final.why else [],
            person_id=person,
        )


def said(sentence: Sentence) -> list[object]:
    """A sentence as it is kept."""
    return [sentence.message, sentence.values]


def _end(roster: Roster, state: Roster.State, **values: object) -> None:
    """The file goes: its lines hold all that is used of it."""
    blob, roster.file = roster.file, None
    Roster.objects.filter(pk=roster.pk).update(state=state, file=None, ended=timezone.now(), **values)
    if blob and not Roster.objects.filter(file=blob).exists():
        files.discard(blob)
