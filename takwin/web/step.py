"""The step page: read, answer, go on."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from takwin.accounts.access import me
from takwin.assessment import actions as assessment
from takwin.assessment.parts import posted, questions
from takwin.items.item import Json
from takwin.learning import access, actions
from takwin.lib.ids import uuid7
from takwin.lib.text import N_, Sentence
from takwin.web.parts import step_address
from takwin.web.reading import Reading, reading


@login_not_required
def step(request: HttpRequest, slug: str, module: str, step: str) -> HttpResponse:
    """One step. Anybody may read it; whoever has joined is remembered here."""
    desk = reading(request, slug, f"{module}/{step}")
    if desk.enrolment:
        actions.open_step(desk.enrolment, desk.place.here.key, timezone.now())
    return _shown(request, desk)


def _shown(
    request: HttpRequest,
    desk: Reading,
    typed: Mapping[str, Json] | None = None,
    errors: Mapping[str, Sentence] | None = None,
) -> HttpResponse:
    again = frozenset(request.GET.getlist("again"))
    asking = desk.asking(timezone.now(), again)
    asked = questions(asking, desk.items, typed, errors)
    context = {
        "desk": desk,
        "place": desk.place,
        "texts": desk.words,
        "parts": [_part(part, asked) for part in desk.page.parts],
        "token": uuid7(),
        "errors": errors,
    }
    return render(request, "web/step.html", context, status=422 if errors else 200)


def _part(part: dict[str, Any], asked: Mapping[str, Any]) -> dict[str, Any]:
    if "html" in part:
        return part
    items = part["items"] if "quiz" in part else [part["item"]]
    group = [asked[item] for item in items]
    answered = [question for question in group if question.mark is not None]
    return {
        "set": part.get("quiz") or part["item"],
        "title": part.get("title", ""),
        "quiz": "quiz" in part,
        "questions": group,
        "open": any(not question.disabled for question in group),
        "again": bool(answered)
        and all(question.disabled for question in group)
        and any(q.allowance.open for q in group),
        "again_items": [question.id for question in group if question.allowance.open],
        "mark": sum(question.mark or 0 for question in group) if answered else None,
        "points": sum(question.points for question in group),
    }


@require_POST
def answer(request: HttpRequest, slug: str, module: str, step: str, group: str) -> HttpResponse:
    """Take the answers to a question or a quiz; what cannot be taken comes back as it was typed."""
    desk = reading(request, slug, f"{module}/{step}")
    enrolment = access.my_enrolment(me(request), slug)
    now = timezone.now()
    items = desk.open_items(group, now)
    form = posted(desk.asking(now), items, dict(request.POST.lists()))
    if form.missing and not (form.answered and "as-it-is" in request.POST):
        return _shown(request, desk, form.all_typed, form.missing)
    try:
        token = UUID(request.POST.get("token", ""))
        assessment.answer(
            enrolment, {item: form.answered.get(item, {}) for item in items}, token, desk.words.language, now
        )
    except ValueError:
        return _shown(
            request, desk, form.all_typed, {items[0]: Sentence(N_("This form was incomplete. Please send it again."))}
        )
    except assessment.NotTaken as reason:
        return _shown(request, desk, form.all_typed, {items[0]: reason.sentence})
    return redirect(f"{step_address(slug, desk.place.here)}#{group}")


@require_POST
def finish(request: HttpRequest, slug: str, module: str, step: str) -> HttpResponse:
    """The step is done: go on to the next one, or to the course page after the last."""
    desk = reading(request, slug, f"{module}/{step}")
    actions.finish_step(access.my_enrolment(me(request), slug), desk.place.here.key, timezone.now())
    if desk.place.after:
        return redirect(step_address(slug, desk.place.after))
    return redirect("course", slug)
