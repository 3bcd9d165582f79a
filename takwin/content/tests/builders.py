"""Course folders and Courses for tests."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from takwin.content.source.course import Completion, Course, Module, Step, StepText

COURSE = """\
takwin: 1
id: essai
languages: [fr, en]
title: {fr: Essai, en: Trial}
summary: {fr: Un essai., en: A trial.}
description: {fr: Tout *savoir*., en: Know *all*.}
audience: {fr: Tous, en: All}
prerequisites: {fr: Aucun, en: None}
hours: 0.5
licence: CC-BY-SA-4.0
authors: [Takwin]
completion: {steps: 100%, mark: 60%}
modules:
  - id: one
    title: {fr: Un, en: One}
    steps: [welcome, check]
"""
WELCOME = "---\ntitle: Bienvenue\nminutes: 10\n---\nBonjour **vous**.\n\n![Un carré](media/square.svg)\n"
QUIZ = """\
---
title: Vérifier
minutes: 20
---
Avant.

:::::{quiz} retenu
:title: Ce que j'ai retenu
:attempts: 2

::::{single-choice} but
:points: 2

Quel est le but ?

- [ ] Noter
  > FEEDBACK-SECRET noter vient d'ailleurs
- [x] Aider
  > FEEDBACK-SECRET oui

:::{hint}
Pensez à lundi.
:::
:::{feedback}
FEEDBACK-SECRET pour finir
:::
::::

::::{cloze} ville
La capitale est {gap}`=SECRETRABAT ~Fès#FEEDBACK-SECRET non`.
::::
:::::

Entre.

::::{numeric} mesure
:answer: 12345.5

Combien ?

:::{feedback}
Voilà.
:::
::::
"""
ENGLISH = {
    "Bienvenue": "Welcome",
    "Bonjour **vous**": "Hello **you**",
    "Un carré": "A square",
    "Vérifier": "Check",
    "Ce que j'ai retenu": "What I have kept",
    "Quel est le but ?": "What is the aim?",
    "Noter": "To mark",
    "Aider": "To help",
    "noter vient d'ailleurs": "marking is for others",
    "Pensez à lundi.": "Think of Monday.",
    "pour finir": "to end with",
    "La capitale est": "The capital is",
    "Combien ?": "How much?",
    "Voilà.": "There.",
}


def in_english(text: str) -> str:
    """A text of the small course in its other language, line for line."""
    for french, english in ENGLISH.items():
        text = text.replace(french, english)
    return text


SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><rect width="40" height="30"/></svg>'
FILES: dict[str, str | bytes] = {
    "course.yaml": COURSE,
    "one/welcome.fr.md": WELCOME,
    "one/welcome.en.md": in_english(WELCOME),
    "one/check.fr.md": QUIZ,
    "one/check.en.md": in_english(QUIZ),
    "media/square.svg": SQUARE,
}


def folder(place: Path, changes: Mapping[str, str | bytes | None] | None = None) -> Path:
    """The small course of these tests as a folder; `changes` replace files, None takes one away."""
    for name, text in {**FILES, **(changes or {})}.items():
        if text is not None:
            path = place / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return place


def course(body: str = "Bonjour.", title: str = "Essai") -> Course:
    """A course of one step in one language."""
    texts = {"fr": title}
    step = Step("a", {"fr": StepText("A", 10, body)})
    return Course(
        id="essai",
        languages=("fr",),
        title=texts,
        summary=texts,
        description=texts,
        audience=texts,
        prerequisites=texts,
        hours=Decimal(1),
        licence="CC-BY-4.0",
        authors=("Takwin",),
        modules=(Module("one", texts, (step,)),),
        completion=Completion(100, 0),
    )
