"""A course of one step with a quiz of one's own, for journeys through what a quiz can be."""

from pathlib import Path

from django.utils import timezone

from takwin.accounts.models import Person
from takwin.content.actions.publish import publish
from takwin.learning import actions
from takwin.learning.models import Run

COURSE = """\
takwin: 1
id: essai
languages: [fr]
title: Un essai
summary: Un cours très court.
description: Vous saurez finir un cours.
audience: Tout le monde
prerequisites: Aucun
hours: 0.5
licence: CC-BY-SA-4.0
authors: [Takwin]
completion: {steps: 0%, mark: 60%}
modules:
  - id: one
    title: Le module
    steps: [quiz]
"""
STEP = "/courses/essai/one/quiz/"


def number(name: str, answer: int | str, options: str = "") -> str:
    """A numeric question."""
    return f"::::{{numeric}} {name}\n:answer: {answer}\n{options}\nCombien pour {name} ?\n::::\n"


def write(folder: Path, body: str) -> Path:
    """The course source with this text as its step."""
    (folder / "one").mkdir(parents=True, exist_ok=True)
    (folder / "course.yaml").write_text(COURSE, encoding="utf-8")
    (folder / "one" / "quiz.fr.md").write_text(f"---\ntitle: Quiz\nminutes: 30\n---\n{body}\n", encoding="utf-8")
    return folder


def offer(folder: Path, body: str, by: Person | None = None) -> Run:
    """Publish the course and open a run."""
    return actions.create_run(publish(write(folder, body), by, timezone.now()).release)
