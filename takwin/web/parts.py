"""Pieces of pages that several rooms speak in."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from takwin.accounts.models import Person
from takwin.frameworks import tree
from takwin.learning import queries
from takwin.learning.models import Enrolment
from takwin.learning.progress import Summary
from takwin.web.path import Stop, resume, stretches
from takwin.web.wording import Words, words


@dataclass(frozen=True, slots=True)
class Claim:
    """A competency or value that a course claims: its code and its label."""

    code: str
    label: str


def claim(code: str, language: str) -> Claim:
    """A claimed competency or value in words."""
    label = tree.item(code).label
    return Claim(code, label.get(language) or label["en"])


@dataclass(frozen=True, slots=True)
class Taking:
    """A course somebody takes: its words, how far it is, where to go on."""

    enrolment: Enrolment
    texts: Words
    standing: Summary
    next_stop: Stop


def taking(enrolment: Enrolment, language: str) -> Taking:
    """An enrolment as the dashboard shows it."""
    texts = words(enrolment.release, language)
    path = stretches(texts, queries.state(enrolment))
    return Taking(enrolment, texts, queries.standing(enrolment), resume(path, enrolment.last_step))


def step_address(slug: str, stop: Stop) -> str:
    """The page of a step."""
    return reverse("step", args=[slug, stop.module, stop.step])


def going_on(enrolment: Enrolment, language: str) -> str:
    """The page where an enrolment goes on."""
    return step_address(enrolment.run.course.slug, taking(enrolment, language).next_stop)


def credentials(person: Person, language: str) -> list[Any]:
    """What a person holds, as the credentials room shows it."""
    from takwin.credentials import parts

    return parts.held(person, language)
