"""A course folder read into a Course, with every mistake told by file and line. Never raises for what a file holds."""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from takwin.content.source import supervision
from takwin.content.source.course import Accepted, Completion, Course
from takwin.content.source.fields import LANGUAGE, Fields
from takwin.content.source.folder import read_text
from takwin.content.source.modules import modules, unlisted
from takwin.content.source.problems import Problem, in_order, problem
from takwin.content.source.tree import NotReadable, Tree, parse
from takwin.scenarios.supervision import Supervision

FILE = "course.yaml"
LICENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]*( (WITH|AND|OR) [A-Za-z0-9][A-Za-z0-9.+-]*)*")
HOURS = re.compile(r"\d{1,3}([.,]\d{1,2})?")
PERCENT = re.compile(r"(\d{1,3}) ?%")


def read(folder: Path) -> tuple[Course | None, list[Problem]]:
    """The course, and all that is wrong or weak in the source. The course is None when `course.yaml` cannot be read at all;
    with errors it may lack texts, and serves only to look for more of them."""
    text, problems = read_text(folder, FILE)
    if text is None:
        return None, problems
    try:
        said = parse(text, FILE)
    except NotReadable as refused:
        return None, [*problems, refused.problem]
    if said is None or said.named is None:
        return None, [*problems, problem("course-shape", FILE, 1)]
    course = _course(folder, said, problems)
    return course, in_order(problems)


def _course(folder: Path, said: Tree, problems: list[Problem]) -> Course:
    languages = _languages(Fields(said, FILE, problems))
    fields = Fields(said, FILE, problems, languages)
    fields.asked.append("languages")
    if (version := fields.word("takwin")) not in {"1", ""}:
        fields.complain("format-version", fields.line("takwin"), version=version[:20])
    course = Course(
        id=fields.slug("id"),
        languages=languages,
        title=fields.texts("title"),
        summary=fields.texts("summary"),
        description=fields.texts("description"),
        audience=fields.texts("audience"),
        prerequisites=fields.texts("prerequisites"),
        hours=_hours(fields),
        licence=_licence(fields),
        authors=fields.words("authors"),
        image=fields.word("image", required=False),
        competencies=fields.aligned("competencies", "competency-unknown"),
        values=fields.aligned("values", "value-unknown"),
        policies=fields.aligned("policies", "policy-unknown"),
        completion=_completion(fields),
        modules=modules(folder, fields),
        supervision=_supervision(folder, languages, problems),
        accepted=tuple(_accepted(fields)),
        lines=_lines(said),
    )
    fields.finish()
    problems += unlisted(folder, course)
    return course


def _supervision(folder: Path, languages: tuple[str, ...], problems: list[Problem]) -> Supervision | None:
    found, wrong = supervision.read(folder, languages)
    problems += wrong
    return found


def _languages(fields: Fields) -> tuple[str, ...]:
    found = fields.words("languages")
    for one in found:
        if not LANGUAGE.fullmatch(one):
            fields.complain("language-code", fields.line("languages"), language=one[:20])
    if len(set(found)) < len(found):
        fields.complain("language-twice", fields.line("languages"))
    return tuple(dict.fromkeys(one for one in found if LANGUAGE.fullmatch(one)))


def _hours(fields: Fields) -> Decimal:
    value = fields.word("hours")
    if not value:
        return Decimal(0)
    if not HOURS.fullmatch(value) or Decimal(value.replace(",", ".")) == 0:
        fields.complain("hours", fields.line("hours"), value=value[:40])
        return Decimal(0)
    return Decimal(value.replace(",", "."))


def _licence(fields: Fields) -> str:
    value = fields.word("licence")
    if value and not LICENCE.fullmatch(value):
        fields.complain("licence", fields.line("licence"), value=value[:60])
    return value


def _completion(fields: Fields) -> Completion:
    found = fields.get("completion", required=False)
    if found is None:
        return Completion()
    if found.named is None:
        fields.complain("field-mapping", found.line, key="completion")
        return Completion()
    inner = Fields(found, FILE, fields.problems)
    completion = Completion(_percent(inner, "steps", 100), _percent(inner, "mark", 0), _percent(inner, "tasks", 0))
    inner.finish()
    return completion


def _accepted(fields: Fields) -> Iterator[Accepted]:
    """The findings that the team lets stand; one without a name or a reason is none."""
    for tree in fields.many("accepted", required=False):
        if tree.named is None:
            fields.complain("field-mapping", tree.line, key="accepted")
            continue
        inner = Fields(tree, FILE, fields.problems)
        one = Accepted(inner.word("finding"), inner.word("at", required=False), inner.word("reason"), tree.line)
        inner.finish()
        if one.finding and one.reason:
            yield one


def _lines(said: Tree) -> dict[str, int]:
    top = said.named or {}
    modules = (top["modules"].many or []) if "modules" in top else []
    ids = {f"/{one.named['id'].text}": one.line for one in modules if one.named and "id" in one.named}
    return {key: value.line for key, value in top.items()} | ids


def _percent(fields: Fields, key: str, usual: int) -> int:
    value = fields.word(key, required=False)
    if not value:
        return usual
    match = PERCENT.fullmatch(value)
    if not match or int(match[1]) > 100:
        fields.complain("percent", fields.line(key), key=key, value=value[:40])
        return usual
    return int(match[1])
