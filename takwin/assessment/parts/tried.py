"""Answers that a team tries on its draft: marked, shown and forgotten."""

from collections.abc import Mapping
from datetime import datetime

from takwin.assessment.asked import Asked
from takwin.assessment.marking import outcome
from takwin.assessment.models import Attempt
from takwin.assessment.variants import row
from takwin.content.queries import outline, sealed_key
from takwin.items.item import Json
from takwin.items.shelf import kind as book
from takwin.learning.models import Enrolment
from takwin.learning.progress import Answers, State
from takwin.learning.queries import rules
from takwin.learning.timing import Began, late


def tried(
    enrolment: Enrolment, responses: Mapping[str, Json], language: str, now: datetime, began: Began | None = None
) -> tuple[State, dict[str, Attempt]]:
    """Where somebody would stand after these first answers, and the answers, to a quiz that was begun then; nothing is written."""
    content = outline(enrolment.release_id)
    asked = Asked(content, rules(enrolment), State())
    answers: dict[str, Answers] = {}
    attempts: dict[str, Attempt] = {}
    for item, response in responses.items():
        policy, pool = asked.policy(item), asked.pool(item)
        rule = content["items"][item]
        keys = sealed_key(enrolment.release_id, item, row(rule, item, enrolment.uid, 1))
        mark = outcome(rule["kind"], keys, language, response, policy.points).mark
        draws = {1: 1} if pool and pool.fresh else {}
        waits = book(rule["kind"]).by_hand and policy.graded and bool(response)
        over = late(began, now, mark, asked.rules.limits.get(rule["quiz"] or ""), State().extra)
        marks, lates = ({}, {1: over}) if over else ({1: mark}, {})
        answers[item] = Answers(policy.asked, 1, marks, draws, frozenset({1} if waits else ()), lates)
        attempts[item] = Attempt(
            item=item, number=1, language=language, response=response, mark=mark, points=policy.points, at=now
        )
    return State(answers=answers), attempts
