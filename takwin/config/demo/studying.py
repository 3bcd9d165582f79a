"""Somebody of the demo studies: joins, opens and finishes steps, and answers well."""

from datetime import datetime, timedelta

from django.conf import settings

from takwin.accounts.models import Person
from takwin.assessment import actions as assessment
from takwin.assessment.asked import Asked
from takwin.assessment.variants import row
from takwin.config.demo.answers import right
from takwin.content import queries
from takwin.content.release import StepOutline
from takwin.learning import actions as learning
from takwin.learning.models import Enrolment, Run
from takwin.learning.progress import State
from takwin.learning.queries import rules
from takwin.lib.ids import derived

PACE = timedelta(minutes=7)
"""Between two steps of one person."""


def study(person: Person, run: Run, percent: int, begins: datetime) -> Enrolment:
    """Join a run and take a share of its steps, answering well: none of them done for 0 percent."""
    enrolment = learning.enrol(person, run, begins)
    steps = [step for module in queries.outline(run.release_id)["modules"] for step in module["steps"]]
    for number, step in enumerate(steps[: len(steps) * percent // 100 or 1]):
        _take(enrolment, step, begins + PACE * (number + 1), finish=percent > 0)
    return enrolment


def _take(enrolment: Enrolment, step: StepOutline, at: datetime, *, finish: bool) -> None:
    learning.open_step(enrolment, step["id"], at)
    enrolment.last_step = step["id"]
    if not finish:
        return
    language = enrolment.person.language if enrolment.person else settings.LANGUAGE_CODE
    for group in _asked(enrolment, step):
        responses = {item: _right(enrolment, item, language) for item in group}
        _begin(enrolment, group, at)
        token = derived(enrolment.uid, "demo " + " ".join(group))
        assessment.answer(enrolment, responses, token, language, at)
    for name, task in queries.outline(enrolment.release_id).get("tasks", {}).items():
        if task["step"] == step["id"]:
            learning.declare_task(enrolment, name, True, at)
    learning.finish_step(enrolment, step["id"], at)


def _begin(enrolment: Enrolment, group: list[str], at: datetime) -> None:
    """Begin the quiz of these questions, where it has a limit."""
    quiz = queries.outline(enrolment.release_id)["items"][group[0]]["quiz"]
    if quiz in rules(enrolment).limits:
        learning.begin_quiz(enrolment, str(quiz), at)


def _asked(enrolment: Enrolment, step: StepOutline) -> list[list[str]]:
    """The questions of a step as they are sent: each quiz at once, each other question alone."""
    content = queries.outline(enrolment.release_id)
    asked = Asked(content, rules(enrolment), State())
    quizzes = [content["quizzes"][quiz]["items"] for quiz in step["quizzes"]]
    together = {item for quiz in quizzes for item in quiz}
    own = [asked.shown(quiz, again=True) for quiz in quizzes]
    return [*own, *([item] for item in step["items"] if item not in together)]


def _right(enrolment: Enrolment, item: str, language: str) -> dict[str, object]:
    rule = queries.outline(enrolment.release_id)["items"][item]
    keys = queries.sealed_key(enrolment.release_id, item, row(rule, item, enrolment.uid, 1))
    key = keys.get(language) or next(iter(keys.values()))
    return right(rule["kind"], key)
