"""Under which terms something is answered, and how it stands in a step: practice by itself, graded in a quiz of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from takwin.interop.formats.olx import values
from takwin.interop.formats.olx.block import Block
from takwin.interop.markdown.fences import directive
from takwin.interop.markdown.words import escaped
from takwin.interop.slugs import Slugs
from takwin.items import markdown
from takwin.items.item import Written
from takwin.items.options import MOST_POINTS
from takwin.lib.text import N_, Sentence

WAIT = Sentence(N_("Learners had to wait between attempts; now they need not."))
MOST_ATTEMPTS = 999


@dataclass(frozen=True, slots=True)
class Terms:
    """Under which terms a component is answered. `attempts` None means any number; `weight` in hundredths of a point, None unsaid."""

    graded: bool
    attempts: int | None
    weight: int | None

    @classmethod
    def of(cls, block: Block) -> Self:
        """The terms that the component and what holds it state."""
        weight = values.number(block.value("weight"))
        attempts = values.number(block.inherited("max_attempts"))
        limited = attempts is not None and 1 <= attempts <= MOST_ATTEMPTS
        return cls(
            graded=values.is_true(block.inherited("graded")) and weight != 0,
            attempts=int(attempts) if limited and attempts is not None else None,
            weight=None if weight is None else min(round(weight * 100), MOST_POINTS),
        )

    def options(self, worth: int = 1, count: int = 1) -> dict[str, str]:
        """The options of one of `count` questions that earns `worth` points when nobody says."""
        points = worth * 100 if self.weight is None else max(self.weight // count, 1)
        options = {"points": _points(points)} if points != 100 and self.weight != 0 else {}
        if self.attempts is not None and not self.graded:
            options["attempts"] = str(self.attempts)
        return options

    def quiz(self, title: str, inside: str, name: str, slugs: Slugs) -> str:
        """A quiz of this title around questions; `name` gives its id."""
        attempts = "unlimited" if self.attempts is None else str(self.attempts)
        options = ({"title": title} if title else {}) | ({"attempts": attempts} if attempts != "1" else {})
        return directive("quiz", slugs.take(f"{title or name} quiz", "quiz"), inside, options)

    def placed(self, question: Written, title: str, slugs: Slugs) -> str:
        """One question as it stands in a step."""
        written = markdown.write(question).rstrip("\n")
        if self.graded:
            return self.quiz(title, written, question.id, slugs)
        return "\n\n".join([*([f"### {escaped(title)}"] if title else []), written])


def together(questions: Sequence[Written]) -> str:
    """Questions one after the other."""
    return "\n\n".join(markdown.write(one).rstrip("\n") for one in questions)


def _points(hundredths: int) -> str:
    whole, rest = divmod(hundredths, 100)
    return f"{whole}.{rest:02}".rstrip("0").rstrip(".") if rest else str(whole)
