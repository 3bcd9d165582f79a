"""cMOOC: open, no single path, made of what participants publish."""

from takwin.learning.run import Policy, Preset
from takwin.lib.text import N_

FORMAT = Preset(
    "cmooc",
    N_("cMOOC"),
    N_("Open to everybody, without a single path: participants publish, connect and comment on their own works."),
    N_("For people who have practice to share; it asks for ease with the network, and gives little help with it."),
    Policy(visibility="names", publishes=True, supervision=1),
)
