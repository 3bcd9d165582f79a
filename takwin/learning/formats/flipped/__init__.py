"""Hybrid, flipped: prepare at home, work in the room, carry on afterwards."""

from takwin.learning.run import Policy, Preset
from takwin.lib.text import N_

FORMAT = Preset(
    "flipped",
    N_("Hybrid, flipped"),
    N_("As hybrid, and each meeting is prepared online: before, in the room, after."),
    N_("For meetings that should be work and not lecture; it holds only if people prepare."),
    Policy(
        admission="code", seats=30, pace="fixed", sequence="linear", late="grace", group_size=5, visibility="group",
        supervision=4, room_sessions=4, flipped=True,
    ),
)  # fmt: skip
