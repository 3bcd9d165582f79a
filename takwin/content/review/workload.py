"""Whether a step asks no more time than it announces: reading, films, questions, tasks."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from takwin.content.compiler.compiled import Compiled
from takwin.content.compiler.media import Medium
from takwin.content.review import lasting
from takwin.content.review.texts import Text, asked, steps, words
from takwin.content.source.course import Course
from takwin.content.source.problems import Problem, problem
from takwin.items.shelf import KINDS

SPEEDS = {"en": 228, "fr": 195, "ar": 138}
"""Words a minute of adults who read a text of their language aloud (Trauzettel-Klosinski and Dietz 2012, IReST: 228 ± 30,
195 ± 26, 138 ± 20): one text in all the languages, so that the figures can be compared. Reading in silence is a little faster (238 in
English non-fiction, Brysbaert 2019), reading to learn is slower."""
OTHER_SPEED = 150
THINKING = {"choice": 45, "scale": 30}
"""Seconds to answer a question once it is read, by its shape: our own estimate."""
OTHER_THINKING, BY_HAND = 90, 300
"""Of any other question, and of one that people mark: a text or a file."""
QUARTER = 4


@dataclass(frozen=True, slots=True)
class Load:
    """What a step asks. `seconds` is all of it, `film` those of video and sound."""

    words: int
    questions: int
    film: int
    seconds: int

    @property
    def minutes(self) -> int:
        """Whole minutes, rounded up."""
        return -(-self.seconds // 60)


def findings(course: Course, compiled: Compiled) -> Iterable[Problem]:
    """Steps that take longer than they say, and a course that does."""
    total = dict.fromkeys(course.languages, 0)
    for texts in steps(course, compiled):
        for text in texts:
            found = load(text, compiled.media)
            total[text.language] += found.seconds
            yield from _step(text, found)
            yield from _unknown(text, compiled.media)
    yield from _course(course, total)


def load(text: Text, media: Mapping[str, Medium]) -> Load:
    """What a step asks in one language."""
    questions = [one.written for one in text.draft.questions]
    prose = sum(len(words(one.text)) for one in text.facts.paragraphs)
    prose += sum(len(words(asked(one))) for one in questions)
    prose += sum(len(words(part)) for one in text.draft.tasks for part in one.task.texts.values())
    thinking = sum(_thinking(one.kind) for one in questions if one.kind in KINDS)
    film = sum(lasting.seconds(one, media) or 0 for one in text.facts.films)
    tasks = sum((one.task.minutes or 0) * 60 for one in text.draft.tasks)
    speed = SPEEDS.get(text.language.split("-")[0], OTHER_SPEED)
    return Load(prose, len(questions), film, prose * 60 // speed + thinking + film + tasks)


def _thinking(kind: str) -> int:
    """Seconds to answer."""
    return BY_HAND if KINDS[kind].by_hand else THINKING.get(KINDS[kind].shape, OTHER_THINKING)


def _step(text: Text, found: Load) -> Iterator[Problem]:
    announced = text.said.minutes
    alone = any((one.task.minutes or 0) > announced for one in text.draft.tasks)  # told as task-longer
    if found.minutes * QUARTER > announced * (QUARTER + 1) and found.minutes > announced + 1 and not alone:
        yield problem(
            "minutes-short",
            text.file,
            1,
            announced=announced,
            found=found.minutes,
            words=found.words,
            questions=found.questions,
            film=-(-found.film // 60),
            tasks=sum(one.task.minutes or 0 for one in text.draft.tasks),
        )


def _unknown(text: Text, media: Mapping[str, Medium]) -> Iterator[Problem]:
    for film in text.facts.films:
        if film.address and lasting.seconds(film, media) is None:
            yield problem("film-length", text.file, film.line, path=film.address)


def _course(course: Course, total: Mapping[str, int]) -> Iterator[Problem]:
    """The hours of a course and what its steps take in the slowest language."""
    language = max(total, key=lambda one: total[one], default="")
    found = Decimal(total.get(language, 0)) / 3600
    if course.hours and found * QUARTER > course.hours * (QUARTER + 1):
        values = {"announced": str(course.hours), "found": f"{found:.1f}", "language": language}
        yield problem("hours-short", "course.yaml", course.lines.get("hours", 1), **values)
