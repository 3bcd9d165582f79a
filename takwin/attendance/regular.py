"""What attendance does by the clock."""

from takwin.attendance import actions
from takwin.jobs.rounds import Regular

REGULAR = [Regular("places of people who left go to those who wait", 15 * 60, actions.sweep)]
