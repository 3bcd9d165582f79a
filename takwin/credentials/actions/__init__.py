"""What is done with credentials: give, revoke, suspend, reinstate, re-issue, look again after a correction, show or hide, publish lists."""

from takwin.credentials.actions.deciding import (
    ALREADY,
    NotDecided,
    keep,
    reinstate,
    reissue,
    renew,
    revoke,
    show,
    suspend,
)
from takwin.credentials.actions.issuing import give
from takwin.credentials.actions.lists import publish_lists
from takwin.credentials.actions.merging import merge
from takwin.credentials.actions.owing import set_policy
from takwin.credentials.actions.reviewing import review, review_run, weigh

__all__ = [
    "ALREADY",
    "NotDecided",
    "give",
    "keep",
    "merge",
    "publish_lists",
    "reinstate",
    "reissue",
    "renew",
    "review",
    "review_run",
    "revoke",
    "set_policy",
    "show",
    "suspend",
    "weigh",
]
