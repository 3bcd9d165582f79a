"""The outline of a release: everything but the pages (`takwin.content.release` is its typed view)."""

from collections.abc import Mapping
from dataclasses import asdict

from takwin.content.compiler import tasks
from takwin.content.compiler.canonical import completion, hours
from takwin.content.compiler.compiled import Json
from takwin.content.compiler.languages import Drafted
from takwin.content.compiler.questions import Told
from takwin.content.source.course import Course, Module, Step
from takwin.scenarios import supervision


def outline(
    course: Course, drafted: Mapping[str, Drafted], items: Mapping[str, Told], description: Json, image: str
) -> Json:
    """The outline as JSON; `drafted` goes by step key. What came later (policies, tasks) stands in it only where there is any."""
    given = {name: said for step, one in drafted.items() for name, said in _tasks(step, one).items()}
    return {
        "course": course.id,
        "languages": list(course.languages),
        "title": dict(course.title),
        "summary": dict(course.summary),
        "description_html": description,
        "audience": dict(course.audience),
        "prerequisites": dict(course.prerequisites),
        "hours": hours(course.hours),
        "licence": course.licence,
        "authors": list(course.authors),
        "image": image,
        "competencies": list(course.competencies),
        "values": list(course.values),
        **({"policies": list(course.policies)} if course.policies else {}),
        **({"tasks": given} if given else {}),
        **({"supervision": supervision.to_json(course.supervision)} if course.supervision else {}),
        "completion": completion(course),
        "modules": [_module(module, drafted) for module in course.modules],
        "quizzes": {quiz["id"]: quiz["said"] for step, one in drafted.items() for quiz in _quizzes(step, one)},
        "items": {name: told.outline for name, told in items.items()},
    }


def _module(module: Module, drafted: Mapping[str, Drafted]) -> Json:
    steps = [_step(f"{module.id}/{step.id}", step, drafted.get(f"{module.id}/{step.id}", {})) for step in module.steps]
    said = {language: asdict(one) for language, one in module.communication.items()}
    return {
        "id": module.id,
        "title": dict(module.title),
        "steps": steps,
        **({"communication": said} if said else {}),
    }


def _step(key: str, step: Step, drafted: Drafted) -> Json:
    first = next(iter(drafted.values()))[0] if drafted else None
    return {
        "id": key,
        "title": {language: text.title for language, text in step.texts.items()},
        "minutes": {language: text.minutes for language, text in step.texts.items()},
        "items": [one.written.id for one in first.questions] if first else [],
        "quizzes": [one.id for one in first.quizzes] if first else [],
        **({"aligned": list(step.aligned)} if step.aligned else {}),
    }


def _tasks(step: str, drafted: Drafted) -> dict[str, Json]:
    return tasks.outline(step, {one: (draft.tasks, page) for one, (draft, page) in drafted.items()}) if drafted else {}


def _quizzes(step: str, drafted: Drafted) -> list[Json]:
    if not drafted:
        return []
    titles = {language: {quiz.id: quiz.title for quiz in draft.quizzes} for language, (draft, _) in drafted.items()}
    return [
        {
            "id": quiz.id,
            "said": {
                "step": step,
                "title": {language: found[quiz.id] for language, found in titles.items() if found.get(quiz.id)},
                "attempts": quiz.attempts,
                "feedback": quiz.feedback,
                "items": list(quiz.items),
                **quiz.said,
            },
        }
        for quiz in next(iter(drafted.values()))[0].quizzes
    ]
