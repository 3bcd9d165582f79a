"""Progress: a pure fold over the sentences of one enrolment.

The result depends on the sentences and their order of meaning, never on the order in which they arrived."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Self
from uuid import UUID

from takwin.content.release import Outline
from takwin.learning import activity
from takwin.learning.pools import NOBODY, Pool, pools
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
    """What a release says of progress, to one person where it matters who it is: `who` is their enrolment. Shares in percent."""

    steps: tuple[str, ...]
    items: Mapping[str, ItemRule]
    steps_share: int
    mark_share: int
    tasks: tuple[str, ...] = ()
    tasks_share: int = 0
    pools: tuple[Pool, ...] = ()
    who: UUID = NOBODY

    @classmethod
    def of(cls, outline: Outline, who: UUID = NOBODY) -> Self:
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
            pools=pools(outline),
            who=who,
        )

    def to(self, who: UUID) -> Self:
        """The same to another person."""
        return replace(self, who=who) if self.pools else self


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers to one question: how many in all, what was asked, and the marks that count by attempt number; `draws` says in which
    draw of a fresh pool each of those was given, `waiting` which of them somebody is still to mark (their mark is 0 until then)."""

    asked: str = ""
    number: int = 0
    marks: Mapping[int, int] = field(default_factory=dict)
    draws: Mapping[int, int] = field(default_factory=dict)
    waiting: frozenset[int] = frozenset()

    @property
    def best(self) -> int:
        """The mark that counts, in hundredths."""
        return max(self.marks.values(), default=0)

    def to_json(self) -> list[Any]:
        """A small list; what is rare stands in it only where there is any."""
        more: dict[str, Any] = {"draws": _numbered(self.draws)} if self.draws else {}
        more |= {"waiting": sorted(self.waiting)} if self.waiting else {}
        return [self.asked, self.number, _numbered(self.marks), *([more] if more else [])]

    @classmethod
    def from_json(cls, data: Sequence[Any]) -> Self:
        """The answers that `to_json` wrote."""
        asked, number, marks, *more = data
        rare = more[0] if more else {}
        draws, waiting = _by_number(rare.get("draws", {})), frozenset(rare.get("waiting", ()))
        return cls(asked, number, _by_number(marks), draws, waiting)


def _numbered(values: Mapping[int, int]) -> dict[str, int]:
    return {str(number): value for number, value in sorted(values.items())}


def _by_number(values: Mapping[str, int]) -> dict[int, int]:
    return {int(number): value for number, value in values.items()}


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
            "answers": {key: answers.to_json() for key, answers in sorted(self.answers.items())},
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
            answers={key: Answers.from_json(answers) for key, answers in data["answers"].items()},
            completed=datetime.fromisoformat(data["completed"]) if data["completed"] else None,
            order=(datetime.fromisoformat(data["order"][0]), bytes.fromhex(data["order"][1])),
            declared=frozenset(data.get("declared", ())),
        )


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
    before = answers if answers.asked == asked else Answers()
    marks, draws = {**before.marks, number: mark}, {**before.draws}
    if draw := statement.result.get("draw"):
        draws[number] = draw
    waiting = before.waiting - {number} | (frozenset({number}) if statement.result.get("waiting") else frozenset())
    if not rule.graded:
        best = max(marks, key=lambda n: (marks[n], -n))
        marks = {best: marks[best]}
    return Answers(asked, known, marks, draws, waiting)
