"""Whose marks a move to another release, or to a draft once it is published, would change, for the course team."""

from collections.abc import Iterator
from dataclasses import dataclass

from takwin.assessment import queries
from takwin.assessment.foresight import Foreseen, Keys, Move, foresee
from takwin.content.queries import outline, sealed_key
from takwin.content.release import Outline
from takwin.learning.counting import summary
from takwin.learning.models import Enrolment, Run
from takwin.learning.progress import State


@dataclass(frozen=True, slots=True)
class Touched:
    """Somebody whom the move touches."""

    name: str
    left: bool
    foreseen: Foreseen


@dataclass(frozen=True, slots=True)
class Foresight:
    """What a move does to a run: how many people there are, and those whom it touches: first who loses, then who gains, by name.
    `points` that can be earned (hundredths), before and after."""

    people: int
    touched: tuple[Touched, ...]
    points: tuple[int, int]

    def _count(self, direction: str) -> int:
        return sum(one.foreseen.direction == direction for one in self.touched)

    @property
    def up(self) -> int:
        """How many would have more points."""
        return self._count("up")

    @property
    def down(self) -> int:
        """How many would have fewer points."""
        return self._count("down")

    @property
    def told(self) -> int:
        """How many would be told that an answer was marked again."""
        return sum(one.foreseen.told for one in self.touched)

    @property
    def reached(self) -> int:
        """How many would have completed the course by it."""
        return sum(one.foreseen.completion == "reached" for one in self.touched)

    @property
    def kept(self) -> int:
        """How many keep a completion that their points would no longer give."""
        return sum(one.foreseen.completion == "kept" for one in self.touched)


def foresight(run: Run, release_id: int) -> Foresight:
    """What moving a run to this release would do; nothing is changed."""
    return foresight_of(run, outline(release_id), lambda item, row: sealed_key(release_id, item, row))


def foresight_of(run: Run, after: Outline, keys: Keys) -> Foresight:
    """The same for an outline and keys that are not published yet."""
    move = Move.of(outline(run.release_id), after, keys)
    people = queries.moving(run)
    touched = sorted(_touched(run, people, move), key=_order)
    points = (summary(State(), move.before).points, summary(State(), move.after).points)
    return Foresight(len(people), tuple(touched), points)


def _touched(run: Run, people: list[Enrolment], move: Move) -> Iterator[Touched]:
    given = queries.given_by(run, move.touched, drawn=any(pool.fresh for pool in move.after.pools))
    for enrolment in people:
        progress = enrolment.progress
        state = State.from_json(progress.state)
        found = foresee(state, progress.completed is not None, given.get(enrolment.pk, []), move, enrolment.uid)
        if found and enrolment.person:
            yield Touched(enrolment.person.name, enrolment.left is not None, found)


def _order(one: Touched) -> tuple[int, str]:
    return ["down", "up", "same"].index(one.foreseen.direction), one.name
