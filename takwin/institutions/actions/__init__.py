"""What happens in institutions, a file for each group of verbs."""

from takwin.institutions.actions.audit import note
from takwin.institutions.actions.checking import Busy, bring
from takwin.institutions.actions.people import NoCohort, take_in, transfer, unenrol
from takwin.institutions.actions.roles import end, give
from takwin.institutions.actions.shape import CodeTaken, Misplaced, change, close, found, move, reopen
from takwin.institutions.actions.staging import begin, drop, sweep

__all__ = [
    "Busy", "CodeTaken", "Misplaced", "NoCohort", "begin", "bring", "change", "close", "drop", "end", "found", "give", "move", "note", "reopen", "sweep", "take_in", "transfer", "unenrol",
]  # fmt: skip
