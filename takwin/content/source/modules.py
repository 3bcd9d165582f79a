"""The modules and steps of a course, as `course.yaml` lists them and as their files hold them."""

from collections.abc import Sequence
from pathlib import Path

from takwin.content.source import front
from takwin.content.source.course import Course, Module, Step, StepText, step_file
from takwin.content.source.fields import Fields
from takwin.content.source.folder import listing, read_text
from takwin.content.source.problems import Problem, problem
from takwin.content.source.tree import Tree
from takwin.scenarios.communication import DEGREES, FIELDS, Communication


def modules(folder: Path, fields: Fields) -> tuple[Module, ...]:
    """The modules that `course.yaml` lists, with the texts of their steps; complaints gather in `fields`."""
    found: list[Module] = []
    for tree in fields.many("modules"):
        if tree.named is None:
            fields.complain("field-mapping", tree.line, key="modules")
            continue
        inner = Fields(tree, fields.file, fields.problems, fields.languages)
        name = inner.slug("id")
        if name and name in {module.id for module in found}:
            inner.complain("module-twice", inner.line("id"), id=name)
        found.append(Module(name, inner.texts("title"), _steps(folder, name, inner), _communication(inner)))
        inner.finish()
    return tuple(found)


def _communication(fields: Fields) -> dict[str, Communication]:
    """How people work together on a module, by language; nothing where it does not say."""
    found = fields.get("communication", required=False)
    if found is None:
        return {}
    if found.named is None:
        fields.complain("field-mapping", found.line, key="communication")
        return {}
    inner = Fields(found, fields.file, fields.problems, fields.languages)
    degree = inner.choice("degree", DEGREES)
    said = {name: inner.texts(name, required=False) for name in (*FIELDS, "how")}
    inner.finish()
    if unsaid := [name for name in FIELDS if not said[name]]:
        inner.complain("communication-vague", found.line, unsaid=unsaid)
    return {
        language: Communication(degree, **{name: texts.get(language, "") for name, texts in said.items()})
        for language in fields.languages
    }


def _steps(folder: Path, module: str, fields: Fields) -> tuple[Step, ...]:
    steps: list[Step] = []
    for tree in fields.many("steps"):
        name, aligned = _step(tree, fields)
        if not name or not module:
            continue
        if name in {step.id for step in steps}:
            fields.complain("step-twice", tree.line, id=name, module=module)
            continue
        steps.append(Step(name, _texts(folder, module, name, fields.languages, tree.line, fields.problems), aligned))
    return tuple(steps)


def _step(tree: Tree, fields: Fields) -> tuple[str, tuple[str, ...]]:
    """The id of a step, written alone or with what the step practises."""
    if tree.named is None:
        return fields.is_slug("steps", tree), ()
    inner = Fields(tree, fields.file, fields.problems)
    name, aligned = inner.slug("id"), inner.aligned("aligned", "aligned-unknown")
    inner.finish()
    return name, aligned


def _texts(
    folder: Path, module: str, step: str, languages: Sequence[str], line: int, problems: list[Problem]
) -> dict[str, StepText]:
    texts: dict[str, StepText] = {}
    for language in languages:
        file = step_file(module, step, language)
        if not (folder / file).is_file():
            problems.append(problem("step-missing", "course.yaml", line, file=file))
            continue
        text, found = read_text(folder, file)
        problems += found
        if text is not None:
            read_one, found = front.read_step(text, file)
            problems += found
            if read_one is not None:
                texts[language] = read_one
    return texts


def unlisted(folder: Path, course: Course) -> list[Problem]:
    """Step files that `course.yaml` does not name: forgotten, or misspelt."""
    listed = {
        step_file(module.id, step.id, one)
        for module in course.modules
        for step in module.steps
        for one in course.languages
    }
    folders = {module.id for module in course.modules}
    return [
        problem("step-unlisted", path, 1)
        for path in listing(folder)
        if path.endswith(".md") and path.count("/") == 1 and path.split("/")[0] in folders and path not in listed
    ]
