"""Questions of files brought into a course: a new step, whole or not at all, and an honest report."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from takwin.content.source import reader
from takwin.content.source.course import Course
from takwin.content.source.fields import LONGEST_ID, SLUG
from takwin.interop.course_package import ImportRefused, Loss, Tally
from takwin.interop.question_file import QuestionFile, Refusal
from takwin.interop.question_placing import Text, put
from takwin.interop.question_shelf import read
from takwin.interop.questions import laying_out
from takwin.interop.slugs import Slugs
from takwin.lib.text import N_, Sentence

NO_COURSE = Sentence(N_("There is no course here: its file course.yaml is missing or cannot be read."))
NO_MODULE = N_("The course has no module “%(module)s”. It has: %(modules)s.")
NO_LANGUAGE = N_("The course is not in “%(language)s”. It is in: %(languages)s.")
STEP_SHAPE = N_("“%(step)s” cannot be the id of a step: lower-case letters a to z, digits and single hyphens.")
STEP_TAKEN = N_("The step %(step)s has a text in “%(language)s” already: name another step.")
DIFFERENT = N_(
    "The questions in “%(language)s” are not those of the other language: there are more or fewer, or question %(number)s is of another kind."
)
NOTHING = Sentence(N_("Nothing of this file can be held here; the list says why."))
WRONG = Sentence(
    N_("The file is not written as its format asks. What is wrong is listed line by line; nothing was brought in.")
)
MOVED = Sentence(N_("Words between the questions now stand before the quiz, which holds questions only."))


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of questions in one language; `name` is that of the file, for reports and where `title` of the step is ""."""

    language: str
    name: str
    data: bytes
    title: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the questions go. An empty `step` is made of the title. `quiz`: they count; else they are practice. An empty `format` is
    guessed. `lenient` leaves out what is wrong in a file and takes the rest."""

    module: str
    step: str = ""
    quiz: bool = False
    format: str = ""
    lenient: bool = False


@dataclass(frozen=True, slots=True)
class QuestionsReport:
    """What came of it. `step` is "module/step", "" when nothing was written; `refusals` are (file, refusal)."""

    format: str
    step: str = ""
    questions: int = 0
    blocks: Mapping[str, Tally] = field(default_factory=dict)
    losses: tuple[Loss, ...] = ()
    refusals: tuple[tuple[str, Refusal], ...] = ()
    assumed: tuple[Sentence, ...] = ()


class QuestionsRefused(ImportRefused):
    """Nothing was brought in; the report tells what is wrong, line by line."""

    def __init__(self, sentence: Sentence, report: QuestionsReport) -> None:
        super().__init__(sentence)
        self.report = report


@dataclass(frozen=True, slots=True)
class _Read:
    upload: Upload
    format: str
    found: QuestionFile


def bring_in(folder: Path, uploads: Sequence[Upload], place: Place) -> QuestionsReport:
    """Write the questions as a new step of the course in `folder`, a text for each upload (in the same questions), or nothing at all.

    Raises ImportRefused for a place that is none, QuestionsRefused for files that are wrong or hold nothing, OSError."""
    course, _ = reader.read(folder)
    if course is None or not course.modules:
        raise ImportRefused(NO_COURSE)
    _check(course, uploads, place)
    found = [_read(one, place.format) for one in uploads]
    report = _report(found, place)
    if report.refusals and not place.lenient:
        raise QuestionsRefused(WRONG, replace(report, questions=0))
    if not report.questions:
        raise QuestionsRefused(NOTHING, report)
    step, texts = _texts(course, found, place)
    put(
        folder,
        course,
        place.module,
        step,
        texts,
        {path: data for one in found for path, data in one.found.media.items()},
    )
    where = f"{place.module}/{step}"
    return replace(report, step=where, losses=tuple(replace(loss, step=where) for loss in report.losses))


def _read(upload: Upload, format_name: str) -> _Read:
    book, found = read(upload.data, format_name)
    return _Read(upload, book.name, found)


def _check(course: Course, uploads: Sequence[Upload], place: Place) -> None:
    """Whether there is such a place, and it is free. Raises ImportRefused."""
    module = next((one for one in course.modules if one.id == place.module), None)
    if module is None:
        names = [one.id for one in course.modules]
        raise ImportRefused(Sentence(NO_MODULE, {"module": place.module, "modules": names}))
    if place.step and (not SLUG.fullmatch(place.step) or len(place.step) > LONGEST_ID):
        raise ImportRefused(Sentence(STEP_SHAPE, {"step": place.step[:LONGEST_ID]}))
    taken = next((one.texts for one in module.steps if one.id == place.step), {})
    for one in uploads:
        if one.language not in course.languages:
            told = {"language": one.language, "languages": list(course.languages)}
            raise ImportRefused(Sentence(NO_LANGUAGE, told))
        if one.language in taken:
            told = {"step": f"{place.module}/{place.step}", "language": one.language}
            raise ImportRefused(Sentence(STEP_TAKEN, told))


def _report(found: Sequence[_Read], place: Place) -> QuestionsReport:
    losses = [replace(loss, place=f"{one.upload.name}:{loss.place}") for one in found for loss in one.found.losses]
    moved = [one.upload.name for one in found if place.quiz and laying_out.is_moved(one.found.entries)]
    assumed = {str(sentence): sentence for one in found for sentence in one.found.assumed}
    return QuestionsReport(
        format=found[0].format,
        questions=min(len(one.found.questions) for one in found),
        blocks=_added([one.found.blocks for one in found]),
        losses=(*losses, *(Loss("description", name, MOVED) for name in moved)),
        refusals=tuple((one.upload.name, refusal) for one in found for refusal in one.found.refusals),
        assumed=tuple(assumed.values()),
    )


def _added(blocks: Sequence[Mapping[str, Tally]]) -> dict[str, Tally]:
    added: dict[str, Tally] = {}
    for one in blocks:
        for kind, tally in one.items():
            before = added.get(kind, Tally())
            added[kind] = Tally(before.kept + tally.kept, before.changed + tally.changed, before.lost + tally.lost)
    return dict(sorted(added.items()))


def _texts(course: Course, found: Sequence[_Read], place: Place) -> tuple[str, list[Text]]:
    """The id of the step, and its texts. Every language has the same questions under the same ids. Raises ImportRefused."""
    written = laying_out.drafts(course)
    module = next(one for one in course.modules if one.id == place.module)
    titles = [one.upload.title.strip() or _title(one) for one in found]
    step = place.step or Slugs(one.id for one in module.steps).take(titles[0], "questions")
    sisters = [draft for (name, _), draft in written.items() if name == f"{place.module}/{step}"]
    others = [draft for (name, _), draft in written.items() if name != f"{place.module}/{step}"]
    taken = {one.written.id for draft in others for one in draft.questions} | {
        one.id for draft in others for one in draft.quizzes
    }
    taken |= {one.task.id for draft in others for one in draft.tasks}
    kinds = (
        [one.written.kind for one in sisters[0].questions]
        if sisters
        else [one.kind for one in found[0].found.questions]
    )
    ids = (
        [one.written.id for one in sisters[0].questions] if sisters else laying_out.fresh(found[0].found.entries, taken)
    )
    quiz = _quiz(place, step, sisters[0].quizzes[0].id if sisters and sisters[0].quizzes else "", {*taken, *ids})
    texts = []
    for one, title in zip(found, titles, strict=True):
        _same(one, kinds)
        entries = laying_out.renamed(one.found.entries, ids)
        texts.append(Text(one.upload.language, title, laying_out.minutes(entries), laying_out.body(entries, quiz)))
    return step, texts


def _quiz(place: Place, step: str, sister: str, taken: set[str]) -> str:
    if not place.quiz:
        return ""
    return sister or Slugs(taken).take(f"{step} quiz", "quiz")


def _same(one: _Read, kinds: Sequence[str]) -> None:
    """Whether the questions are those of another language. Raises ImportRefused."""
    mine = [question.kind for question in one.found.questions]
    if mine != list(kinds):
        pairs = zip(mine, kinds, strict=False)
        number = next((at for at, (a, b) in enumerate(pairs, 1) if a != b), min(len(mine), len(kinds)) + 1)
        raise ImportRefused(Sentence(DIFFERENT, {"language": one.upload.language, "number": number}))


def _title(one: _Read) -> str:
    """The category of the first question, else the name of the file without its ends."""
    named = next((entry.category[-1] for entry in one.found.entries if entry.category), "")
    return named or one.upload.name.split(".")[0].replace("_", " ").strip() or "Questions"
