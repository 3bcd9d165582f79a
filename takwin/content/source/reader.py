"""A course folder read into a Course, with every mistake told by file and line. Never raises for what a file holds."""

import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from takwin.content.source import front
from takwin.content.source.course import Completion, Course, Module, Step, StepText, step_file
from takwin.content.source.fields import Fields
from takwin.content.source.folder import listing, read_text
from takwin.content.source.problems import Problem, in_order, problem
from takwin.content.source.tree import NotReadable, Tree, parse

FILE = "course.yaml"
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
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
        tree = parse(text, FILE)
    except NotReadable as refused:
        return None, [*problems, refused.problem]
    if tree is None or tree.named is None:
        return None, [*problems, problem("course-shape", FILE, 1)]
    course = _course(folder, tree, problems)
    return course, in_order(problems)


def _course(folder: Path, tree: Tree, problems: list[Problem]) -> Course:
    languages = _languages(Fields(tree, FILE, problems))
    fields = Fields(tree, FILE, problems, languages)
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
        competencies=fields.words("competencies", required=False),
        values=fields.words("values", required=False),
        completion=_completion(fields),
        modules=_modules(folder, fields),
    )
    fields.finish()
    _unlisted(folder, course, problems)
    return course


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
    completion = Completion(_percent(inner, "steps", 100), _percent(inner, "mark", 0))
    inner.finish()
    return completion


def _percent(fields: Fields, key: str, usual: int) -> int:
    value = fields.word(key, required=False)
    if not value:
        return usual
    match = PERCENT.fullmatch(value)
    if not match or int(match[1]) > 100:
        fields.complain("percent", fields.line(key), key=key, value=value[:40])
        return usual
    return int(match[1])


def _modules(folder: Path, fields: Fields) -> tuple[Module, ...]:
    modules: list[Module] = []
    for tree in fields.many("modules"):
        if tree.named is None:
            fields.complain("field-mapping", tree.line, key="modules")
            continue
        inner = Fields(tree, FILE, fields.problems, fields.languages)
        name = inner.slug("id")
        if name and name in {module.id for module in modules}:
            inner.complain("module-twice", inner.line("id"), id=name)
        modules.append(Module(name, inner.texts("title"), _steps(folder, name, inner)))
        inner.finish()
    return tuple(modules)


def _steps(folder: Path, module: str, fields: Fields) -> tuple[Step, ...]:
    steps: list[Step] = []
    for tree in fields.many("steps"):
        name = fields.is_slug("steps", tree)
        if not name or not module:
            continue
        if name in {step.id for step in steps}:
            fields.complain("step-twice", tree.line, id=name, module=module)
            continue
        steps.append(Step(name, _texts(folder, module, name, fields.languages, tree.line, fields.problems)))
    return tuple(steps)


def _texts(
    folder: Path, module: str, step: str, languages: Sequence[str], line: int, problems: list[Problem]
) -> dict[str, StepText]:
    texts: dict[str, StepText] = {}
    for language in languages:
        file = step_file(module, step, language)
        if not (folder / file).is_file():
            problems.append(problem("step-missing", FILE, line, file=file))
            continue
        text, found = read_text(folder, file)
        problems += found
        if text is not None:
            read_one, found = front.read_step(text, file)
            problems += found
            if read_one is not None:
                texts[language] = read_one
    return texts


def _unlisted(folder: Path, course: Course, problems: list[Problem]) -> None:
    """Step files that `course.yaml` does not name: forgotten, or misspelt."""
    listed = {
        step_file(module.id, step.id, one)
        for module in course.modules
        for step in module.steps
        for one in course.languages
    }
    modules = {module.id for module in course.modules}
    problems += [
        problem("step-unlisted", path, 1)
        for path in listing(folder)
        if path.endswith(".md") and path.count("/") == 1 and path.split("/")[0] in modules and path not in listed
    ]
