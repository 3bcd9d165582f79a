"""What the parts of a scenario are called on a page."""

from takwin.lib.text import N_

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
