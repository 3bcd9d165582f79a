"""My dates in a course: what is open, by when it should be done, and a weekly plan from the hours I have."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from takwin.accounts.access import me
from takwin.attendance.parts import meetings
from takwin.content.queries import outline
from takwin.learning import access, actions, queries
from takwin.learning.presets import preset
from takwin.learning.told import CHOICES, plainly
from takwin.learning.way import weeks
from takwin.web import parts
from takwin.web.forms import WeekForm
from takwin.web.path import stops, stretches
from takwin.web.wording import words


def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """What comes next and by when; the hours that I have a week, where the run lets me plan."""
    enrolment, now = access.my_enrolment(me(request), slug), timezone.now()
    way, state = queries.way(enrolment), queries.state(enrolment)
    form = WeekForm(request.POST or None, initial=WeekForm.of(way.own.minutes))
    if request.method == "POST" and form.is_valid():
        actions.plan_week(enrolment, form.minutes, now)
        messages.success(
            request, _("Your plan is made. It moves with you: what you do early leaves more time for the rest.")
        )
        return redirect("plan", slug)
    texts = words(outline(enrolment.release_id), parts.ui_language())
    by_key = {stop.key: stop for stop in stops(stretches(texts, state))}
    gates = way.gates(state, now)
    context = {
        "enrolment": enrolment,
        "run": enrolment.run,
        "brand": enrolment.run.brand,
        "texts": texts,
        "format": preset(enrolment.run.format),
        "plainly": plainly(way.policy),
        "supervision": CHOICES["supervision"][way.policy.supervision],
        "form": form if way.policy.pace == "plan" else None,
        "planned": way.own.minutes,
        "days": way.own.days,
        "closes": way.closes,
        "weeks": [
            (day, [by_key[step] for step in steps]) for day, steps in weeks(gates, state.done, queries.ZONE).items()
        ],
        "meetings": [one for one in meetings(enrolment, now) if one.coming],
        "today": now.astimezone(queries.ZONE).date(),
        "shut": [(by_key[gate.step], gate, by_key.get(gate.after)) for gate in gates.values() if not gate.open],
    }
    return render(request, "web/plan.html", context, status=422 if form.errors else 200)
