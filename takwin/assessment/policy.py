"""When a question may be answered and what may be seen of its key."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from takwin.content.release import Outline
from takwin.learning.progress import Answers
from takwin.lib.ids import made
from takwin.lib.text import N_, Sentence

LONGEST = 24 * 3600
"""Seconds after which a page was left open rather than worked on."""


@dataclass(frozen=True, slots=True)
class ItemPolicy:
    """What the release and the run say of one question: points (hundredths), allowed attempts (None: any), when feedback is
    shown ("attempt": after each answer, "last": when no attempt is left, "never") and when answering ends."""

    points: int
    attempts: int | None
    graded: bool
    asked: str
    feedback: str
    closes: datetime | None = None

    @classmethod
    def of(cls, outline: Outline, item: str, closes: datetime | None = None, most: int | None = None) -> "ItemPolicy":
        """The policy of a question of a release's outline; of a graded one a run may allow at `most` so many attempts."""
        rule = outline["items"][item]
        quiz = outline["quizzes"].get(rule["quiz"]) if rule["quiz"] else None
        return cls(
            rule["points"],
            _least(rule["attempts"], most) if rule["graded"] else rule["attempts"],
            rule["graded"],
            rule["asked"],
            quiz["feedback"] if quiz else "attempt",
            closes,
        )


def _least(first: int | None, second: int | None) -> int | None:
    return min((one for one in (first, second) if one is not None), default=None)


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a person may do with a question now. `left` is the number of attempts left (None: any), `closed` why none is taken,
    `veiled` whether there will be more of them, so that nothing may tell the solution."""

    left: int | None
    closed: Sentence | None
    feedback: bool
    veiled: bool = False

    @property
    def open(self) -> bool:
        """Whether an answer would be taken."""
        return self.closed is None


WAITING = Sentence(N_("Your answer is waiting to be marked."))


def waits(policy: ItemPolicy, answers: Answers) -> bool:
    """Whether an answer to what is asked now waits for somebody to mark it."""
    return answers.asked == policy.asked and bool(answers.waiting)


def used(policy: ItemPolicy, answers: Answers) -> int:
    """How many answers there have been to what is asked now."""
    return answers.used if answers.asked == policy.asked else 0


def allowance(policy: ItemPolicy, answers: Answers, now: datetime) -> Allowance:
    """What is allowed after these answers."""
    spent = used(policy, answers)
    left = None if policy.attempts is None else max(0, policy.attempts - spent)
    closed = _closed(policy, answers, left, now)
    again = closed is None or (closed is WAITING and left != 0)
    return Allowance(left, closed, spent > 0 and _feedback(policy, None if again else closed), again)


def _closed(policy: ItemPolicy, answers: Answers, left: int | None, now: datetime) -> Sentence | None:
    if policy.closes is not None and now >= policy.closes:
        return Sentence(N_("The course has closed: answers are no longer taken."))
    if waits(policy, answers):
        return WAITING
    if left == 0:
        return Sentence(N_("You have used all your attempts at this question."))
    if policy.graded and used(policy, answers) and answers.best >= policy.points:
        return Sentence(N_("You have all the points of this question."))
    return None


def elapsed(token: UUID, now: datetime) -> int | None:
    """Whole seconds since the page was shown for which the token was made; None for more than a day, a time to come, and a token
    that does not tell."""
    shown = made(token)
    milliseconds = (now - datetime.fromtimestamp(0, UTC)) // timedelta(milliseconds=1)
    seconds = -1 if shown is None else (milliseconds - shown) // 1000
    return seconds if 0 <= seconds <= LONGEST else None


def _feedback(policy: ItemPolicy, closed: Sentence | None) -> bool:
    return policy.feedback == "attempt" or (policy.feedback == "last" and closed is not None)
