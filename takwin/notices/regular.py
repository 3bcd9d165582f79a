"""What notices do by the clock."""

from takwin.jobs.rounds import Regular
from takwin.notices import actions

REGULAR = [Regular("letters with what waits", 5 * 60, actions.send_due)]
