"""What a run asks and allows: its policy, and a format as a policy to start from; plain Python.

The course is the same in every format: only the policy differs. Nothing costs money, so there is no fee."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from typing import Any, Self

Json = dict[str, Any]
ADMISSIONS = ("open", "code", "invitation", "roster", "institution")
PACES = ("free", "fixed", "relative", "plan")
SEQUENCES = ("free", "linear", "prerequisite")
VISIBILITIES = ("none", "group", "names")
LATES = ("counts", "grace", "closed")
CREDENTIALS = ("completion", "none")
"""When a run gives a credential: to whoever completes it, or to nobody."""
SHARES = frozenset({"steps", "mark", "tasks", "sessions"})
SUPERVISION = range(5)
"""From 0, the person alone, to 4, a tutor who follows everybody."""
MOST = {"seats": 100_000, "offer_days": 30, "late_days": 60, "group_size": 100, "attempts": 20, "room_sessions": 100}
"""The highest numbers that mean something; the lowest is 1 where 0 says "none"."""
DAYS = range(1000)

Moment = date | int | None
"""A date, or days after a person's start."""


class BadPolicy(ValueError):
    """A policy that contradicts itself: the name of the field, and what is wrong with it (an English word of `run.PROBLEMS`)."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(f"{where}: {what}")
        self.where, self.what = where, what


@dataclass(frozen=True, slots=True)
class Span:
    """When a module or a step opens and by when it should be done: dates, or days after a person's start; None says nothing."""

    opens: Moment = None
    due: Moment = None

    def to_json(self) -> list[str | int | None]:
        """A pair."""
        return [one.isoformat() if isinstance(one, date) else one for one in (self.opens, self.due)]

    @classmethod
    def from_json(cls, data: list[str | int | None]) -> Self:
        """What `to_json` wrote."""
        return cls(*(date.fromisoformat(one) if isinstance(one, str) else one for one in data))


@dataclass(frozen=True, slots=True)
class Policy:
    """What a run asks and allows. `seats` None: as many as come; `offer_days` a free seat is kept for the next of the waiting list;
    `schedule` by module or "module/step"; `needs` by module those to be done before (none named: the one before it); `late` what
    happens to work after its date, `late_days` how long it is still taken; `attempts` at most so many at a graded question;
    `shares` in percent what completion asks for instead of the release ("steps", "mark", "tasks", and of its meetings "sessions"); `credential` when one is given; `publishes`: participants bring
    their own publications; `flipped`: online work before and after each room session."""

    admission: str = "open"
    seats: int | None = None
    offer_days: int = 3
    pace: str = "free"
    schedule: Mapping[str, Span] = field(default_factory=dict)
    sequence: str = "free"
    needs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    late: str = "counts"
    late_days: int = 7
    group_size: int = 0
    attempts: int | None = None
    shares: Mapping[str, int] = field(default_factory=dict)
    credential: str = "completion"
    visibility: str = "none"
    supervision: int = 0
    room_sessions: int = 0
    flipped: bool = False
    publishes: bool = False

    def __post_init__(self) -> None:
        for name, allowed in _CHOICES.items():
            if getattr(self, name) not in allowed:
                raise BadPolicy(name, "unknown")
        for name, most in MOST.items():
            number = getattr(self, name)
            if number is not None and not (name in _MAY_BE_0 and number == 0) and not 1 <= number <= most:
                raise BadPolicy(name, "number")
        if any(name not in SHARES or not 0 <= share <= 100 for name, share in self.shares.items()):
            raise BadPolicy("shares", "number")
        self._check_schedule()

    def _check_schedule(self) -> None:
        for place, span in self.schedule.items():
            given = [one for one in (span.opens, span.due) if one is not None]
            wanted = {"fixed": date, "relative": int}.get(self.pace)
            if wanted is None or any(not isinstance(one, wanted) for one in given):
                raise BadPolicy(f"schedule {place}", "kind")
            if any(isinstance(one, int) and one not in DAYS for one in given):
                raise BadPolicy(f"schedule {place}", "number")
            if len(given) == 2 and given[0] > given[1]:  # type: ignore[operator]
                raise BadPolicy(f"schedule {place}", "order")

    @property
    def guides(self) -> bool:
        """Whether a step page has to ask the policy: what is open, until when, what counts."""
        return self.pace != "free" or self.sequence != "free" or self.attempts is not None or bool(self.shares)

    @property
    def gives_credential(self) -> bool:
        """Whether whoever completes the run gets a credential."""
        return self.credential != "none"

    def to_json(self) -> Json:
        """A small object: only what is not the default."""
        plain = Policy()
        told = {one.name: getattr(self, one.name) for one in fields(self)}
        told = {name: value for name, value in told.items() if value != getattr(plain, name)}
        if "schedule" in told:
            told["schedule"] = {place: span.to_json() for place, span in sorted(self.schedule.items())}
        if "needs" in told:
            told["needs"] = {module: list(before) for module, before in sorted(self.needs.items())}
        return told

    @classmethod
    def from_json(cls, data: Json) -> Self:
        """What `to_json` wrote; what a later version wrote more is left alone."""
        known = {one.name for one in fields(cls)}
        told = {name: value for name, value in data.items() if name in known}
        if "schedule" in told:
            told["schedule"] = {place: Span.from_json(span) for place, span in told["schedule"].items()}
        if "needs" in told:
            told["needs"] = {module: tuple(before) for module, before in told["needs"].items()}
        return cls(**told)


_CHOICES: Mapping[str, tuple[str, ...] | range] = {
    "admission": ADMISSIONS, "pace": PACES, "sequence": SEQUENCES, "visibility": VISIBILITIES, "late": LATES,
    "credential": CREDENTIALS, "supervision": SUPERVISION,
}  # fmt: skip
_MAY_BE_0 = {"group_size", "room_sessions"}


@dataclass(frozen=True, slots=True)
class Preset:
    """A format: its name, and in English msgids its title, what it is in one sentence, and what it is good for; the policy to start
    from. Its page of the manual is docs/explanation/formats/NAME.md."""

    name: str
    title: str
    what: str
    why: str
    policy: Policy


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of a policy that is not as in its format."""

    name: str
    usual: Any
    here: Any


def differences(preset: Policy, policy: Policy) -> list[Difference]:
    """In what a run departs from its format; the dates themselves do not count, each run has its own."""
    before, after = asdict(preset), asdict(policy)
    return [
        Difference(name, before[name], after[name])
        for name in before
        if name != "schedule" and before[name] != after[name]
    ]
