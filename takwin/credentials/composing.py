"""From a course's outline and a learner's marks to what a badge tells: assessed work, criteria, competencies."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from takwin.content.release import Outline, Texts
from takwin.credentials.badge import Achievement, Assessed, Competency, Say
from takwin.learning.counting import Counted
from takwin.lib.text import N_, Sentence


def language(outline: Outline, wanted: str) -> str:
    """The wanted language where the course has it, else its original."""
    return wanted if wanted in outline["languages"] else outline["languages"][0]


def within(outline: Outline, texts: Texts, wanted: str) -> str:
    """A text in a language, else in the original."""
    return texts.get(wanted) or texts.get(outline["languages"][0], "")


def assessed(outline: Outline, counts: Mapping[str, Counted], wanted: str) -> tuple[Assessed, ...]:
    """The graded work of a release in its order, quiz by quiz, with the marks that count: of a person's own questions alone. A graded
    question that belongs to no quiz counts for its step."""
    works: dict[str, list[str]] = {}
    for step in (step for module in outline["modules"] for step in module["steps"]):
        for key in (key for key in counts if outline["items"][key]["step"] == step["id"]):
            works.setdefault(outline["items"][key]["quiz"] or step["id"], []).append(key)
    return tuple(
        _assessed(outline, work, {item: counts[item] for item in items}, wanted) for work, items in works.items()
    )


def _assessed(outline: Outline, work: str, counts: Mapping[str, Counted], wanted: str) -> Assessed:
    steps = {step["id"]: step for module in outline["modules"] for step in module["steps"]}
    step = steps[outline["items"][next(iter(counts))]["step"]]
    title = outline["quizzes"][work]["title"] if work in outline["quizzes"] else {}
    return Assessed(
        id="work-" + work.replace("/", "-"),
        title=within(outline, title, wanted) or within(outline, step["title"], wanted),
        questions=len(counts),
        mark=sum(one.mark or 0 for one in counts.values()),
        points=sum(one.points for one in counts.values()),
    )


def achievement(outline: Outline, release: str, url: str, competencies: Iterable[Competency], say: Say) -> Achievement:
    """What the course asks, its criteria said in the badge's language."""
    rule = outline["completion"]
    asked = {"steps": rule["steps"], "mark": rule["mark"]}
    told = say(
        Sentence(N_("Steps done: at least %(steps)s%%. Points of the graded questions: at least %(mark)s%%."), asked)
    )
    if tasks := rule.get("tasks"):
        declared = Sentence(
            N_("Tasks that the learner declares done, unchecked: at least %(tasks)s%%."), {"tasks": tasks}
        )
        told = f"{told} {say(declared)}"
    return Achievement(
        url=url,
        title=outline["title"],
        description=outline["summary"],
        criteria=dict.fromkeys(outline["languages"], told),
        hours=Decimal(outline["hours"]),
        release=release,
        competencies=tuple(competencies),
    )
