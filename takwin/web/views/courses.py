"""Pages that compose rooms: home, course, my learning."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from takwin.accounts.access import me
from takwin.attendance.parts import meetings
from takwin.community.queries import hub_of
from takwin.content.access import is_team
from takwin.content.queries import last_move, outline
from takwin.credentials.parts import cards
from takwin.credentials.queries import held
from takwin.learning import access, actions, queries
from takwin.learning.presets import preset
from takwin.learning.progress import State
from takwin.tutoring import parts as tutoring
from takwin.web import parts
from takwin.web.claims import claimed
from takwin.web.hosts import receive
from takwin.web.licence import licence
from takwin.web.path import stretches
from takwin.web.views.catalogue import offered, shown
from takwin.web.wording import words

SHOWN_FIRST = 6


@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    """The first page: what this is, and the courses; where to go on for somebody who studies."""
    shelf, language = offered(), parts.ui_language()
    first = [shown(one.card, language) for one in shelf[:SHOWN_FIRST]]
    context = {
        "courses": first,
        "more": len(shelf) > SHOWN_FIRST,
        "going_on": _going_on(request),
        "demo": settings.DEMO,
    }
    return render(request, "web/home.html", context)


def _going_on(request: HttpRequest) -> parts.Taking | None:
    """What somebody who studies was last busy with and has not completed."""
    if not request.user.is_authenticated:
        return None
    now, language = timezone.now(), parts.ui_language()
    takings = (parts.taking(enrolment, language, now) for enrolment in queries.mine(me(request)))
    return next((taking for taking in takings if taking.standing.done < taking.standing.steps), None)


@login_not_required
def course(request: HttpRequest, slug: str) -> HttpResponse:
    """One course: what it asks, what it gives, its path; join or go on."""
    enrolment = queries.enrolment(request.user, slug) if request.user.is_authenticated else None
    run, *others = [enrolment.run] if enrolment else access.shown_runs(slug)
    receive(request, run)
    content = outline(enrolment.release_id if enrolment else run.release_id)
    language = parts.ui_language()
    texts = words(content, language)
    taking, hub, now = None, hub_of(run), timezone.now()
    if enrolment:
        taking = parts.taking(enrolment, language, now, parts.earned(held(me(request))).get(enrolment.pk))
    context = {
        "run": run,
        "brand": run.brand,
        "texts": texts,
        "outline": content,
        "path": taking.path if taking else stretches(texts, State()),
        "taking": taking,
        "due": parts.next_due(enrolment, now) if enrolment and run.guided else None,
        "today": now.astimezone(queries.ZONE).date(),
        "others": others,
        "tutor": bool(enrolment) and run.tutored,
        "format": preset(run.format),
        "completion": parts.completion(run, content),
        "licence": licence(content["licence"], language),
        "team": is_team(request.user, run.course),
        "meetings": meetings(enrolment, now) if enrolment else (),
        "hub": hub if hub and (enrolment or hub.public) else None,
        "moved": last_move(run.course, run.slug) if enrolment else None,
        "competencies": claimed(content["competencies"], texts, language),
        "values": claimed(content["values"], texts, language),
        "policies": claimed(content.get("policies", []), texts, language),
    }
    return render(request, "web/course.html", context)


@require_http_methods(["GET", "POST"])
def enrol(request: HttpRequest, slug: str) -> HttpResponse:
    """Join a course in one click and open its first step, or the one where a person who comes back had stopped. Whoever comes by
    a link, mostly after signing in again, finds the button on the course page."""
    if request.method == "GET":
        return redirect("course", slug)
    run = access.open_run(slug)
    try:
        enrolment = actions.join(me(request), run, timezone.now())
    except actions.NotNow:
        return redirect("run", slug, run.slug)
    messages.success(request, _("You have joined the course. Your progress is kept from now on."))
    return redirect(parts.taking(enrolment, parts.ui_language(), timezone.now()).next_address)


def leave(request: HttpRequest, slug: str) -> HttpResponse:
    """Leave a course, after one question."""
    enrolment = access.my_enrolment(me(request), slug)
    texts = words(outline(enrolment.release_id), parts.ui_language())
    if request.method == "POST":
        actions.leave(enrolment, timezone.now())
        messages.success(
            request, _("You have left “%(course)s”. Your answers and marks stay.") % {"course": texts.title}
        )
        return redirect("my-learning")
    return render(request, "web/leave.html", {"enrolment": enrolment, "texts": texts})


def my_learning(request: HttpRequest) -> HttpResponse:
    """What I take, how far I am, what I hold."""
    person, language, now = me(request), parts.ui_language(), timezone.now()
    mine = list(held(person))
    earned = parts.earned(mine)
    courses = [parts.taking(each, language, now, earned.get(each.pk)) for each in queries.mine(person)]
    context = {
        "courses": courses,
        "held": cards(mine),
        "tutoring": tutoring.waiting(person),
    }
    return render(request, "web/my_learning.html", context)
