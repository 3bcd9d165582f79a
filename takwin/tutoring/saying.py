"""Why something is due, in a sentence; plain Python."""

from collections.abc import Mapping
from typing import Any

from takwin.lib.text import N_, Sentence

WHY = {
    "never-opened": N_("Nothing was opened in %(days)s days."),
    "stopped": N_("Nothing was done for %(days)s days."),
    "quiz-failed": N_("A quiz is failed: %(quiz)s"),
    "many-attempts": N_("One question was answered many times, never fully."),
    "worried": N_("This person says that the course is worrying."),
    "help-asked": N_("This person asks for help."),
    "task-declared": N_("A task is declared done: %(task)s"),
    "completed": N_("The course is completed."),
    "run-day": N_("Day %(day)s of the run."),
    "own-day": N_("Day %(day)s after beginning."),
    "before-deadline": N_("Days before the deadline: %(days)s"),
}
OF_KIND = {"failing": "quiz-failed", "attempts": "many-attempts", "help": "help-asked"}
"""The sign of a sort of case, where it is called otherwise."""


def why(sign: str, values: Mapping[str, Any]) -> Sentence:
    """Why something is due (a sign) or a case is open (its sort)."""
    message = WHY.get(OF_KIND.get(sign, sign), WHY["help-asked"])
    known = {"days": "", "quiz": "", "task": "", "day": ""}
    return Sentence(message, known | dict(values))
