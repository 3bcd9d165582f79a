"""A small course for journeys, published, and a run of it."""

from pathlib import Path

from django.utils import timezone

from takwin.accounts.models import Person
from takwin.content.actions.publish import publish
from takwin.learning import actions
from takwin.learning.models import Run

COURSE = """\
takwin: 1
id: essai
languages: [fr, en]
title: {fr: Un essai, en: A trial}
summary: {fr: Un cours très court., en: A very short course.}
description: {fr: Vous saurez finir un cours., en: You will know how to finish a course.}
audience: {fr: Tout le monde, en: Everybody}
prerequisites: {fr: Aucun, en: None}
hours: 0.5
licence: CC-BY-SA-4.0
authors: [Takwin]
competencies: [digcompedu/1.3]
completion: {steps: 100%, mark: 60%}
modules:
  - id: one
    title: {fr: Le module, en: The module}
    steps: [{id: read, aligned: [digcompedu/1.3]}, quiz]
"""
READ = """\
---
title: %(title)s
minutes: 10
---
%(text)s

::::{single-choice} practice
%(text)s

- [ ] %(wrong)s
  > %(secret)s
- [x] %(right)s
::::
"""
QUIZ = """\
---
title: Quiz
minutes: 20
---
%(text)s

:::::{quiz} final
:title: Quiz
:attempts: 2

::::{single-choice} who
%(text)s

- [ ] %(wrong)s
  > %(secret)s
- [x] %(right)s
  > %(secret)s
::::
::::{numeric} how-many
:answer: %(answer)s

%(text)s
::::
:::::
"""
WORDS = {
    "fr": {"title": "Lire", "text": "Qui observe la leçon ?", "wrong": "Le directeur", "right": "Une collègue"},
    "en": {"title": "Read", "text": "Who observes the lesson?", "wrong": "The head", "right": "A colleague"},
}
SECRET = "secret-retour"


def write(folder: Path, answer: str = "12", right: str = "") -> Path:
    """The course source, in French and English; `answer` is that of the numeric question."""
    (folder / "one").mkdir(parents=True, exist_ok=True)
    (folder / "course.yaml").write_text(COURSE, encoding="utf-8")
    for language, words in WORDS.items():
        filled = {**words, "secret": SECRET, "answer": answer} | ({"right": right} if right else {})
        (folder / "one" / f"read.{language}.md").write_text(READ % filled, encoding="utf-8")
        (folder / "one" / f"quiz.{language}.md").write_text(QUIZ % filled, encoding="utf-8")
    return folder


def offer(folder: Path, by: Person | None = None) -> Run:
    """Publish the course and open a run."""
    return actions.create_run(publish(write(folder), by, timezone.now()).release)
