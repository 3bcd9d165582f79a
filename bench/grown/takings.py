"""One person's taking of one course, as rows."""

import json
import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from bench.grown.people import Somebody
from bench.grown.stories import COMPLETED, LAST, UNIQUE, Story
from bench.grown.tables import when
from takwin.learning.models import Run
from takwin.lib.ids import uuid7
from takwin.lib.text import N_
from takwin.records.queries import milliseconds, moment

JOINING = 14 * 86_400
"""In so many seconds the people of a cohort join a course."""
CORRECTED = N_("The key of a question was corrected and your answer was marked again: %(reason)s")
Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Taking:
    """Who takes which run, from when (milliseconds since 1970), and the story it will be. `last` names the last sentence."""

    who: Somebody
    run: Run
    enrolment: int
    registration: int
    story: int
    told: Story
    begins: int
    uid: UUID
    last: UUID

    @property
    def enrolment_row(self) -> Row:
        """As `tables.ENROLMENT` wants it."""
        enrolled = when(moment(self.begins))
        run = self.run
        return self.enrolment, self.uid.hex, self.who.number, run.pk, run.release_id, enrolled, self.told.last_step

    @property
    def progress_row(self) -> Row:
        """As `tables.PROGRESS` wants it: the fold of the story, with this person's times."""
        ends = moment(self.begins + self.told.events[-1].after)
        state = self.told.state.replace(LAST.isoformat(), ends.isoformat()).replace(UNIQUE.hex, self.last.hex)
        completed = None if self.told.completed is None else moment(self.begins + self.told.completed)
        if completed:
            state = state.replace(COMPLETED.isoformat(), completed.isoformat())
        return self.enrolment, state, self.told.done, self.told.mark, when(completed)

    @property
    def taking_row(self) -> Row:
        """As `tables.TAKING` wants it."""
        return self.story, self.begins, self.who.actor, self.registration, self.enrolment, self.last.bytes

    def notice_row(self, chance: random.Random) -> Row:
        """As `tables.NOTICE` wants it; seven of ten are read."""
        values, link = json.dumps({"reason": "2 + 2"}), f"/courses/{self.run.course.slug}/marks/"
        read = when(moment(self.begins)) if chance.random() < 0.7 else None
        return self.who.number, self.last.hex, CORRECTED, values, link, when(moment(self.begins)), read


def begun(
    who: Somebody, run: Run, rows: tuple[int, int], story: tuple[int, Story], cohort: datetime, chance: random.Random
) -> Taking:
    """Somebody joins a run within days of the beginning of a cohort; `rows` are the numbers of enrolment and registration.
    Never on a whole second: its milliseconds would be missing in the JSON of a time."""
    begins = milliseconds(cohort + timedelta(seconds=chance.randrange(JOINING))) // 1000 * 1000 + chance.randrange(
        1, 1000
    )
    uid, last = uuid7(begins, chance.randbytes(10)), UUID(bytes=chance.randbytes(16), version=4)
    return Taking(who, run, *rows, *story, begins, uid, last)
