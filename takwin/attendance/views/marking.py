"""Note who is there: the trainer's list, the signed sheet, corrections with their history."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from takwin.accounts.access import me
from takwin.attendance import access, actions, queries
from takwin.attendance.forms import ListForm, MarkForm, written
from takwin.attendance.models import Entry, Presence, RoomSession
from takwin.attendance.presence import CODE, CORRECTION, LIST, SHEET, SHOWN, STATUSES, THERE
from takwin.attendance.signs import Seen, signs
from takwin.learning.models import Enrolment


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list: a learner, what holds, what is chosen, the minutes typed, and what is wrong with it."""

    enrolment: Enrolment
    presence: Presence | None
    said: str
    minutes: str
    error: str = ""

    @property
    def was(self) -> str:
        """What the page shows, for the form to carry."""
        return written(self.presence.mark if self.presence else None)


def attendance(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The list: one row for each person, whatever it was noted from."""
    session = access.led(me(request), uid)
    if session.cancelled and request.method == "POST":
        return redirect("session", uid)
    people, known = list(queries.people(session)), queries.presences(session)
    form = ListForm([one.pk for one in people], session.minutes, request.POST.dict()) if request.POST else None
    way, why = (SHEET if request.POST.get("way") == SHEET else LIST), request.POST.get("why", "").strip()[:300]
    unsaid, entries = False, list(queries.entries(session))
    if form and not form.errors:
        changed = [one for one in people if one.pk in known and _changes(form, one.pk)]
        unsaid = bool(changed and not why)
        if not unsaid:
            _keep(request, session, people, form, way, why)
            return redirect("attendance", uid)
    rows = [_row(one, known.get(one.pk), form) for one in people]
    context = {
        "session": session, "rows": rows, "statuses": [(name, _(said)) for name, said in STATUSES.items()], "way": way, "why": why, "unsaid": unsaid,
        "wrong": bool(form and (form.errors or unsaid)), "over": session.ends <= timezone.now(),
        "signs": signs(_seen(entries)), "differ": [each for each in entries if _differs(each)],
        "there": sum(one.mark.there for one in known.values()),
    }  # fmt: skip
    return render(request, "attendance/attendance.html", context, status=422 if context["wrong"] else 200)


def _seen(entries: Iterable[Entry]) -> list[Seen]:
    """Those who noted themselves."""
    return [
        Seen(str(one.presence.enrolment.person), one.device, one.at)
        for one in entries
        if one.way in {SHOWN, CODE} and one.by_id is None
    ]


def _differs(entry: Entry) -> bool:
    """Whether an entry that changed nothing says otherwise than what holds: was there, was not."""
    return not entry.counts and (entry.status in THERE) != entry.presence.mark.there


def _changes(form: ListForm, pk: int) -> bool:
    """Whether a row says something else than what it showed."""
    return pk in form.marks and form.was[pk] != "" and written(form.marks[pk]) != form.was[pk]


def _row(one: Enrolment, known: Presence | None, form: ListForm | None) -> Row:
    if form:
        return Row(one, known, form.said.get(one.pk, ""), form.minutes[one.pk], form.errors.get(one.pk, ""))
    return Row(one, known, known.status if known else "", str(known.minutes) if known and known.minutes else "")


def _keep(
    request: HttpRequest, session: RoomSession, people: list[Enrolment], form: ListForm, way: str, why: str
) -> None:
    """Note what the form says. What somebody else has noted meanwhile stays, and is told."""
    by, now, known, meanwhile, noted, fresh = me(request), timezone.now(), queries.presences(session), [], 0, 0
    for one in people:
        mark, before = form.marks.get(one.pk), known.get(one.pk)
        if mark is None or (before and before.mark == mark and way != SHEET):
            continue
        if written(before.mark if before else None) != form.was[one.pk]:
            if not before or before.mark != mark:
                meanwhile.append(str(one.person))
            continue
        actions.note(session, access.learner(session, one.pk), mark, way, now, by=by, why=why if before else "")
        noted, fresh = noted + 1, fresh + (before is None)
    actions.told_of_list(session, fresh, by, now)
    messages.success(request, _("Noted: %(number)s.") % {"number": noted})
    if meanwhile:
        said = _("Meanwhile something else was noted of these people, and it stays. Please look again: %(names)s.")
        messages.warning(request, said % {"names": ", ".join(meanwhile)})


def one(request: HttpRequest, uid: UUID, enrolment: int) -> HttpResponse:
    """What holds of one person, all that was noted, and a correction with its reason."""
    session = access.led(me(request), uid)
    if session.cancelled and request.method == "POST":
        return redirect("session", uid)
    found = access.learner(session, enrolment)
    known = session.presences.filter(enrolment=found).first()
    initial = {"status": known.status, "minutes": known.minutes or None} if known else {"status": "present"}
    form = MarkForm(session.minutes, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data, now = form.cleaned_data, timezone.now()
        actions.note(session, found, data["mark"], CORRECTION, now, by=me(request), why=data["why"])
        if known is None:
            actions.told_of_list(session, 1, me(request), now)
        messages.success(request, _("It is corrected; what was noted before stays in the history."))
        return redirect("presence", uid, enrolment)
    context = {
        "session": session, "learner": found, "presence": known, "form": form,
        "history": queries.history(session, found), "plans": access.visit(me(request), uid).plans,
    }  # fmt: skip
    return render(request, "attendance/presence.html", context, status=422 if form.errors else 200)


@require_safe
def signing(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The sheet to print and to sign: an organiser enters it afterwards."""
    session = access.led(me(request), uid)
    trainers = [one.person for one in session.trainers.select_related("person").order_by("pk")]
    context = {"session": session, "people": queries.people(session), "trainers": trainers, "blank": range(5)}
    context["brand"] = session.run.brand
    return render(request, "attendance/signing.html", context)
