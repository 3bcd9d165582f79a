"""Whom to remind of what: deadlines that come; plain Python."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from takwin.learning.run import Policy
from takwin.learning.way import Gate, weeks

AHEAD = 2
"""Days before a deadline that somebody is reminded of it."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """A day that comes, and how many steps should be done by the end of it."""

    day: date
    steps: int


def reminders(gates: Mapping[str, Gate], done: frozenset[str], today: date, zone: ZoneInfo) -> list[Reminder]:
    """What is due from today on within AHEAD days and not done; nothing that is late already."""
    last = today + timedelta(days=AHEAD)
    return [Reminder(day, len(steps)) for day, steps in weeks(gates, done, zone).items() if today <= day <= last]


def may_be_due(policy: Policy, today: date) -> bool:
    """Whether anything of a run can be due in these days for somebody without days of their own. For relative dates and weekly plans it
    depends on the person."""
    if policy.pace != "fixed":
        return policy.pace in {"relative", "plan"}
    days = [span.due for span in policy.schedule.values()]
    return any(isinstance(day, date) and today <= day <= today + timedelta(days=AHEAD) for day in days)
