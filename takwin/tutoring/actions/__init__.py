"""What happens in tutoring: looking for what is due, doing it, naming tutors, asking for help."""

from takwin.tutoring.actions.asking import ask, pulse
from takwin.tutoring.actions.balancing import hand_over, regroup, relieve, suit, take_over
from takwin.tutoring.actions.looking import look, look_again, look_at, open_case, returned
from takwin.tutoring.actions.merging import merge
from takwin.tutoring.actions.serving import (
    close,
    contact,
    do,
    give,
    note,
    skip,
    spread,
)
from takwin.tutoring.actions.staffing import appoint, arrange, dismiss

__all__ = [
    "appoint", "arrange", "ask", "close", "contact", "dismiss", "do", "give", "hand_over", "look", "look_again", "look_at", "merge", "note", "open_case",
    "pulse", "regroup", "relieve", "returned", "skip", "spread", "suit", "take_over",
]  # fmt: skip
