"""Free self-study: anybody, any time, alone."""

from takwin.learning.run import Policy, Preset
from takwin.lib.text import N_

FORMAT = Preset(
    "self-study",
    N_("Free self-study"),
    N_("Open to everybody at any time, each at their own pace, without a tutor."),
    N_("For people who know what they look for and find time when they can."),
    Policy(),
)
