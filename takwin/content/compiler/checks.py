"""What a course as a whole must keep: honest hours, a completion that can be reached, no forgotten files."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from takwin.content.compiler.compiled import Json
from takwin.content.compiler.media import Shelf, lighter
from takwin.content.release import practised
from takwin.content.source.course import Course
from takwin.content.source.problems import Problem, problem
from takwin.frameworks.alignment import known

FILE = "course.yaml"
HEAVY = 2_000_000
"""Bytes of an image over which a phone on prepaid data suffers."""
SHORT = 8_000_000
"""Bytes of a film that goes along where somebody takes a course with them and not its large films (`desk.statics`)."""
LARGEST = 500_000_000


def check(course: Course, outline: Json, shelf: Shelf) -> list[Problem]:
    """Everything that no single page can see."""
    return [
        *_hours(course),
        *_completion(course, outline),
        *_supervision(course, outline),
        *_claims(course, outline),
        *_media(shelf),
    ]


def _hours(course: Course) -> Iterable[Problem]:
    """Announced hours and the sum of the steps' minutes may differ by a quarter."""
    for language in course.languages:
        texts = [step.texts.get(language) for module in course.modules for step in module.steps]
        minutes = sum(text.minutes for text in texts if text)
        if minutes and course.hours and abs(Decimal(minutes) / 60 - course.hours) > course.hours / 4:
            found = f"{Decimal(minutes) / 60:.1f}"
            yield problem(
                "hours-differ",
                FILE,
                course.lines.get("hours", 1),
                announced=str(course.hours),
                found=found,
                language=language,
            )
            return


def _completion(course: Course, outline: Json) -> Iterable[Problem]:
    graded = any(one["graded"] for one in outline["items"].values())
    if course.completion.mark and not graded:
        yield problem("completion-mark", FILE, course.lines.get("completion", 1), mark=course.completion.mark)
    if course.completion.tasks and not outline.get("tasks"):
        yield problem("completion-tasks", FILE, course.lines.get("completion", 1), tasks=course.completion.tasks)
    if not course.completion.mark and not course.completion.steps and not course.completion.tasks:
        yield problem("completion-nothing", FILE, course.lines.get("completion", 1))


def _supervision(course: Course, outline: Json) -> Iterable[Problem]:
    """What the interventions of the tutors point at is there."""
    steps = {step["id"] for module in outline["modules"] for step in module["steps"]}
    known_ = {"step": steps, "task": outline.get("tasks", {}), "quiz": outline["quizzes"]}
    for one in course.supervision.interventions if course.supervision else ():
        for key, there in known_.items():
            if (value := getattr(one, key)) and value not in there:
                yield problem("supervision-unknown", "supervision.yaml", one.line, id=one.id, key=key, value=value[:80])


def _claims(course: Course, outline: Json) -> Iterable[Problem]:
    """What is claimed is worked on somewhere."""
    for field, name, claims in (
        ("competencies", "competency-unpractised", course.competencies),
        ("values", "value-unpractised", course.values),
    ):
        for code in claims:
            if known(code) and not practised(outline, code):
                yield problem(name, FILE, course.lines.get(field, 1), code=code)


def _media(shelf: Shelf) -> Iterable[Problem]:
    for path in sorted(shelf.media.keys() - shelf.used.keys()):
        if path.startswith("media/"):
            yield problem("media-unused", path, 1)
    for medium in shelf.used.values():
        if medium.media_type.startswith("image/") and medium.size > HEAVY:
            yield problem("media-heavy", medium.path, 1, megabytes=f"{medium.size / 1_000_000:.1f}")
        if medium.media_type.startswith("video/") and medium.size > SHORT and _light(shelf, medium.path) > SHORT:
            megabytes, low = f"{medium.size / 1_000_000:.1f}", lighter(medium.path)
            yield problem("film-heavy", medium.path, 1, megabytes=megabytes, low=low, most=SHORT // 1_000_000)
        if medium.size > LARGEST:
            yield problem("media-large", medium.path, 1, megabytes=LARGEST // 1_000_000)


def _light(shelf: Shelf, path: str) -> int:
    """Bytes of the lighter copy of a film; without one, too many."""
    copy = shelf.used.get(lighter(path))
    return copy.size if copy else LARGEST


def twice(ids: Mapping[str, list[tuple[str, int]]], name: str) -> list[Problem]:
    """A complaint at every second place of an id."""
    return [problem(name, file, line, id=one) for one, places in ids.items() for file, line in places[1:]]
