"""The tutors of a run, the time they have, and the report."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from takwin.accounts.access import me
from takwin.tutoring import access, actions, queries
from takwin.tutoring.effect import by_role, by_tutor, compared
from takwin.tutoring.forms import AppointForm, ArrangeForm
from takwin.tutoring.models import Tutor
from takwin.tutoring.wording import about, title


def arrange(request: HttpRequest, slug: str, run: str) -> HttpResponse:
    """My minutes a week in a run, and the days I am away."""
    tutor = access.tutor_of(me(request), slug, run)
    now = {"minutes": tutor.minutes, "away_from": tutor.away_from, "away_until": tutor.away_until}
    form = ArrangeForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        actions.arrange(tutor, **form.cleaned_data)
        messages.success(request, _("Your time is kept. While you are away, what comes new goes to your colleagues."))
        return redirect("tutor-queue", slug, run)
    context = {"run": tutor.run, "title": title(tutor.run), "form": form}
    return render(request, "tutoring/arrange.html", context, status=422 if form.errors else 200)


def tutors(request: HttpRequest, slug: str, run: str) -> HttpResponse:
    """Who the tutors of a run are, whether they can carry it, and who is named next."""
    found = access.steered(me(request), slug, run)
    form = AppointForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.appoint(found, data["username"], data["roles"], data["minutes"], me(request), timezone.now())
        messages.success(request, _("Named. What is due is being looked for."))
        return redirect(request.path)
    load = {one.pk: one.load for one in queries.shared(found)}
    context = {
        "run": found,
        "title": title(found),
        "tutors": [(one, one.roles.split(), load.get(one.pk, 0)) for one in queries.tutors(found)],
        "waiting": queries.queue(found, None).count(),
        "capacity": queries.carried(found),
        "form": form,
    }
    return render(request, "tutoring/tutors.html", context, status=422 if form.errors else 200)


@require_POST
def dismiss(request: HttpRequest, slug: str, run: str, tutor: int) -> HttpResponse:
    """A tutor goes; what they had is handed over."""
    found = access.steered(me(request), slug, run)
    gone = get_object_or_404(Tutor.objects.select_related("run__course", "person"), run=found, pk=tutor)
    if gone.ended is None:
        many = actions.dismiss(gone, me(request), timezone.now())
        said = (
            _("No longer a tutor. Handed over: %(many)s")
            if queries.has_tutors(found)
            else _("No longer a tutor. What waits for whom you name next: %(many)s")
        )
        messages.success(request, said % {"many": many})
    return redirect("run-tutors", slug, run)


def report(request: HttpRequest, slug: str, run: str) -> HttpResponse:
    """What was due and done, by role and by tutor; who was never contacted; who came back after a contact."""
    found, now = access.reported(me(request), slug, run), timezone.now()
    turns = queries.turns(found)
    names = {one.pk: one for one in Tutor.objects.filter(run=found).select_related("person")}
    contacted, others = compared(queries.silences(found), now)
    context = {
        "run": found,
        "title": title(found),
        "roles": by_role(turns, now).items(),
        "tutors": [(names.get(pk or 0), one) for pk, one in by_tutor(turns, now).items()],
        "untold": [(one, about(found, one)) for one in queries.untold(found)[:200]],
        "contacted": contacted,
        "others": others,
        "tutor": access.mine(me(request)).filter(run=found).exists(),
    }
    return render(request, "tutoring/report.html", context)
