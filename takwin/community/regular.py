"""What the hub does by the clock."""

from takwin.community import actions
from takwin.jobs.rounds import Regular

REGULAR = [
    Regular("feeds", 5 * 60, actions.harvest),
    Regular("daily letters", 15 * 60, actions.send_daily_letters),
]
