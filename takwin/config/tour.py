"""A tour of the demo: its people, to enter as any of them with one button, and its runs. There is none on a site of real people."""

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from takwin.accounts.models import Person
from takwin.config.demo.people import PASSWORD, PEOPLE
from takwin.content.queries import outline
from takwin.learning.models import Run
from takwin.learning.queries import announced
from takwin.web.parts import ui_language
from takwin.web.wording import Words, words


def _only_in_the_demo() -> None:
    if not settings.DEMO:
        raise Http404


@login_not_required
def tour(request: HttpRequest) -> HttpResponse:
    """Who is there, and the runs of each course by format."""
    _only_in_the_demo()
    language = ui_language()
    courses: dict[int, tuple[Words, list[Run]]] = {}
    for run in announced():
        titled = courses.setdefault(run.course_id, (words(outline(run.release_id), language), []))
        titled[1].append(run)
    return render(request, "tour.html", {"people": PEOPLE, "courses": courses.values(), "password": PASSWORD})


@login_not_required
@require_POST
def enter_as(request: HttpRequest, username: str) -> HttpResponse:
    """Be one of the demo's people from now on."""
    _only_in_the_demo()
    if username not in {role.username for role in PEOPLE}:
        raise Http404(username)
    person = get_object_or_404(Person, username=username)
    logout(request)
    login(request, person)
    return redirect("my-learning" if not (person.is_staff or person.is_author) else "home")
