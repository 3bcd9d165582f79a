"""Pages that compose rooms: home, catalogue, course, my learning."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from takwin.accounts.access import me
from takwin.learning import access, actions, queries
from takwin.learning.models import Run
from takwin.learning.progress import State
from takwin.web import parts
from takwin.web.path import resume, stretches
from takwin.web.wording import Words, words


def _shelf() -> list[tuple[Run, Words]]:
    return [(run, words(run.release, get_language() or settings.LANGUAGE_CODE)) for run in queries.offered()]


@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    """The first page: what this is, and the courses."""
    return render(request, "web/home.html", {"courses": _shelf()[:6]})


@login_not_required
def catalogue(request: HttpRequest) -> HttpResponse:
    """All courses that may be joined."""
    return render(request, "web/catalogue.html", {"courses": _shelf()})


@login_not_required
def course(request: HttpRequest, slug: str) -> HttpResponse:
    """One course: what it asks, what it gives, its path; join or go on."""
    enrolment = queries.enrolment(request.user, slug) if request.user.is_authenticated else None
    run = enrolment.run if enrolment else access.open_run(slug)
    release = enrolment.release if enrolment else run.release
    texts = words(release, get_language() or settings.LANGUAGE_CODE)
    state = queries.state(enrolment) if enrolment else State()
    path = stretches(texts, state)
    context = {
        "run": run,
        "texts": texts,
        "outline": release.outline,
        "path": path,
        "enrolment": enrolment,
        "standing": queries.standing(enrolment) if enrolment else None,
        "next_stop": resume(path, enrolment.last_step) if enrolment else None,
        "competencies": [parts.claim(code, get_language() or "en") for code in release.outline["competencies"]],
        "values": [parts.claim(code, get_language() or "en") for code in release.outline["values"]],
    }
    return render(request, "web/course.html", context)


@require_POST
def enrol(request: HttpRequest, slug: str) -> HttpResponse:
    """Join a course in one click and open its first step."""
    enrolment = actions.enrol(me(request), access.open_run(slug), timezone.now())
    return redirect(parts.going_on(enrolment, get_language() or settings.LANGUAGE_CODE))


def leave(request: HttpRequest, slug: str) -> HttpResponse:
    """Leave a course, after one question."""
    enrolment = access.my_enrolment(me(request), slug)
    if request.method == "POST":
        actions.leave(enrolment, timezone.now())
        return redirect("my-learning")
    texts = words(enrolment.release, get_language() or settings.LANGUAGE_CODE)
    return render(request, "web/leave.html", {"enrolment": enrolment, "texts": texts})


def my_learning(request: HttpRequest) -> HttpResponse:
    """What I take, how far I am, what I hold."""
    language = get_language() or settings.LANGUAGE_CODE
    courses = [parts.taking(enrolment, language) for enrolment in queries.mine(me(request))]
    context = {"courses": courses, "held": parts.credentials(me(request), language)}
    return render(request, "web/my_learning.html", context)
