"""People brought in by a file: the dry run with every line's fate, then the decision."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from takwin.accounts.access import me
from takwin.institutions import access, actions, queries
from takwin.institutions.forms import RosterForm
from takwin.institutions.models import Roster
from takwin.institutions.roles import Right
from takwin.institutions.views.tree import at
from takwin.institutions.wording import FATES, KINDS, STATES, sentence, table

SHOWN = 20
"""Rosters on a page."""
LINES = 100
"""Lines on a page."""
EXAMPLE = "nom complet;courriel;cohorte;matricule\r\nAmina Bennani;amina@exemple.ma;Français 2026;\r\nإبراهيم العلوي;;العربية 2026;1290456\r\n"


def rosters(request: HttpRequest, node: int) -> HttpResponse:
    """Bring a file; what was brought before."""
    by, now = me(request), timezone.now()
    here = access.node_for(by, node, Right.ROSTER, now)
    form = RosterForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            brought = actions.bring(here, file.name, file.read(), by, now)
        except actions.Busy:
            form.add_error("file", _("Another file is being worked on here. Wait until that is done."))
        else:
            return redirect("roster", node, brought.pk)
    page = Paginator(queries.rosters(here), SHOWN).get_page(request.GET.get("page"))
    told = [(one, STATES[Roster.State(one.state)]) for one in page]
    context = {**at(request, here), "form": form, "page": page, "rosters": told}
    return render(request, "institutions/rosters.html", context, status=422 if form.errors else 200)


@require_safe
def example(request: HttpRequest, node: int) -> HttpResponse:
    """A file to begin with, as spreadsheets like it."""
    access.node_for(me(request), node, Right.ROSTER, timezone.now())
    answer = HttpResponse("\ufeff" + EXAMPLE, content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="takwin-people.csv"'
    return answer


def roster(request: HttpRequest, node: int, roster: int) -> HttpResponse:
    """How far a file is, and the fate of every line; the page looks again by itself while something is done."""
    found = access.roster_for(me(request), node, roster, timezone.now())
    fate = request.GET.get("fate", "")
    fate = fate if fate in FATES else ""
    page = Paginator(queries.lines(found, fate), LINES).get_page(request.GET.get("page"))
    context = {
        **at(request, found.node),
        "roster": found,
        "state": STATES[Roster.State(found.state)],
        "under_way": found.state in Roster.UNDER_WAY,
        "why": sentence(found.sentence),
        "remarks": [sentence(remark) for remark in found.remarks],
        "fate": fate,
        "counts": [(name, FATES[name], KINDS[name], found.counts[name]) for name in FATES if found.counts.get(name)],
        "useful": found.counts.get("new", 0) + found.counts.get("joins", 0),
        "page": page,
        "rows": [(row, FATES[row.fate], KINDS[row.fate], sentence(row.why)) for row in page],
    }
    return render(request, "institutions/roster.html", context)


@require_safe
def lines(request: HttpRequest, node: int, roster: int) -> StreamingHttpResponse:
    """Every line with its fate, as a file."""
    found = access.roster_for(me(request), node, roster, timezone.now())
    answer = StreamingHttpResponse(table(queries.lines(found).iterator(1000)), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="takwin-lines-{found.pk}.csv"'
    return answer


@require_POST
def begin(request: HttpRequest, node: int, roster: int) -> HttpResponse:
    """Bring in what the dry run has shown."""
    by, now = me(request), timezone.now()
    found = access.roster_for(by, node, roster, now)
    if not actions.begin(found, by, now):
        messages.info(request, _("It is under way, or done, already."))
    return redirect("roster", node, roster)


@require_POST
def drop(request: HttpRequest, node: int, roster: int) -> HttpResponse:
    """Give a file up."""
    by, now = me(request), timezone.now()
    found = access.roster_for(by, node, roster, now)
    if actions.drop(found, by, now):
        messages.success(request, _("The file is dropped. Nothing of it is brought in."))
    return redirect("roster", node, roster)
