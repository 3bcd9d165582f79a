"""How a group answered a question in which nothing is right: counts, and only once nobody can be told from them; plain Python."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

FEWEST = 5
"""People that must have answered before anything is shown, and by whom the counts grow afterwards."""
MOST = 1000
"""First answers that are counted; more would change little and cost every reader."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """How many people were counted, and for each line (HTML), in the order of the page, how many chose it."""

    people: int
    lines: tuple[tuple[str, int], ...]


def gathered(first: Sequence[str], shown: Sequence[dict[str, str]]) -> Gathered | None:
    """The first answers of a group (ids of lines, the earliest first) for those who have answered; None while there are too few.

    People are counted by whole fives and by their first answer, so that who reads the page before and after a colleague answers, or
    has second thoughts, does not learn what the colleague chose."""
    counted = first[: len(first) // FEWEST * FEWEST]
    chosen = Counter(counted)
    lines = tuple((line["html"], chosen[line["id"]]) for line in shown)
    return Gathered(len(counted), lines) if counted else None
