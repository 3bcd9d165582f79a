"""The fold of one person's takings of one run, where two accounts of theirs were merged; plain Python.

What was answered is folded apart, each taking by its own rules (its attempts, its draws, the clock of its quizzes), and then joined: the
better mark counts, and no merge takes away what was earned. All the rest is folded as one story, in the order of meaning, so that what is
said later holds."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from takwin.learning import activity
from takwin.learning.counting import is_met, story
from takwin.learning.progress import BEGINNING, NONE, Answers, Rules, State, Told, after
from takwin.records.statement import Statement

APART = frozenset({("answered", "item"), ("scored", "item"), ("began", "quiz")})
"""What belongs to one taking alone."""
FAR = 10_000
"""More than anybody's draws of a pool."""


def whole(statements: Sequence[Statement], rules: Rules, who: UUID) -> State:
    """The state of a taking with those that were merged into it; `statements` of all of them in the order of meaning, `who` the one that
    stays. As `story` where there is no other."""
    others = sorted({one.registration for one in statements if one.registration} - {who}, key=str)
    if not others:
        return story(State(), statements, rules)
    state = replace(_together(statements, rules, who, others), joined=tuple(others))
    if state.completed is None and is_met(state, rules):
        return replace(state, completed=state.order[0])
    return state


def _together(statements: Sequence[Statement], rules: Rules, who: UUID, others: Sequence[UUID]) -> State:
    told: Told = {}
    common, where = State(), _homes(statements)
    for one in statements:
        if not _apart(one):
            common = after(common, one, rules, told)
    parts = {taking: _part(statements, replace(rules, who=taking), where) for taking in (who, *others)}
    order = max((one.order for one in statements if one.verb != "completed"), default=BEGINNING)
    mine = parts[who][0].began
    return replace(common, answers=_joined(list(parts.values()), statements), began=mine, order=order)


def _apart(one: Statement) -> bool:
    return (one.verb, activity.subject(one.activity)[0]) in APART


def _homes(statements: Iterable[Statement]) -> dict[str, UUID | None]:
    """The taking of every answer, by its name: a new mark for it belongs there, whoever tells it."""
    return {one.id.hex: one.registration for one in statements if one.verb == "answered"}


def _part(statements: Iterable[Statement], rules: Rules, where: Mapping[str, UUID | None]) -> tuple[State, Told]:
    """The answers of one taking, with the time that was given to the person under any."""
    state, told = State(), dict[str, int]()
    for one in statements:
        home = where.get(str(one.result.get("of")), one.registration) if one.verb == "scored" else one.registration
        given = one.verb == "granted" and activity.subject(one.activity)[0] == "course"
        if given or (_apart(one) and home == rules.who):
            state = after(state, one, rules, told)
    return state, told


def _joined(parts: Sequence[tuple[State, Told]], statements: Sequence[Statement]) -> dict[str, Answers]:
    """The answers of all takings, numbered in the order in which they were given."""
    items = {one.id.hex: activity.subject(one.activity)[1] for one in statements if one.verb == "answered"}
    number, counts = dict[str, int](), Counter[str]()
    for name, item in items.items():
        counts[item] += 1
        number[name] = counts[item]
    found: dict[str, Answers] = {}
    for place, (state, told) in enumerate(parts):
        for item, answers in state.answers.items():
            moved = {before: number[name] for name, before in told.items() if items[name] == item}
            found[item] = _more(found.get(item, NONE), answers, moved, place)
    return {item: replace(one, number=counts[item]) for item, one in found.items()}


def _more(there: Answers, more: Answers, moved: Mapping[int, int], place: int) -> Answers:
    """Both; `moved` gives the number that each answer of `more` has among all. Draws of other takings are numbered below zero, so that
    those of the one that stays keep theirs."""

    def at(number: int) -> int:
        return moved.get(number, number)

    return Answers(
        asked=there.asked or more.asked,
        marks={**there.marks, **{at(n): mark for n, mark in more.marks.items()}},
        draws={**there.draws, **{at(n): -(draw + place * FAR) if place else draw for n, draw in more.draws.items()}},
        waiting=there.waiting | {at(n) for n in more.waiting},
        late={**there.late, **{at(n): one for n, one in more.late.items()}},
        beyond=there.beyond | {at(n) for n in more.beyond},
    )
