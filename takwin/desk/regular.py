"""What the desk does by the clock."""

from takwin.desk import actions, begun
from takwin.jobs.rounds import Regular

REGULAR = [
    Regular("packs", 60, actions.make_ready),
    Regular("old packs", 24 * 60 * 60, actions.forget_old),
    Regular("files begun", 24 * 60 * 60, begun.forget_old),
]
