"""What a learner sees: who their tutor is, what they wrote to one another, a button for help, one question."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from takwin.accounts.access import me
from takwin.tutoring import access, actions, queries
from takwin.tutoring.forms import AskForm, PulseForm
from takwin.tutoring.wording import title


def tutor(request: HttpRequest, slug: str) -> HttpResponse:
    """My tutor: ask for help, say how I get on, read what we wrote."""
    enrolment, now = access.accompanied(me(request), slug), timezone.now()
    what = request.POST.get("do", "") if request.method == "POST" else ""
    ask = AskForm(request.POST if what == "ask" else None, auto_id="ask_%s")
    pulse = PulseForm(request.POST if what == "pulse" else None, auto_id="pulse_%s")
    if what == "ask" and ask.is_valid():
        actions.ask(enrolment, ask.cleaned_data["text"], ask.cleaned_data["uid"], now)
        messages.success(request, _("Your message is with the tutors of your course."))
        return redirect(request.path)
    if what == "pulse" and pulse.is_valid():
        actions.pulse(enrolment, pulse.cleaned_data["feeling"], pulse.cleaned_data["uid"], now)
        messages.success(request, _("Thank you. Only your tutors see it."))
        return redirect(request.path)
    context = {
        "run": enrolment.run,
        "brand": enrolment.run.brand,
        "title": title(enrolment.run),
        "tutor": queries.care(enrolment),
        "tutors": queries.tutors(enrolment.run),
        "entries": queries.spoken(enrolment)[:50],
        "ask": ask,
        "pulse": pulse,
    }
    return render(request, "tutoring/tutor.html", context, status=422 if what else 200)
