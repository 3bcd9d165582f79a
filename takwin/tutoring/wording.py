"""Names and texts of tutoring in a language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.template.defaultfilters import date
from django.utils.translation import get_language, gettext, override

from takwin.content.queries import outline
from takwin.learning.models import Enrolment, Run
from takwin.learning.queries import ZONE
from takwin.lib.text import filled as said
from takwin.scenarios.supervision import Intervention, Supervision
from takwin.tutoring import filling, queries
from takwin.tutoring.models import Case, Duty, Tutor
from takwin.tutoring.saying import why
from takwin.tutoring.usual import HELP, NAMES, WORDS


def here() -> str:
    """The language of the page."""
    return (get_language() or settings.LANGUAGE_CODE).split("-")[0]


def in_language(texts: Mapping[str, str], language: str) -> str:
    """A text of a course in a language, else in its first."""
    return texts.get(language) or next(iter(texts.values()), "")


def title(run: Run, language: str = "") -> str:
    """The title of the course of a run."""
    return in_language(outline(run.release_id)["title"], language or here())


def reason(run: Run, sign: str, values: Mapping[str, Any], language: str = "") -> str:
    """Why something is due, with the titles of what it names."""
    content, wanted = outline(run.release_id), language or here()
    named = dict(values)
    if (quiz := content["quizzes"].get(str(values.get("quiz")))) is not None:
        named["quiz"] = in_language(quiz["title"], wanted)
    if (task := content.get("tasks", {}).get(str(values.get("task")))) is not None:
        named["task"] = in_language(task["title"], wanted)
    told = why(sign, named)
    return said(gettext(told.message), told.values, wanted)


@dataclass(frozen=True, slots=True)
class Told:
    """Something due as a tutor reads it: for whom (empty for a part of the run), what it is about and why."""

    duty: Duty
    who: str
    about: str
    why: str


def told(run: Run, duty: Duty) -> Told:
    """As a line of the queue."""
    person = duty.enrolment.person if duty.enrolment else None
    about = gettext(NAMES[duty.case.kind]) if duty.case else ""
    return Told(duty, person.name if person else "", about, reason(run, duty.sign, duty.why))


def about(run: Run, case: Case) -> str:
    """Why a case is open."""
    return reason(run, case.kind, case.why)


def draft(run: Run, duty: Duty, found: Supervision, tutor: Tutor) -> str:
    """The text of an intervention, ready to adapt, in the language of whom it is for. For a part of the run the name stays open."""
    of = queries.intervention(duty, found)
    person = duty.enrolment.person if duty.enrolment else None
    wanted = person.language if person else here()
    text, language = filling.template(of, wanted)
    if not text:
        usual = WORDS[duty.case.kind if duty.case else HELP]
        with override(wanted):
            text, language = gettext(usual), wanted
    values = {**_values(run, of, duty, language), "tutor": tutor.person.name if tutor.person else ""}
    return filling.filled(text, values | ({"name": person.name} if person else {}))


def _values(run: Run, of: Intervention, duty: Duty, language: str) -> dict[str, str]:
    content = outline(run.release_id)
    steps = {step["id"]: step["title"] for module in content["modules"] for step in module["steps"]}
    quizzes: dict[str, Any] = {**content["quizzes"]}
    tasks: dict[str, Any] = {**content.get("tasks", {})}
    quiz, task = str(duty.why.get("quiz") or of.quiz), str(duty.why.get("task") or of.task)
    found = {
        "course": title(run, language),
        "step": in_language(steps.get(of.step, {}), language),
        "quiz": in_language(quizzes.get(quiz, {}).get("title", {}), language),
        "task": in_language(tasks.get(task, {}).get("title", {}), language),
        "days": str(duty.why.get("days", "")),
    }
    if duty.sign == "before-deadline":
        found["deadline"] = _deadline(duty, language)
    return {name: value for name, value in found.items() if value}


def _deadline(duty: Duty, language: str) -> str:
    """The last day, which comes so many days after the sign; a run that closes at midnight closes with the day before."""
    last = duty.since + timedelta(days=int(duty.why.get("days") or 0), seconds=-1)
    with override(language):
        return str(date(last.astimezone(ZONE), "j F Y"))


def of_whom(enrolment: Enrolment) -> str:
    """The name of a learner; empty for an account that is gone."""
    return enrolment.person.name if enrolment.person else ""
