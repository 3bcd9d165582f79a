"""Two states of a course, two releases or a release and a draft, compared in all that people see and all that marks depend on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from takwin.content.compare.paragraphs import Paragraph, changed, paragraphs
from takwin.content.compare.questions import Wording, wording
from takwin.content.compare.rest import rest
from takwin.content.compare.structure import Place, structure
from takwin.content.compare.taking_apart import Apart, Placed, apart, split
from takwin.content.compare.words import Run, runs
from takwin.content.release import items_in_order
from takwin.content.source.course import Course, Step, StepText
from takwin.items.shelf import kind

COURSE_TEXTS = ("title", "summary", "description", "audience", "prerequisites")
LISTS = ("languages", "authors", "competencies", "values", "policies")


@dataclass(frozen=True, slots=True)
class Edition:
    """One state: its source, its outline as a release has it, and the digests of its media by path."""

    course: Course
    outline: Any
    media: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CourseText:
    """A text of the whole course that changed in one language: "title", "summary", …"""

    name: str
    language: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of the whole course ("competencies", "languages", …) that gained or lost words."""

    name: str
    came: tuple[str, ...]
    gone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number or word that changed: "hours", "minutes" (the sum of the steps, by language), "steps", "mark" and "tasks" (what completes
    the course, in percent), "licence", "image"."""

    name: str
    before: str
    after: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """What changed of a step in one language. `title` holds the words of a title that changed, `minutes` (before, after)."""

    language: str
    title: tuple[Run, ...]
    minutes: tuple[int, int] | None
    paragraphs: tuple[Paragraph, ...]
    what: str = "changed"


@dataclass(frozen=True, slots=True)
class StepChange:
    """A step that stands in both states and changed, with its title by language and what it is aligned with since and no more."""

    key: str
    title: Mapping[str, str]
    texts: tuple[Text, ...]
    aligned: Listed | None = None


@dataclass(frozen=True, slots=True)
class QuestionChange:
    """A question that changed. `what` says what that does to answers: "new", "gone", "asked" (it asks something else: they no longer
    count), "key" (they are marked again), "words" (they stay as they are) or "error" (it has errors now and cannot be published so)."""

    item: str
    step: str
    kind: str
    graded: bool
    what: str
    wordings: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class Medium:
    """A file that was "added", "removed" or "changed"."""

    path: str
    what: str


@dataclass(frozen=True, slots=True)
class Rest:
    """Lines of a file that changed and are told nowhere else."""

    file: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that differs. `rest` is what the format says besides, told line by line."""

    texts: tuple[CourseText, ...]
    lists: tuple[Listed, ...]
    figures: tuple[Figure, ...]
    places: tuple[Place, ...]
    steps: tuple[StepChange, ...]
    questions: tuple[QuestionChange, ...]
    media: tuple[Medium, ...]
    rest: tuple[Rest, ...] = ()

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        course = (self.texts, self.lists, self.figures, self.places)
        return not any((*course, self.steps, self.questions, self.media, self.rest))

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which words changed."""
        told = [one.language for one in self.texts]
        told += [text.language for step in self.steps for text in step.texts]
        told += [one.language for question in self.questions for one in question.wordings]
        return tuple(dict.fromkeys(told))


def compare(before: Edition, after: Edition) -> Comparison:
    """What became of a course."""
    old, new = before.course, after.course
    return Comparison(
        texts=tuple(_texts(old, new)),
        lists=tuple(_lists(old, new)),
        figures=tuple(_figures(old, new)),
        places=structure(old, new),
        steps=tuple(_steps(old, new)),
        questions=tuple(_questions(before, after)),
        media=tuple(_media(before.media, after.media)),
        rest=tuple(Rest(*one) for one in rest(old, new)),
    )


def _texts(old: Course, new: Course) -> Iterator[CourseText]:
    for name in COURSE_TEXTS:
        before, after = getattr(old, name), getattr(new, name)
        for language in dict.fromkeys([*new.languages, *old.languages]):
            found = paragraphs(split(before.get(language, "")), split(after.get(language, "")))
            if changed(found):
                yield CourseText(name, language, found)
    for module in new.modules:
        other = next((one for one in old.modules if one.id == module.id), None)
        for language in new.languages if other else ():
            found = paragraphs([other.title.get(language, "")] if other else [], [module.title.get(language, "")])
            if changed(found):
                yield CourseText("module", language, found)


def _lists(old: Course, new: Course) -> Iterator[Listed]:
    for name in LISTS:
        if found := _listed(name, getattr(old, name), getattr(new, name)):
            yield found


def _listed(name: str, old: Sequence[str], new: Sequence[str]) -> Listed | None:
    came, gone = tuple(one for one in new if one not in old), tuple(one for one in old if one not in new)
    return Listed(name, came, gone) if came or gone else None


def _figures(old: Course, new: Course) -> Iterator[Figure]:
    pairs = (
        ("hours", format(old.hours.normalize(), "f"), format(new.hours.normalize(), "f")),
        ("steps", str(old.completion.steps), str(new.completion.steps)),
        ("mark", str(old.completion.mark), str(new.completion.mark)),
        ("tasks", str(old.completion.tasks), str(new.completion.tasks)),
        ("licence", old.licence, new.licence),
        ("image", old.image, new.image),
    )
    yield from (Figure(*pair) for pair in pairs if pair[1] != pair[2])
    for language in new.languages:
        if language in old.languages and (was := minutes(old, language)) != (now := minutes(new, language)):
            yield Figure("minutes", str(was), str(now), language)


def minutes(course: Course, language: str) -> int:
    """What the steps ask for together, in one language."""
    texts = [step.texts.get(language) for module in course.modules for step in module.steps]
    return sum(text.minutes for text in texts if text)


def _by_key(course: Course) -> dict[str, Step]:
    return {f"{module.id}/{step.id}": step for module in course.modules for step in module.steps}


def _steps(old: Course, new: Course) -> Iterator[StepChange]:
    before = _by_key(old)
    for key, step in _by_key(new).items():
        if key in before:
            texts = tuple(_step_texts(before[key], step))
            aligned = _listed("aligned", before[key].aligned, step.aligned)
            if texts or aligned:
                yield StepChange(key, {language: one.title for language, one in step.texts.items()}, texts, aligned)


def _step_texts(old: Step, new: Step) -> Iterator[Text]:
    for language in dict.fromkeys([*new.texts, *old.texts]):
        before, after = old.texts.get(language), new.texts.get(language)
        if before == after:
            continue
        if before is None or after is None:
            yield Text(language, (), None, (), "added" if before is None else "removed")
            continue
        found = paragraphs(apart(before.body).paragraphs, apart(after.body).paragraphs)
        title = runs(before.title, after.title) if before.title != after.title else ()
        minutes = (before.minutes, after.minutes) if before.minutes != after.minutes else None
        if title or minutes or changed(found):
            yield Text(language, title, minutes, found)


def _questions(before: Edition, after: Edition) -> Iterator[QuestionChange]:
    old, new = _placed(before.course, after.course), _placed(after.course, before.course)
    here, there = before.outline["items"], after.outline["items"]
    for item in dict.fromkeys([*items_in_order(after.outline), *items_in_order(before.outline)]):
        was, now = here.get(item), there.get(item)
        said = now or was
        if said is None:
            continue
        languages = dict.fromkeys([*new.get(item, {}), *old.get(item, {})])
        found = [wording(one, old.get(item, {}).get(one), new.get(item, {}).get(one)) for one in languages]
        wordings = tuple(one for one in found if one)
        what = "error" if now is None and item in new else _what(was, now)
        if wordings or what != "words":
            yield QuestionChange(item, said["step"], said["kind"], said["graded"], what, wordings)


def _what(was: Any, now: Any) -> str:
    """What a change does to answers, by the fingerprints that a move to another release goes by."""
    if was is None or now is None:
        return "new" if was is None else "gone"
    if was["asked"] != now["asked"]:
        return "asked"
    by_hand = kind(now["kind"]).by_hand
    marked_again = was["points"] != now["points"] if by_hand else was["key"] != now["key"]
    return "key" if marked_again else "words"


def _placed(course: Course, other: Course) -> dict[str, dict[str, Placed]]:
    """The questions of a course by id and language, where they stand in a text that is not the same in the other state."""
    found: dict[str, dict[str, Placed]] = {}
    theirs = _by_key(other)
    for key, step in _by_key(course).items():
        same = theirs[key].texts if key in theirs else {}
        for language, text in step.texts.items():
            if same.get(language) == text:
                continue
            for item, placed in _apart(text).questions.items():
                found.setdefault(item, {})[language] = placed
    return found


def _apart(text: StepText) -> Apart:
    return apart(text.body)


def _media(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Medium]:
    for path in sorted({*old, *new}):
        if path not in old:
            yield Medium(path, "added")
        elif path not in new:
            yield Medium(path, "removed")
        elif old[path] != new[path]:
            yield Medium(path, "changed")
