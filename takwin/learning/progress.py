"""Progress: a pure fold over the sentences of one enrolment.

The result depends on the sentences and their order of meaning, never on the order in which they arrived."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Self

from takwin.content.release import Outline
from takwin.learning import activity
from takwin.records.statement import Statement

Json = dict[str, Any]
BEGINNING = (datetime(1970, 1, 1, tzinfo=UTC), b"")


@dataclass(frozen=True, slots=True)
class ItemRule:
    """What a release says of one question: points in hundredths, the digest of what is asked, allowed attempts (None: any)."""

    points: int
    asked: str
    graded: bool
    attempts: int | None


@dataclass(frozen=True, slots=True)
class Rules:
    """What a release says of progress. Shares in percent."""

    steps: tuple[str, ...]
    items: Mapping[str, ItemRule]
    steps_share: int
    mark_share: int
    tasks: tuple[str, ...] = ()
    tasks_share: int = 0

    @classmethod
    def of(cls, outline: Outline) -> Self:
        """The rules in a release's outline."""
        return cls(
            steps=tuple(step["id"] for module in outline["modules"] for step in module["steps"]),
            items={
                key: ItemRule(item["points"], item["asked"], item["graded"], item["attempts"])
                for key, item in outline["items"].items()
            },
            steps_share=outline["completion"]["steps"],
            mark_share=outline["completion"]["mark"],
            tasks=tuple(outline.get("tasks", {})),
            tasks_share=outline["completion"].get("tasks", 0),
        )


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers to one question: how many in all, what was asked, and the marks that count by attempt number."""

    asked: str = ""
    number: int = 0
    marks: Mapping[int, int] = field(default_factory=dict)

    @property
    def best(self) -> int:
        """The mark that counts, in hundredths."""
        return max(self.marks.values(), default=0)


@dataclass(frozen=True, slots=True)
class State:
    """Where one enrolment stands after the sentences up to `order`."""

    opened: frozenset[str] = frozenset()
    done: frozenset[str] = frozenset()
    answers: Mapping[str, Answers] = field(default_factory=dict)
    completed: datetime | None = None
    order: tuple[datetime, bytes] = BEGINNING
    declared: frozenset[str] = frozenset()

    def to_json(self) -> Json:
        """A small JSON object; equal states give equal objects."""
        return {
            "opened": sorted(self.opened),
            "done": sorted(self.done),
            "answers": {
                key: [a.asked, a.number, {str(n): mark for n, mark in sorted(a.marks.items())}]
                for key, a in sorted(self.answers.items())
            },
            "completed": self.completed.isoformat() if self.completed else None,
            "order": [self.order[0].isoformat(), self.order[1].hex()],
            **({"declared": sorted(self.declared)} if self.declared else {}),
        }

    @classmethod
    def from_json(cls, data: Json) -> Self:
        """The state that `to_json` wrote; an empty object is the beginning."""
        if not data:
            return cls()
        return cls(
            opened=frozenset(data["opened"]),
            done=frozenset(data["done"]),
            answers={
                key: Answers(asked, number, {int(n): mark for n, mark in marks.items()})
                for key, (asked, number, marks) in data["answers"].items()
            },
            completed=datetime.fromisoformat(data["completed"]) if data["completed"] else None,
            order=(datetime.fromisoformat(data["order"][0]), bytes.fromhex(data["order"][1])),
            declared=frozenset(data.get("declared", ())),
        )


@dataclass(frozen=True, slots=True)
class Summary:
    """What is shown: steps done of all, points earned of those possible (hundredths), tasks declared done of all, percentages, and
    whether the rule is met."""

    done: int
    steps: int
    mark: int
    points: int
    met: bool
    declared: int = 0
    tasks: int = 0

    @property
    def percent(self) -> int:
        """Share of the steps that are done."""
        return 100 * self.done // self.steps if self.steps else 0

    @property
    def mark_percent(self) -> int:
        """Share of the points that are earned."""
        return 100 * self.mark // self.points if self.points else 0


def fold(state: State, statements: Iterable[Statement], rules: Rules) -> State:
    """The state after more sentences, which come in the order of meaning and after those already folded."""
    for statement in statements:
        state = replace(_told(state, statement, rules), order=statement.order)
    return state


def _told(state: State, statement: Statement, rules: Rules) -> State:
    what, key = activity.subject(statement.activity)
    match (statement.verb, what):
        case ("experienced", "step"):
            return replace(state, opened=state.opened | {key})
        case ("finished", "step"):
            return replace(state, opened=state.opened | {key}, done=state.done | {key})
        case ("declared", "task"):
            return replace(state, declared=state.declared | {key})
        case ("retracted", "task"):
            return replace(state, declared=state.declared - {key})
        case ("answered" | "scored", "item"):
            answers = _answered(state.answers.get(key, Answers()), statement, rules.items.get(key))
            return replace(state, answers={**state.answers, key: answers})
        case ("completed", "course"):
            return replace(state, completed=state.completed or statement.at)
    return state


def _answered(answers: Answers, statement: Statement, rule: ItemRule | None) -> Answers:
    """One more answer, or a new mark for an earlier one. Only answers to what the release asks now have a mark that counts;
    of a practice question only the best is kept."""
    number, mark, asked = statement.result["n"], statement.result["raw"], statement.result["asked"]
    known = max(answers.number, number)
    if rule is None or asked != rule.asked:
        return replace(answers, number=known)
    marks = {**answers.marks, number: mark} if answers.asked == asked else {number: mark}
    if not rule.graded:
        best = max(marks, key=lambda n: (marks[n], -n))
        marks = {best: marks[best]}
    return Answers(asked, known, marks)


def summary(state: State, rules: Rules) -> Summary:
    """What the state amounts to under the release's rules."""
    done = sum(step in state.done for step in rules.steps)
    graded = {key: rule for key, rule in rules.items.items() if rule.graded}
    points = sum(rule.points for rule in graded.values())
    mark = sum(min(state.answers[key].best, rule.points) for key, rule in graded.items() if key in state.answers)
    declared = sum(task in state.declared for task in rules.tasks)
    shares = (
        (done, rules.steps_share, len(rules.steps)),
        (mark, rules.mark_share, points),
        (declared, rules.tasks_share, len(rules.tasks)),
    )
    met = all(found * 100 >= share * whole for found, share, whole in shares)
    return Summary(done, len(rules.steps), mark, points, met, declared, len(rules.tasks))
