"""What happens around meetings: they are planned, moved and cancelled, and it is noted who was there."""

from takwin.attendance.actions.certifying import certify
from takwin.attendance.actions.marking import note, once, told_of_list
from takwin.attendance.actions.merging import merge
from takwin.attendance.actions.placing import Full, NotNow, come, fill, give_back, seat, sweep, take
from takwin.attendance.actions.planning import Plan, cancel, change, plan, tell_everybody

__all__ = [
    "Full",
    "NotNow",
    "Plan",
    "cancel",
    "certify",
    "change",
    "come",
    "fill",
    "give_back",
    "merge",
    "note",
    "once",
    "plan",
    "seat",
    "sweep",
    "take",
    "tell_everybody",
    "told_of_list",
]
