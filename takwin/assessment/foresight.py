"""What moving somebody to another release would do to their marks: plain Python, nothing is changed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from takwin.assessment.marking import again
from takwin.assessment.variants import row
from takwin.content.release import ItemOutline, Outline, items_in_order
from takwin.items.item import Json
from takwin.items.shelf import kind
from takwin.learning.counting import Summary, counted, summary
from takwin.learning.pools import NOBODY
from takwin.learning.progress import NONE, Answers, Rules, State

Keys = Callable[[str, int], Mapping[str, Json]]
"""The keys of a question by language; of one that varies, of a row."""


def differences(old: Outline, new: Outline) -> dict[str, str]:
    """What becomes of each question between two outlines: "same", "key" (marked again), "asked" (answers no longer count), "gone", "new"."""
    before, after = old["items"], new["items"]
    both = dict.fromkeys([*items_in_order(old), *items_in_order(new)])
    return {item: _difference(before.get(item), after.get(item)) for item in both}


def _difference(before: ItemOutline | None, after: ItemOutline | None) -> str:
    if before is None or after is None:
        return "new" if before is None else "gone"
    if before["asked"] != after["asked"]:
        return "asked"
    if kind(after["kind"]).by_hand:  # no key marks it; of another worth, what people gave is carried over
        return "key" if before["points"] != after["points"] else "same"
    return "key" if kind(after["kind"]).marked and before["key"] != after["key"] else "same"


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as it was kept: mark and points in hundredths, as last marked; `asked` is the fingerprint of what was asked, `draw` that of
    a fresh pool in which it was (0: none)."""

    item: str
    number: int
    language: str
    response: Json
    mark: int
    points: int
    asked: str
    draw: int = 0
    turn: int | None = None
    """The number for which it was asked, where that is another than its own."""


@dataclass(frozen=True, slots=True)
class Move:
    """From one release to another, or to a draft: the rules on both sides, what becomes of each question, and the keys to come."""

    before: Rules
    after: Rules
    outline: Outline
    changes: Mapping[str, str]
    keys: Keys

    @classmethod
    def of(cls, old: Outline, new: Outline, keys: Keys) -> "Move":
        """The move between two outlines."""
        return cls(Rules.of(old), Rules.of(new), new, differences(old, new), keys)

    @property
    def touched(self) -> list[str]:
        """The questions whose answers are marked again, no longer count, or count once more."""
        return [item for item, what in self.changes.items() if what != "same"]


@dataclass(frozen=True, slots=True)
class Mark:
    """What counts at one question, before and after (hundredths); None where no answer counts. `told`: an answer is marked again, and
    the person is told so."""

    item: str
    was: int | None
    became: int | None
    told: bool


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a move does to one person. `completed`: the person has completed the course, which nothing takes back."""

    marks: tuple[Mark, ...]
    before: Summary
    after: Summary
    completed: bool

    @property
    def told(self) -> bool:
        """Whether the person would have a letter: an answer is marked again."""
        return any(one.told for one in self.marks)

    @property
    def direction(self) -> str:
        """ "up", "down" or "same": what becomes of the points that count."""
        was, becomes = self.before.mark, self.after.mark
        return "up" if becomes > was else "down" if becomes < was else "same"

    @property
    def completion(self) -> str:
        """ "reached": the move completes the course; "kept": it was completed and would not be any more, and stays so; else ""."""
        if not self.completed:
            return "reached" if self.after.met else ""
        return "kept" if self.before.met and not self.after.met else ""


def foresee(state: State, completed: bool, given: Iterable[Given], move: Move, who: UUID = NOBODY) -> Foreseen | None:
    """What the move does to somebody who stands like this and gave these answers to the questions it touches; None: nothing. `who` is
    their enrolment, by which pools are drawn."""
    before, after = move.before.to(who), move.after.to(who)
    answers, told = dict(state.answers), set[str]()
    by_item: dict[str, list[Given]] = {}
    for one in given:
        by_item.setdefault(one.item, []).append(one)
    for item in move.touched:
        anew = _anew(item, by_item.get(item, []), move, who)
        mine = state.answers.get(item, NONE)
        if move.changes[item] == "key" and _differ(
            item, [one for one in anew if one[0].number not in mine.waiting], move
        ):
            told.add(item)
        answers[item] = _counting(item, mine, anew, move)
    later = replace(state, answers=answers)
    changed = {item: (_mark(state, before, item), _mark(later, after, item)) for item in move.touched}
    marks = [Mark(item, *pair, item in told) for item, pair in changed.items() if pair[0] != pair[1] or item in told]
    foreseen = Foreseen(tuple(marks), summary(state, before), summary(later, after), completed)
    return foreseen if marks or foreseen.completion or foreseen.direction != "same" else None


def _anew(item: str, given: list[Given], move: Move, who: UUID) -> list[tuple[Given, int]]:
    """The answers that count after the move, each with the mark it then has."""
    rule = move.after.items.get(item)
    if rule is None:
        return []
    same = [one for one in given if one.asked == rule.asked]
    if move.changes[item] != "key":
        return [(one, one.mark) for one in same]
    said = move.outline["items"][item]
    keys = {one.number: move.keys(item, row(said, item, who, one.turn or one.number)) for one in same}
    return [
        (one, again(said["kind"], keys[one.number], one.language, one.response, rule.points, (one.mark, one.points)))
        for one in same
    ]


def _differ(item: str, anew: list[tuple[Given, int]], move: Move) -> bool:
    """Whether an answer would be marked otherwise, which is then told."""
    points = move.after.items[item].points
    return any((mark, points) != (one.mark, one.points) for one, mark in anew)


def _counting(item: str, answers: Answers, anew: list[tuple[Given, int]], move: Move) -> Answers:
    rule = move.after.items.get(item)
    marks = {one.number: mark for one, mark in anew if one.number not in {*answers.late, *answers.beyond}}
    draws = {one.number: one.draw for one, _ in anew if one.draw}
    late = {
        one.number: replace(answers.late[one.number], mark=mark) for one, mark in anew if one.number in answers.late
    }
    waiting = answers.waiting & {one.number for one, _ in anew}
    return Answers(rule.asked if rule else "", answers.number, marks, draws, waiting, late, answers.beyond)


def _mark(state: State, rules: Rules, item: str) -> int | None:
    """The mark that counts, None where no answer does."""
    rule, answers = rules.items.get(item), state.answers.get(item, NONE)
    if rule is None or answers.asked != rule.asked or not answers.marks:
        return None
    if not rule.graded:
        return min(answers.best, rule.points)
    found = counted(state, rules).get(item)
    return found.mark if found else None
