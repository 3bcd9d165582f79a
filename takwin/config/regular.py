"""All regular work of the house: each room's `regular.py` lists its own in REGULAR."""

from takwin.accounts.rooms import answering
from takwin.config import forgetting
from takwin.jobs.rounds import Regular


def regular() -> list[Regular]:
    """All of it, that of the roof first, then lower rooms before higher ones."""
    return [*forgetting.REGULAR, *(each for room in answering("regular").values() for each in room.REGULAR)]
