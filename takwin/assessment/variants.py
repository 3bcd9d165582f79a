"""Which row of a question that varies a person is asked: from the release and the enrolment alone; plain Python."""

from uuid import UUID

from takwin.content.release import ItemOutline
from takwin.learning.pools import NOBODY, ranked
from takwin.learning.progress import State


def row(rule: ItemOutline, item: str, who: UUID | None, number: int) -> int:
    """The row (from 0) for a person's answer of this number (from 1): always the same, or where it is fresh another each time, none
    again before all have been asked. 0 for a question that does not vary."""
    many = rule.get("variants", 1)
    turn, place = divmod(number - 1, many) if is_fresh(rule) else (0, 0)
    if many == 1:
        return 0
    return int(ranked(map(str, range(many)), who or NOBODY, f"{item}/{turn}")[place])


def is_fresh(rule: ItemOutline) -> bool:
    """Whether each attempt is asked another row."""
    return bool(rule.get("fresh"))


def upcoming(item: str, state: State) -> int:
    """The number of the next answer to a question."""
    return state.answers[item].number + 1 if item in state.answers else 1
