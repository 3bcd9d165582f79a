"""The words of a question: what an author wrote, what is shown, what was answered, what it earned."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from takwin.items import pictures
from takwin.lib.text import Sentence

Json = dict[str, Any]
Render = Callable[[str], str]
"""Markdown in, safe HTML out. The gap role number n of the text, counted from 0, becomes GAP % n."""

GAP = "\ue000%d\ue001"


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a choice question. `source` is the Markdown of a rendered text, for kinds that compare with it; `area` is the part of
    a picture that the line names, as `areas.parse` reads it."""

    text: str
    right: bool
    feedback: str = ""
    source: str = ""
    area: str = ""

    def rendered(self, render: Render) -> Self:
        """The same choice with HTML in place of Markdown."""
        feedback = self.feedback and render(self.feedback)
        return replace(self, text=render(self.text), feedback=feedback, source=self.text)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list without boxes: something to put in order, a half of a pair, a point of a scale. `match` is the other half
    of a pair, plain words; the text of a decoy is empty. `source` is the Markdown of a rendered text: an order that must not
    depend on a renderer is made from it."""

    text: str
    match: str = ""
    feedback: str = ""
    source: str = ""

    def rendered(self, render: Render) -> Self:
        """The same line with HTML in place of Markdown."""
        text, feedback = self.text and render(self.text), self.feedback and render(self.feedback)
        return replace(self, text=text, feedback=feedback, source=self.text)


@dataclass(frozen=True, slots=True)
class Answer:
    """One accepted or foreseen answer of a gap. `weight` in hundredths of the gap: 100 right, 0 wrong."""

    text: str
    weight: int
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """A hole in a text: typed, or chosen from its answers when `drop_down`."""

    answers: tuple[Answer, ...]
    drop_down: bool = False

    def rendered(self, render: Render) -> Self:
        """The same gap with HTML in place of the Markdown of its feedback."""
        return replace(
            self, answers=tuple(replace(a, feedback=a.feedback and render(a.feedback)) for a in self.answers)
        )


@dataclass(frozen=True, slots=True)
class Written:
    """A question as one language's source holds it; all texts are Markdown. The shapes that a kind does not use are empty."""

    kind: str
    id: str
    prompt: str
    options: Mapping[str, str] = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()
    gaps: tuple[Gap, ...] = ()
    lines: tuple[Line, ...] = ()
    zones: tuple[Line, ...] = ()
    """Where the lines are put: `match` is the area of a zone in a picture, "" in a text."""
    hints: tuple[str, ...] = ()
    feedback: Mapping[str, str] = field(default_factory=dict)
    """Under "always", "right" and "wrong"."""
    guide: str = ""
    """What whoever marks it by hand should look at."""
    line: int = 1
    picture: str = ""
    """HTML of the picture that the options `image` and `alt` name, once the question is rendered."""

    def rendered(self, render: Render) -> Self:
        """The same question with HTML in place of Markdown (the words of a gap's answers stay plain)."""
        return replace(
            self,
            prompt=render(self.prompt),
            picture=render(pictures.source(self.options)) if pictures.named(self.options) else "",
            choices=tuple(choice.rendered(render) for choice in self.choices),
            gaps=tuple(gap.rendered(render) for gap in self.gaps),
            lines=tuple(line.rendered(render) for line in self.lines),
            zones=tuple(zone.rendered(render) for zone in self.zones),
            guide=self.guide and render(self.guide),
            hints=tuple(render(hint) for hint in self.hints),
            feedback={when: render(text) for when, text in self.feedback.items()},
        )


@dataclass(frozen=True, slots=True)
class Draft:
    """What a kind makes of one language of a question.

    `public` is all that may be shown before an answer; `key` is all that decides the mark and the feedback and never
    leaves the server for a graded question. `structure` is what every language must have in common (compared for equality)."""

    public: Json
    key: Json
    structure: Json


@dataclass(frozen=True, slots=True)
class Complaint:
    """Something wrong or weak in a question. `level` is "error" or "warning"; `name` is stable and has a manual page."""

    name: str
    sentence: Sentence
    try_this: Sentence
    level: str = "error"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an answer earned. `mark` in hundredths of a point, 0 ≤ mark ≤ points. `parts` says per choice or gap id (a number: "number")
    whether it is "right", "partial", "wrong" or "missed" (a right choice that was not chosen); `feedback` holds per choice or gap id,
    and under "always", "right" or "wrong" (anything less than right), the HTML to show."""

    mark: int
    parts: Mapping[str, str] = field(default_factory=dict)
    feedback: Mapping[str, str] = field(default_factory=dict)

    def veiled(self, *, solution: bool = False) -> Self:
        """What may be seen while the question can still be tried: nothing that points at the right choices missed and, where the
        `solution` is to be veiled too, not the words that follow every answer, which usually tell it."""
        parts = {part: state for part, state in self.parts.items() if state != "missed"}
        feedback = {part: said for part, said in self.feedback.items() if part != "always" or not solution}
        return replace(self, parts=parts, feedback=feedback)


class Unanswered(ValueError):
    """The form says nothing that can be marked; the sentence says what is missing. `typed` has the shape of a response
    and holds what was typed, so that the form can be shown again with nothing lost."""

    def __init__(self, sentence: Sentence, typed: Json | None = None) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence
        self.typed: Json = typed or {}
