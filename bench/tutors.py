"""How long does a tutor of a large run wait for the queue? `python -m bench.tutors fill` in the environment of a site makes the run, its
learners and tutors; `plan` prints how the database goes about the page, and `look` how long it takes to see what is due."""

import json
import os
import sys
import tempfile
import time
from datetime import timedelta
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

from bench import servers
from bench.load import Request
from bench.plans import explained
from bench.rounds import ROUNDS, SECONDS, Round, cpu, one_round
from bench.rows import Row, median, spread

PEOPLE, MOST = 5_000, 100
TIME = {"tutor-0": 600, "tutor-1": 60, "tutor-2": 60}
"""Minutes a week of each tutor: the first has most of what is due."""


def rows() -> list[Row]:
    """The queue of the tutor who has most, one page after the other."""
    with tempfile.TemporaryDirectory(prefix="takwin-bench-") as folder:
        data = Path(folder) / "site"
        servers.in_site(data, "takwin", ["init"])
        told = json.loads(servers.in_site(data, "bench.tutors", ["fill"]))
        plans = json.loads(servers.in_site(data, "bench.tutors", ["plan", told["page"], told["cookies"]]))
        with servers.takwin(data) as ours:
            lines = [[Request(told["page"], told["cookies"])]]
            one_round(ours, lines, 1.5)
            return [_row([one_round(ours, lines, SECONDS) for _ in range(ROUNDS)], told, plans)]


def _row(rounds: list[Round], told: dict[str, Any], plans: dict[str, list[str]]) -> Row:
    waits = [each.happened.p50 for each in rounds]
    whole = sorted({line for plan in plans.values() for line in plan if line.startswith("SCAN")})
    return Row(
        f"a tutor's queue over {PEOPLE:,} learners", median(waits), "ms", spread(waits), cpu=cpu(rounds), reach=f"≤ {MOST} ms",
        reached=median(waits) <= MOST and not whole,
        note=f"half of the pages, one at a time; {told['mine']:,} of {told['due']:,} things due are this tutor's; "
        f"{len(plans)} queries, tables read whole: {', '.join(whole) or 'none'}; seeing what is due took {told['looked']} s",
    )  # fmt: skip


def main() -> None:
    """What `rows` asks of the site."""
    from takwin.config import site

    site.enter(Path(os.environ["TAKWIN_DATA"]))
    from takwin.config import statics

    statics.prepare()
    what, *rest = sys.argv[1:]
    print(json.dumps(fill() if what == "fill" else plan(*rest)))


def fill() -> dict[str, Any]:
    """A run of people who joined and never came, and what is due of it."""
    from django.conf import settings
    from django.utils import timezone

    from bench.learners import cookies
    from takwin.accounts.models import Person
    from takwin.config.demo.site import sample_course
    from takwin.content import actions as content
    from takwin.learning.actions import create_run
    from takwin.learning.models import Enrolment, Progress
    from takwin.scenarios.supervision import ROLES
    from takwin.tutoring import actions
    from takwin.tutoring.models import Duty

    now = timezone.now()
    author = Person.objects.create(username="author", name="Author", is_author=True)
    run = create_run(content.publish(sample_course(), author, now).release)
    people = Person.objects.bulk_create([Person(username=f"p{n}", name=f"P {n}") for n in range(PEOPLE)])
    joined = now - timedelta(days=8)
    takings = [Enrolment(person=one, run=run, release=run.release, enrolled=joined) for one in people]
    Progress.objects.bulk_create([Progress(enrolment=one) for one in Enrolment.objects.bulk_create(takings)])
    tutors = [
        actions.appoint(run, Person.objects.create(username=name, name=name), ROLES, minutes, author, joined)
        for name, minutes in TIME.items()
    ]
    began = time.perf_counter()
    actions.look_at(run, now)
    looked = time.perf_counter() - began
    first = tutors[0].person
    if first is None:
        raise RuntimeError("The tutor has no account.")
    return {
        "page": f"/tutoring/{run.course.slug}/{run.slug}/",
        "cookies": cookies(first, settings.AUTHENTICATION_BACKENDS[0]),
        "mine": Duty.objects.filter(tutor=tutors[0], outcome="").count(),
        "due": Duty.objects.filter(run=run, outcome="").count(),
        "looked": round(looked, 1),
    }


def plan(page: str, cookie: str) -> dict[str, list[str]]:
    """How the database goes about each query of the page."""
    from django.test import Client

    browser = Client(headers={"host": "localhost", "accept-language": "fr"})
    browser.cookies = SimpleCookie(cookie)

    def read() -> None:
        if (status := browser.get(page).status_code) != 200:
            raise RuntimeError(f"{status} instead of 200")

    return explained(read)


if __name__ == "__main__":
    main()
