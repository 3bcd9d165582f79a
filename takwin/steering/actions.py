"""Put the people of a place into a run, as long as that stands; count the sums again."""

from datetime import datetime
from itertools import islice

from django.db import transaction
from django.utils import timezone

from takwin.accounts.models import Person
from takwin.institutions.actions import note
from takwin.institutions.models import Node
from takwin.jobs import task
from takwin.learning import actions as learning
from takwin.learning.models import Run
from takwin.steering import queries
from takwin.steering.models import Counted, Placement, Standing

AT_ONCE = 200
"""People who are looked up at a time; each is put in by a transaction of their own."""
ROWS = 500


@transaction.atomic
def place(node: Node, run: Run, by: Person, now: datetime) -> Placement:
    """The people of a place are put into a run, those who come later too; once."""
    found, made = Placement.objects.get_or_create(node=node, run=run, ended=None, defaults={"by": by, "since": now})
    if made:
        note(node, by, "placed", now, run=queries.called(run))
        fill.enqueue(found.pk)
    return found


@transaction.atomic
def end(placement: Placement, by: Person, now: datetime) -> None:
    """Nobody else is put in; who is in the run stays."""
    if Placement.objects.filter(pk=placement.pk, ended=None).update(ended=now):
        note(placement.node, by, "placed-no-more", now, run=queries.called(placement.run))


@task
def fill(pk: int) -> None:
    """Put in whoever is missing. Who left the run stays out. Done twice, it is done once."""
    placement = Placement.objects.select_related("node", "run__course").filter(pk=pk, ended=None).first()
    while placement and (people := {one.person for one in queries.missing(placement, timezone.now(), AT_ONCE)}):
        for person in people:
            learning.enrol(person, placement.run, timezone.now())


def fill_all(now: datetime) -> None:
    """Everybody who came into a place since, by a roster, a code or a transfer."""
    for placement in Placement.objects.filter(ended=None).select_related("node").order_by("pk"):
        if queries.missing(placement, now, 1):
            fill.enqueue(placement.pk)


def count(now: datetime) -> bool:
    """Count the sums again, unless nothing has happened since; whether they were. Counting holds up nobody: the rows are exchanged in
    short transactions, cohort after cohort in the order of their numbers."""
    mark = queries.seen()
    if Counted.objects.filter(seen=mark).exists():
        return False
    rows = sorted(queries.fresh(now), key=lambda row: row.node_id)
    old = {(row.node_id, row.run_id): row for row in Standing.objects.all()}
    fresh = {(row.node_id, row.run_id): row for row in rows}
    changed = [row for key, row in fresh.items() if key not in old or _figures(old[key]) != _figures(row)]
    gone = [old[key].pk for key in old if key not in fresh or _figures(old[key]) != _figures(fresh[key])]
    _exchange(gone, changed)
    with transaction.atomic():
        Counted.objects.all().delete()
        Counted.objects.create(at=now, seen=mark)
    return True


def _figures(row: Standing) -> tuple[int, int, int, int]:
    return row.people, row.absent, row.opened, row.completed


def _exchange(gone: list[int], changed: list[Standing]) -> None:
    old, new = iter(gone), iter(changed)
    while (out := list(islice(old, ROWS))) or (rows := list(islice(new, ROWS))):
        with transaction.atomic():
            if out:
                Standing.objects.filter(pk__in=out).delete()
            else:
                Standing.objects.bulk_create(rows)
