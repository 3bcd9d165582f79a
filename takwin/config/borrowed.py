"""What Django says by itself, in words of our own: `locale/` answers these messages before its catalogues do."""

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
"""Dates in words: Django would call the months as they are called east of Morocco."""

COMPLAINTS = (N_("This field is required."), N_("Enter a valid email address."))
"""What fields answer by themselves: Django would give orders to one man."""
