"""A statement: one act, in xAPI's words (IEEE 9274.1.1), as the house's rules see it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from takwin.records.vocabulary import Audience

WHOLE = 950
"""Thousandths of a film from which on it was watched whole: whoever leaves during the closing titles has seen it."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Who did what to which activity, when, as part of which registration.

    `activity` is a path below the site's activity address ("course/x/step/m/s"). `at` is the corrected time.
    `result` is a small JSON object; marks in it are hundredths of a point."""

    id: UUID
    actor: UUID
    verb: str
    activity: str
    at: datetime
    registration: UUID | None = None
    scope: str = ""
    audience: Audience = Audience.COURSE
    result: Mapping[str, Any] = field(default_factory=dict)

    @property
    def order(self) -> tuple[datetime, bytes]:
        """The place of the act in its story, however late it arrived."""
        return (self.at, self.id.bytes)
