"""Progress: a pure fold over the sentences of one enrolment.

The result depends on the sentences and their order of meaning, never on the order in which they arrived."""

from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Self
from uuid import UUID

from takwin.content.release import Outline
from takwin.learning import activity
from takwin.learning.pools import NOBODY, Pool, pools
from takwin.learning.run import Policy
from takwin.learning.timing import Began, Extra, Late, Limit, late, limits
from takwin.records.statement import Statement

Json = dict[str, Any]
Order = tuple[datetime, bytes]
"""The place of an act in its story: when it was done, and its name."""
BEGINNING: Order = (datetime(1970, 1, 1, tzinfo=UTC), b"")


@dataclass(frozen=True, slots=True)
class ItemRule:
    """What a release says of one question: points in hundredths, the digest of what is asked, allowed attempts (None: any), its quiz."""

    points: int
    asked: str
    graded: bool
    attempts: int | None
    quiz: str = ""


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
    limits: Mapping[str, Limit] = field(default_factory=dict)
    sessions: int = 0
    """Meetings in a room that a run has."""
    sessions_share: int = 0
    most: int | None = None
    """Attempts at a graded question that a run allows at most."""

    @classmethod
    def of(cls, outline: Outline, who: UUID = NOBODY) -> Self:
        """The rules in a release's outline."""
        return cls(
            steps=tuple(step["id"] for module in outline["modules"] for step in module["steps"]),
            items={
                key: ItemRule(item["points"], item["asked"], item["graded"], item["attempts"], item["quiz"] or "")
                for key, item in outline["items"].items()
            },
            steps_share=outline["completion"]["steps"],
            mark_share=outline["completion"]["mark"],
            tasks=tuple(outline.get("tasks", {})),
            tasks_share=outline["completion"].get("tasks", 0),
            pools=pools(outline),
            who=who,
            limits=limits(outline),
        )

    def to(self, who: UUID) -> Self:
        """The same to another person."""
        return replace(self, who=who) if self.pools else self

    def under(self, policy: Policy) -> Self:
        """The same as a run asks it."""
        return replace(
            self,
            steps_share=policy.shares.get("steps", self.steps_share),
            mark_share=policy.shares.get("mark", self.mark_share),
            tasks_share=policy.shares.get("tasks", self.tasks_share),
            sessions=policy.room_sessions,
            sessions_share=policy.shares.get("sessions", 0),
            most=policy.attempts,
        )


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers to one question: how many in all, what was asked, and the marks that count by attempt number (from 1, in the order of
    meaning); `draws` says in which draw of a fresh pool each of those was given, `waiting` which of them somebody is still to mark (their
    mark is 0 until then), `late` holds the answers that came too late to count, `beyond` numbers those given on a device after the
    attempts were used or the run had closed."""

    asked: str = ""
    number: int = 0
    marks: Mapping[int, int] = field(default_factory=dict)
    draws: Mapping[int, int] = field(default_factory=dict)
    waiting: frozenset[int] = frozenset()
    late: Mapping[int, Late] = field(default_factory=dict)
    beyond: frozenset[int] = frozenset()

    @property
    def used(self) -> int:
        """The attempts at what is asked now."""
        return len(self.marks) + len(self.late)

    @property
    def best(self) -> int:
        """The mark that counts, in hundredths."""
        return max(self.marks.values(), default=0)

    def to_json(self) -> list[Any]:
        """A small list; what is rare stands in it only where there is any."""
        more: dict[str, Any] = {"draws": _numbered(self.draws)} if self.draws else {}
        more |= {"waiting": sorted(self.waiting)} if self.waiting else {}
        more |= (
            {"late": {str(n): [one.mark, one.took, one.promised] for n, one in sorted(self.late.items())}}
            if self.late
            else {}
        )
        more |= {"beyond": sorted(self.beyond)} if self.beyond else {}
        return [self.asked, self.number, _numbered(self.marks), *([more] if more else [])]

    @classmethod
    def from_json(cls, data: Sequence[Any]) -> Self:
        """The answers that `to_json` wrote."""
        asked, number, marks, *more = data
        if not more:
            return cls(asked, number, _by_number(marks))
        rare = more[0]
        draws, waiting = _by_number(rare.get("draws", {})), frozenset(rare.get("waiting", ()))
        late = {int(n): Late(*one) for n, one in rare.get("late", {}).items()}
        beyond = frozenset(rare.get("beyond", ()))
        return cls(asked, number, _by_number(marks), draws, waiting, late, beyond)

    def forgiven(self, limit: Limit | None, extra: Extra) -> Self:
        """The same once somebody has more time: late answers that are in time now count."""
        now = {number: one.mark for number, one in self.late.items() if one.counts(limit, extra)}
        late = {number: one for number, one in self.late.items() if number not in now}
        return replace(self, marks={**self.marks, **now}, late=late) if now else self


NONE = Answers()
"""Those to a question that nobody has answered."""


def _numbered(values: Mapping[int, int]) -> dict[str, int]:
    return {str(number): value for number, value in sorted(values.items())}


def _by_number(values: Mapping[str, int]) -> dict[int, int]:
    return {int(number): value for number, value in values.items()}


@dataclass(frozen=True, slots=True)
class State:
    """Where one enrolment stands after the sentences up to `order`. `attended` holds the minutes spent in each meeting in a room, `excused`
    the meetings that are not held against the person; `joined` names the takings that were merged into this one."""

    opened: frozenset[str] = frozenset()
    done: frozenset[str] = frozenset()
    answers: Mapping[str, Answers] = field(default_factory=dict)
    completed: datetime | None = None
    order: tuple[datetime, bytes] = BEGINNING
    declared: frozenset[str] = frozenset()
    began: Mapping[str, Began] = field(default_factory=dict)
    extra: Extra = field(default_factory=Extra)
    attended: Mapping[str, int] = field(default_factory=dict)
    excused: frozenset[str] = frozenset()
    joined: tuple[UUID, ...] = ()

    def to_json(self) -> Json:
        """A small JSON object; equal states give equal objects."""
        return {
            "opened": sorted(self.opened),
            "done": sorted(self.done),
            "answers": {key: answers.to_json() for key, answers in sorted(self.answers.items())},
            "completed": self.completed.isoformat() if self.completed else None,
            "order": [self.order[0].isoformat(), self.order[1].hex()],
            **({"declared": sorted(self.declared)} if self.declared else {}),
            **({"began": {quiz: one.to_json() for quiz, one in sorted(self.began.items())}} if self.began else {}),
            **({"extra": [self.extra.percent, self.extra.minutes]} if self.extra != Extra() else {}),
            **({"attended": dict(sorted(self.attended.items()))} if self.attended else {}),
            **({"excused": sorted(self.excused)} if self.excused else {}),
            **({"joined": [one.hex for one in self.joined]} if self.joined else {}),
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
            began={quiz: Began.from_json(one) for quiz, one in data.get("began", {}).items()},
            extra=Extra(*data.get("extra", ())),
            attended=data.get("attended", {}),
            excused=frozenset(data.get("excused", ())),
            joined=tuple(map(UUID, data.get("joined", ()))),
        )


Told = MutableMapping[str, int]
"""The numbers of answers that were folded already, by the name (hexadecimal) of their sentence."""


def fold(state: State, statements: Iterable[Statement], rules: Rules) -> State:
    """The state after more sentences, which come in the order of meaning and after those already folded."""
    told: Told = {}
    for statement in statements:
        state = after(state, statement, rules, told)
    return state


def after(state: State, statement: Statement, rules: Rules, told: Told) -> State:
    """The state after one more sentence. That of a completion is no act: when it was told says nothing of how far acts were folded."""
    order = state.order if statement.verb == "completed" else statement.order
    return replace(_told(state, statement, rules, told), order=order)


def _told(state: State, statement: Statement, rules: Rules, told: Told) -> State:
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
        case ("answered", "item"):
            answers = _answered(state, key, statement, rules, told)
            return _sent(replace(state, answers={**state.answers, key: answers}), statement, rules.items.get(key))
        case ("scored", "item"):
            scored = _scored(state, key, statement, rules, told)
            return replace(state, answers={**state.answers, key: scored})
        case ("began", "quiz") if key not in state.began or state.began[key].sent:
            return replace(state, began={**state.began, key: Began(statement.at, statement.result["seconds"])})
        case ("attended" | "granted" | "retracted", "session"):
            return _met(state, key, statement)
        case ("granted", "course"):
            return _granted(state, Extra(statement.result["percent"], statement.result["minutes"]), rules)
        case ("completed", "course"):
            return replace(state, completed=state.completed or statement.at)
    return state


def _met(state: State, key: str, statement: Statement) -> State:
    """What holds of a meeting from now on: so many minutes there ("attended"), excused ("granted"), or neither ("retracted")."""
    attended = {one: minutes for one, minutes in state.attended.items() if one != key}
    if statement.verb == "attended":
        attended[key] = statement.result["minutes"]
    excused = state.excused | {key} if statement.verb == "granted" else state.excused - {key}
    return replace(state, attended=attended, excused=excused)


def _granted(state: State, extra: Extra, rules: Rules) -> State:
    """A person has other time than before. It is never taken back from answers that were in time."""
    answers = {
        key: one.forgiven(rules.limits.get(rules.items[key].quiz), extra) if one.late and key in rules.items else one
        for key, one in state.answers.items()
    }
    return replace(state, extra=extra, answers=answers)


def _sent(state: State, statement: Statement, rule: ItemRule | None) -> State:
    """The quiz that was begun is answered: another attempt begins anew."""
    began = state.began.get(rule.quiz) if rule else None
    if rule is None or began is None or began.sent:
        return state
    return replace(state, began={**state.began, rule.quiz: replace(began, sent=statement.at)})


def _answered(state: State, key: str, statement: Statement, rules: Rules, told: Told) -> Answers:
    """One more answer. Only answers to what the release asks now have a mark that counts; of a practice question only the best is
    kept."""
    answers, rule, said = state.answers.get(key, NONE), rules.items.get(key), statement.result
    number = told[statement.id.hex] = answers.number + 1
    if rule is None or said["asked"] != rule.asked:
        return replace(answers, number=number)
    before = replace(answers if answers.asked == rule.asked else Answers(asked=rule.asked), number=number)
    began = state.began.get(rule.quiz)
    unasked = said.get("timed") and not (began and began.serves(statement.at))
    if unasked or _beyond(before, said):
        return replace(before, beyond=before.beyond | {number})
    if draw := said.get("draw"):
        before = replace(before, draws={**before.draws, number: draw})
    if said.get("waiting"):
        before = replace(before, waiting=before.waiting | {number})
    if found := _late(state, statement, rule, rules):
        return replace(before, late={**before.late, number: found})
    return _best(replace(before, marks={**before.marks, number: said["raw"]}), rule)


def _scored(state: State, key: str, statement: Statement, rules: Rules, told: Told) -> Answers:
    """A new mark for an earlier answer, which the sentence names."""
    answers, rule, said = state.answers.get(key, NONE), rules.items.get(key), statement.result
    number = told.get(said.get("of", ""), said["n"])
    if rule is None or said["asked"] != rule.asked or number in answers.beyond:
        return replace(answers, number=max(answers.number, number))
    before = answers if answers.asked == rule.asked else Answers(asked=rule.asked)
    before = replace(before, number=max(answers.number, number), waiting=before.waiting - {number})
    if number in before.late:
        return replace(before, late={**before.late, number: replace(before.late[number], mark=said["raw"])})
    return _best(replace(before, marks={**before.marks, number: said["raw"]}), rule)


def _best(answers: Answers, rule: ItemRule) -> Answers:
    """Of a practice question only the best answer, the earliest of several."""
    if rule.graded or len(answers.marks) < 2:
        return answers
    best = max(answers.marks, key=lambda n: (answers.marks[n], -n))
    return replace(answers, marks={best: answers.marks[best]})


def _beyond(before: Answers, said: Mapping[str, Any]) -> bool:
    """Whether an answer from a device cannot count: it was given after the run had closed ("over"), in a draw that was answered already,
    or when the attempts that it was allowed ("most") were used. Online such an answer is not taken at all."""
    most, draw = said.get("most"), said.get("draw")
    if draw:
        return bool(said.get("over")) or draw in before.draws.values() or (most is not None and draw > most)
    return bool(said.get("over")) or (most is not None and before.used >= most)


def _late(state: State, statement: Statement, rule: ItemRule, rules: Rules) -> Late | None:
    began, limit = state.began.get(rule.quiz), rules.limits.get(rule.quiz)
    return late(began, statement.at, statement.result["raw"], limit, state.extra)
