"""Who was there, and for how long: what can be noted of a person at a meeting in a room; plain Python."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from takwin.lib.text import N_

PRESENT, LATE, LEFT, EXCUSED, ABSENT = "present", "late", "left", "excused", "absent"
STATUSES = {
    PRESENT: N_("present"),
    LATE: N_("late"),
    LEFT: N_("left early"),
    EXCUSED: N_("excused"),
    ABSENT: N_("absent"),
}
BADGES = {PRESENT: "right", LATE: "partial", LEFT: "partial", EXCUSED: "accent", ABSENT: "wrong"}
"""How the badge of each looks."""
THERE = frozenset({PRESENT, LATE, LEFT})
"""Those who were there, and so have hours."""
SHOWN, CODE, PHONE, LIST, SHEET, CORRECTION = "shown", "code", "phone", "list", "sheet", "correction"
WAYS = {
    SHOWN: N_("code shown in the room"),
    CODE: N_("own code"),
    PHONE: N_("list from a phone"),
    LIST: N_("trainer's list"),
    SHEET: N_("signed sheet"),
    CORRECTION: N_("correction"),
}
"""How it came to be noted."""
YIELDING = frozenset({SHOWN, CODE, PHONE})
"""What people note themselves, and what comes later from a phone: it never undoes what is noted."""
GRACE = timedelta(minutes=15)
"""Who comes within it is not late."""
EARLY = timedelta(minutes=30)
"""How long before the beginning people may note themselves."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What is noted of a person: a status of STATUSES, and the minutes that they were there."""

    status: str
    minutes: int

    @property
    def there(self) -> bool:
        """Whether they were there."""
        return self.status in THERE


@dataclass(frozen=True, slots=True)
class Decided:
    """What holds once something was noted: the mark, whether it is another than before, and whether it says otherwise than what holds."""

    mark: Mark
    changed: bool
    disagrees: bool


def length(starts: datetime, ends: datetime) -> int:
    """The minutes of a meeting."""
    return (ends - starts) // timedelta(minutes=1)


def noted(status: str, minutes: int | None, whole: int) -> Mark:
    """What somebody who runs the meeting notes; without minutes, late and left early count half of the meeting. Raises ValueError for
    minutes that the meeting does not have."""
    if status not in THERE:
        return Mark(status, 0)
    if status == PRESENT:
        return Mark(status, whole)
    found = whole // 2 if minutes is None else minutes
    if not 0 < found <= whole:
        raise ValueError(status)
    return Mark(status, found)


def arrived(starts: datetime, ends: datetime, now: datetime) -> Mark:
    """What somebody who comes now is: present, or late with the minutes that are left."""
    whole = length(starts, ends)
    if now <= starts + GRACE:
        return Mark(PRESENT, whole)
    return Mark(LATE, min(max(length(now, ends), 1), whole))


def may_arrive(starts: datetime, ends: datetime, now: datetime) -> Literal["early", "now", "over"]:
    """Whether people may note themselves at this moment."""
    if now < starts - EARLY:
        return "early"
    return "now" if now < ends else "over"


def decide(before: Mark | None, new: Mark, way: str) -> Decided:
    """What holds. The first mark stands; those who run the meeting may change it, people themselves may not."""
    if before is None:
        return Decided(new, changed=True, disagrees=False)
    if way in YIELDING:
        return Decided(before, changed=False, disagrees=before.there != new.there)
    return Decided(new, changed=before != new, disagrees=False)
