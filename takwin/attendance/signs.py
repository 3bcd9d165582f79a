"""Signs that codes were shared: for a person to look at, never a verdict; plain Python."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

CROWD = 10
"""So many in one second are worth a look."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Somebody noted themselves: who, from which browser, when."""

    who: str
    device: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Signs:
    """Names that came from one browser, a tuple each; and the seconds in which many came, with their number."""

    devices: tuple[tuple[str, ...], ...]
    seconds: tuple[tuple[datetime, int], ...]

    def __bool__(self) -> bool:
        return bool(self.devices or self.seconds)


def signs(seen: Iterable[Seen]) -> Signs:
    """What is worth a look among those who noted themselves."""
    devices, seconds = defaultdict[str, dict[str, None]](dict), defaultdict[datetime, set[str]](set)
    for one in seen:
        if one.device:
            devices[one.device][one.who] = None
        seconds[one.at.replace(microsecond=0)].add(one.who)
    shared = tuple(tuple(names) for names in devices.values() if len(names) > 1)
    crowded = tuple((at, len(names)) for at, names in sorted(seconds.items()) if len(names) >= CROWD)
    return Signs(shared, crowded)
