"""Which steps of a run are open to a person, and by when each should be done; plain Python.

What somebody has opened or done stays open to them, whatever the policy says later."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from takwin.learning.progress import State
from takwin.learning.run import Moment, Policy, Span

WEEK = timedelta(days=7)
LEAST, MOST = 15, 40 * 60
"""Minutes a week that somebody may say they have."""


@dataclass(frozen=True, slots=True)
class Own:
    """What a person has of their own in a run: days given beyond the dates of others; for a weekly plan the minutes that they have a
    week (0: they did not say) and since when."""

    days: int = 0
    minutes: int = 0
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Gate:
    """One step for one person. `opens`: closed until then; `after`: closed until that step is done; `due` by when it should be done
    (exclusive: the first moment after), `closes` from when work on it is no longer taken."""

    step: str
    opens: datetime | None = None
    after: str = ""
    due: datetime | None = None
    closes: datetime | None = None

    @property
    def open(self) -> bool:
        """Whether the step may be opened."""
        return self.opens is None and not self.after

    def last_day(self, zone: ZoneInfo) -> date | None:
        """The last day on which the step is done in time."""
        return (self.due - timedelta(seconds=1)).astimezone(zone).date() if self.due else None


@dataclass(frozen=True, slots=True)
class Way:
    """What decides which steps are open: the run's policy and end, when the person started, what is theirs, and the steps of the
    release in order with the minutes that each asks for."""

    policy: Policy
    start: datetime
    zone: ZoneInfo
    steps: Sequence[str]
    minutes: Mapping[str, int] = field(default_factory=dict)
    own: Own = field(default_factory=Own)
    ends: datetime | None = None

    @property
    def closes(self) -> datetime | None:
        """When the run ends for this person."""
        return self.ends + timedelta(days=self.own.days) if self.ends else None

    def gates(self, state: State, now: datetime) -> dict[str, Gate]:
        """Every step, in order."""
        planned = self._planned(state) if self.policy.pace == "plan" else {}
        before: dict[str, str] = _waits_for(self.policy, self.steps, state)
        known = state.opened | state.done
        found = {}
        for step in self.steps:
            opens, due = self._moments(step)
            due = planned.get(step, due)
            shut = opens if opens and opens > now and step not in known else None
            after = "" if step in known else before.get(step, "")
            found[step] = Gate(step, shut, after, due, self._closes(due))
        return found

    def _moments(self, step: str) -> tuple[datetime | None, datetime | None]:
        module, schedule = step.split("/")[0], self.policy.schedule
        whole, own = schedule.get(module, Span()), schedule.get(step, Span())
        opens = own.opens if own.opens is not None else whole.opens
        due = own.due if own.due is not None else whole.due
        last = self._day(due)
        if last is not None:
            last += timedelta(days=1 + self.own.days)
        return self._at(self._day(opens)), self._at(last)

    def _day(self, moment: Moment) -> date | None:
        if isinstance(moment, int):
            return self.start.astimezone(self.zone).date() + timedelta(days=moment)
        return moment

    def _at(self, day: date | None) -> datetime | None:
        """The first moment of a day where the people live, whatever the clock does meanwhile."""
        return datetime.combine(day, time(), self.zone).astimezone(UTC) if day else None

    def _closes(self, due: datetime | None) -> datetime | None:
        ends = self.closes
        if due is None or self.policy.late == "counts" or self.policy.pace == "plan":
            return ends
        grace = self.policy.late_days if self.policy.late == "grace" else 0
        last = self._at(due.astimezone(self.zone).date() + timedelta(days=grace))
        return min(filter(None, (last, ends)))

    def _planned(self, state: State) -> dict[str, datetime]:
        """By when each step is done that is not done yet, if the person keeps to the minutes a week that they said."""
        if not self.own.minutes or self.own.since is None:
            return {}
        found, spent = {}, 0
        first = self.own.since.astimezone(self.zone).date()
        for step in self.steps:
            if step not in state.done:
                spent += self.minutes.get(step, 0)
                week = max(1, -(-spent // self.own.minutes))
                at = self._at(first + week * WEEK + timedelta(days=self.own.days))
                if at:
                    found[step] = at
        return found


def _waits_for(policy: Policy, steps: Sequence[str], state: State) -> dict[str, str]:
    """By step the one that must be done first, where there is one."""
    if policy.sequence == "linear":
        first = next((step for step in steps if step not in state.done), "")
        return dict.fromkeys(steps[steps.index(first) + 1 :], first) if first else {}
    if policy.sequence == "prerequisite":
        return dict(_by_module(policy, steps, state))
    return {}


def _by_module(policy: Policy, steps: Sequence[str], state: State) -> Iterator[tuple[str, str]]:
    modules = list(dict.fromkeys(step.split("/")[0] for step in steps))
    missing: dict[str, str] = {}
    for step in steps:
        if step not in state.done:
            missing.setdefault(step.split("/")[0], step)
    for step in steps:
        module = step.split("/")[0]
        place = modules.index(module)
        needed = policy.needs.get(module, tuple(modules[place - 1 : place]))
        if found := next((missing[one] for one in needed if one in missing), ""):
            yield step, found


def weeks(gates: Mapping[str, Gate], done: frozenset[str], zone: ZoneInfo) -> dict[date, list[str]]:
    """The steps that are still to be done, by the last day for them, the nearest first."""
    found: dict[date, list[str]] = {}
    for gate in gates.values():
        day = gate.last_day(zone)
        if day and gate.step not in done:
            found.setdefault(day, []).append(gate.step)
    return dict(sorted(found.items()))
