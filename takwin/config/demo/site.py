"""Fill an empty site with people and a course, through the same actions that pages call."""

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

import takwin
from takwin.accounts import actions as accounts
from takwin.accounts.models import Decision, Person
from takwin.assessment import actions as assessment
from takwin.assessment.asked import Asked
from takwin.assessment.variants import row
from takwin.config.demo import hub, institutions
from takwin.config.demo.answers import right
from takwin.config.demo.people import PASSWORD, PEOPLE, Role
from takwin.config.progress import note
from takwin.config.trouble import Trouble
from takwin.content import actions as content
from takwin.content import queries
from takwin.content.release import StepOutline
from takwin.learning import actions as learning
from takwin.learning.models import Enrolment, Run
from takwin.learning.progress import State
from takwin.learning.queries import rules
from takwin.lib.ids import derived

SAMPLE, SECOND = "feedback-to-a-colleague", "teaching-with-digital-resources"
PACE = timedelta(minutes=7)
"""Between two steps of one person."""


def sample_course(name: str = SAMPLE) -> Path:
    """The folder of a sample course: in the checkout, or beside the package. Raises Trouble."""
    package = Path(takwin.__file__).parent
    for folder in (package.parent / "courses" / name, package / "courses" / name):
        if (folder / "course.yaml").is_file():
            return folder
    raise Trouble("The sample course is not part of this installation.")


def fill(now: datetime | None = None) -> None:
    """People, the sample courses, and what they have done in them so far."""
    now = now or timezone.now()
    people = {role.username: _arrive(role) for role in PEOPLE}
    author = next(people[role.username] for role in PEOPLE if role.author)
    administrator = next(people[role.username] for role in PEOPLE if role.administrator)
    accounts.decide(author, administrator, Decision.What.AUTHOR, "Auteure des deux cours.", now)
    nodes = institutions.found(people, administrator, now - timedelta(days=20))
    note("Publishing the sample courses…")
    second, first = (_offered(name, author, now - timedelta(days=14)) for name in (SECOND, SAMPLE))
    institutions.study(nodes, first, people["omar"], now - timedelta(days=12))
    for number, role in enumerate(PEOPLE):
        if role.progress is not None:
            note(f"{role.name} studies…")
            study(people[role.username], first, role.progress, now - timedelta(days=9 - number))
        if role.second is not None:
            study(people[role.username], second, role.second, now - timedelta(days=11 - number))
    hub.fill(first, people, author, now - timedelta(days=3))


def _offered(name: str, author: Person, at: datetime) -> Run:
    return learning.create_run(content.publish(sample_course(name), author, at).release)


def _arrive(role: Role) -> Person:
    person = accounts.sign_up(role.name, PASSWORD, role.language, username=role.username)
    if role.administrator:
        accounts.appoint(person)
    return person


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


def welcome() -> str:
    """Who can sign in, and how."""
    lines = [f"  {role.username:<9} {role.name}: {role.what}" for role in PEOPLE]
    return "\n".join([f"Sign in at {settings.BASE_URL} with the password {PASSWORD} as", *lines])
