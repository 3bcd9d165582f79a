"""What happens around meetings: they are planned, moved and cancelled, and it is noted who was there."""

from takwin.attendance.actions.marking import note, once
from takwin.attendance.actions.planning import Plan, cancel, change, plan, tell_everybody

__all__ = ["Plan", "cancel", "change", "note", "once", "plan", "tell_everybody"]
