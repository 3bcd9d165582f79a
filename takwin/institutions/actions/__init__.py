"""What happens in institutions, a file for each group of verbs."""

from takwin.institutions.actions.announcing import announce
from takwin.institutions.actions.audit import note
from takwin.institutions.actions.checking import Busy, bring
from takwin.institutions.actions.entry import NotOpen, end_code, enter, join, open_code, sheet
from takwin.institutions.actions.looking import Wanted, dress, wear
from takwin.institutions.actions.merging import NotYours, Used, merge
from takwin.institutions.actions.people import NoCohort, take_in, transfer, unenrol
from takwin.institutions.actions.roles import end, give
from takwin.institutions.actions.shape import CodeTaken, Misplaced, change, close, found, move, reopen
from takwin.institutions.actions.staging import begin, drop, sweep

__all__ = [
    "Busy",
    "CodeTaken",
    "Misplaced",
    "NoCohort",
    "NotOpen",
    "NotYours", "Used",
    "Wanted", "announce",
    "begin",
    "bring",
    "change",
    "close",
    "dress",
    "drop",
    "end",
    "end_code",
    "enter",
    "found",
    "give",
    "join",
    "merge",
    "move",
    "note",
    "open_code",
    "reopen",
    "sheet",
    "sweep",
    "take_in",
    "transfer",
    "unenrol",
    "wear",
]  # fmt: skip
