"""Releases and enrolments for tests, made without a course folder."""

from typing import Any, cast

from django.utils import timezone

from takwin.accounts.models import Person
from takwin.content.models import Course, Release
from takwin.content.release import Outline
from takwin.files.models import Blob
from takwin.learning import actions
from takwin.learning.models import Enrolment, Run

STEPS = ["one/a", "one/b", "two/c"]


def item(
    points: int = 100, asked: str = "a", key: str = "k", graded: bool = True, attempts: int | None = 2
) -> dict[str, Any]:
    """A question of an outline."""
    return {
        "kind": "single-choice", "step": "one/b", "quiz": "q" if graded else None, "points": points, "attempts": attempts,
        "graded": graded, "asked": asked, "key": key,
    }  # fmt: skip


def outline(
    items: dict[str, dict[str, Any]] | None = None, steps: int = 100, mark: int = 60, tasks: int | None = None
) -> Outline:
    """An outline of three steps in two modules; with two tasks where `tasks` tells the share of them that completion asks for."""
    questions = items if items is not None else {"q1": item(), "q2": item(200), "p": item(graded=False, attempts=None)}
    modules = [
        {"id": name, "title": {"fr": name}, "steps": [_step(key) for key in STEPS if key.startswith(name)]}
        for name in ("one", "two")
    ]
    quiz = {"step": "one/b", "title": {}, "attempts": 2, "feedback": "attempt", "items": []}
    made: dict[str, Any] = {
        "course": "essai", "languages": ["fr"], "title": {"fr": "Essai"}, "summary": {"fr": "Un essai."}, "hours": "1",
        "completion": {"steps": steps, "mark": mark}, "modules": modules, "quizzes": {"q": quiz}, "items": questions,
        "competencies": [], "values": [], "authors": [], "licence": "CC-BY-SA-4.0", "description_html": {}, "audience": {}, "prerequisites": {}, "image": "",
    }  # fmt: skip
    if tasks is not None:
        made["tasks"] = {"t1": task("one/a"), "t2": task("two/c")}
        made["completion"]["tasks"] = tasks
    return cast(Outline, made)


def task(step: str) -> dict[str, Any]:
    """A task of an outline."""
    return {
        "step": step, "title": {"fr": "Une visite"}, "minutes": 10, "aligned": [], "parts": ["product"], "steps": 0, "degree": "",
        "criteria": [],
    }  # fmt: skip


def _step(key: str) -> dict[str, Any]:
    return {"id": key, "title": {"fr": key}, "minutes": {"fr": 10}, "items": [], "quizzes": []}


def release(content: Outline | None = None, number: int = 1) -> Release:
    """A stored release with this outline."""
    course, _ = Course.objects.get_or_create(slug="essai")
    blob, _ = Blob.objects.get_or_create(digest="0" * 64, defaults={"size": 0, "media_type": "application/zip"})
    return Release.objects.create(
        course=course, number=number, digest=f"{number:064d}", outline=content or outline(), source=blob, renderer=1,
        published=timezone.now(),
    )  # fmt: skip


def run(content: Outline | None = None) -> Run:
    """A run of a new release."""
    return actions.create_run(release(content))


def enrolment(person: Person, content: Outline | None = None) -> Enrolment:
    """Somebody who has joined."""
    return actions.enrol(person, run(content), timezone.now())
