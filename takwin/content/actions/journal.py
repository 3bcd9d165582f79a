"""What the team did is written down, for its members to read."""

from datetime import datetime

from takwin.accounts.models import Person
from takwin.content.journal import SENTENCES
from takwin.content.models import Act, Course


def note(
    course: Course, by: Person | None, what: str, now: datetime, about: Person | None = None, **values: str | int
) -> Act:
    """Write down what somebody did, in the caller's transaction. KeyError for an act that the journal does not know."""
    if what not in SENTENCES:
        raise KeyError(what)
    return Act.objects.create(course=course, by=by, what=what, about=about, at=now, values=values)
