"""Rosters: a file that says who studies where, read with care. Plain Python: it knows neither the database nor people's accounts."""

from takwin.institutions.roster import oneroster, reading
from takwin.institutions.roster.lines import Fate, Line, Verdict, judged
from takwin.institutions.roster.reading import Read, Unreadable

__all__ = ["Fate", "Line", "Read", "Unreadable", "Verdict", "judged", "read"]


def read(data: bytes, needs_cohort: bool) -> Read:
    """Read a roster, a CSV file or OneRoster in a zip; `needs_cohort` where the place is no cohort itself. Raises Unreadable."""
    return oneroster.read(data) if oneroster.recognises(data) else reading.read(data, needs_cohort)
