"""Follow-up cases: always a list of people; and one case with its log."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from takwin.accounts.access import me
from takwin.lib.text import N_
from takwin.tutoring import access, actions, queries
from takwin.tutoring.actions.serving import give_case
from takwin.tutoring.forms import CloseForm, ContactForm, GiveForm, NoteForm
from takwin.tutoring.models import Case, Tutor
from takwin.tutoring.usual import KINDS, NAMES
from takwin.tutoring.wording import about, title

SHOWN = 50
DONE = {
    "contact": N_("Written down; what was due here is done."),
    "note": N_("The note is kept."),
    "give": N_("Handed over."),
    "close": N_("The case is closed."),
}


def cases(request: HttpRequest, slug: str, run: str) -> HttpResponse:
    """The people with an open case, those who wait longest first; of one sort, when it is asked for."""
    tutor = access.tutor_of(me(request), slug, run)
    asked = request.GET.get("kind", "")
    kind, closed = asked if asked in KINDS else "", request.GET.get("closed") == "1"
    page = Paginator(queries.cases(tutor.run, kind, closed), SHOWN).get_page(request.GET.get("page"))
    many = queries.counted(tutor.run)
    context = {
        "run": tutor.run,
        "title": title(tutor.run),
        "kind": kind,
        "closed": closed,
        "heading": _(NAMES[kind]) if kind else "",
        "kinds": [(one, _(NAMES[one]), many.get(one, 0)) for one in KINDS],
        "page": page,
        "rows": [(one, about(tutor.run, one)) for one in page.object_list],
    }
    return render(request, "tutoring/cases.html", context)


def case(request: HttpRequest, slug: str, run: str, uid: UUID) -> HttpResponse:
    """One case: why it is open, what was said, and what comes next."""
    tutor = access.tutor_of(me(request), slug, run)
    found = access.case_for(tutor, uid)
    others = [one for one in queries.tutors(tutor.run) if one.pk != found.tutor_id]
    what = request.POST.get("do", "") if request.method == "POST" else ""
    data = {name: request.POST if what == name else None for name in DONE}
    forms = {
        "contact": ContactForm(data["contact"], auto_id="contact_%s"),
        "note": NoteForm(data["note"], auto_id="note_%s"),
        "give": GiveForm(others, data["give"]),
        "close": CloseForm(data["close"]),
    }
    if what in forms and forms[what].is_valid():
        _act(tutor, found, what, forms[what].cleaned_data)
        messages.success(request, _(DONE[what]))
        return redirect(request.path)
    context = {
        "run": tutor.run,
        "title": title(tutor.run),
        "case": found,
        "why": about(tutor.run, found),
        "entries": queries.log(found.enrolment)[:100],
        "trace": queries.traces([found.enrolment.uid]).get(found.enrolment.uid),
        "waiting": found.duties.filter(outcome="").order_by("until"),
        "forms": forms,
        "others": others,
    }
    return render(request, "tutoring/case.html", context, status=422 if what else 200)


def _act(tutor: Tutor, found: Case, what: str, data: dict[str, Any]) -> None:
    now = timezone.now()
    match what:
        case "contact":
            actions.contact(found, data["channel"], data["text"], tutor, now, data["uid"])
        case "note":
            actions.note(found, data["text"], tutor, now, data["uid"])
        case "give":
            give_case(found, access.colleague(tutor, int(data["tutor"])), tutor, now)
        case "close":
            actions.close(found, data["outcome"], now)
