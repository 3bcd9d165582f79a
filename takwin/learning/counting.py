"""What a state amounts to: the questions that count for one person, their marks, and the sums that pages and rules need."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from takwin.learning.pools import Pool, drawn, fresh, ranked
from takwin.learning.progress import NONE, Answers, ItemRule, Rules, State, Told, after
from takwin.records.statement import Statement


@dataclass(frozen=True, slots=True)
class Counted:
    """A question that counts for a person: the mark (hundredths, None before an answer that counts), the points, the attempts; whether
    an answer waits for somebody to mark it."""

    mark: int | None
    points: int
    attempts: int
    waiting: bool = False


@dataclass(frozen=True, slots=True)
class Summary:
    """What is shown: steps done of all, points earned of those possible (hundredths), tasks declared done of all, meetings in a
    room attended of those that completion asks for, the minutes in rooms, percentages, and whether the rule is met."""

    done: int
    steps: int
    mark: int
    points: int
    met: bool
    declared: int = 0
    tasks: int = 0
    attended: int = 0
    sessions: int = 0
    minutes: int = 0

    @property
    def percent(self) -> int:
        """Share of the steps that are done."""
        return 100 * self.done // self.steps if self.steps else 0

    @property
    def mark_percent(self) -> int:
        """Share of the points that are earned."""
        return 100 * self.mark // self.points if self.points else 0


def summary(state: State, rules: Rules) -> Summary:
    """What the state amounts to under the release's rules."""
    done = sum(step in state.done for step in rules.steps)
    counts = counted(state, rules).values()
    points, mark = sum(one.points for one in counts), sum(one.mark or 0 for one in counts)
    declared = sum(task in state.declared for task in rules.tasks)
    shares = (
        (done, rules.steps_share, len(rules.steps)),
        (mark, rules.mark_share, points),
        (declared, rules.tasks_share, len(rules.tasks)),
    )
    wanted = sessions_wanted(state, rules)
    met = len(state.attended) >= wanted and all(found * 100 >= share * whole for found, share, whole in shares)
    minutes = sum(state.attended.values())
    return Summary(
        done, len(rules.steps), mark, points, met, declared, len(rules.tasks), len(state.attended), wanted, minutes
    )


def sessions_wanted(state: State, rules: Rules) -> int:
    """The meetings in a room that completion asks for: a share of those from which the person is not excused, rounded up."""
    return -(-rules.sessions_share * max(rules.sessions - len(state.excused), 0) // 100)


def story(state: State, statements: Sequence[Statement], rules: Rules) -> State:
    """As `fold`, with the moment of the act that completed the course, whenever it became known. What was told as completed stays so; and
    nothing is completed under rules to which the person was moved later."""
    told: Told = {}
    last = max((place for place, one in enumerate(statements) if one.verb == "moved"), default=0)
    for place, one in enumerate(statements):
        state = after(state, one, rules, told)
        if state.completed is None and place >= last and is_met(state, rules):
            state = replace(state, completed=one.at)
    return state


def is_met(state: State, rules: Rules) -> bool:
    """Whether the rule of completion is met; the steps, which are quickly counted, first."""
    done = sum(step in state.done for step in rules.steps)
    return done * 100 >= rules.steps_share * len(rules.steps) and summary(state, rules).met


def counted(state: State, rules: Rules) -> dict[str, Counted]:
    """The graded questions that this person is asked. Whoever is asked whichever of a pool, their points together are the same; of
    a fresh pool the best draw counts."""
    pooled = {item for pool in rules.pools for item in pool.items}
    found = {
        item: _counted(rule, _answers(state, item))
        for item, rule in rules.items.items()
        if rule.graded and item not in pooled
    }
    for pool in rules.pools:
        found.update(_of_pool(state, rules, pool))
    return found


def _counted(rule: ItemRule, answers: Answers) -> Counted:
    mark = min(answers.best, rule.points) if answers.used else None
    return Counted(mark, rule.points, answers.used, bool(answers.waiting))


def _answers(state: State, item: str) -> Answers:
    return state.answers.get(item, NONE)


def _of_pool(state: State, rules: Rules, pool: Pool) -> Iterator[tuple[str, Counted]]:
    if not pool.fresh:
        for item in asked(state, rules, pool):
            yield item, _counted(rules.items[item], _answers(state, item))
        return
    marks = best_draw(state, pool)
    for item in _filled(pool, rules, marks):
        mark = min(marks[item], rules.items[item].points) if item in marks else None
        answers = _answers(state, item)
        yield item, Counted(mark, rules.items[item].points, answers.used, bool(answers.waiting))


def asked(state: State, rules: Rules, pool: Pool) -> tuple[str, ...]:
    """The questions of a pool that is not fresh which this person is asked."""
    marks = {item: _answers(state, item).best for item in pool.items if _answers(state, item).marks}
    return drawn(pool, rules.who, marks)


def draws(state: State, pool: Pool) -> dict[int, dict[str, int]]:
    """The marks of the answers that count, by the draw in which they were given; the draws in their order."""
    found: dict[int, dict[str, int]] = {}
    for item in pool.items:
        answers = _answers(state, item)
        for number, draw in answers.draws.items():
            found.setdefault(draw, {})[item] = answers.marks.get(number, 0)
    return dict(sorted(found.items()))


def best_draw(state: State, pool: Pool) -> Mapping[str, int]:
    """The marks of the draw that counts: the best, the earliest of several; nothing before the first."""
    found = draws(state, pool)
    return max(found.values(), key=lambda marks: _worth(pool, marks), default={})


def _worth(pool: Pool, marks: Mapping[str, int]) -> int:
    """What a draw earned; of more answers than are picked now the best."""
    return sum(sorted(marks.values(), reverse=True)[: pool.pick])


def _filled(pool: Pool, rules: Rules, marks: Mapping[str, int]) -> list[str]:
    """As many questions as are picked: the best of those that were answered, then others."""
    kept = sorted(marks, key=lambda item: -marks[item])
    first = [*kept, *fresh(pool, rules.who, 1), *ranked(pool.items, rules.who, pool.name)]
    return list(dict.fromkeys(first))[: pool.pick]
