"""What the parts of a scenario are called on a page."""

from takwin.lib.text import N_, Sentence
from takwin.scenarios.supervision import Trigger

PARTS = {
    "context": N_("Context"),
    "purpose": N_("Purpose"),
    "audience": N_("For whom you make it"),
    "product": N_("What you produce"),
    "resources": N_("Resources"),
    "instructions": N_("What to do"),
    "steps": N_("Step by step"),
    "criteria": N_("By what it is looked at"),
    "communication": N_("Working with others"),
    "aids": N_("If you are stuck"),
    "feedback": N_("Who gives you feedback"),
    "at-scale": N_("How this works with thousands of people"),
}
FIELDS = {
    "degree": N_("How closely"),
    "who": N_("Who with whom"),
    "about": N_("About what"),
    "tool": N_("With which tool"),
    "when": N_("When"),
}
DEGREES = {
    "mutualization": N_("Mutualization: what each has made is placed in common"),
    "exchange": N_("Exchange: each answers the other"),
    "cooperation": N_("Cooperation: the work is shared out"),
    "collaboration": N_("Collaboration: one product, made together"),
}
DEGREE_NAMES = {
    "mutualization": N_("mutualization"),
    "exchange": N_("exchange"),
    "cooperation": N_("cooperation"),
    "collaboration": N_("collaboration"),
}
SUPERVISION = {
    "organisational": N_("Organises"),
    "pedagogical": N_("Teaches"),
    "socio-cognitive": N_("Keeps people thinking together"),
    "proactive": N_("by the tutor's own move"),
    "reactive": N_("in answer"),
    "individual": N_("one person"),
    "group": N_("a group"),
    "cohort": N_("the whole cohort"),
    "message": N_("message"),
    "announcement": N_("announcement"),
    "forum": N_("forum"),
    "phone": N_("phone"),
    "meeting": N_("online meeting"),
    "room": N_("in the room"),
}
UNITS = {"person": N_("per person"), "group": N_("per group"), "cohort": N_("per cohort")}
SIGNS = {
    "run-day": N_("Day of the run: %(days)s"),
    "own-day": N_("Day after one has begun: %(days)s"),
    "before-deadline": N_("Days before a deadline: %(days)s"),
    "never-opened": N_("Nothing opened, days: %(days)s"),
    "stopped": N_("Nothing more opened, days: %(days)s"),
    "quiz-failed": N_("A quiz is failed"),
    "help-asked": N_("Help is asked for"),
    "task-declared": N_("A task is declared done"),
    "completed": N_("The course is completed"),
}


def sign(trigger: Trigger) -> Sentence:
    """The sign at which a tutor acts, as a sentence."""
    values = {"days": tuple(str(day) for day in trigger.days)} if trigger.days else {}
    return Sentence(SIGNS[trigger.sign], values)
