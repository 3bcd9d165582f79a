"""People who take the sample course and are signed in, for a site under measurement.

`python -m bench.learners new N` in a site's environment lets N people join; `known N` takes people who are there, from all over
the site, as many at each step. Both print, as JSON, the cookies and pages of each."""

import json
import os
import random
import sys
from collections.abc import Iterator
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

PLAIN = "django.contrib.auth.backends.ModelBackend"
CSRF = "takwinbenchtakwinbenchtakwinbenc"
"""A secret of 32 letters; the form may send it as it is."""
LANGUAGE = "fr"
"""All read the same language, so that all pages are alike."""


def main() -> None:
    """Make or find them."""
    from takwin.config import site

    site.enter(Path(os.environ["TAKWIN_DATA"]))
    who, many = sys.argv[1], int(sys.argv[2])
    print(json.dumps(list({"new": _new, "known": _known}[who](many))))


def _new(many: int) -> Iterator[dict[str, Any]]:
    from django.utils import timezone

    from takwin.accounts import actions as accounts
    from takwin.config.demo.people import PASSWORD
    from takwin.config.demo.site import SAMPLE
    from takwin.config.demo.studying import study
    from takwin.learning import actions as learning
    from takwin.learning.access import open_run

    run, now = open_run(SAMPLE), timezone.now()
    steps = _steps(run)
    for number in range(many):
        here = number % len(steps)
        person = accounts.sign_up(f"Learner {number}", PASSWORD, LANGUAGE, username=f"learner-{number}")
        enrolment = study(person, run, 100 * here // len(steps), now - timedelta(days=3))
        learning.open_step(enrolment, steps[here], now)
        yield _learner(number, person, run, steps[here])


def _known(many: int) -> Iterator[dict[str, Any]]:
    """Others each time, because whoever has been measured has answered more than people do."""
    from takwin.accounts.models import Person
    from takwin.config.demo.site import SAMPLE
    from takwin.learning.access import open_run
    from takwin.learning.models import Enrolment

    run = open_run(SAMPLE)
    takings = Enrolment.objects.filter(run=run, left=None, person__language=LANGUAGE).order_by("pk")
    there: dict[str, list[int]] = {}
    for step, person in takings.values_list("last_step", "person_id"):
        there.setdefault(step, []).append(person)
    steps = _steps(run)
    share = -(-many // len(steps))
    for number in range(many):
        crowd, turn = there[steps[number % len(steps)]], number // len(steps)
        found = crowd[int((turn + random.random()) * len(crowd) / share)]  # noqa: S311 - a sample, no secret
        yield _learner(number, Person.objects.get(pk=found), run, steps[number % len(steps)])


def _steps(run: Any) -> list[str]:
    from takwin.content.queries import outline

    return [step["id"] for module in outline(run.release_id)["modules"] for step in module["steps"]]


def _learner(number: int, person: Any, run: Any, here: str) -> dict[str, Any]:
    from django.conf import settings

    from takwin.content.queries import outline

    content, slug = outline(run.release_id), run.course.slug
    practice = [item for module in content["modules"] for step in module["steps"] for item in step["items"]]
    practice = [item for item in practice if not content["items"][item]["graded"]]
    item = practice[number % len(practice)]
    return {
        "cookies": cookies(person, settings.AUTHENTICATION_BACKENDS[0]),
        "plain_cookies": cookies(person, PLAIN),
        "csrf": CSRF,
        "step": f"/courses/{slug}/{here}/",
        "question": f"/courses/{slug}/{content['items'][item]['step']}/?again={item}",
        "item": item,
    }


def cookies(person: Any, backend: str) -> str:
    """The cookies of a new session of somebody who has signed in."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(person.pk)
    store[BACKEND_SESSION_KEY] = backend
    store[HASH_SESSION_KEY] = person.get_session_auth_hash()
    store.save()
    return f"sessionid={store.session_key}; csrftoken={CSRF}"


if __name__ == "__main__":
    main()
