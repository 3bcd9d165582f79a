"""Sums over the cohorts of a node, child by child: plain additions over rows that are kept ready."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

FEWEST = 5
"""Where figures name nobody, they are not told of fewer people than these."""


@dataclass(frozen=True, slots=True)
class Sum:
    """Learners of some cohorts: how many, how many of them have never entered the site; places they have in runs, and how many of these
    were never opened and how many are completed. All of them are people or places, never shares."""

    people: int = 0
    absent: int = 0
    places: int = 0
    opened: int = 0
    completed: int = 0

    def __add__(self, other: "Sum") -> "Sum":
        return Sum(
            self.people + other.people,
            self.absent + other.absent,
            self.places + other.places,
            self.opened + other.opened,
            self.completed + other.completed,
        )

    @property
    def unopened(self) -> int:
        """Places in runs that nobody has opened."""
        return self.places - self.opened

    @property
    def few(self) -> bool:
        """Whether these are so few people that a figure may tell who."""
        return 0 < self.people < FEWEST


Kept = tuple[str, int | None, Sum]
"""A row that is kept: the path of a cohort, a run (None: its people as such), and its sum."""


def by_child(path: str, rows: Iterable[Kept]) -> dict[int, Sum]:
    """The sums of what stands right below the node at `path`, by its number."""
    found: dict[int, Sum] = {}
    for below, _, one in rows:
        rest = below[len(path) :]
        if rest:
            child = int(rest[: rest.index("/")])
            found[child] = found.get(child, Sum()) + one
    return found


def by_run(rows: Iterable[Kept]) -> Mapping[int, Sum]:
    """The sums by run."""
    found: dict[int, Sum] = {}
    for _, run, one in rows:
        if run is not None:
            found[run] = found.get(run, Sum()) + one
    return found


def whole(rows: Iterable[Kept]) -> Sum:
    """The sum of all."""
    return sum((one for _, _, one in rows), Sum())
