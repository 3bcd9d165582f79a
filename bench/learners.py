"""People who take the sample course and are signed in, for a site under measurement.

`python -m bench.learners N` in a site's environment makes them and prints, as JSON, the cookies and pages of each."""

import json
import os
import sys
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

PLAIN = "django.contrib.auth.backends.ModelBackend"
CSRF = "takwinbenchtakwinbenchtakwinbenc"
"""A secret of 32 letters; the form may send it as it is."""


def main() -> None:
    """Make them."""
    from takwin.config import site

    site.enter(Path(os.environ["TAKWIN_DATA"]))
    print(json.dumps([_learner(number) for number in range(int(sys.argv[1]))]))


def _learner(number: int) -> dict[str, Any]:
    from django.conf import settings
    from django.utils import timezone

    from takwin.accounts import actions as accounts
    from takwin.config.demo.people import PASSWORD
    from takwin.config.demo.site import SAMPLE, study
    from takwin.content.queries import outline
    from takwin.learning import actions as learning
    from takwin.learning.access import open_run

    run = open_run(SAMPLE)
    content = outline(run.release_id)
    steps = [step for module in content["modules"] for step in module["steps"]]
    here = number % len(steps)
    person = accounts.sign_up(f"Learner {number}", PASSWORD, "fr", username=f"learner-{number}")
    now = timezone.now()
    enrolment = study(person, run, 100 * here // len(steps), now - timedelta(days=3))
    learning.open_step(enrolment, steps[here]["id"], now)
    practice = [(step["id"], item) for step in steps for item in step["items"] if not content["items"][item]["graded"]]
    where, item = practice[number % len(practice)]
    return {
        "cookies": cookies(person, settings.AUTHENTICATION_BACKENDS[0]),
        "plain_cookies": cookies(person, PLAIN),
        "csrf": CSRF,
        "step": f"/courses/{SAMPLE}/{steps[here]['id']}/",
        "question": f"/courses/{SAMPLE}/{where}/?again={item}",
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
