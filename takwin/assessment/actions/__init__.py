"""What happens in assessment: answer, hand in a file, mark by hand, and mark again after a key was corrected."""

from takwin.assessment.actions.answering import Change, NotTaken, answer, changes, move_run
from takwin.assessment.actions.by_hand import MarkedMeanwhile, mark_by_hand
from takwin.assessment.actions.handing_in import discard_files, keep_file
from takwin.assessment.actions.knowing import know, know_by_hand, know_mark
from takwin.assessment.actions.merging import merge

__all__ = [
    "Change",
    "MarkedMeanwhile",
    "NotTaken",
    "answer",
    "changes",
    "discard_files",
    "keep_file",
    "know",
    "know_by_hand",
    "know_mark",
    "mark_by_hand",
    "merge",
    "move_run",
]
