"""A course as a path of steps: where I am, what comes before and after, what is done."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from takwin.content.release import resources
from takwin.learning.progress import State
from takwin.web.wording import Words


@dataclass(frozen=True, slots=True)
class Stop:
    """One step on the path. `key` is "module/step", which also ends its address; `minutes` what it asks for."""

    key: str
    title: str
    minutes: int
    done: bool
    graded: bool
    task: bool = False

    @property
    def module(self) -> str:
        """The id of its module."""
        return self.key.split("/")[0]

    @property
    def step(self) -> str:
        """Its id in the module."""
        return self.key.split("/")[1]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A module and its stops. `resource`: it has no task that ends in a product made with others; `communication` tells how people
    work together on all of it, empty where nothing is said."""

    id: str
    title: str
    stops: tuple[Stop, ...]
    resource: bool = False
    communication: Mapping[str, str] = field(default_factory=dict)

    @property
    def minutes(self) -> int:
        """What its steps ask for together."""
        return sum(stop.minutes for stop in self.stops)

    @property
    def done(self) -> int:
        """How many of its steps are done."""
        return sum(stop.done for stop in self.stops)


class Stretches(tuple[Stretch, ...]):
    """A whole path. How it prints, by which pieces of pages are told apart, is found once."""

    @cached_property
    def _printed(self) -> str:
        return super().__repr__()

    def __repr__(self) -> str:
        return self._printed


@dataclass(frozen=True, slots=True, eq=False)
class _Spoken:
    """Words that are known by their outline itself and not by all that stands in it."""

    words: Words

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Spoken):
            return NotImplemented
        return self.words.language == other.words.language and self.words.outline is other.words.outline

    def __hash__(self) -> int:
        return hash((id(self.words.outline), self.words.language))


def stretches(words: Words, state: State) -> Stretches:
    """The whole path; the same one for all who have done the same steps."""
    return _walked(_Spoken(words), state.done)


@lru_cache(maxsize=256)
def _walked(spoken: _Spoken, done: frozenset[str]) -> Stretches:
    words = spoken.words
    tasked = {one["step"] for one in words.outline.get("tasks", {}).values()}
    plain = resources(words.outline)
    return Stretches(
        Stretch(
            module["id"],
            words.of(module["title"]),
            tuple(_stop(step, words, done, step["id"] in tasked) for step in module["steps"]),
            module["id"] in plain,
            words.of(module.get("communication", {})) or {},
        )
        for module in words.outline["modules"]
    )


def _stop(step: dict[str, Any], words: Words, done: frozenset[str], task: bool) -> Stop:
    minutes = int(words.of(step["minutes"]) or 0)
    return Stop(step["id"], words.of(step["title"]), minutes, step["id"] in done, bool(step["quizzes"]), task)


def stops(path: tuple[Stretch, ...]) -> Iterator[Stop]:
    """All stops in order."""
    return (stop for stretch in path for stop in stretch.stops)


@dataclass(frozen=True, slots=True)
class Place:
    """A stop on its path with its neighbours and its number (from 1) of how many."""

    path: Stretches
    here: Stop
    module: Stretch
    before: Stop | None
    after: Stop | None
    number: int
    of: int

    @property
    def around(self) -> "Around":
        """The stop and its neighbours alone."""
        return Around(self.here, self.before, self.after)


@dataclass(frozen=True, slots=True)
class Around:
    """A stop and what comes before and after it."""

    here: Stop
    before: Stop | None
    after: Stop | None


def place(path: Stretches, key: str) -> Place | None:
    """Where a step is on the path, or nothing if the path has no such step."""
    line = list(stops(path))
    for number, stop in enumerate(line):
        if stop.key == key:
            module = next(stretch for stretch in path if stop in stretch.stops)
            before = line[number - 1] if number else None
            after = line[number + 1] if number + 1 < len(line) else None
            return Place(path, stop, module, before, after, number + 1, len(line))
    return None


def resume(path: Stretches, last: str) -> Stop:
    """Where to go on: the last place if it is not done, else the first step after it that is not done, else the first open one;
    the last place again when all is done."""
    line = list(stops(path))
    start = next((number for number, stop in enumerate(line) if stop.key == last), 0)
    return next((stop for stop in [*line[start:], *line[:start]] if not stop.done), line[start])
