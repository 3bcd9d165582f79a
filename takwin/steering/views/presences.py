"""Who of a place was at which meeting, as a file."""

from django.http import HttpRequest, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from takwin.accounts.access import me
from takwin.attendance import table
from takwin.attendance.queries import of_enrolments
from takwin.institutions import access as places
from takwin.institutions.actions import note
from takwin.institutions.roles import Right
from takwin.steering import access, queries


@require_safe
def presences(request: HttpRequest, node: int, run: int | None = None) -> StreamingHttpResponse:
    """Presences of the people of this place at the meetings of one run, or of all that they take, as a table for a spreadsheet."""
    person, now = me(request), timezone.now()
    here = places.node_for(person, node, Right.MARKS, now)
    taken, name = queries.enrolled(here, now), f"{here.pk}-presences.csv"
    if run is not None:
        found = access.run_at(here, run, now)
        taken, name = taken.filter(run=found), f"{found.course.slug}-{name}"
    if request.method == "GET" and run is not None:
        note(here, person, "presences-taken", now, run=queries.called(found))
    elif request.method == "GET":
        note(here, person, "all-presences-taken", now)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    lines = table.of_runs(of_enrolments(taken))
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)
