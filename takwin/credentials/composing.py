"""From a course's outline and a learner's state to what a badge tells: assessed work, criteria, competencies."""

from collections.abc import Iterable
from decimal import Decimal

from takwin.content.release import Outline, Texts
from takwin.credentials.badge import Achievement, Assessed, Competency, Say
from takwin.learning.progress import Answers, State
from takwin.lib.text import N_, Sentence


def language(outline: Outline, wanted: str) -> str:
    """The wanted language where the course has it, else its original."""
    return wanted if wanted in outline["languages"] else outline["languages"][0]


def within(outline: Outline, texts: Texts, wanted: str) -> str:
    """A text in a language, else in the original."""
    return texts.get(wanted) or texts.get(outline["languages"][0], "")


def assessed(outline: Outline, state: State, wanted: str) -> tuple[Assessed, ...]:
    """The graded work of a release in its order, quiz by quiz, with the marks that count. A graded question that belongs to no
    quiz counts for its step."""
    graded = {key: item for key, item in outline["items"].items() if item["graded"]}
    works: dict[str, list[str]] = {}
    for step in (step for module in outline["modules"] for step in module["steps"]):
        for key in (key for key in graded if graded[key]["step"] == step["id"]):
            works.setdefault(graded[key]["quiz"] or step["id"], []).append(key)
    return tuple(_assessed(outline, state, work, items, wanted) for work, items in works.items())


def _assessed(outline: Outline, state: State, work: str, items: list[str], wanted: str) -> Assessed:
    steps = {step["id"]: step for module in outline["modules"] for step in module["steps"]}
    step = steps[outline["items"][items[0]]["step"]]
    title = outline["quizzes"][work]["title"] if work in outline["quizzes"] else {}
    points = {item: outline["items"][item]["points"] for item in items}
    return Assessed(
        id="work-" + work.replace("/", "-"),
        title=within(outline, title, wanted) or within(outline, step["title"], wanted),
        questions=len(items),
        mark=sum(min(state.answers.get(item, Answers()).best, points[item]) for item in items),
        points=sum(points.values()),
    )


def achievement(outline: Outline, release: str, url: str, competencies: Iterable[Competency], say: Say) -> Achievement:
    """What the course asks, its criteria said in the badge's language."""
    rule = outline["completion"]
    asked = {"steps": rule["steps"], "mark": rule["mark"]}
    told = say(
        Sentence(N_("Steps done: at least %(steps)s%%. Points of the graded questions: at least %(mark)s%%."), asked)
    )
    return Achievement(
        url=url,
        title=outline["title"],
        description=outline["summary"],
        criteria=dict.fromkeys(outline["languages"], told),
        hours=Decimal(outline["hours"]),
        release=release,
        competencies=tuple(competencies),
    )
