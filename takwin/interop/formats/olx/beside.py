"""What lies in an export beside the pages of the course: told line by line, because none of it is carried."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from takwin.interop.course_package import Loss
from takwin.interop.formats.olx import values
from takwin.interop.formats.olx.block import Block
from takwin.interop.formats.olx.tree import Files
from takwin.interop.markdown import as_line, parse
from takwin.interop.markdown.parse import plain
from takwin.lib.text import N_, Sentence

DATES = ("start", "end", "enrollment_start", "enrollment_end", "due", "announcement")
SETTINGS = {
    "certificates": N_("The certificate's text and signatures are not carried; Takwin issues its own credential."),
    "cohort_config": N_("Cohorts belong to a run of the course, not to its source."),
    "teams_configuration": N_("Teams belong to a run of the course, not to its source."),
    "user_partitions": N_("Groups of learners are not carried: everyone sees the same."),
    "pre_requisite_courses": N_("Courses that had to be taken first are not carried; say so under the prerequisites."),
    "lti_passports": N_("Keys of outside tools are never taken over."),
    "html_textbooks": N_("Textbooks beside the course are not supported; add them as a download."),
    "pdf_textbooks": N_("Textbooks beside the course are not supported; add them as a download."),
    "textbooks": N_("Textbooks beside the course are not supported; add them as a download."),
}
"""Course settings that people may miss."""
NO_DATES = Sentence(N_("Dates belong to a run of the course, not to its source: set them when you offer it."))
NO_WEIGHTS = Sentence(
    N_("Weights of assignment types are not carried: every graded point counts the same, with the same pass mark.")
)
TAB = Sentence(N_("Pages beside the course are not supported; its text can be put into a step."))
NEWS = Sentence(N_("Announcements and handouts are not carried; write to the learners of a run instead."))
ABOUT = N_("It has no place of its own here: %(words)s")
DRAFT = Sentence(N_("Drafts are not taken over: learners never saw them."))
UNREACHED = Sentence(N_("No page of the course leads to it."))
UNUSED = Sentence(N_("Nothing in the course points at this file."))
NOT_OF_A_COURSE = Sentence(N_("The file is not part of a course."))
_KNOWN = re.compile(
    r"course\.xml|(course|policies|assets)/.*|(.*/)?\.[^/]*|grading_policy\.json|about/(overview|short_description|entrance_exam_\w+)\.html"
)


def beside(files: Files, course: Block) -> Iterator[Loss]:
    """Settings, pages, drafts and files that do not come along."""
    yield from _settings(files, course)
    names = {_tab_file(tab): tab for tab in values.structure(course, "tabs") or [] if isinstance(tab, dict)}
    for name in files.names():
        if name in files.read or _KNOWN.fullmatch(name) or "__MACOSX" in name:
            continue
        yield from _file(files, name, as_line(str(names.get(name, {}).get("name", ""))))


def _settings(files: Files, course: Block) -> Iterator[Loss]:
    if any(block.value(name) for block in course.walk() for name in DATES):
        yield Loss("setting", course.file, NO_DATES)
    if any(name.endswith("grading_policy.json") for name in files.names()):
        yield Loss("setting", "grading_policy.json", NO_WEIGHTS)
    for name, message in SETTINGS.items():
        if course.value(name) not in {"", "[]", "{}"}:
            yield Loss("setting", f"{course.file} ({name})", Sentence(message))


def _tab_file(tab: dict[str, object]) -> str:
    return f"tabs/{tab.get('url_slug', '')}.html"


def _file(files: Files, name: str, title: str) -> Iterator[Loss]:
    folder, ending = name.partition("/")[0], PurePosixPath(name).suffix
    if folder == "tabs":
        yield Loss("tab", f"{title} ({name})" if title else name, TAB)
    elif folder == "info":
        if _says_something(files, name):
            yield Loss("info", name, NEWS)
    elif folder == "about":
        words = as_line(plain(parse(files.text(name))))
        if words not in {"", "null", "false", "None"}:
            yield Loss("about", name, Sentence(ABOUT, {"words": words[:120]}))
    elif folder == "drafts":
        if ending == ".xml":
            yield Loss("draft", name, DRAFT)
    elif folder == "static":
        yield Loss("file", name, UNUSED)
    elif ending == ".xml" and "/" in name:
        yield Loss(folder, name, UNREACHED)
    elif not (ending == ".html" and f"{name.removesuffix('.html')}.xml" in files):
        yield Loss("file", name, NOT_OF_A_COURSE)


def _says_something(files: Files, name: str) -> bool:
    text = files.text(name).strip()
    return bool(text not in {"", "[]", "{}"} and plain(parse(text)) not in {"", "[]"})
