"""The questions of a course written into a file of another system, with what the format cannot hold."""

from dataclasses import dataclass, replace
from pathlib import Path

from takwin.content.source import folder as folders
from takwin.content.source import reader
from takwin.content.source.course import Course, Media
from takwin.interop.course_package import ImportRefused
from takwin.interop.question_file import QuestionText
from takwin.interop.question_shelf import QUESTION_FORMATS
from takwin.interop.questions import laying_out
from takwin.interop.questions.outgoing import ROWS
from takwin.items.item import Written
from takwin.items.shelf import kind
from takwin.lib.text import N_, Sentence

NO_COURSE = Sentence(N_("There is no course here: its file course.yaml is missing or cannot be read."))
NO_LANGUAGE = N_("The course is not in “%(language)s”. It is in: %(languages)s.")
NO_STEP = N_("The course has no step “%(step)s” in “%(language)s”.")
NO_QUESTIONS = Sentence(N_("There are no questions here."))


@dataclass(frozen=True, slots=True)
class Exported:
    """A file of questions. `questions` counts those that it holds; `name` is what to call it."""

    format: str
    name: str
    questions: int
    written: QuestionText


def from_folder(folder: Path, format_name: str, language: str = "", step: str = "") -> Exported:
    """The questions of a course folder. Raises ImportRefused."""
    course, _ = reader.read(folder)
    if course is None or not course.languages:
        raise ImportRefused(NO_COURSE)
    return export(course, folders.media(folder), format_name, language, step)


def export(course: Course, media: Media, format_name: str, language: str = "", step: str = "") -> Exported:
    """The questions in one language (the original by default), of one step ("module/step") or of all. Those in which something is
    wrong are left out: `takwin check` tells. Raises ImportRefused when there are none."""
    language = language or course.languages[0]
    if language not in course.languages:
        told = {"language": language, "languages": list(course.languages)}
        raise ImportRefused(Sentence(NO_LANGUAGE, told))
    questions = _questions(course, language, step)
    if not questions:
        raise ImportRefused(NO_QUESTIONS)
    book = QUESTION_FORMATS[format_name]
    written = book.write(questions, media)
    held = sum(tally.kept + tally.changed for tally in written.blocks.values())
    return Exported(book.name, f"{course.id}.{language}{book.ending}", held, written)


def _questions(course: Course, language: str, step: str) -> list[Written]:
    found = {name: draft for (name, spoken), draft in laying_out.drafts(course).items() if spoken == language}
    if step and step not in found:
        raise ImportRefused(Sentence(NO_STEP, {"step": step[:160], "language": language}))
    asked = [one for name, draft in found.items() if step in {"", name} for one in draft.questions]
    return [
        replace(one.written, options={**one.written.options, ROWS: str(len(one.rows))}) if one.rows else one.written
        for one in asked
        if not any(wrong.level == "error" for wrong in kind(one.written.kind).check(one.written))
    ]
