"""The time of a quiz: what a person was promised, what they took, and whether an answer that came late counts; plain Python.

An answer is never refused for its time: it is taken, kept and shown. Whether it counts is a matter of the fold, so that time given to
somebody afterwards, or a longer limit in a newer release, lets earlier answers count."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

from takwin.content.release import Outline

GRACE = 60
"""Seconds that a page may take on its way."""


@dataclass(frozen=True, slots=True)
class Limit:
    """The minutes of a quiz, and whether answers that come later count nevertheless."""

    minutes: int
    late_counts: bool = False


@dataclass(frozen=True, slots=True)
class Extra:
    """Time that a person has beyond that of others: percent of each limit, and minutes."""

    percent: int = 0
    minutes: int = 0

    def of(self, limit: Limit) -> int:
        """The seconds that the person has for a quiz."""
        return limit.minutes * 60 * (100 + self.percent) // 100 + self.minutes * 60


@dataclass(frozen=True, slots=True)
class Began:
    """When a person began a quiz, the seconds that they were promised, and when they sent their answers."""

    at: datetime
    seconds: int
    sent: datetime | None = None

    def serves(self, moment: datetime) -> bool:
        """Whether answers at this moment belong to it: those that are sent together are told at one moment."""
        return self.sent in {None, moment}

    def to_json(self) -> list[str | int | None]:
        """As a state keeps it."""
        return [self.at.isoformat(), self.seconds, self.sent.isoformat() if self.sent else None]

    @classmethod
    def from_json(cls, data: list[str | int | None]) -> Self:
        """What `to_json` wrote."""
        at, seconds, sent = data
        return cls(
            datetime.fromisoformat(str(at)), int(seconds or 0), datetime.fromisoformat(str(sent)) if sent else None
        )


@dataclass(frozen=True, slots=True)
class Late:
    """An answer that came too late to count: its mark (hundredths), the seconds it took, and those that were promised."""

    mark: int
    took: int
    promised: int

    def counts(self, limit: Limit | None, extra: Extra) -> bool:
        """Whether it counts after all."""
        return limit is None or limit.late_counts or self.took <= max(self.promised, extra.of(limit)) + GRACE


def in_record(now: datetime) -> datetime:
    """A moment as the record tells it: whole milliseconds."""
    return now.replace(microsecond=now.microsecond // 1000 * 1000)


def limits(outline: Outline) -> dict[str, Limit]:
    """The quizzes of a release that have a limit."""
    return {
        name: Limit(quiz["minutes"], quiz.get("late") == "counts")
        for name, quiz in outline["quizzes"].items()
        if "minutes" in quiz
    }


def late(began: Began | None, moment: datetime, mark: int, limit: Limit | None, extra: Extra) -> Late | None:
    """What an answer at this moment is if it is too late; None where it counts."""
    if began is None or limit is None or not began.serves(moment):
        return None
    found = Late(mark, (moment - began.at) // timedelta(seconds=1), began.seconds)
    return None if found.counts(limit, extra) else found
