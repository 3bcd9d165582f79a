"""A run in which many have answered, for a page of figures under measurement: `python -m bench.crowd ATTEMPTS` in the environment of a site that
`takwin init` has made. Prints the cookies of somebody of its team and the address of the page, as JSON."""

import json
import os
import random
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

PEOPLE = 2000
"""As many as the figures look at; each answers every marked question, most of them more than once until there are enough attempts."""
SECONDS = range(20, 600)


def main() -> None:
    """Make them and say who may look."""
    from takwin.config import site

    site.enter(Path(os.environ["TAKWIN_DATA"]))
    print(json.dumps(fill(int(sys.argv[1]))))


def fill(attempts: int, seed: int = 7) -> dict[str, str]:
    """So many attempts in one run of the sample course."""
    from django.conf import settings
    from django.utils import timezone

    from bench.learners import cookies
    from takwin.accounts.models import Person
    from takwin.assessment.models import Attempt
    from takwin.config.demo.site import sample_course
    from takwin.content import actions
    from takwin.learning.actions import create_run
    from takwin.learning.models import Enrolment

    now, chance = timezone.now(), random.Random(seed)  # noqa: S311 - the same people each time
    author = Person.objects.create(username="author", name="Author", is_author=True)
    run = create_run(actions.publish(sample_course(), author, now).release)
    people = Person.objects.bulk_create([Person(username=f"p{n}", name=f"P {n}") for n in range(PEOPLE)])
    takings = Enrolment.objects.bulk_create(
        [Enrolment(person=one, run=run, release=run.release, enrolled=now - timedelta(days=9)) for one in people]
    )
    rows = [Attempt(**row) for row in _attempts(takings, run.release_id, attempts, chance)]
    Attempt.objects.bulk_create(rows, batch_size=5000)
    return {
        "cookies": cookies(author, settings.AUTHENTICATION_BACKENDS[0]),
        "page": f"/studio/{run.course.slug}/runs/{run.slug}/questions/",
    }


def _attempts(takings: Any, release: int, many: int, chance: random.Random) -> Iterator[dict[str, Any]]:
    """In rounds: everybody answers everything once, mixed as answers come; then again, until there are enough."""
    from django.utils import timezone

    from takwin.assessment.queries import marked
    from takwin.content.queries import outline, sealed_key

    content, now = outline(release), timezone.now()
    asked = {item: _responses(sealed_key(release, item)) for item in marked(content)}
    able = {one.pk: chance.gauss(0.0, 1.0) for one in takings}
    speaks = {one.pk: chance.choice(["fr", "fr", "ar", "ar", "en"]) for one in takings}
    hard = {item: chance.uniform(-1.5, 1.5) for item in asked}
    for number in range(many):
        turn, place = divmod(number, len(takings) * len(asked))
        item, who = [*asked][place // len(takings)], takings[place % len(takings)]
        right = able[who.pk] + chance.gauss(0.0, 1.0) > hard[item]
        points = content["items"][item]["points"]
        part = chance.choice([0, 0, points // 2])
        yield {
            "uid": UUID(int=chance.getrandbits(128)), "enrolment": who, "item": item, "number": turn + 1,
            "release_id": release, "language": speaks[who.pk], "response": chance.choice(asked[item]),
            "mark": points if right else part, "points": points, "at": now,
            "seconds": chance.choice(SECONDS),
        }  # fmt: skip


def _responses(keys: dict[str, Any]) -> list[dict[str, Any]]:
    """What people answer: choices where there are any, else something written."""
    right = next(iter(keys.values())).get("right")
    if isinstance(right, str):
        return [{"choice": f"c{n}"} for n in range(1, 5)]
    if isinstance(right, list):
        return [{"choices": ["c1", "c2"]}, {"choices": ["c2"]}, {"choices": ["c1", "c3"]}]
    return [{"number": str(n)} for n in range(40)]


if __name__ == "__main__":
    main()
