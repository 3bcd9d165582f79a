"""What somebody has played of a film or a sound, in whole seconds; plain Python.

Parts are kept flat, from and to in turn ([0, 12, 20, 31]), each second once, in the order of the film."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median_low

from takwin.records.statement import WHOLE

LONGEST = 12 * 3600
"""Seconds of the longest film."""
MOST = 30
"""Parts that are kept of one film: the longest, since a few seconds here and there tell nothing."""
FEWEST = 5
"""People below which nothing is told of a film, as of a centre."""
TENTHS = 10
APART = 2
"""Seconds by which players may differ on how long a film is."""


def joined(*several: Sequence[int]) -> list[int]:
    """Parts of several viewings as parts; those that overlap or touch are one, and of too many the longest are kept."""
    found: list[list[int]] = []
    for start, end in sorted(pair for parts in several for pair in zip(parts[::2], parts[1::2], strict=True)):
        if found and start <= found[-1][1]:
            found[-1][1] = max(found[-1][1], end)
        else:
            found.append([start, end])
    kept = sorted(sorted(found, key=lambda pair: pair[0] - pair[1])[:MOST])
    return [second for pair in kept for second in pair]


def seconds(parts: Sequence[int]) -> int:
    """How many seconds the parts hold."""
    return sum(parts[1::2]) - sum(parts[::2])


def progress(parts: Sequence[int], length: int) -> int:
    """The share of a film that was played, in thousandths."""
    return min(1000, seconds(parts) * 1000 // length)


def within(parts: Sequence[int], length: int) -> list[int]:
    """Parts as far as they go forward and lie in a film of such a length: a lighter copy may be a second longer, and players round."""
    pairs = zip(parts[::2], parts[1::2], strict=True)
    return [second for start, end in pairs if start < min(end, length) for second in (start, min(end, length))]


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one film in a run. `people` have played something of it, `whole` the percentage of them that played all; `tenths` of its length (in
    seconds), each with the percentage that saw at least half of it; `stop` the tenth (from 1) at whose beginning most are lost, 0 where none stands
    out. Of fewer than `FEWEST` people nothing is told: `people` is 0."""

    people: int = 0
    length: int = 0
    whole: int = 0
    tenths: Sequence[int] = field(default_factory=tuple)
    stop: int = 0

    @property
    def parts(self) -> list[tuple[int, int]]:
        """Where each tenth begins, in seconds, and who saw it."""
        return [(self.length * tenth // TENTHS, share) for tenth, share in enumerate(self.tenths)]

    @property
    def stops_at(self) -> int:
        """Seconds from the beginning to where most are lost."""
        return self.length * self.stop // TENTHS


LOST = 20
"""Of a hundred people, how many go at once where the film loses them."""


def figures(told: Iterable[tuple[object, int, Sequence[int]]]) -> Figures:
    """Figures of (who, length that the player told, parts). Whoever told another length than most played another file, or made it up, and is not
    counted."""
    rows = list(told)
    if not rows:
        return Figures()
    length = median_low([one for _, one, _ in rows])
    parts: dict[object, list[int]] = {}
    for who, said, played in rows:
        if abs(said - length) <= APART:
            parts[who] = joined(parts.get(who, ()), played)
    if len(parts) < FEWEST:
        return Figures()
    seen = Counter(tenth for one in parts.values() for tenth in _seen(one, length))
    shares = tuple(seen[tenth] * 100 // len(parts) for tenth in range(TENTHS))
    whole = sum(progress(one, length) >= WHOLE for one in parts.values())
    return Figures(len(parts), length, whole * 100 // len(parts), shares, _stop(shares))


def _seen(parts: Sequence[int], length: int) -> Collection[int]:
    """The tenths of a film of which at least half was played."""
    pairs = list(zip(parts[::2], parts[1::2], strict=True))

    def halves(tenth: int) -> float:
        low, high = length * tenth / TENTHS, length * (tenth + 1) / TENTHS
        return sum(max(0.0, min(end, high) - max(start, low)) for start, end in pairs) * 2 * TENTHS / length

    return [tenth for tenth in range(TENTHS) if halves(tenth) >= 1]


def _stop(shares: Sequence[int]) -> int:
    lost = [before - after for before, after in pairwise(shares)]
    return lost.index(max(lost)) + 1 if max(lost) >= LOST else 0
