"""The pattern page: every component in every state, in the reader's language and direction."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from takwin.design.forms import SampleForm


@login_not_required
def patterns(request: HttpRequest) -> HttpResponse:
    """Show all components; `?page=` turns the sample pagination."""
    pages = Paginator(range(180), 10)
    refused = {
        "name": "Khadija",
        "email": "khadija@",
        "hours": "90",
        "level": "middle",
        "times": ["evening"],
        "story": _("We counted the cars that pass the school."),
    }
    context = {
        "empty_form": SampleForm(auto_id="new_%s"),
        "refused_form": SampleForm(refused, auto_id="refused_%s"),
        "dark_form": SampleForm(refused, auto_id="dark_%s"),
        "page": pages.get_page(request.GET.get("page", 4)),
        "modules": modules(),
        "crumbs": [(_("Courses"), "#"), (_("Feedback to a colleague"), "#"), (_("See before saying"), "")],
        "marks_head": [_("Quiz"), _("Points"), _("Out of"), _("Attempts")],
        "marks_rows": [[_("What I keep"), "7.5", "10", "2"], [_("Words that help"), "4", "5", "1"]],
        "card_meta": [_("6 hours"), _("3 modules"), "Français · العربية · English"],
    }
    return render(request, "design/patterns.html", context)


def modules() -> list[dict[str, Any]]:
    """A sample outline: one module done, one under way, one not open yet."""
    return [
        {
            "title": _("Why feedback"),
            "done": 2,
            "total": 2,
            "open": False,
            "steps": [step(_("Welcome"), done=True), step(_("What changes"), done=True)],
        },
        {
            "title": _("See before saying"),
            "done": 1,
            "total": 3,
            "open": True,
            "steps": [
                step(_("Before the lesson"), done=True),
                step(_("Telling a fact from a judgement, even when the lesson was hard to watch"), current=True),
                step(_("Counting")),
            ],
        },
        {
            "title": _("Say it so that it helps"),
            "done": 0,
            "total": 1,
            "open": True,
            "steps": [step(_("Words that help"), url="")],
        },
    ]


def step(title: str, *, url: str = "#", done: bool = False, current: bool = False) -> dict[str, Any]:
    """One line of the sample outline."""
    return {"title": title, "url": url, "minutes": 10, "done": done, "current": current}
