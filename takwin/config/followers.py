"""All followers of the house: each room's `followers.py` lists its own in FOLLOWERS."""

from takwin.accounts.rooms import answering
from takwin.records.following import Follower


def followers() -> list[Follower]:
    """Every follower, lower rooms first."""
    return [each for room in answering("followers").values() for each in room.FOLLOWERS]
