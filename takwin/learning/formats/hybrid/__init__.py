"""Hybrid: a SPOC with room sessions."""

from takwin.learning.run import Policy, Preset
from takwin.lib.text import N_

FORMAT = Preset(
    "hybrid",
    N_("Hybrid"),
    N_("A small closed group with a tutor that also meets in a room; online work and meetings are one plan."),
    N_("For initial training in a centre: what is better done together is done together, the rest at home."),
    Policy(
        admission="code", seats=30, pace="fixed", sequence="prerequisite", late="counts", group_size=5,
        visibility="group", supervision=4, room_sessions=4,
    ),
)  # fmt: skip
