"""Two takings of one run become one: who was where."""

from datetime import datetime

from takwin.attendance.actions.marking import note
from takwin.attendance.models import Certificate, Entry, Place, Presence
from takwin.attendance.presence import CORRECTION, EXCUSED, Mark
from takwin.learning.models import Enrolment


def merge(goes: Enrolment, stays: Enrolment, now: datetime) -> None:
    """Presences, places and certificates of `goes` are those of `stays`; nothing that was noted is lost. In the caller's transaction."""
    for one in Presence.objects.filter(enrolment=goes).select_related("session"):
        there = Presence.objects.filter(enrolment=stays, session=one.session).first()
        if there is None:
            Presence.objects.filter(pk=one.pk).update(enrolment=stays)
            continue
        Entry.objects.filter(presence=one).update(presence=there)
        one.delete()
        better = max(there.mark, one.mark, key=_worth)
        Presence.objects.filter(pk=there.pk).update(status="", minutes=0)  # what the record says last may be either
        note(one.session, stays, better, CORRECTION, now)
    taken = Place.objects.filter(enrolment=stays).values("session")
    Place.objects.filter(
        enrolment=stays, waits=True, session__in=Place.objects.filter(enrolment=goes, waits=False).values("session")
    ).delete()
    Place.objects.filter(enrolment=goes, session__in=taken).delete()
    Place.objects.filter(enrolment=goes).update(enrolment=stays)
    for paper in Certificate.objects.filter(enrolment=goes):
        same = Certificate.objects.filter(enrolment=stays, language=paper.language, digest=paper.digest).exists()
        Certificate.objects.filter(pk=paper.pk).update(enrolment=stays, digest=paper.code if same else paper.digest)


def _worth(mark: Mark) -> tuple[int, bool]:
    return mark.minutes, mark.status == EXCUSED
