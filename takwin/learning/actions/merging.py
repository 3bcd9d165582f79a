"""Two accounts of one person become one: what each of them takes."""

from datetime import datetime

from django.db.models import QuerySet

from takwin.accounts.models import Person
from takwin.learning.actions.studying import fold_merged
from takwin.learning.models import Enrolment, Invitation, OwnPace, Progress, TakenOut, Waiting


def merge(kept: Person, gone: Person, now: datetime) -> None:
    """What `gone` takes, waits for and was invited to is `kept`'s. Where both take one run, the enrolment that says more stays, and the
    other goes on in it: upper rooms move what hangs on it. In the caller's transaction."""
    takings = Enrolment.objects.filter(person__in=[kept, gone]).values("pk")
    list(
        Progress.objects.select_for_update().filter(enrolment__in=takings).order_by("pk")
    )  # first, as every answer does
    theirs = {one.run_id: one for one in _of(kept)}
    for one in _of(gone):
        if one.run_id in theirs:
            stays, goes = sorted((theirs[one.run_id], one), key=_worth, reverse=True)
            _join(stays, goes, kept, now)
        else:
            Enrolment.objects.filter(pk=one.pk).update(person=kept)
    _wait(kept, gone)
    Invitation.objects.filter(by=gone).update(by=kept)
    Invitation.objects.filter(used_by=gone).update(used_by=kept)


def _of(person: Person) -> QuerySet[Enrolment]:
    return Enrolment.objects.filter(person=person).select_related("run__course", "progress").order_by("pk")


def _worth(one: Enrolment) -> tuple[bool, float, bool, int, int, int]:
    """What says more: the course completed (first), then whoever has not left, more steps, more points, joined first."""
    done = one.progress.completed
    return bool(done), -done.timestamp() if done else 0, one.left is None, one.progress.done, one.progress.mark, -one.pk


def _join(stays: Enrolment, goes: Enrolment, kept: Person, now: datetime) -> None:
    left = stays.left and goes.left
    Enrolment.objects.filter(merged_into=goes).update(merged_into=stays)
    Enrolment.objects.filter(pk=goes.pk).update(person=None, left=goes.left or now, merged_into=stays)
    Enrolment.objects.filter(pk=stays.pk).update(person=kept, left=left, last_step=stays.last_step or goes.last_step)
    stays.person, stays.left = kept, left
    _stay_out(stays, goes)
    days = OwnPace.objects.filter(enrolment=goes, days__gt=0).values_list("days", flat=True).first()
    if days and not OwnPace.objects.filter(enrolment=stays, days__gte=days).exists():
        OwnPace.objects.update_or_create(enrolment=stays, defaults={"days": days})
    goes.refresh_from_db()
    fold_merged(goes, now)
    fold_merged(stays, now)


def _stay_out(stays: Enrolment, goes: Enrolment) -> None:
    """Who was taken out of a run and takes it with neither account stays out of it."""
    if stays.left is None:
        TakenOut.objects.filter(enrolment=stays).delete()
    elif not TakenOut.objects.filter(enrolment=stays).exists():
        TakenOut.objects.filter(enrolment=goes).update(enrolment=stays)


def _wait(kept: Person, gone: Person) -> None:
    """Of two places in one line the earlier is kept; who takes a run waits for it no more, nor who was taken out of it afterwards; who has waited
    since then was let in again."""
    takes = Enrolment.objects.filter(person=kept, left=None).values("run")
    Waiting.objects.filter(person__in=[kept, gone], run__in=takes).delete()
    for one in Waiting.objects.filter(person=gone):
        other = Waiting.objects.filter(person=kept, run=one.run_id).first()
        if other is not None:
            later = max(one, other, key=lambda row: (row.since, row.pk))
            later.delete()
    Waiting.objects.filter(person=gone).update(person=kept)
    for out in TakenOut.objects.filter(enrolment__person=kept):
        for one in Waiting.objects.filter(person=kept, run__enrolments=out.enrolment_id):
            (out if one.since > out.at else one).delete()
