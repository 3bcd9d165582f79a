"""What tutoring does by the clock."""

from takwin.jobs.rounds import Regular
from takwin.tutoring import actions

REGULAR = [
    Regular("who is back with the tutors", 2 * 60, actions.returned),
    Regular("what is due for tutors", 60 * 60, actions.look),
]
