"""Rosters: a file that says who studies where, read with care. Plain Python: it knows neither the database nor people's accounts."""

from takwin.institutions.roster.lines import Fate, Line, Verdict, judged
from takwin.institutions.roster.reading import Unreadable, read

__all__ = ["Fate", "Line", "Unreadable", "Verdict", "judged", "read"]
