"""What changed between two states of a course, for its team."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from takwin.accounts.access import me
from takwin.assessment.parts import Foresight, foresight, foresight_of
from takwin.content import parts as content
from takwin.content import queries
from takwin.content.access import Role, team_course, team_state
from takwin.content.actions import NotPublishable
from takwin.content.compare import Comparison, Edition, compare
from takwin.content.models import Course, Draft, Release
from takwin.content.queries import Json, variant
from takwin.learning.models import Run
from takwin.learning.queries import runs_of
from takwin.web import parts
from takwin.web.wording import words

DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Concerned:
    """A run and what the change would do to its people."""

    run: Run
    foresight: Foresight


def changes(request: HttpRequest, slug: str) -> HttpResponse:
    """Two states side by side: what came, what went, what moved, and whose marks it would change."""
    course = team_course(me(request), slug, Role.READER)
    states = _states(course)
    if len(states) < 2:
        return render(
            request, "studio/changes.html", {"course": course, "title": queries.shelved(course).title, "states": states}
        )
    before, after = request.GET.get("before", states[1][0]), request.GET.get("after", states[0][0])
    old, new = team_state(request.user, slug, before), team_state(request.user, slug, after)
    try:
        editions = _edition(old), _edition(new)
    except NotPublishable:
        return redirect("studio-course", slug)
    found = compare(*editions)
    context = {
        "course": course,
        "title": queries.shelved(course).title,
        "states": states,
        "before": before,
        "after": after,
        "found": found,
        "note": new.note if isinstance(new, Release) else "",
        "concerned": _concerned(course, found, new),
        "texts": words(editions[1].outline, parts.ui_language()),
        "before_texts": words(editions[0].outline, parts.ui_language()),
    }
    return render(request, "studio/changes.html", context)


def _states(course: Course) -> list[tuple[str, str]]:
    """The states there are, the newest first: names in addresses, and as people call them."""
    numbers = course.releases.order_by("-number").values_list("number", flat=True)
    states = [(str(number), _("Release %(number)s") % {"number": number}) for number in numbers]
    draft = queries.shelved(course).draft
    return [(DRAFT, _("Draft")), *states] if draft and content.drafted(draft) else states


def _edition(state: Release | Draft) -> Edition:
    if isinstance(state, Release):
        return content.edition(state)
    drafted = content.drafted(state)
    if drafted is None:
        raise NotPublishable([])
    return drafted.edition


def _concerned(course: Course, found: Comparison, after: Release | Draft) -> list[Concerned]:
    """The runs whose marks the newer state would change."""
    if not any(one.what in {"asked", "key", "gone"} for one in found.questions):
        return []
    runs = [run for run in runs_of(course) if not isinstance(after, Release) or run.release_id != after.pk]
    told = [Concerned(run, _foresight(run, after)) for run in runs]
    return [one for one in told if one.foresight.touched]


def _foresight(run: Run, after: Release | Draft) -> Foresight:
    if isinstance(after, Release):
        return foresight(run, after.pk)
    drafted = content.drafted(after)
    if drafted is None:
        raise NotPublishable([])
    items = drafted.compiled.items

    def keys(item: str, row: int) -> Mapping[str, Json]:
        return {language: variant(key, row) for language, key in items[item].key.items()}

    return foresight_of(run, drafted.edition.outline, keys)
