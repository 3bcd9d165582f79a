"""What tutors do where a course says nothing of it: one intervention for each sort of follow-up case; plain Python."""

from takwin.lib.text import N_
from takwin.scenarios.supervision import Intervention, Supervision, Trigger

NEVER_OPENED, STOPPED, FAILING, ATTEMPTS, WORRIED, HELP = (
    "never-opened", "stopped", "failing", "attempts", "worried", "help",
)  # fmt: skip
KINDS = (HELP, WORRIED, NEVER_OPENED, STOPPED, FAILING, ATTEMPTS)
"""The sorts of follow-up cases."""
OF_SIGN = {"never-opened": NEVER_OPENED, "stopped": STOPPED, "quiz-failed": FAILING, "help-asked": HELP}
"""The sort of case that a sign of a scenario opens; the other signs open none."""
ANSWERED_BY_COMING = (NEVER_OPENED, STOPPED)
"""What closes by itself once the person is back."""
ANSWERED_BY_PASSING = (FAILING, ATTEMPTS)
"""What closes by itself once the quizzes are passed, or the question answered fully."""

NAMES = {
    NEVER_OPENED: N_("Never opened"),
    STOPPED: N_("Stopped"),
    FAILING: N_("A quiz is failed"),
    ATTEMPTS: N_("Many attempts"),
    WORRIED: N_("Worried"),
    HELP: N_("Asks for help"),
}
WORDS = {
    NEVER_OPENED: N_(
        "Hello {name},\n\nyou joined “{course}” {days} days ago and it is still waiting for you. Is it trouble getting in, "
        "lack of time, or something else? One sentence is enough.\n\n{tutor}"
    ),
    STOPPED: N_(
        "Hello {name},\n\nyou have not been in “{course}” for {days} days. Is something in the way? We can look together for one "
        "step and one day that suit you.\n\n{tutor}"
    ),
    FAILING: N_(
        "Hello {name},\n\nthe quiz “{quiz}” did not go as you hoped. Which question made you hesitate most? We can take it up "
        "together.\n\n{tutor}"
    ),
    ATTEMPTS: N_(
        "Hello {name},\n\nyou have come back to one question many times: that is patience. Tell me how you went about it, and we "
        "look for what is still in the way.\n\n{tutor}"
    ),
    WORRIED: N_(
        "Hello {name},\n\nyou said that this course worries you. Thank you for saying so: you are not the only one. What weighs "
        "most at the moment?\n\n{tutor}"
    ),
    HELP: N_("Hello {name},\n\nthank you for writing.\n\n{tutor}"),
}
"""What a tutor may write, in English msgids."""


def _usual(kind: str, role: str, sign: str, within: int, minutes: int, days: tuple[int, ...] = ()) -> Intervention:
    return Intervention(
        kind, role, "reactive" if not days else "proactive", "individual", Trigger(sign, days), "message", within, minutes,
        "person", {}, share=20,
    )  # fmt: skip


USUAL = {
    one.id: one
    for one in (
        _usual(HELP, "pedagogical", "help-asked", 24, 10),
        _usual(WORRIED, "socio-cognitive", "worried", 24, 10),
        _usual(NEVER_OPENED, "organisational", "never-opened", 48, 5, (7,)),
        _usual(STOPPED, "organisational", "stopped", 72, 5, (10,)),
        _usual(FAILING, "pedagogical", "quiz-failed", 48, 8),
        _usual(ATTEMPTS, "pedagogical", "many-attempts", 72, 8),
    )
}
"""By the sort of case."""


def completed(found: Supervision | None) -> Supervision:
    """The scenario of a course, and what is usual for each sort of case of which it says nothing."""
    found = found or Supervision(())
    said = {OF_SIGN.get(one.trigger.sign) for one in found.interventions}
    more = tuple(one for kind, one in USUAL.items() if kind not in said)
    return Supervision(found.interventions + more, found.group, found.cohort)
