"""Something with a date that a calendar can show: what every room gives, and the calendar gathers."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Dated:
    """A deadline or a meeting of one person. `uid` stays the same for the same thing, whatever is changed; `begins` and `ends` are
    both moments (aware), or both days, the last one included; `link` is a path of this site. A meeting that does not take place is
    given with `cancelled`, not left out. Title, place and `told` are in the reader's language."""

    uid: str
    title: str
    begins: date | datetime
    ends: date | datetime
    place: str = ""
    link: str = ""
    told: str = ""
    cancelled: bool = False

    @property
    def day(self) -> bool:
        """Whether it takes whole days."""
        return not isinstance(self.begins, datetime)
