"""All regular work of the house: each room's `regular.py` lists its own in REGULAR."""

from takwin.accounts.rooms import answering
from takwin.config import checkpoints, forgetting
from takwin.jobs.rounds import Regular


def regular() -> list[Regular]:
    """All of it, that of the roof first, then lower rooms before higher ones."""
    rooms = answering("regular").values()
    return [*checkpoints.REGULAR, *forgetting.REGULAR, *(each for room in rooms for each in room.REGULAR)]
