"""What the course says about itself: its title, its description, its people, its image."""

import json
import re
from dataclasses import dataclass

from lxml import etree

from takwin.interop.formats.olx import values
from takwin.interop.formats.olx.block import Block
from takwin.interop.formats.olx.links import Links
from takwin.interop.formats.olx.tree import Files
from takwin.interop.markdown import as_line, convert, parse, tidy_headings
from takwin.interop.markdown.parse import plain, tag_of
from takwin.interop.markdown.tags import HEADINGS
from takwin.interop.slugs import slug

UNSTATED = {
    "fr": ("Le cours d’origine ne le précise pas.", "Le cours d’origine n’en précise pas."),
    "ar": ("لم يذكرها المساق الأصلي.", "لم يذكر المساق الأصلي أي شرط."),
    "en": ("The original course does not say.", "The original course names none."),
}
"""Audience and prerequisites that an export does not tell, in the language of the course (English for others)."""
LONGEST_SUMMARY = 240
FALLBACK_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class About:
    """The course's own words, in its one language; never empty, except the image."""

    id: str
    language: str
    title: str
    summary: str
    description: str
    audience: str
    prerequisites: str
    licence: str
    authors: tuple[str, ...]
    image: str


def about(files: Files, course: Block, links: Links) -> About:
    """Read it from the block of `course.xml` and the folder `about`."""
    language = language_of(course)
    title = course.title or course.value("course") or course.name or "?"
    overview = parse(files.text("about/overview.html")) if "about/overview.html" in files else parse("")
    short = (
        as_line(plain(parse(files.text("about/short_description.html"))))
        if "about/short_description.html" in files
        else ""
    )
    required = [_without_heading(one) for one in overview.iter("section") if "prerequisites" in one.get("class", "")]
    description = tidy_headings(convert(overview, links.around(course)))
    audience, none = UNSTATED.get(language.split("-")[0], UNSTATED["en"])
    return About(
        id=_id(course, title),
        language=language,
        title=title,
        summary=short or _beginning(description) or title,
        description=description or short or title,
        audience=audience,
        prerequisites=next(filter(None, required), none),
        licence=values.licence(course.value("license")),
        authors=_authors(course),
        image=_image(course, links),
    )


def _without_heading(section: etree._Element) -> str:
    """The words of a section of the overview on one line."""
    return as_line(" ".join(plain(part) for part in section if tag_of(part) not in HEADINGS))


def language_of(course: Block) -> str:
    """The language the course states, else English."""
    return values.language(course.value("language")) or FALLBACK_LANGUAGE


def _id(course: Block, title: str) -> str:
    """Organisation, course and run are what makes a course one of its kind."""
    parts = [course.value("org"), course.value("course"), course.value("run") or course.name]
    return slug(" ".join(dict.fromkeys(part for part in parts if part))) or slug(title) or "imported-course"


def _beginning(description: str) -> str:
    """The first sentences of the description, without its headings."""
    paragraphs = [one for one in description.split("\n\n") if re.match(r"\w", one)]
    words = as_line(re.sub(r"\[([^\]]*)\]\([^)]*\)|[*_\\]", r"\1", paragraphs[0])) if paragraphs else ""
    if len(words) <= LONGEST_SUMMARY:
        return words
    return words[:LONGEST_SUMMARY].rpartition(" ")[0] + "…"


def _authors(course: Block) -> tuple[str, ...]:
    told = values.structure(course, "instructor_info")
    people = told.get("instructors", []) if isinstance(told, dict) else []
    names = (
        [as_line(str(one.get("name", ""))) for one in people if isinstance(one, dict)]
        if isinstance(people, list)
        else []
    )
    names = [name for name in names if name] or [as_line(course.value("display_organization") or course.value("org"))]
    return tuple(dict.fromkeys(filter(None, names))) or ("?",)


def _image(course: Block, links: Links) -> str:
    name = course.value("course_image")
    if not name or links.media.member(name) is None:
        return ""
    path = links.media.take(name)
    return path if path and links.media.is_image(path) else ""


def pass_mark(files: Files, run: str) -> int:
    """The lowest mark that passes, in percent; 50 when the export does not say (Open edX, default grading policy)."""
    for name in (f"policies/{run}/grading_policy.json", "policies/grading_policy.json", "grading_policy.json"):
        found = files.json(name)
        cutoffs = found.get("GRADE_CUTOFFS") if isinstance(found, dict) else None
        if isinstance(cutoffs, dict) and cutoffs:
            marks = [mark for one in cutoffs.values() if (mark := values.number(json.dumps(one))) is not None]
            return min(max(round(100 * min(marks)), 1), 100) if marks else 50
    return 50
