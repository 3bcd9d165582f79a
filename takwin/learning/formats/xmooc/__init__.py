"""xMOOC: open and massive, a path with dates, marked by the machine."""

from takwin.learning.run import Policy, Preset
from takwin.lib.text import N_

FORMAT = Preset(
    "xmooc",
    N_("xMOOC"),
    N_("Open to everybody, the modules open one after the other on fixed dates, and the quizzes are marked at once."),
    N_("For very many people who want to go the same way at the same time; dates carry those who would put it off."),
    Policy(pace="fixed", sequence="prerequisite", late="grace", supervision=1),
)
