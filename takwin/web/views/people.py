"""Who studies with me: my group and the names that the run lets me see."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from takwin.accounts.access import me
from takwin.content.queries import outline
from takwin.learning import access, queries
from takwin.web import parts
from takwin.web.wording import words


def people(request: HttpRequest, slug: str) -> HttpResponse:
    """The others of my run, as far as its policy shows them."""
    enrolment = access.my_enrolment(me(request), slug)
    context = {
        "run": enrolment.run,
        "brand": enrolment.run.brand,
        "texts": words(outline(enrolment.release_id), parts.ui_language()),
        "visibility": enrolment.run.rules.visibility,
        "group": queries.my_group(enrolment),
        "names": queries.companions(enrolment),
    }
    return render(request, "web/people.html", context)
