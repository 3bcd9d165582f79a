"""Pages of marks: mine, the course team's gradebook, and the move to a corrected release."""

import csv

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from takwin.accounts.access import me
from takwin.assessment import actions, queries
from takwin.content.models import Release
from takwin.learning import access
from takwin.learning import queries as learning
from takwin.web.path import stops, stretches
from takwin.web.wording import words


def mine(request: HttpRequest, slug: str) -> HttpResponse:
    """All my marks in a course, and every correction that touched them."""
    enrolment = access.my_enrolment(me(request), slug)
    texts = words(enrolment.release, get_language() or settings.LANGUAGE_CODE)
    titles = {stop.key: stop for stop in stops(stretches(texts, learning.state(enrolment)))}
    lines = [(line, titles[line.step]) for line in queries.my_marks(enrolment)]
    context = {
        "enrolment": enrolment,
        "texts": texts,
        "lines": lines,
        "standing": learning.standing(enrolment),
        "corrected": queries.corrected(enrolment),
    }
    return render(request, "web/my_marks.html", context)


def gradebook(request: HttpRequest, slug: str, run: str) -> HttpResponse:
    """Everybody's marks, for the course team."""
    found = access.run_of_team(me(request), slug, run)
    items, rows = queries.gradebook(found)
    texts = words(found.release, get_language() or settings.LANGUAGE_CODE)
    return render(request, "web/gradebook.html", {"run": found, "texts": texts, "items": items, "rows": rows})


def gradebook_csv(request: HttpRequest, slug: str, run: str) -> HttpResponse:
    """The same as a table for a spreadsheet: points with two decimals, UTF-8 with a mark that spreadsheets look for."""
    found = access.run_of_team(me(request), slug, run)
    items, rows = queries.gradebook(found)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}-{run}-marks.csv"'
    table = csv.writer(response)
    table.writerow(["name", "sign-in name", *items, "total", "points", "steps done"])
    for row in rows:
        person = row.enrolment.person
        who = [_plain(person.name), _plain(person.username)] if person else ["", ""]
        table.writerow([*who, *map(_decimal, row.marks), _decimal(row.total), _decimal(row.points), row.done])
    return response


def _decimal(mark: int | None) -> str:
    return "" if mark is None else f"{mark // 100}.{mark % 100:02d}"


def _plain(text: str) -> str:
    """A name that a spreadsheet will not take for a formula (OWASP, CSV injection)."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text


class MoveForm(forms.Form):
    """Why a run moves to another release."""

    release = forms.ModelChoiceField(Release.objects.none(), widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("What changed, for the people of the course"),
        max_length=300,
        help_text=_("One sentence. It is shown to everybody whose mark changes."),
    )


def move(request: HttpRequest, slug: str, run: str) -> HttpResponse:
    """Show what moving the run to the newest release changes, then do it."""
    found = access.run_of_team(me(request), slug, run)
    newest = found.course.releases.latest("number")
    form = MoveForm(request.POST or None, initial={"release": newest})
    form.fields["release"].queryset = found.course.releases.all()  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        actions.move_run(found, form.cleaned_data["release"], me(request), form.cleaned_data["reason"], timezone.now())
        return redirect("gradebook", slug, run)
    context = {
        "run": found,
        "newest": newest,
        "form": form,
        "texts": words(newest, get_language() or settings.LANGUAGE_CODE),
    }
    context["changes"] = [change for change in actions.changes(found, newest) if change.what != "same"]
    return render(request, "web/move.html", context)
