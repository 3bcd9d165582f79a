"""Work that comes back by the clock: each room lists its own in `regular.py` as REGULAR."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Regular:
    """A name, the seconds between two times, and what is done. It asks its room's tables what is due: it is also done after each
    start of the site, and may be done twice without harm."""

    name: str
    every: int
    do: Callable[[datetime], object]


class Rounds:
    """Which work is due, in one process."""

    def __init__(self, works: Sequence[Regular]) -> None:
        self._works = works
        self._done: dict[str, float] = {}

    def go(self, now: Callable[[], datetime], clock: Callable[[], float] = time.monotonic) -> None:
        """Do what is due. What fails is told, and tried again when it is next due; the others do not wait for it."""
        for work in self._works:
            if clock() - self._done.get(work.name, -work.every) >= work.every:
                self._done[work.name] = clock()
                try:
                    work.do(now())
                except Exception:
                    log.exception("Regular work %s failed; again in %s seconds", work.name, work.every)
