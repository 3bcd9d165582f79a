"""What institutions do by the clock."""

from datetime import datetime, timedelta

from takwin.institutions.actions import sweep
from takwin.jobs.rounds import Regular

DAY = 24 * 60 * 60


def _sweep(now: datetime) -> int:
    return sweep(now - timedelta(days=30))


REGULAR = [Regular("lines of old rosters", DAY, _sweep)]
