"""SPOC: a small closed group with a tutor."""

from takwin.learning.run import Policy, Preset
from takwin.lib.text import N_

FORMAT = Preset(
    "spoc",
    N_("SPOC"),
    N_("A small closed group with a tutor: one joins with a code, in few seats, and works in groups."),
    N_("For the people of one centre or school, where a tutor knows everybody and answers within days."),
    Policy(
        admission="code", seats=30, pace="fixed", sequence="prerequisite", late="counts", group_size=5,
        visibility="group", supervision=3,
    ),
)  # fmt: skip
