"""The months, in words of our own: Django would call them as they are called east of Morocco."""

from takwin.lib.text import N_

MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)
"""The messages that Django's dates ask for; `locale/` answers them before Django's own words do."""
