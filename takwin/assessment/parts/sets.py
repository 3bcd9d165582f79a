"""Questions that are answered together, as their page shows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from takwin.assessment.asked import Timing
from takwin.assessment.confidence import Judged, judged
from takwin.assessment.parts.questions import Question
from takwin.items.item import Json


@dataclass(frozen=True, slots=True)
class Group:
    """Questions under one heading, each with its number in the quiz. `title` and `html` are safe HTML, "" without a section."""

    title: str
    html: str
    questions: Sequence[tuple[int, Question]]

    @property
    def mark(self) -> int:
        """What the answers shown have earned."""
        return sum(question.mark or 0 for _, question in self.questions)

    @property
    def points(self) -> int:
        """What can be earned."""
        return sum(question.points for _, question in self.questions)


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Questions that are answered together: a quiz, or one practice question by itself. `feedback` is the quiz's policy; `sections`
    and `outcomes` are those of its page part; `stamp` tells a form with fresh questions from an earlier one, and `counted` is then what
    counts, whichever draw is shown."""

    id: str
    questions: Sequence[Question]
    quiz: bool = False
    title: str = ""
    feedback: str = "attempt"
    sections: Sequence[Json] = ()
    outcomes: Sequence[Json] = ()
    stamp: str = ""
    counted: int | None = None
    timing: Timing | None = None
    joined: bool = True
    tried: bool = False
    """Whether its answers are only tried, on a draft: then as often as one likes."""

    @property
    def running(self) -> bool:
        """Whether its time runs."""
        return self.timing is not None and self.timing.ends is not None

    @property
    def hidden(self) -> bool:
        """Whether its questions are not shown yet: it has a limit of time, and would be answered without having been begun."""
        return self.timing is not None and not self.running and (self.open or not self.joined)

    @property
    def late(self) -> bool:
        """Whether answers shown came too late to count."""
        return any(question.late for question in self.questions)

    @property
    def beyond(self) -> bool:
        """Whether answers shown came from a device after the attempts were used or the run had closed."""
        return any(question.beyond for question in self.questions)

    @property
    def open(self) -> bool:
        """Whether something in it can be answered as it is shown."""
        return any(not question.disabled for question in self.questions)

    @property
    def own_words(self) -> bool:
        """Whether it shows what the person has written in their own words, so that nobody else's page is like it."""
        return any(question.own_words for question in self.questions)

    @property
    def answered(self) -> bool:
        """Whether an answer is shown."""
        return any(question.mark is not None for question in self.questions)

    @property
    def again(self) -> bool:
        """Whether it may be shown afresh, to be tried again."""
        allowed = self.tried or any(question.allowance.open for question in self.questions)
        return self.answered and not self.open and allowed

    @property
    def waiting(self) -> bool:
        """Whether a question that counts has not been answered yet."""
        return any(question.waiting for question in self.questions)

    @property
    def unmarked(self) -> int:
        """How many of the answers shown wait for the course team to mark them."""
        return sum(question.waits for question in self.questions)

    @property
    def files(self) -> bool:
        """Whether a file can be handed in."""
        return any("types" in question.public and not question.disabled for question in self.questions)

    @property
    def veiled(self) -> bool:
        """Whether answers are shown without what they earned being explained."""
        return self.answered and not any(question.outcome for question in self.questions)

    @property
    def mark(self) -> int:
        """What the answers shown have earned."""
        return sum(question.mark or 0 for question in self.questions)

    @property
    def best(self) -> int:
        """What counts: the best answer to each question, the best draw of a fresh pool."""
        return sum(question.best for question in self.questions) if self.counted is None else self.counted

    @property
    def judged(self) -> list[Judged]:
        """How well the person judged the answers shown; nothing where the quiz does not ask how sure one is."""
        return judged((one.sure, one.mark, one.points) for one in self.questions if one.mark is not None)

    @property
    def misled(self) -> list[tuple[int, Question]]:
        """The questions, with their numbers, where the person was sure and wrong."""
        return [(number, one) for number, one in enumerate(self.questions, 1) if one.misled]

    @property
    def points(self) -> int:
        """What can be earned."""
        return sum(question.points for question in self.questions)

    @property
    def left(self) -> int | None:
        """The most attempts left at one of its questions; None: any number."""
        left = [question.allowance.left for question in self.questions if question.allowance.open]
        return None if not left or None in left else max(number or 0 for number in left)

    @property
    def errors(self) -> list[Question]:
        """The questions that could not be taken."""
        return [question for question in self.questions if question.error]

    @property
    def groups(self) -> list[Group]:
        """The questions under their headings: first those of no section, then section by section those that are asked."""
        numbered = {question.id: (number, question) for number, question in enumerate(self.questions, 1)}
        placed = {item for section in self.sections for item in section["items"]}
        first = Group("", "", [one for name, one in numbered.items() if name not in placed])
        found = [_group(section, numbered) for section in self.sections]
        return [group for group in (first, *found) if group.questions]

    @property
    def ending(self) -> str:
        """What is said of the whole quiz (safe HTML) to whoever has earned this much of it; "" where nothing is."""
        if not self.answered:
            return ""
        fits = (one["html"] for one in self.outcomes if self.best * 100 >= one["share"] * self.points)
        return next(fits, "")


def _group(section: Json, numbered: Mapping[str, tuple[int, Question]]) -> Group:
    return Group(section["title"], section["html"], [numbered[item] for item in section["items"] if item in numbered])
