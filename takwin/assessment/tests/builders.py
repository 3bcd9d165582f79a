"""A course with one quiz and one practice question, published, and somebody who takes it."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from uuid import UUID, uuid4

from django.utils import timezone

from takwin.accounts.models import Person
from takwin.assessment import actions
from takwin.assessment.models import Attempt
from takwin.content.actions import publish
from takwin.content.models import Release
from takwin.items.item import Json
from takwin.learning import actions as learning
from takwin.learning.models import Enrolment

COURSE = """\
takwin: 1
id: essai
languages: [fr]
title: Essai
summary: Un essai.
description: Savoir compter.
audience: Tous
prerequisites: Aucun
hours: 0.5
licence: CC-BY-SA-4.0
authors: [Takwin]
completion: {steps: 100%, mark: 60%}
modules:
  - id: one
    title: Un
    steps: [check]
"""
STEP = """\
---
title: Compter
minutes: 30
---
Comptez.

:::{numeric} warm-up
:answer: 2

Un et un ?
:::

:::::{quiz} count
:title: Compter
%(options)s

::::{numeric} sum
:answer: %(answer)s
:points: %(points)s

%(prompt)s

:::{feedback}
SECRET pour toujours
:::
::::
::::{multiple-choice} even
:scoring: map_response
:points: 2

Lesquels sont pairs ?

- [x] Deux
- [ ] Trois
- [x] Quatre
::::
:::::
"""

OPINIONS = """\
---
title: Compter
minutes: 30
---
:::{numeric} sum
:answer: 2

Un et un ?
:::

::::{scale} sure
Je sais compter.

- Non
- Peut-être
- Oui
::::

::::{dilemma} phone
Et vous ?

- A
- B
- C

:::{feedback}
%s
:::
::::
"""


def release(
    answer: str = "12",
    attempts: str = "2",
    feedback: str = "attempt",
    points: str = "1",
    prompt: str = "Cinq et sept ?",
    more: str = "",
) -> Release:
    """A release of the course, `more` at the end of its step; the same values give the same one."""
    options = f":attempts: {attempts}\n:feedback: {feedback}"
    return _published(COURSE, STEP % {"options": options, "answer": answer, "points": points, "prompt": prompt} + more)


def opinions(said: str = "Merci.") -> Release:
    """A release with a practice question and two that are never marked: a scale ("sure") and a dilemma ("phone")."""
    return _published(COURSE.replace(", mark: 60%", ""), OPINIONS % said)


def of_quiz(text: str, media: Mapping[str, bytes] = MappingProxyType({})) -> Release:
    """A release whose only step holds this text, with media by path; completed by 60% of the points."""
    course = COURSE.replace("steps: 100%", "steps: 0%")
    return _published(course, f"---\ntitle: Quiz\nminutes: 30\n---\n{text}\n", media)


def _published(course: str, step: str, media: Mapping[str, bytes] = MappingProxyType({})) -> Release:
    with TemporaryDirectory() as folder:
        (Path(folder) / "one").mkdir()
        for path, data in media.items():
            (Path(folder) / path).write_bytes(data)
        (Path(folder) / "course.yaml").write_text(course, encoding="utf-8")
        (Path(folder) / "one" / "check.fr.md").write_text(step, encoding="utf-8")
        return publish(Path(folder), None, timezone.now()).release


def enrolment(person: Person, content: Release | None = None, closes: datetime | None = None) -> Enrolment:
    """Somebody who has joined."""
    run = learning.create_run(content or release(), closes=closes)
    learning.enrol(person, run, timezone.now())
    return again(Enrolment.objects.get(person=person))


def again(enrolment: Enrolment) -> Enrolment:
    """The same, as it is now."""
    return Enrolment.objects.select_related("run__course", "progress", "person").get(pk=enrolment.pk)


def answer(
    who: Enrolment,
    number: str = "12",
    even: tuple[str, ...] = (),
    token: UUID | None = None,
    now: datetime | None = None,
) -> list[Attempt]:
    """Answer the quiz: the sum, and the choices by their words."""
    responses: dict[str, Json] = {"sum": {"number": number}, "even": {"choices": list(even)}}
    return actions.answer(who, responses, token or uuid4(), "fr", now or timezone.now())
