"""The whole course: its tree read, its steps written, every block accounted for."""

from collections.abc import Mapping
from decimal import Decimal

from takwin.content.source.course import Completion, Course, Module, Step
from takwin.interop.course_package import CoursePackage, ImportRefused
from takwin.interop.formats.olx import step, unknown, values
from takwin.interop.formats.olx.about import About, about, language_of, pass_mark
from takwin.interop.formats.olx.beside import beside
from takwin.interop.formats.olx.block import CONTAINERS, Block, losses, tallies
from takwin.interop.formats.olx.links import Links
from takwin.interop.formats.olx.media import Media
from takwin.interop.formats.olx.plan import PlannedModule, places, plan, stands
from takwin.interop.formats.olx.tree import Files, Reader
from takwin.interop.slugs import Slugs
from takwin.lib.text import N_, Sentence

STAFF_ONLY = Sentence(N_("Only the course team could see it."))
EMPTY = Sentence(N_("It is empty."))
NOTHING_LEFT = Sentence(N_("Nothing in it could be kept."))
NO_PAGE = Sentence(N_("The course has no page that could be brought in."))
NO_LANGUAGE = Sentence(N_("The course states no language; English is assumed."))


def read(files: Mapping[str, bytes], root: str) -> CoursePackage:
    """The package under the folder `root` ("course/", or "" for none). Raises ImportRefused."""
    found = Files(files, root)
    course = Reader(found).course()
    _hide(course)
    media = Media(found)
    modules = plan(course)
    links = Links(media, places(modules))
    workshop = step.Workshop(found, links, Slugs(), language_of(course))
    written, moved = _write(modules, workshop)
    if not written:
        raise ImportRefused(NO_PAGE)
    _bury(course)
    told = about(found, course, links)
    if not values.language(course.value("language")):
        course.tell(NO_LANGUAGE)
    made = _course(told, written, pass_mark(found, course.name))
    seen = {block: moved.get(key, key) for block, key in stands(modules).items()}
    return CoursePackage(made, media.carried, (*losses(course, seen), *beside(found, course)), tallies(course))


def _hide(course: Block) -> None:
    """What learners never saw, and what is no page, goes first."""
    pages = CONTAINERS | step.TEXTS | step.FILMS | step.EXERCISES.keys()
    for block in course.walk():
        if block.state != "lost" and values.is_true(block.value("visible_to_staff_only")):
            block.lose(STAFF_ONLY)
    for child in course.children:
        if child.state != "lost" and child.kind not in pages:
            child.lose(unknown.reason(child.kind))


def _write(modules: list[PlannedModule], workshop: step.Workshop) -> tuple[tuple[Module, ...], dict[str, str]]:
    """The modules and steps that show something, links to the others moved to their neighbours; and which became which."""
    language, steps, missing = workshop.language, dict[str, Step](), list[str]()
    order: list[str] = []
    for module in modules:
        for planned in module.steps:
            key = f"{module.id}/{planned.id}"
            order.append(key)
            text = step.text(planned.title, planned.block, workshop)
            if text is None:
                missing.append(key)
            else:
                steps[key] = Step(planned.id, {language: text})
    moved = {key: near for key in missing if (near := _nearest(key, order, steps))}
    found = []
    for module in modules:
        kept = [steps[f"{module.id}/{planned.id}"] for planned in module.steps if f"{module.id}/{planned.id}" in steps]
        if kept:
            found.append(
                Module(module.id, {language: module.title}, tuple(_relinked(one, moved, language) for one in kept))
            )
    return tuple(found), moved


def _nearest(key: str, order: list[str], steps: Mapping[str, Step]) -> str:
    """The next step that is there, else the one before."""
    at = order.index(key)
    return next((one for one in [*order[at:], *reversed(order[:at])] if one in steps), "")


def _relinked(one: Step, moved: Mapping[str, str], language: str) -> Step:
    text = one.texts[language]
    body = text.body
    for key, near in moved.items():
        body = body.replace(f"]({key})", f"]({near})")
    return Step(one.id, {language: type(text)(text.title, text.minutes, body)})


def _bury(course: Block) -> None:
    """Containers in which nothing is left are lost too."""
    for block in reversed(list(course.walk())):
        if block is course or block.state == "lost" or block.kind not in CONTAINERS:
            continue
        if all(child.state == "lost" for child in block.children):
            block.lose_itself(NOTHING_LEFT if block.children else EMPTY)


def _course(told: About, modules: tuple[Module, ...], mark: int) -> Course:
    """The course of our source, with the hours its steps add up to."""
    language = told.language
    texts = [one.texts[language] for module in modules for one in module.steps]
    graded = any(":{quiz}" in text.body for text in texts)
    halves = max(1, round(sum(text.minutes for text in texts) / 30))
    return Course(
        id=told.id,
        languages=(language,),
        title={language: told.title},
        summary={language: told.summary},
        description={language: told.description},
        audience={language: told.audience},
        prerequisites={language: told.prerequisites},
        hours=Decimal(halves) / 2,
        licence=told.licence,
        authors=told.authors,
        modules=modules,
        image=told.image,
        completion=Completion(0, mark) if graded else Completion(100, 0),
    )
