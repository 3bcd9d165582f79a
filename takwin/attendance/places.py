"""Who has a place at a meeting, and who waits for one; plain Python."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Places:
    """The places of a meeting (None: enough for everybody), those that are taken, and how many people wait for one."""

    all: int | None
    taken: int = 0
    waiting: int = 0

    @property
    def free(self) -> int | None:
        """How many may still be taken; None: any number."""
        return None if self.all is None else max(0, self.all - self.taken)

    @property
    def over(self) -> int:
        """How many more people have a place than there are."""
        return max(0, self.taken - self.all) if self.all is not None else 0


def may_take(places: Places) -> bool:
    """Whether somebody who comes now gets a place: one is free, and nobody waits for it."""
    return places.free is None or (places.free > 0 and places.waiting == 0)


def next_ones(places: Places) -> int:
    """How many of those who wait are next."""
    return places.waiting if places.free is None else min(places.free, places.waiting)


def state_of(capacity: int | None, waits: bool | None) -> Literal["taken", "waits", "none", ""]:
    """Where places are counted: whether somebody has one, waits for one (None: neither), or has none; nothing where they are not."""
    if capacity is None:
        return ""
    return "none" if waits is None else "waits" if waits else "taken"
