"""Pieces of pages that several rooms speak in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language

from takwin.assessment.asked import Asked
from takwin.content.queries import outline
from takwin.content.release import Outline
from takwin.credentials.models import Credential
from takwin.learning import queries
from takwin.learning.counting import summary
from takwin.learning.models import Enrolment, Run
from takwin.learning.progress import Rules, State
from takwin.learning.way import weeks
from takwin.web import standing as rules
from takwin.web.path import Stop, Stretches, resume, stretches
from takwin.web.standing import Standing
from takwin.web.wording import Words, words


def ui_language() -> str:
    """The language of the page around a course."""
    return get_language() or settings.LANGUAGE_CODE


@dataclass(frozen=True, slots=True)
class Taking:
    """A course that somebody takes: its words, its path, how far it is, where to go on, and the credential once there is one."""

    enrolment: Enrolment
    texts: Words
    path: Stretches
    standing: Standing
    next_stop: Stop
    credential: Credential | None = None

    @property
    def address(self) -> str:
        """The course's page."""
        return course_address(self.enrolment.run.course.slug)

    @property
    def next_address(self) -> str:
        """The page where it goes on."""
        return step_address(self.enrolment.run.course.slug, self.next_stop)


def taking(enrolment: Enrolment, language: str, now: datetime, credential: Credential | None = None) -> Taking:
    """An enrolment as the dashboard and the course page show it; it needs no query once the release is known."""
    content = outline(enrolment.release_id)
    texts, state = words(content, language), queries.state(enrolment)
    path = stretches(texts, state)
    return Taking(enrolment, texts, path, stand(enrolment, state, now), resume(path, enrolment.last_step), credential)


def stand(enrolment: Enrolment, state: State, now: datetime) -> Standing:
    """How far somebody is in what they take."""
    own = queries.rules(enrolment)
    asked = Asked(outline(enrolment.release_id), own, state, enrolment.run.closes)
    return rules.standing(summary(state, own), asked, now)


def next_due(enrolment: Enrolment, now: datetime) -> date | None:
    """The nearest day by which somebody should have done something that they have not."""
    state = queries.state(enrolment)
    return next(iter(weeks(queries.way(enrolment).gates(state, now), state.done, queries.ZONE)), None)


def completion(run: Run, content: Outline) -> dict[str, int]:
    """The shares that completion asks for in a run, in percent."""
    rules = Rules.of(content).under(run.rules) if run.guided else Rules.of(content)
    return {
        "steps": rules.steps_share,
        "mark": rules.mark_share,
        "tasks": rules.tasks_share,
        "sessions": rules.sessions_share,
    }


@lru_cache(maxsize=1024)
def course_address(slug: str) -> str:
    """The page of a course, asked for on every page of its steps."""
    return reverse("course", args=[slug])


def step_address(slug: str, stop: Stop) -> str:
    """The page of a step."""
    return reverse("step", args=[slug, stop.module, stop.step])


def earned(held: Iterable[Credential]) -> dict[int, Credential]:
    """What a person holds, by enrolment."""
    return {credential.enrolment_id: credential for credential in held}
