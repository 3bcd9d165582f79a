"""A tutor's queue: what is due, for whom, why; and one thing of it, ready to adapt and send."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from takwin.accounts.access import me
from takwin.learning.models import Run
from takwin.learning.queries import ZONE
from takwin.learning.told import CHOICES
from takwin.tutoring import access, actions, queries
from takwin.tutoring.actions.serving import SENT
from takwin.tutoring.forms import DoForm, GiveForm, SkipForm
from takwin.tutoring.models import Duty, Tutor
from takwin.tutoring.wording import draft, title, told

SHOWN, LAST = 25, 2
"""Things due on a page of the queue; lines of the log beside one of them."""


def home(request: HttpRequest) -> HttpResponse:
    """The runs of which I am a tutor, and what waits for me in each."""
    now = timezone.now()
    runs = [
        (one.run, title(one.run), _supervision(one.run), *queries.load(one, now)) for one in access.mine(me(request))
    ]
    return render(request, "tutoring/home.html", {"runs": runs})


def _supervision(run: Run) -> str:
    return str(CHOICES["supervision"][run.rules.supervision])


def queue(request: HttpRequest, slug: str, run: str) -> HttpResponse:
    """What waits for me, or for a colleague for whom I act; and what waits for nobody."""
    tutor, now = access.tutor_of(me(request), slug, run), timezone.now()
    of = _of(request, tutor)
    page = Paginator(queries.queue(tutor.run, of), SHOWN).get_page(request.GET.get("page"))
    day = now.astimezone(ZONE).date()
    load = {one.pk: one for one in queries.shared(tutor.run)}
    context = {
        "run": tutor.run,
        "title": title(tutor.run),
        "tutor": tutor,
        "of": of,
        "mine": of == tutor,
        "page": page,
        "rows": [told(tutor.run, one) for one in page.object_list],
        "colleagues": [(one, load[one.pk].load, load[one.pk].away(day)) for one in queries.tutors(tutor.run)],
        "cases": sum(queries.counted(tutor.run).values()),
        "now": now,
    }
    return render(request, "tutoring/queue.html", context)


def _of(request: HttpRequest, tutor: Tutor) -> Tutor:
    asked = request.GET.get("of", "")
    return access.colleague(tutor, int(asked)) if asked.isascii() and asked.isdecimal() and len(asked) < 10 else tutor


def duty(request: HttpRequest, slug: str, run: str, uid: UUID) -> HttpResponse:
    """One thing that is due: send it, tell that it is done, skip it, give it to a colleague."""
    tutor = access.tutor_of(me(request), slug, run)
    found = access.duty_for(tutor, uid)
    others = [one for one in queries.tutors(tutor.run) if one.pk != found.tutor_id]
    what = request.POST.get("do", "") if request.method == "POST" else ""
    data = {name: request.POST if what == name else None for name in ("done", "skip", "give")}
    text = draft(tutor.run, found, queries.scenario(tutor.run), tutor)
    forms = {
        "done": DoForm(data["done"], initial={"text": text}, whole=found.enrolment is None, sent=found.channel in SENT),
        "skip": SkipForm(data["skip"]),
        "give": GiveForm(others, data["give"]),
    }
    if what in forms and forms[what].is_valid():
        return _act(request, tutor, found, what, forms[what].cleaned_data)
    context = {
        "run": tutor.run,
        "title": title(tutor.run),
        "told": told(tutor.run, found),
        "duty": found,
        "sent": found.channel in SENT,
        "people": len(queries.members(found)),
        "entries": queries.log(found.enrolment)[:LAST] if found.enrolment else (),
        "forms": forms,
        "others": others,
        "now": timezone.now(),
    }
    return render(request, "tutoring/duty.html", context, status=422 if what else 200)


def _act(request: HttpRequest, tutor: Tutor, found: Duty, what: str, data: dict[str, str]) -> HttpResponse:
    now = timezone.now()
    if what == "give":
        to = access.colleague(tutor, int(data["tutor"]))
        actions.give(found, to, tutor, now)
        messages.success(request, _("Handed over to %(name)s.") % {"name": to.person.name if to.person else ""})
    elif what == "skip" and actions.skip(found, data["reason"], tutor, now):
        messages.success(request, _("Skipped, with your reason."))
    elif what == "done" and actions.do(found, data["text"], tutor, now):
        messages.success(request, _("Sent.") if found.channel in SENT else _("Noted as done."))
    else:
        messages.info(request, _("This was ended already; nothing was done twice."))
    return redirect("tutor-queue", tutor.run.course.slug, tutor.run.slug)
