"""What happens in institutions, a file for each group of verbs."""

from takwin.institutions.actions.audit import note
from takwin.institutions.actions.roles import end, give
from takwin.institutions.actions.shape import CodeTaken, Misplaced, change, close, found, move, reopen

__all__ = ["CodeTaken", "Misplaced", "change", "close", "end", "found", "give", "move", "note", "reopen"]
