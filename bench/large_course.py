"""A large course to measure with: the sample course's steps again and again, each under names of its own."""

import re
import shutil
from pathlib import Path

SAMPLE = Path("courses/feedback-to-a-colleague")
NAMED = re.compile(r"^(:{3,}\{(?!feedback\})[a-z-]+\}[ \t]+)([a-z0-9]+(?:-[a-z0-9]+)*)[ \t]*$", re.MULTILINE)
"""The first line of a question or a quiz, up to its id and with it."""
LINKED = re.compile(r"\]\((?!media/|https?:)[a-z-]+/[a-z-]+")
"""A link to another step; it then leads to its own."""
PER_MODULE = 10


def make(folder: Path, steps: int = 200, sample: Path = SAMPLE) -> Path:
    """Write a course of so many steps, in all the languages of the sample, into `folder`."""
    said = (sample / "course.yaml").read_text("utf-8")
    head = said.split("\nmodules:\n", 1)[0]
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(sample / "media", folder / "media")
    shelf = [(path.parent.name, path.name.split(".")[0]) for path in sorted(sample.glob("*/*.fr.md"))]
    places = [(f"m{number // PER_MODULE}", f"s{number}", shelf[number % len(shelf)]) for number in range(steps)]
    for module, step, (origin, name) in places:
        for text in sample.glob(f"{origin}/{name}.*.md"):
            target = folder / module / text.name.replace(name, step, 1)
            target.parent.mkdir(parents=True, exist_ok=True)
            said = LINKED.sub(f"]({module}/{step}", text.read_text("utf-8"))
            target.write_text(NAMED.sub(rf"\1\2-{step}", said), "utf-8")
    (folder / "course.yaml").write_text(f"{_head(head)}\nmodules:\n{_listed(places)}", "utf-8")
    return folder


def _head(head: str) -> str:
    """The sample's head under another id, claiming nothing: its claims are practised in steps that are named otherwise here."""
    kept = [line for line in head.split("\n") if not line.startswith(("competencies:", "values:"))]
    return "\n".join(kept).replace("id: feedback-to-a-colleague", "id: large-course")


def _listed(places: list[tuple[str, str, tuple[str, str]]]) -> str:
    lines = []
    for module in dict.fromkeys(module for module, _, _ in places):
        steps = ", ".join(step for one, step, _ in places if one == module)
        lines.append(
            f"  - id: {module}\n    title: {{fr: {module}, ar: {module}, en: {module}}}\n    steps: [{steps}]\n"
        )
    return "".join(lines)
