"""What one person is asked now: which questions of a pool, and what they may do with each; plain Python."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from takwin.assessment.policy import Allowance, ItemPolicy, allowance
from takwin.assessment.variants import is_fresh
from takwin.content.release import Outline
from takwin.learning.counting import asked, draws
from takwin.learning.pools import Pool, fresh
from takwin.learning.progress import NONE, Answers, Rules, State
from takwin.learning.timing import in_record
from takwin.lib.text import N_, Sentence

ELSEWHERE = Allowance(None, Sentence(N_("This question is not among those that you are asked.")), False)
"""What somebody may do with a question that was not drawn for them."""
BEGIN = Sentence(N_("This quiz has a limit of time: begin it first, then answer."))
OTHERS = Sentence(N_("You have answered these questions meanwhile. Here are the ones that you may answer now."))
ONE_NOW = Sentence(
    N_("Two accounts became one while you were answering. Look at the page again, then send your answer.")
)


@dataclass(frozen=True, slots=True)
class Timing:
    """The minutes that a person has for a quiz and those that the quiz gives, whether late answers count, and while it runs when it ends
    and how many minutes are left, the last one whole."""

    minutes: int
    usual: int
    late_counts: bool
    ends: datetime | None = None
    left: int = 0
    now: datetime | None = None

    @property
    def ends_at(self) -> int:
        """When it ends, in milliseconds since 1970; 0 while it does not run."""
        return _milliseconds(self.ends)

    @property
    def now_at(self) -> int:
        """The moment of which the minutes are told, in milliseconds since 1970."""
        return _milliseconds(self.now)


def _milliseconds(moment: datetime | None) -> int:
    return int(moment.timestamp() * 1000) if moment else 0


@dataclass(frozen=True, slots=True)
class Asked:
    """A release (its outline, and its rules for one person), the state they are in, and when answering ends."""

    outline: Outline
    rules: Rules
    state: State
    closes: datetime | None = None

    def has_begun(self, item: str, now: datetime) -> bool:
        """Whether the person has begun the quiz of a question, where it has a limit."""
        quiz = self.outline["items"][item]["quiz"] or ""
        began = self.state.began.get(quiz)
        return quiz not in self.rules.limits or (began is not None and began.serves(in_record(now)))

    def taken(self, item: str, now: datetime) -> int | None:
        """The seconds since the quiz of a question was begun, where it has a limit."""
        quiz = self.outline["items"][item]["quiz"] or ""
        began = self.state.began.get(quiz)
        return (now - began.at) // timedelta(seconds=1) if quiz in self.rules.limits and began else None

    def timing(self, quiz: str, now: datetime) -> Timing | None:
        """The time that the person has for a quiz, None where there is no limit."""
        limit = self.rules.limits.get(quiz)
        if limit is None:
            return None
        seconds, began = self.state.extra.of(limit), self.state.began.get(quiz)
        ends = began.at + timedelta(seconds=max(seconds, began.seconds)) if began and not began.sent else None
        left = max(0, -((now - ends) // timedelta(minutes=1))) if ends else 0
        return Timing(seconds // 60, limit.minutes, limit.late_counts, ends, left, now if ends else None)

    def policy(self, item: str) -> ItemPolicy:
        """The policy of a question."""
        return ItemPolicy.of(self.outline, item, self.closes, self.rules.most)

    def confident(self, item: str) -> bool:
        """Whether a question asks how sure one is."""
        quiz = self.outline["items"][item]["quiz"]
        return bool(quiz and self.outline["quizzes"][quiz].get("confidence"))

    def answers(self, item: str) -> Answers:
        """The person's answers to a question."""
        return self.state.answers.get(item, NONE)

    def pool(self, item: str) -> Pool | None:
        """The pool that a question belongs to."""
        return next((pool for pool in self.rules.pools if item in pool.items), None)

    def allowance(self, item: str, now: datetime) -> Allowance:
        """What the person may do with a question now."""
        pool = self.pool(item)
        if pool is None:
            return allowance(self.policy(item), self.answers(item), now)
        if pool.fresh:
            known = item in self.next(pool) or any(item in marks for marks in draws(self.state, pool).values())
            return allowance(*self.whole(pool), now) if known else ELSEWHERE
        known = item in asked(self.state, self.rules, pool)
        return allowance(self.policy(item), self.answers(item), now) if known else ELSEWHERE

    def refusal(self, item: str, draw: int | None, now: datetime) -> Sentence | None:
        """Why an answer is not taken now, None where it is. `draw` is that of a fresh pool in which the question was asked; the answers
        of one draw are told one after the other."""
        if not self.has_begun(item, now):
            return self.allowance(item, now).closed or BEGIN
        pool = self.pool(item)
        if pool is None or draw is None:
            return self.allowance(item, now).closed
        past = draws(self.state, pool)
        last = max([0, *past])
        if draw not in {last, last + 1} or item not in fresh(pool, self.rules.who, draw) or item in past.get(draw, {}):
            return OTHERS
        return None if draw == last else self.allowance(item, now).closed

    def whole(self, pool: Pool) -> tuple[ItemPolicy, Answers]:
        """A fresh pool as one question, each whole draw an answer to it."""
        policy = self.policy(pool.items[0])
        full = {n: marks for n, marks in draws(self.state, pool).items() if len(marks) >= pool.pick}
        sums = {n: sum(sorted(marks.values(), reverse=True)[: pool.pick]) for n, marks in full.items()}
        mine = [self.answers(item) for item in pool.items]
        waiting = frozenset(one.draws[number] for one in mine for number in one.waiting if number in one.draws)
        return replace(policy, points=policy.points * pool.pick), Answers(
            policy.asked, len(sums), sums, waiting=waiting
        )

    def tasks(self) -> Iterator[tuple[ItemPolicy, Answers]]:
        """All that counts, each with its answers: questions by themselves, fresh pools as a whole."""
        for item, rule in self.rules.items.items():
            pool = self.pool(item)
            if rule.graded and (pool is None or (not pool.fresh and item in asked(self.state, self.rules, pool))):
                yield self.policy(item), self.answers(item)
        yield from (self.whole(pool) for pool in self.rules.pools if pool.fresh)

    def draw(self, pool: Pool) -> int:
        """The number of the draw that comes next."""
        return max([0, *draws(self.state, pool)]) + 1

    def next(self, pool: Pool) -> tuple[str, ...]:
        """The questions of a pool that an answer now would be to."""
        return fresh(pool, self.rules.who, self.draw(pool)) if pool.fresh else asked(self.state, self.rules, pool)

    def last(self, pool: Pool) -> tuple[str, ...] | None:
        """The questions of the last draw of a fresh pool, whose answers are shown; None unless it is whole."""
        *_, last = ({}, *draws(self.state, pool).values())
        return tuple(last) if pool.fresh and len(last) >= pool.pick else None

    def shown(self, items: Iterable[str], again: bool) -> list[str]:
        """Those of a quiz's questions that the person sees: to be tried `again`, or as they were answered."""
        wanted = list(items)
        drawn = [(None if again else self.last(pool)) or self.next(pool) for pool in self.rules.pools]
        pooled = {item for pool in self.rules.pools for item in pool.items}
        mine = {item for some in drawn for item in some}
        return [item for item in wanted if item not in pooled or item in mine]

    def afresh(self, items: Iterable[str]) -> frozenset[str]:
        """Those among a quiz's fresh questions that are asked now, whatever was answered to them in an earlier draw."""
        wanted = set(items)
        found = (self.next(pool) for pool in self.rules.pools if pool.fresh and self.last(pool) is None)
        return frozenset(item for some in found for item in some if item in wanted)

    def stamp(self, items: Iterable[str]) -> str:
        """What tells a form with fresh questions from an earlier one: the numbers of the draws, and of the next answers to questions of
        which another row is asked each time; "" where nothing is fresh."""
        wanted = list(items)
        draws = [str(self.draw(pool)) for pool in self.rules.pools if pool.fresh and set(wanted) & set(pool.items)]
        varied = [item for item in self.shown(wanted, again=True) if is_fresh(self.outline["items"][item])]
        return ".".join([*draws, *(str(self.answers(item).number + 1) for item in varied)])

    def has_draws(self, items: Iterable[str]) -> bool:
        """Whether one of a quiz's questions belongs to a fresh pool."""
        pools = [self.pool(item) for item in items]
        return any(pool is not None and pool.fresh for pool in pools)
