"""What the review finds in a course that can be published: weaknesses and advice, by name (see `catalogue.py`)."""

from takwin.lib.text import N_

ERROR, WARNING, ADVICE = "error", "warning", "advice"
Told = tuple[str, str, str]
"""Level, what is found, what to try."""

ACCEPTED: dict[str, Told] = {
    "accepted-unknown": (
        WARNING,
        N_("No finding has the name “%(finding)s”, which is accepted here."),
        N_("Copy the name as takwin check writes it, between square brackets at the end of the line."),
    ),
    "accepted-nothing": (
        WARNING,
        N_("“%(finding)s” is accepted here, and is found no longer."),
        N_("Take these lines out of “accepted”, or correct “at”."),
    ),
    "accepted-error": (
        WARNING,
        N_("“%(finding)s” is an error, and errors cannot be accepted."),
        N_("Correct what it is about, then take these lines out of “accepted”."),
    ),
}

REVIEW: dict[str, Told] = {**ACCEPTED}
