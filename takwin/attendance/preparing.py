"""The sheet for a flipped meeting: who prepared, what most got wrong, groups to begin with; plain Python."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from takwin.content.release import Outline
from takwin.learning.progress import State

FEW, MOST_WRONG = 4, 6
"""People in a group where the run says nothing; questions that are shown."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """Somebody's preparation: the steps done, and of how many."""

    who: str
    done: int
    of: int

    @property
    def ready(self) -> bool:
        """Whether all of it is done."""
        return self.done >= self.of


@dataclass(frozen=True, slots=True)
class Wrong:
    """A question of the preparation: its name, its step, how many answered it, and how many of those not fully right."""

    item: str
    step: str
    wrong: int
    answered: int


def prepared(people: Iterable[tuple[str, State]], steps: Sequence[str]) -> list[Prepared]:
    """Who prepared, in the order given."""
    return [Prepared(who, sum(step in state.done for step in steps), len(steps)) for who, state in people]


def most_wrong(states: Iterable[State], outline: Outline, steps: Sequence[str]) -> list[Wrong]:
    """The questions of these steps that most people did not get fully right, the hardest first; opinions and what waits to be marked do
    not count."""
    wrong, answered = dict[str, int](), dict[str, int]()
    asked = {key: item for key, item in outline["items"].items() if item["step"] in steps and item["points"]}
    for state in states:
        for key, item in asked.items():
            answers = state.answers.get(key)
            if answers and answers.asked == item["asked"] and answers.marks and not answers.waiting:
                answered[key] = answered.get(key, 0) + 1
                wrong[key] = wrong.get(key, 0) + (answers.best < item["points"])
    found = [Wrong(key, asked[key]["step"], wrong[key], number) for key, number in answered.items() if wrong[key]]
    return sorted(found, key=lambda one: (-one.wrong * 1000 // one.answered, -one.wrong, one.item))[:MOST_WRONG]


def groups(people: Sequence[Prepared], size: int) -> list[list[Prepared]]:
    """Groups in which those who prepared sit with those who did not: dealt out to and fro, from the best prepared on."""
    if not people:
        return []
    number = max(1, -(-len(people) // (size or FEW)))
    found: list[list[Prepared]] = [[] for _ in range(number)]
    for place, one in enumerate(sorted(people, key=lambda one: -one.done)):
        turn, seat = divmod(place, number)
        found[seat if turn % 2 == 0 else number - 1 - seat].append(one)
    return found
