"""How far a course is translated, and two languages of a step side by side."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from takwin.content import parts as content
from takwin.content import queries
from takwin.content.access import Role, team_course
from takwin.content.compare.paragraphs import Paragraph, changed, paragraphs
from takwin.content.compare.taking_apart import split
from takwin.content.models import Draft
from takwin.content.source.course import Course, Step, StepText
from takwin.content.translation import Standing, beside
from takwin.studio.translated import Translated, translated


def translations(request: HttpRequest, slug: str) -> HttpResponse:
    """Every step in every language: there, missing, or older than the original."""
    course = team_course(request.user, slug, Role.READER)
    found = translated(course)
    steps = _steps(found.course) if found else {}
    context = {
        "course": course,
        "title": queries.shelved(course).title,
        "found": found,
        "draft": found is not None and isinstance(found.states[-1], Draft),
        "rows": [(one, _titles(steps[one.key])) for one in found.standings] if found else [],
    }
    return render(request, "studio/translations.html", context)


def step(request: HttpRequest, slug: str, module: str, step: str) -> HttpResponse:
    """Two languages of a step beside each other, and what changed in the original since the translation was."""
    course = team_course(request.user, slug, Role.READER)
    found, key = translated(course), f"{module}/{step}"
    steps = _steps(found.course) if found else {}
    if found is None or key not in steps:
        raise Http404(key)
    languages = found.course.languages
    left = _chosen(request, "left", languages, languages[0])
    right = _chosen(request, "right", languages, languages[-1])
    texts = steps[key].texts
    standing = next(one for one in found.standings if one.key == key)
    context = {
        "course": course,
        "title": queries.shelved(course).title,
        "key": key,
        "titles": _titles(steps[key]),
        "languages": languages,
        "left": left,
        "right": right,
        "left_text": texts.get(left),
        "right_text": texts.get(right),
        "pairs": beside(_body(texts.get(left)), _body(texts.get(right))),
        "standing": next(one for one in standing.languages if one.language == right),
        "since": _since(found, standing, right),
        "original": languages[0],
    }
    return render(request, "studio/side_by_side.html", context)


def _chosen(request: HttpRequest, name: str, languages: tuple[str, ...], usual: str) -> str:
    wanted = request.GET.get(name, usual)
    return wanted if wanted in languages else usual


def _since(found: Translated, standing: Standing, language: str) -> tuple[Paragraph, ...]:
    """What changed in the original since this translation last did."""
    one = next(one for one in standing.languages if one.language == language)
    if one.what != "older":
        return ()
    before = content.source(found.states[one.since])
    then = _steps(before).get(standing.key) if before else None
    now = _steps(found.course)[standing.key]
    original = found.course.languages[0]
    told = paragraphs(split(_body(then.texts.get(original) if then else None)), split(_body(now.texts.get(original))))
    return told if changed(told) else ()


def _steps(course: Course) -> dict[str, Step]:
    return {f"{module.id}/{step.id}": step for module in course.modules for step in module.steps}


def _titles(step: Step) -> dict[str, str]:
    return {language: text.title for language, text in step.texts.items()}


def _body(text: StepText | None) -> str:
    return text.body if text else ""
