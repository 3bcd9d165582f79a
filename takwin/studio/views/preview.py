"""The draft as learners will see it, in each language and at the size of a phone; questions can be tried, and nothing is kept."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_http_methods, require_POST

from takwin.accounts.access import me
from takwin.assessment.forms import posted
from takwin.assessment.models import Attempt
from takwin.assessment.parts import tried
from takwin.content import parts as content
from takwin.content.access import Role, team_course, team_draft
from takwin.content.models import Draft
from takwin.content.queries import outline, page
from takwin.learning.models import Enrolment, Run
from takwin.learning.progress import State
from takwin.learning.timing import Began
from takwin.studio import framing
from takwin.web import parts
from takwin.web.path import place, stretches
from takwin.web.reading import Reading
from takwin.web.sheet import Sent, sheet
from takwin.web.uploads import sent_files
from takwin.web.wording import Words, reading_language

NOBODY = UUID("00000000-0000-4000-8000-000000000000")
"""Whose draws and orders a team sees: always the same."""
BEGAN = "begun in previews"
"""Where the session keeps when quizzes with a limit of time were begun, by course and quiz."""
PHONE, WIDE = "phone", "wide"


@dataclass(frozen=True, slots=True)
class Looked:
    """What is to be seen to in a step: problems of its files, and what an import could not carry there."""

    problems: list[dict[str, Any]]
    losses: list[dict[str, Any]]
    """Each with the `line` of the text on which its place is named, 0 where it is named on none."""
    file: str
    lines: list[str]


def preview(request: HttpRequest, slug: str) -> HttpResponse:
    """A step of the draft in a frame, with what is to be seen to in it."""
    if not Draft.objects.filter(course=team_course(request.user, slug, Role.READER)).exists():
        return redirect("studio-draft", slug)
    draft = team_draft(request.user, slug, Role.READER)
    number = content.show(draft)
    if number is None:
        return redirect("studio-draft", slug)
    told = outline(number)
    language = reading_language(told["languages"], request.GET.get("in", parts.ui_language()))
    keys = [step["id"] for module in told["modules"] for step in module["steps"] if step["title"]]
    step = request.GET.get("step", "")
    here = step if step in keys else keys[0] if keys else ""
    at = keys.index(here) if here else 0
    context = {
        "course": draft.course,
        "draft": draft,
        "path": stretches(Words(told, language), State()),
        "here": here,
        "before": keys[at - 1] if at else "",
        "after": keys[at + 1] if at + 1 < len(keys) else "",
        "language": language,
        "languages": told["languages"],
        "size": WIDE if request.GET.get("size") == WIDE else PHONE,
        "frame": f"{_root(slug, language)}{here}/" if here else "",
        "looked": _looked(draft, here, language),
    }
    return framing.showing(render(request, "studio/preview.html", context))


def _looked(draft: Draft, step: str, language: str) -> Looked:
    problems = [one for one in draft.problems if str(one["file"]).startswith(f"{step}.") and "accepted" not in one]
    file = f"{step}.{language}.md"
    lines = content.lines(draft, file) if step else []
    lost = [one for one in draft.losses if one.get("step") == step and step]
    return Looked(problems, [{**one, "line": named(str(one["place"]), lines)} for one in lost], file, lines)


def named(place: str, lines: list[str]) -> int:
    """The line (from 1) that names the innermost part of an import's place ("Week 1 / Talk / Quiz (problem/a.xml)", "quiz.gift.txt:3 ·
    Towns"), in words or as an id, else one further out; 0 where no line does."""
    parts = re.split(r" / | · ", re.sub(r"\s*\([^()]*\)$", "", place))
    for part in reversed([one.strip().casefold() for one in parts[-2:] if len(one.strip()) > 2]):
        for number, line in enumerate(lines, 1):
            if part in line.casefold() or f" {part.replace(' ', '-')}" in line:
                return number
    return 0


def _root(slug: str, language: str) -> str:
    return reverse("draft-shown", args=[slug, language])


def first(request: HttpRequest, slug: str, language: str) -> HttpResponse:
    """From the course's place to its first step."""
    draft = team_draft(request.user, slug, Role.READER)
    number = content.show(draft)
    keys = [step["id"] for module in outline(number)["modules"] for step in module["steps"]] if number else []
    if not keys:
        raise Http404(slug)
    return framing.shown(redirect(f"{_root(slug, language)}{keys[0]}/"))


def step(request: HttpRequest, slug: str, language: str, module: str, step: str) -> HttpResponse:
    """A step of the draft as a learner sees it."""
    desk = _reading(request, slug, language, f"{module}/{step}")
    return _shown(request, desk, Sent())


@require_POST
def begin(request: HttpRequest, slug: str, language: str, module: str, step: str, group: str) -> HttpResponse:
    """Begin a quiz that has a limit of time. Only the session knows it, until the answers are sent."""
    desk = _reading(request, slug, language, f"{module}/{step}")
    if group not in desk.timing:
        raise Http404(group)
    promised = desk.timing[group].minutes * 60
    request.session[BEGAN] = {**_begun(request), f"{slug} {group}": Began(desk.now, promised).to_json()}
    return framing.shown(redirect(f"{desk.here}#{group}"))


def _begun(request: HttpRequest) -> dict[str, list[str | int | None]]:
    begun: dict[str, list[str | int | None]] = request.session.get(BEGAN, {})
    return begun


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, slug: str, language: str, module: str, step: str, group: str) -> HttpResponse:
    """Try a question: it is marked and forgotten."""
    desk = _reading(request, slug, language, f"{module}/{step}")
    items = desk.open_items(group)
    if request.method == "GET":
        return framing.shown(redirect(f"{desk.here}#{group}"))
    files = sent_files(request, desk, items, keep=False)
    form = posted(desk.mine, desk.page.language, items, dict(request.POST.lists()), files)
    if form.missing and not (form.answered and "as-it-is" in request.POST):
        return _shown(request, desk, Sent(group, form.all_typed, form.missing))
    responses = {item: form.answered.get(item, {}) for item in items}
    state, attempts = tried(desk.mine, responses, desk.page.language, desk.now, desk.state.began.get(group))
    request.session[BEGAN] = {name: one for name, one in _begun(request).items() if name != f"{slug} {group}"}
    return _shown(request, _after(desk, state, attempts), Sent())


def _after(desk: Reading, state: State, attempts: Mapping[str, Attempt]) -> Reading:
    return replace(desk, state=state, tried=attempts)


@require_POST
def go_on(request: HttpRequest, slug: str, language: str, module: str, step: str) -> HttpResponse:
    """What a learner marks as done leads on; nothing is kept."""
    desk = _reading(request, slug, language, f"{module}/{step}")
    after = desk.place.after
    return framing.shown(redirect(f"{desk.base}{after.key}/" if after else desk.here))


@require_POST
def declare(request: HttpRequest, slug: str, language: str, module: str, step: str, task: str) -> HttpResponse:
    """What a learner declares done stays as it is; nothing is kept."""
    desk = _reading(request, slug, language, f"{module}/{step}")
    return framing.shown(redirect(f"{desk.here}#{task}"))


def _reading(request: HttpRequest, slug: str, language: str, key: str) -> Reading:
    """A step of the draft, for somebody who has just begun. Raises Http404, PermissionDenied."""
    draft = team_draft(request.user, slug, Role.READER)
    number = content.show(draft)
    if number is None or language not in outline(number)["languages"]:
        raise Http404(slug)
    words = Words(outline(number), language)
    here = place(stretches(words, State()), key)
    if here is None or not here.here.title:
        raise Http404(key)
    run = Run(course=draft.course, slug="draft", release_id=number)
    enrolment = Enrolment(uid=NOBODY, person=me(request), run=run, release_id=number)
    shown = page(number, key, language)
    sound = [part for part in shown.parts if _is_sound(part, number)]
    return Reading(
        run,
        number,
        enrolment,
        State(began=_began(request, slug)),
        words,
        here,
        replace(shown, parts=sound),
        timezone.now(),
        _root(slug, language),
        {},
    )


def _began(request: HttpRequest, slug: str) -> dict[str, Began]:
    """The quizzes of a course that somebody has begun in its preview."""
    start = f"{slug} "
    return {
        name.removeprefix(start): Began.from_json(one)
        for name, one in _begun(request).items()
        if name.startswith(start)
    }


def _is_sound(part: Mapping[str, object], number: int) -> bool:
    """Whether all questions of a part could be read; one with errors is left out, and told beside the frame."""
    items = part.get("items") or [part["item"]] if "quiz" in part or "item" in part else []
    return all(item in outline(number)["items"] for item in items) if isinstance(items, list) else True


def _shown(request: HttpRequest, desk: Reading, sent: Sent) -> HttpResponse:
    """The learner's page in the learner's language, as far as the site speaks it."""
    spoken = desk.words.language if desk.words.language in dict(settings.LANGUAGES) else parts.ui_language()
    with translation.override(spoken):
        context = {**sheet(desk, sent, request.GET.getlist("again")), "again_address": desk.here}
        response = render(request, "studio/shown.html", context, status=422 if sent.group else 200)
    return framing.shown(response)
