"""Stories: what one person does in one course, told once and lived by thousands. Each is folded by the site's own rules."""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from takwin.assessment.marking import key_in, outcome
from takwin.config.demo.answers import right
from takwin.content.models import Release
from takwin.content.queries import outline, sealed_key
from takwin.content.release import StepOutline
from takwin.learning import activity
from takwin.learning.counting import summary
from takwin.learning.progress import Rules, State, fold
from takwin.lib import digest
from takwin.records.statement import Statement

BEGINS = datetime(2000, 1, 1, tzinfo=UTC)
LAST, COMPLETED = datetime(2001, 1, 1, 1, 1, 1, 1000, tzinfo=UTC), datetime(2002, 2, 2, 2, 2, 2, 2000, tzinfo=UTC)
UNIQUE = UUID(int=0xA5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5)
"""Stand in a state for what each person has of their own: the time and name of the last sentence, the time of completion."""
FINISHERS = 7
"""Of thirteen steps each is where one story ends; this many more people go to the end."""
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """What an attempt keeps."""

    item: str
    number: int
    response: Json
    mark: int
    points: int


@dataclass(frozen=True, slots=True)
class Event:
    """A sentence, so many milliseconds after the story began."""

    after: int
    verb: str
    activity: str
    result: Json
    answer: Answer | None = None

    @property
    def kept(self) -> tuple[object, ...]:
        """Question, number, response (JSON), mark and points of the attempt; nothing for other sentences."""
        if (a := self.answer) is None:
            return (None,) * 5
        return a.item, a.number, json.dumps(a.response), a.mark, a.points


@dataclass(frozen=True, slots=True)
class Story:
    """All that happens, and what progress says after it. `state` is JSON in which the constants above stand for what is
    one's own; `completed` is in milliseconds after the beginning; `weight` is how many live it."""

    release: Release
    language: str
    weight: int
    events: tuple[Event, ...]
    state: str
    done: int
    mark: int
    completed: int | None
    last_step: str


def stories(release: Release, language: str, seed: int) -> list[Story]:
    """For each step of a course a story of somebody who has come so far; the last one is of those who finish."""
    steps = [step for module in outline(release.pk)["modules"] for step in module["steps"]]
    told = [_Telling(release, language, random.Random(seed * 1000 + so_far)) for so_far in range(len(steps))]  # noqa: S311
    return [
        telling.story(steps[: so_far + 1], FINISHERS if so_far + 1 == len(steps) else 1)
        for so_far, telling in enumerate(told)
    ]


class _Telling:
    """A story while it is told."""

    def __init__(self, release: Release, language: str, chance: random.Random) -> None:
        self.release, self.language, self.chance = release, language, chance
        self.content = outline(release.pk)
        self.rules = Rules.of(self.content)
        self.events: list[Event] = []
        self.state = State()
        self.clock = 0

    def story(self, steps: list[StepOutline], weight: int) -> Story:
        """Join, study these steps, and stay at the last of them unless it ends the course."""
        self._say("registered", activity.course(self.content["course"]))
        ends = len(steps) == len(self.rules.steps)
        for step in steps:
            self.clock += 1000 * self.chance.randrange(60, 86_400)
            self._say("experienced", activity.step(self.content["course"], step["id"]))
            if step is not steps[-1] or ends:
                self._study(step)
        return self._told(steps[-1]["id"], weight)

    def _study(self, step: StepOutline) -> None:
        for item in step["items"]:
            self._try(item)
        self._say("finished", activity.step(self.content["course"], step["id"]))

    def _try(self, item: str) -> None:
        """Answer until it is right or may not be tried again; nobody tries more than three times."""
        for number in range(1, 1 + min(3, self.rules.items[item].attempts or 3)):
            if self._answer(item, number, self.chance.random() < 0.65):
                return

    def _answer(self, item: str, number: int, well: bool) -> bool:
        rule, kind, keys = (
            self.rules.items[item],
            self.content["items"][item]["kind"],
            sealed_key(self.release.pk, item),
        )
        response = right(kind, key_in(keys, self.language))
        if not well:
            response = missed(response)
        mark = outcome(kind, keys, self.language, response, rule.points).mark
        written = digest.of_json(response)[:16]
        result = {"n": number, "raw": mark, "max": rule.points, "asked": rule.asked, "response": written}
        what = activity.item(self.content["course"], item)
        self._say("answered", what, result, Answer(item, number, response, mark, rule.points))
        return mark == rule.points

    def _say(self, verb: str, what: str, result: Json | None = None, answer: Answer | None = None) -> None:
        self.clock += 1000 * self.chance.randrange(5, 90)
        self._add(Event(self.clock, verb, what, result or {}, answer))
        sums = summary(self.state, self.rules)
        if sums.met and self.state.completed is None:
            told = {"raw": sums.mark, "max": sums.points, "steps": sums.steps, "release": self.release.digest}
            self._add(Event(self.clock, "completed", activity.course(self.content["course"]), told), before=1)

    def _add(self, event: Event, before: int = 0) -> None:
        """Tell one more thing, `before` so many others: a completion is of the moment of the act that met it, and no act itself."""
        self.events.insert(len(self.events) - before, event)
        self.state = fold(self.state, _statements([event]), self.rules)

    def _told(self, last_step: str, weight: int) -> Story:
        sums, completed = summary(self.state, self.rules), self.state.completed
        own = replace(self.state, completed=completed and COMPLETED, order=(LAST, UNIQUE.bytes))
        after = (completed - BEGINS) // timedelta(milliseconds=1) if completed else None
        state = json.dumps(own.to_json())
        return Story(
            self.release, self.language, weight, tuple(self.events), state, sums.done, sums.mark, after, last_step
        )


def _statements(events: list[Event]) -> Iterator[Statement]:
    for event in events:
        at = BEGINS + timedelta(milliseconds=event.after)
        yield Statement(UNIQUE, UNIQUE, event.verb, event.activity, at, result=event.result)


def missed(response: Json) -> Json:
    """A response that is not quite it: another choice, one choice less, a digit too many, a wrong gap; else none."""
    match response:
        case {"choice": right}:
            return {"choice": "c1" if right != "c1" else "c2"}
        case {"choices": right}:
            return {"choices": right[:-1] or ["c1"]}
        case {"number": right}:
            return {"number": f"{right}9"}
        case {"gaps": gaps}:
            return {"gaps": {**gaps, next(iter(gaps)): "?"}}
    return {}
