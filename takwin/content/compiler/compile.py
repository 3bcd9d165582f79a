"""The compiler: a course and its media in, pages, questions, keys, outline and digest out. Pure: same source, same result."""

from dataclasses import dataclass, field
from types import MappingProxyType

from takwin.content.compiler import checks, languages, questions, tasks
from takwin.content.compiler.canonical import canonical, digest_of
from takwin.content.compiler.compiled import Compiled, Json
from takwin.content.compiler.media import Away, Shelf
from takwin.content.compiler.outline import outline
from takwin.content.compiler.page import Page
from takwin.content.compiler.questions import Told
from takwin.content.compiler.render import html_of, tokens_of
from takwin.content.compiler.steps import Draft, compile_step
from takwin.content.source.course import Course, Media, Module, Step, StepText, step_file
from takwin.content.source.problems import Problem, errors, in_order, problem

RENDERER = 1
"""The version of the HTML we write. A release that was rendered by an older one is rendered again from its source."""
FILE = "course.yaml"


@dataclass(slots=True)
class Work:
    """A compilation under way."""

    course: Course
    shelf: Shelf
    steps: frozenset[str]
    drafted: dict[str, dict[str, tuple[Draft, Page]]] = field(default_factory=dict)
    items: dict[str, Told] = field(default_factory=dict)
    pages: list[Page] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def compile(course: Course, media: Media, away: Away = MappingProxyType({})) -> Compiled:
    """The compiled course; `away` are media that are known only by their digests. With errors among its `problems` it is good for reading them, not for publishing."""
    keys = frozenset(f"{module.id}/{step.id}" for module in course.modules for step in module.steps)
    work = Work(course, Shelf(media, away), keys)
    for module in course.modules:
        for step in module.steps:
            _draft(work, module, step)
    _same_id_twice(work)
    for step_key in work.drafted:
        _questions(work, step_key)
    description, image = _front(work)
    told = outline(course, work.drafted, work.items, description, image)
    work.problems += checks.check(course, told, work.shelf)
    return _compiled(work, told)


def _draft(work: Work, module: Module, step: Step) -> None:
    """Every language of a step, read."""
    key = f"{module.id}/{step.id}"
    for language in work.course.languages:
        if language in step.texts:
            page = _page(work, step_file(module.id, step.id, language), language, step.texts[language])
            draft = compile_step(step.texts[language].body, page)
            tasks.check(draft.tasks, page, step.texts[language].minutes, alone=not module.communication)
            work.drafted.setdefault(key, {})[language] = (draft, page)


def _page(work: Work, file: str, language: str, text: StepText) -> Page:
    source = [""] * (text.line - 1) + text.body.split("\n")
    page = Page(file, language, source, work.shelf, work.steps, shift=text.line)
    work.pages.append(page)
    return page


def _same_id_twice(work: Work) -> None:
    """Ids of questions, quizzes and tasks are unique in the course; told for the original language."""
    items: dict[str, list[tuple[str, int]]] = {}
    quizzes: dict[str, list[tuple[str, int]]] = {}
    given: dict[str, list[tuple[str, int]]] = {}
    for drafted in work.drafted.values():
        draft, page = next(iter(drafted.values()))
        for question in draft.questions:
            items.setdefault(question.written.id, []).append((page.file, question.line))
        for quiz in draft.quizzes:
            quizzes.setdefault(quiz.id, []).append((page.file, quiz.line))
        for one in draft.tasks:
            given.setdefault(one.task.id, []).append((page.file, one.line))
    work.problems += checks.twice(items, "question-twice") + checks.twice(quizzes, "quiz-twice")
    work.problems += checks.twice(given, "task-twice")


def _questions(work: Work, step: str) -> None:
    """Check every language of a step's questions, then compile those without error."""
    drafted = work.drafted[step]
    sound: dict[str, dict[str, questions.Placed]] = {}
    structures: dict[tuple[str, str], Json] = {}
    for language, (draft, page) in drafted.items():
        for question in draft.questions:
            found = questions.check(question, page)
            page.problems += found
            if not errors(found):
                sound.setdefault(question.written.id, {})[language] = (question, page)
                page.problems += questions.differing(question, page)
                structures[language, question.written.id] = questions.structures(question)
    languages.compare(drafted, structures)
    tasks.compare({language: (draft.tasks, page) for language, (draft, page) in drafted.items()})
    attempts = {quiz.id: quiz.attempts for quiz in next(iter(drafted.values()))[0].quizzes}
    for name, placed in sound.items():
        work.items[name] = questions.told(step, attempts.get(next(iter(placed.values()))[0].quiz), placed)
    _pools(work, *next(iter(drafted.values())))


def _pools(work: Work, draft: Draft, page: Page) -> None:
    """Whoever is asked whichever of a pool's questions can earn the same; told for the original language."""
    for quiz in draft.quizzes:
        for pool in quiz.pools:
            known = [work.items[item].outline for item in pool.items if item in work.items]
            if len({(one["points"], one["attempts"]) for one in known}) > 1:
                page.problems.append(problem("pool-differs", page.file, pool.line, id=pool.id))


def _front(work: Work) -> tuple[dict[str, str], str]:
    """The description in HTML, and the address of the course's image."""
    course, described = work.course, {}
    for language, text in course.description.items():
        page = Page(FILE, language, text.split("\n"), work.shelf)
        described[language] = html_of(*tokens_of(text, page))
        work.pages.append(page)
    if not course.image:
        return described, ""
    image = work.shelf.find(course.image)
    if image is None or not image.media_type.startswith("image/") or course.image in work.shelf.broken:
        work.problems.append(problem("course-image", FILE, course.lines.get("image", 1), path=course.image))
    return described, image.url if image else ""


def _compiled(work: Work, told: Json) -> Compiled:
    media = dict(sorted(work.shelf.used.items()))
    document = canonical(work.course, media.values())
    pages = {
        (step, language): draft.parts
        for step, drafted in work.drafted.items()
        for language, (draft, _) in drafted.items()
    }
    items = {name: one.item for name, one in work.items.items()}
    problems = work.problems + [one for page in work.pages for one in page.problems]
    return Compiled(digest_of(document), document, told, pages, items, media, tuple(in_order(problems)), work.drafted)
