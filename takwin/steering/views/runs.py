"""The runs of a place: put people in, see who is how far, who never opened it, take marks away as a file."""

from collections.abc import Iterator

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from takwin.accounts.access import me
from takwin.institutions import access as places
from takwin.institutions.actions import note
from takwin.institutions.parts import at
from takwin.institutions.roles import Right
from takwin.institutions.wording import written
from takwin.learning.access import organises
from takwin.learning.models import Enrolment, Run
from takwin.learning.queries import standing
from takwin.steering import access, actions, queries
from takwin.steering.forms import PlaceForm
from takwin.steering.views.progress import title

PEOPLE = 100
"""People on a page."""


def runs(request: HttpRequest, node: int) -> HttpResponse:
    """Into which courses the people of this place are put; put them into another one."""
    by, now = me(request), timezone.now()
    here = places.node_for(by, node, Right.ROSTER, now)
    placed = list(queries.placements(here))
    open_to = [run for run in access.open_to(here, by, now) if run.pk not in {one.run_id for one in placed}]
    form = PlaceForm([(str(run.pk), _called(run)) for run in open_to], request.POST or None)
    if request.method == "POST" and form.is_valid():
        run = next(run for run in open_to if str(run.pk) == form.cleaned_data["run"])
        actions.place(here, run, by, now)
        messages.success(request, _("Everybody of this place is being put in; whoever comes later too."))
        return redirect("node-runs", node)
    shown = [(one, title(one.run)) for one in placed]
    context = {**at(by, here, now), "placed": shown, "form": form, "some": bool(open_to)}
    return render(request, "steering/runs.html", context, status=422 if form.errors else 200)


def _called(run: Run) -> str:
    return f"{title(run).title} · {run.name or run.slug}" if run.slug != "open" else title(run).title


@require_POST
def end(request: HttpRequest, node: int, placement: int) -> HttpResponse:
    """Put nobody else in."""
    by, now = me(request), timezone.now()
    here = places.node_for(by, node, Right.ROSTER, now)
    actions.end(access.placement_at(here, placement), by, now)
    messages.success(request, _("Nobody else is put in. Who is in the course stays."))
    return redirect("node-runs", node)


def run(request: HttpRequest, node: int, run: int) -> HttpResponse:
    """Who of this place takes a run, and how far they are."""
    person, now = me(request), timezone.now()
    here = places.node_for(person, node, Right.PEOPLE, now)
    found = access.run_at(here, run, now)
    words = request.GET.get("name", "").replace("\0", "").strip()
    page = Paginator(queries.taking(here, found, now, words), PEOPLE).get_page(request.GET.get("page"))
    context = {
        **at(person, here, now),
        "run": found,
        "texts": title(found),
        "page": page,
        "words": words,
        "rows": [(one, standing(one)) for one in page],
        "unopened": queries.unopened(here, found, now).count(),
        "marks": Right.MARKS in places.rights_at(person, here, now),
        "team": organises(person, found),
    }
    return render(request, "steering/run.html", context)


def unopened(request: HttpRequest, node: int, run: int) -> HttpResponse:
    """Who never opened the course: people, not a share."""
    person, now = me(request), timezone.now()
    here = places.node_for(person, node, Right.PEOPLE, now)
    found = access.run_at(here, run, now)
    page = Paginator(queries.unopened(here, found, now), PEOPLE).get_page(request.GET.get("page"))
    context = {**at(person, here, now), "run": found, "texts": title(found), "page": page}
    return render(request, "steering/unopened.html", context)


@require_safe
def marks(request: HttpRequest, node: int, run: int) -> StreamingHttpResponse:
    """Marks of the people of this place, as a table for a spreadsheet: UTF-8 with a mark that spreadsheets look for."""
    person, now = me(request), timezone.now()
    here = places.node_for(person, node, Right.MARKS, now)
    found = access.run_at(here, run, now)
    people = queries.taking(here, found, now)
    if request.method == "GET":
        note(here, person, "marks-taken", now, run=queries.called(found))
    table = StreamingHttpResponse(_table(people.iterator(500)), content_type="text/csv; charset=utf-8")
    table.headers["Content-Disposition"] = f'attachment; filename="{found.course.slug}-{here.pk}-marks.csv"'
    return table


def _table(people: Iterator[Enrolment]) -> Iterator[str]:
    heads = (
        _("Name"),
        _("Sign-in name"),
        _("Joined"),
        _("Steps done"),
        _("Steps"),
        _("Points"),
        _("Points possible"),
        _("Completed"),
    )
    yield "\ufeff" + written(heads)
    for one in people:
        sums = standing(one)
        done = one.progress.completed
        yield written(
            (
                one.person.name if one.person else "",
                one.person.username if one.person else "",
                one.enrolled.date().isoformat(),
                sums.done,
                sums.steps,
                _decimal(sums.mark),
                _decimal(sums.points),
                done.date().isoformat() if done else "",
            )
        )


def _decimal(hundredths: int) -> str:
    return f"{hundredths // 100}.{hundredths % 100:02}"
