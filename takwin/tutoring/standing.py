"""Quizzes that somebody failed or passed, and questions they tried again and again: read from their progress; plain Python."""

from takwin.learning.counting import counted
from takwin.learning.progress import Answers, Rules, State

MANY = 5
"""Answers to one question without full points."""
HALF = 50
"""Percent of a quiz's points below which it is failed where the course asks for no points."""


def failed(state: State, rules: Rules) -> tuple[str, ...]:
    """The graded quizzes whose points, of what was answered, stay below the share that completion asks for; those that somebody is
    still to mark are left out."""
    sums: dict[str, list[int]] = {}
    waiting: set[str] = set()
    for key, answers in state.answers.items():
        rule = rules.items.get(key)
        if rule and rule.graded and rule.quiz and answers.asked == rule.asked and answers.used:
            if answers.waiting:
                waiting.add(rule.quiz)
            one = sums.setdefault(rule.quiz, [0, 0])
            one[0] += answers.best
            one[1] += rule.points
    share = rules.mark_share or HALF
    return tuple(
        sorted(quiz for quiz, (mark, points) in sums.items() if quiz not in waiting and mark * 100 < points * share)
    )


def passed(state: State, rules: Rules) -> frozenset[str]:
    """The graded quizzes of which the points that completion asks for are reached, nothing of them waiting to be marked."""
    found: dict[str, list[int]] = {}
    for key, one in counted(state, rules).items():
        if quiz := rules.items[key].quiz:
            mark, points = found.setdefault(quiz, [0, 0])
            found[quiz] = [mark + (0 if one.waiting else one.mark or 0), points + one.points]
    share = rules.mark_share or HALF
    return frozenset(quiz for quiz, (mark, points) in found.items() if 0 < points * share <= mark * 100)


def solved(state: State, rules: Rules, item: str) -> bool:
    """Whether a question, as it is asked now, was answered fully."""
    rule, one = rules.items.get(item), state.answers.get(item)
    if rule is None or one is None or one.asked != rule.asked or one.waiting:
        return False
    return one.best >= rule.points


def stuck(state: State, rules: Rules) -> str:
    """The question that was answered MANY times or more and never fully; "" if there is none."""
    return next((key for key, one in sorted(state.answers.items()) if _hard(one, key, rules)), "")


def _hard(answers: Answers, key: str, rules: Rules) -> bool:
    rule = rules.items.get(key)
    return bool(rule) and answers.number >= MANY and not answers.waiting and answers.best < rules.items[key].points
