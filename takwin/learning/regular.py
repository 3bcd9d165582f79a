"""What learning does by the clock."""

from takwin.jobs.rounds import Regular
from takwin.learning import actions

REGULAR = [
    Regular("seats that nobody took go to the next", 15 * 60, actions.sweep),
    Regular("reminders of deadlines", 30 * 60, actions.remind),
]
