"""What the answers of a run tell of its questions, and how far its films are watched, for the course team."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language_info

from takwin.accounts.access import me
from takwin.assessment.figures import FEWEST
from takwin.assessment.parts import study
from takwin.assessment.queries import PEOPLE
from takwin.content.queries import outline
from takwin.learning import access
from takwin.learning.queries import watched_in
from takwin.learning.viewing import FEWEST as FEWEST_WATCHING
from takwin.web import parts
from takwin.web.wording import words


def questions(request: HttpRequest, slug: str, run: str) -> HttpResponse:
    """How hard each question is, what it separates, what is chosen, and what to mend; how far each film is watched."""
    found = access.run_of_team(me(request), slug, run)
    language = parts.ui_language()
    names = {code: get_language_info(code)["name_translated"] for code, _ in settings.LANGUAGES}
    context = {
        "run": found,
        "texts": words(outline(found.release_id), language),
        "study": study(found, language, names),
        "fewest": FEWEST,
        "most": PEOPLE,
        "films": list(watched_in(found).items()),
        "fewest_watching": FEWEST_WATCHING,
    }
    return render(request, "web/questions.html", context)
