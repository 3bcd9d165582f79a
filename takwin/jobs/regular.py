"""What jobs do by the clock."""

from takwin.jobs import worker
from takwin.jobs.rounds import Regular

REGULAR = [Regular("old jobs", 24 * 60 * 60, lambda now: worker.forget_old())]
