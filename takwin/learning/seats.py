"""Who gets a seat: plain Python."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Seats:
    """The seats of a run (None: as many as come), those that are taken, and those that are kept for somebody of the waiting list."""

    all: int | None
    taken: int = 0
    kept: int = 0

    @property
    def free(self) -> int | None:
        """How many may still be given; None: any number."""
        return None if self.all is None else max(0, self.all - self.taken - self.kept)


def may_sit(seats: Seats, waiting: int, kept_for_me: datetime | None, now: datetime) -> bool:
    """Whether somebody may take a seat now: theirs is kept, or one is free and nobody waits for it."""
    if kept_for_me is not None and kept_for_me > now:
        return True
    return seats.free is None or (seats.free > 0 and waiting == 0)


def to_invite(seats: Seats, waiting: int) -> int:
    """How many of the waiting list are next."""
    return waiting if seats.free is None else min(seats.free, waiting)
