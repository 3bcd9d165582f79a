"""What accounts do by the clock."""

from takwin.accounts import housekeeping
from takwin.jobs.rounds import Regular

REGULAR = [Regular("ended sessions", 24 * 60 * 60, lambda now: housekeeping.sweep())]
