"""Who may do what at a node and everywhere below it. Roles add up: the strongest right wins."""

from collections.abc import Iterable
from datetime import datetime
from enum import Enum


class Right(Enum):
    """Something one may be allowed at a node; it holds for everything below."""

    FIGURES = "figures"
    """See sums that name nobody."""
    PEOPLE = "people"
    """See who is there and how far they are."""
    ANNOUNCE = "announce"
    """Write to everybody there."""
    MARKS = "marks"
    """Take marks away as a file."""
    ROSTER = "roster"
    """Bring people in, move them, take them out, give them codes."""
    STEER = "steer"
    """Change the tree, give roles and take them back, read what organisers did."""


LEARNER, TEACHER, TUTOR, ORGANISER, RESEARCHER = "learner", "teacher", "tutor", "organiser", "researcher"
RIGHTS: dict[str, frozenset[Right]] = {
    LEARNER: frozenset(),
    RESEARCHER: frozenset({Right.FIGURES}),
    TUTOR: frozenset({Right.FIGURES, Right.PEOPLE, Right.ANNOUNCE}),
    TEACHER: frozenset({Right.FIGURES, Right.PEOPLE, Right.ANNOUNCE, Right.MARKS}),
    ORGANISER: frozenset(Right),
}


def rights(roles: Iterable[str]) -> frozenset[Right]:
    """What somebody with all these roles may do."""
    return frozenset[Right]().union(*(RIGHTS[role] for role in roles))


def ends(wanted: datetime | None, own: Iterable[datetime | None]) -> datetime | None:
    """When a role that is passed on ends at the latest: as asked, and never after the role of the one who gives it (`own`, of which
    the longest counts; None is without end, and no own role at all is an administrator's)."""
    given = list(own)
    if not given or None in given:
        return wanted
    last = max(end for end in given if end)
    return min(wanted, last) if wanted else last
