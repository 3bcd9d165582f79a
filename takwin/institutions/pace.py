"""How many lines go into one transaction of a roster: as many as the machine writes while nobody notices that they wait."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

FIRST, LEAST, MOST = 50, 10, 400
"""Lines: of the first batch, and of any."""
SHORTEST = 0.001
"""Seconds below which nothing is measured well."""
AIM = 0.06
"""Seconds for which other writers may wait."""


class Pace:
    """The size of the next batch, from how long the last one kept others waiting: `with pace, transaction.atomic(): pace.alone()`. It shrinks at
    once and grows slowly: a machine that has much to do now will have so in a moment too."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.size = FIRST
        self._clock = clock
        self._since: float | None = None

    def alone(self) -> None:
        """From here on others wait: the transaction has begun."""
        self._since = self._clock()

    def parts(self, rows: Sequence[T]) -> Iterator[Sequence[T]]:
        """Rows that were looked up together, in batches for one transaction each."""
        done = 0
        while part := rows[done : done + self.size]:
            done += len(part)
            yield part

    def __enter__(self) -> None:
        self._since = None

    def __exit__(self, *_: object) -> None:
        if self._since is None:
            return
        took = self._clock() - self._since
        fitting = int(self.size * AIM / max(took, SHORTEST))
        self.size = max(LEAST, min(MOST, fitting, self.size + self.size // 4 + 1))
