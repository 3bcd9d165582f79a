"""A supervision scenario: who of the tutors does what for whom, at which sign, how fast, in which words, and what it costs.

Roles and interventions after Mangenot 2017 (as reviewed by Othman) and the Triton model (Gounon and Leroux 2009)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from takwin.scenarios.complaints import Complaint

Json = dict[str, Any]
ROLES = ("organisational", "pedagogical", "socio-cognitive")
INITIATIVES = ("proactive", "reactive")
ADDRESSEES = ("individual", "group", "cohort")
CHANNELS = ("message", "announcement", "forum", "phone", "meeting", "room")
CALENDAR = ("run-day", "own-day", "before-deadline")
"""Signs of the calendar: day N of the run, day N of one's own way, N days before a deadline."""
IDLE = ("never-opened", "stopped")
"""Signs of silence: for N days nothing was opened, or nothing more."""
EVENTS = ("quiz-failed", "help-asked", "task-declared", "completed")
"""Signs that need no number."""
UNITS = ("person", "group", "cohort")
PER = dict(zip(ADDRESSEES, UNITS, strict=True))
ALWAYS = ("name", "course", "tutor")
"""What every text may name. `step`, `task`, `quiz`, `days` and `deadline` only where the intervention has them."""
HOLDERS = (*ALWAYS, "step", "task", "quiz", "days", "deadline")
HOLDER = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Trigger:
    """The sign at which a tutor acts: one of CALENDAR, IDLE or EVENTS, and its days; several for a sign of the calendar that comes
    back."""

    sign: str
    days: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Intervention:
    """What a tutor does. `within` is the expected delay in hours; `minutes` what it takes, each time, for each `per` (one of UNITS), and
    `share` the percentage of them that is expected to need it. `texts` is the template by language, plain, with {name}s to fill."""

    id: str
    role: str
    initiative: str
    addressee: str
    trigger: Trigger
    channel: str
    within: int
    minutes: int
    per: str
    texts: Mapping[str, str]
    share: int = 100
    step: str = ""
    task: str = ""
    quiz: str = ""
    line: int = field(default=1, compare=False)

    @property
    def times(self) -> int:
        """How often it comes in a run, for each that needs it."""
        return max(1, len(self.trigger.days))

    @property
    def holders(self) -> frozenset[str]:
        """What its texts may name."""
        linked = (name for name in ("step", "task", "quiz") if getattr(self, name))
        days = ("days",) if self.trigger.days else ()
        deadline = ("deadline",) if self.trigger.sign == "before-deadline" else ()
        return frozenset([*ALWAYS, *linked, *days, *deadline])


@dataclass(frozen=True, slots=True)
class Supervision:
    """All interventions of a course, and how many people a group and a cohort are expected to have."""

    interventions: tuple[Intervention, ...]
    group: int = 12
    cohort: int = 120


def check(found: Supervision) -> Iterator[tuple[Complaint, int]]:
    """What is wrong or weak, each with its line."""
    for one in found.interventions:
        yield from ((complaint, one.line) for complaint in _intervention(one))
    if not found.interventions:
        yield Complaint("supervision-empty"), 1
    for role in ROLES:
        if found.interventions and role not in {one.role for one in found.interventions}:
            yield Complaint("supervision-role", {"role": role}), 1


def _intervention(one: Intervention) -> Iterator[Complaint]:
    needed = {"quiz-failed": "quiz", "task-declared": "task"}.get(one.trigger.sign)
    if needed and not getattr(one, needed):
        yield Complaint("supervision-linked", {"id": one.id, "sign": one.trigger.sign, "key": needed})
    for language, text in one.texts.items():
        named = set(HOLDER.findall(text))
        for holder in sorted(named - one.holders):
            values = {"id": one.id, "holder": holder, "language": language, "known": sorted(one.holders)}
            yield Complaint("supervision-holder", values)
    if len({frozenset(HOLDER.findall(text)) & one.holders for text in one.texts.values()}) > 1:
        yield Complaint("supervision-holders-differ", {"id": one.id})


@dataclass(frozen=True, slots=True)
class Cost:
    """What a supervision scenario asks of tutors for so many learners, in whole minutes, for all of the run."""

    learners: int
    minutes: Mapping[str, int]
    """By role."""

    @property
    def total(self) -> int:
        """All roles together."""
        return sum(self.minutes.values())

    @property
    def seconds_each(self) -> int:
        """What each learner costs, in seconds, rounded down; 0 without learners."""
        return self.total * 60 // self.learners if self.learners else 0


def cost(found: Supervision, learners: int) -> Cost:
    """The cost for so many learners. Whoever needs an intervention in part is counted whole."""
    minutes = dict.fromkeys(ROLES, 0)
    for one in found.interventions:
        minutes[one.role] = minutes.get(one.role, 0) + one.minutes * one.times * needing(found, one, learners)
    return Cost(learners, minutes)


def needing(found: Supervision, one: Intervention, learners: int) -> int:
    """How many people, groups or cohorts are expected to need an intervention."""
    size = {"person": 1, "group": found.group, "cohort": found.cohort}[one.per]
    return _whole(_whole(learners, size) * one.share, 100)


def _whole(amount: int, of: int) -> int:
    """How many of them are begun."""
    return -(-amount // of)


def to_json(found: Supervision) -> Json:
    """The scenario as a release holds it; `of_json` gives it back."""
    said = asdict(found)
    for one in said["interventions"]:
        del one["line"]
        one["trigger"]["days"] = list(one["trigger"]["days"])
    return {**said, "interventions": list(said["interventions"])}


def of_json(said: Mapping[str, Any]) -> Supervision:
    """The scenario that a release holds."""
    return Supervision(
        tuple(
            Intervention(**{**one, "trigger": Trigger(one["trigger"]["sign"], tuple(one["trigger"]["days"]))})
            for one in said["interventions"]
        ),
        said["group"],
        said["cohort"],
    )
