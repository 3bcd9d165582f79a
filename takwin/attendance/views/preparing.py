"""For a flipped meeting: who prepared, what most got wrong, groups to begin with; and hours as a certificate."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from takwin.accounts.access import me
from takwin.assessment.opening import opening
from takwin.attendance import access, queries, titles
from takwin.attendance.preparing import Wrong, groups, most_wrong, prepared
from takwin.content.queries import outline, public_item
from takwin.learning.models import Enrolment
from takwin.learning.progress import State

LONG = 140


@require_safe
def room_sheet(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One page to print before the meeting."""
    session, language = access.led(me(request), uid), get_language() or ""
    people = queries.people(session).select_related("progress")
    states = [(str(one.person), State.from_json(one.progress.state)) for one in people]
    content, steps = outline(session.run.release_id), session.steps.get("before", [])
    names, ready = titles.steps(content, language), prepared(states, steps)
    wrong = most_wrong((state for _who, state in states), content, steps)
    asked = [key for key, item in content["items"].items() if item["step"] in steps and item["points"]]
    context = {
        "session": session,
        "brand": session.run.brand,
        "steps": [names[key] for key in steps if key in names],
        "ready": [one for one in ready if one.ready],
        "others": [one for one in ready if not one.ready],
        "answered": any(key in state.answers for _who, state in states for key in asked),
        "wrong": [(one, names[one.step], _begins(session.run.release_id, one, language)) for one in wrong],
        "groups": groups(ready, session.run.rules.group_size),
    }
    return render(request, "attendance/room_sheet.html", context)


def _begins(release: int, one: Wrong, language: str) -> str:
    content = outline(release)
    written = language if language in content["languages"] else content["languages"][0]
    return opening(public_item(release, one.item, written), LONG)


@require_safe
def mine(request: HttpRequest, slug: str) -> HttpResponse:
    """My hours in the room in a course, and the way to their certificate."""
    return _certificate(request, access.mine(me(request), slug), reverse("certify-mine", args=[slug]))


@require_safe
def certificate(request: HttpRequest, slug: str, run: str, enrolment: int) -> HttpResponse:
    """The same of somebody else, for those who plan the meetings."""
    found = access.learner_of(access.planning(me(request), slug, run), enrolment)
    return _certificate(request, found, reverse("certify-attendance", args=[slug, run, enrolment]))


def _certificate(request: HttpRequest, enrolment: Enrolment, certify: str) -> HttpResponse:
    known = [(one, held) for one, held in queries.of_enrolment(enrolment) if held and held.mark.there]
    context = {
        "learner": enrolment.person,
        "run": enrolment.run,
        "brand": enrolment.run.brand,
        "title": titles.said(outline(enrolment.release_id)["title"], get_language() or ""),
        "rows": known,
        "minutes": sum(held.minutes for _one, held in known),
        "certify": certify,
        "issued": queries.certificates(enrolment),
    }
    return render(request, "attendance/certificate.html", context)
