"""When a feed is asked again, and when its owner is told that it fails; plain Python."""

from datetime import datetime, timedelta

USUAL = timedelta(hours=1)
LONGEST = timedelta(days=1)
TOLD_AFTER = 3
"""Failures in a row after which the owner is told, once."""


def next_time(now: datetime, failures: int, spread: int) -> datetime:
    """An hour later where all went well; after failures twice as long each time, at most a day. `spread` (any number) moves it by up
    to five minutes, so that not all are asked at one moment."""
    pause = min(USUAL * (1 << min(failures, 10)), LONGEST)
    return now + pause + timedelta(seconds=spread % 300)
