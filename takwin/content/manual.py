"""The manual page of problems, made from the catalogues: `python -m takwin.content.manual > docs/reference/problems.md`."""

from collections.abc import Iterator

from takwin.content.source import catalogue, findings
from takwin.items.complaints import COMPLAINTS, WARNINGS
from takwin.scenarios import complaints

HEAD = """\
# Problems of a course source

What `takwin check` and the studio can tell about a course, by name. An **error** stops publishing; a **warning** is a weakness; **advice** is worth
a thought. A team may accept warnings and advice with a reason (`accepted` in `course.yaml`). Words like %(this)s stand for what was found. The format itself is told in [course-source.md](course-source.md).

This page is made from the catalogues themselves; do not edit it: `python -m takwin.content.manual > docs/reference/problems.md`.
"""
PARTS = {
    "Files and YAML": catalogue.FILES,
    "The course": catalogue.COURSE,
    "Steps and their text": catalogue.STEPS,
    "Images, sound, video, downloads": catalogue.MEDIA,
    "Questions and quizzes": catalogue.QUESTIONS,
    "Tasks": complaints.TASKS,
    "Translations": findings.TRANSLATION,
    "What is assessed": findings.ASSESSING,
    "Findings that are accepted": findings.ACCEPTED,
    "Inside a question": {
        name: ("warning" if name in WARNINGS else "error", *told) for name, told in COMPLAINTS.items()
    },
}


def page() -> str:
    """The whole page."""
    return HEAD + "".join(_part(title, told) for title, told in PARTS.items())


def _part(title: str, problems: dict[str, findings.Told]) -> str:
    return f"\n## {title}\n" + "".join(_lines(problems))


def _lines(problems: dict[str, findings.Told]) -> Iterator[str]:
    for name, (level, sentence, try_this) in problems.items():
        yield f"\n### `{name}`\n\n*{level}*: {sentence}  \n{try_this}\n".replace("%%", "%")


if __name__ == "__main__":
    print(page(), end="")
