"""A ministry with an academy of many centres, for pages and rosters under measurement, in the environment of a site that `takwin init` has made.

`python -m bench.country fill` makes it and says, as JSON, where its page is and who may look; `bring N` brings N people in by a roster and says how many
seconds that took, the site's own background process doing the work."""

import json
import os
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

NO_PASSWORD = "!"  # noqa: S105 - it opens nothing
CENTRES, COHORTS, PEOPLE = 200, 3, 60_000
"""Centres, cohorts in each, and learners in all of them."""


def main() -> None:
    """Make it, or bring people in."""
    from takwin.config import site

    site.enter(Path(os.environ["TAKWIN_DATA"]))
    print(json.dumps(fill() if sys.argv[1] == "fill" else bring(int(sys.argv[2]))))


def fill() -> dict[str, Any]:
    """The tree, its people, and a course that two of three take: of those a third has never opened it, a third has completed it."""
    from django.conf import settings
    from django.utils import timezone

    from bench.learners import cookies
    from takwin.accounts.models import Person
    from takwin.config.demo.site import sample_course
    from takwin.content import actions as content
    from takwin.content.queries import outline
    from takwin.institutions import actions
    from takwin.institutions.models import Membership
    from takwin.learning.actions import create_run, enrol
    from takwin.learning.models import Enrolment, Progress
    from takwin.steering.actions import count

    now = timezone.now()
    chief = Person.objects.create(username="chief", name="Chief", is_staff=True)
    run = create_run(content.publish(sample_course(), chief, now).release)
    top = actions.found(None, "ministry", {"fr": "Ministère"}, chief, now)
    academy = actions.found(top, "academy", {"fr": "Académie"}, chief, now)
    cohorts = [
        actions.found(centre, "cohort", {"fr": f"Cohorte {cohort}"}, chief, now)
        for centre in (actions.found(academy, "centre", {"fr": f"Centre {n}"}, chief, now) for n in range(CENTRES))
        for cohort in range(COHORTS)
    ]
    people = Person.objects.bulk_create(
        [Person(username=f"p{n}", name=f"Personne {n}", password=NO_PASSWORD) for n in range(PEOPLE)], batch_size=5000
    )
    Membership.objects.bulk_create(
        [
            Membership(node=cohorts[n % len(cohorts)], person=one, role="learner", since=now)
            for n, one in enumerate(people)
        ],
        batch_size=5000,
    )
    takings = Enrolment.objects.bulk_create(
        [
            Enrolment(
                person=one,
                run=run,
                release=run.release,
                enrolled=now - timedelta(days=9),
                last_step="x" if n % 3 else "",
            )
            for n, one in enumerate(people[: PEOPLE * 2 // 3])
        ],
        batch_size=5000,
    )
    Progress.objects.bulk_create(
        [Progress(enrolment=one, completed=now if n % 3 == 1 else None) for n, one in enumerate(takings)],
        batch_size=5000,
    )
    count(now)
    enrol(chief, run, now)
    steps = [step["id"] for module in outline(run.release_id)["modules"] for step in module["steps"]]
    return {
        "cookies": cookies(chief, settings.AUTHENTICATION_BACKENDS[0]),
        "page": f"/institutions/{academy.pk}/progress/",
        "steps": [f"/courses/{run.course.slug}/{step}/" for step in steps[:2]],
    }


def bring(many: int) -> float:
    """Seconds from the file to the last person let in."""
    from django.utils import timezone

    from takwin.accounts.models import Person
    from takwin.institutions import actions
    from takwin.institutions.models import Node, Roster

    names = [f"{first} {last}" for first in FIRST for last in LAST]
    lines = (f"{names[n % len(names)]};q{n}@exemple.ma;Nouvelle {n % 500};{n}" for n in range(many))
    data = "\n".join(["nom complet;courriel;cohorte;matricule", *lines]).encode()
    chief, node = Person.objects.get(username="chief"), Node.objects.get(parent=None)
    began = time.perf_counter()
    roster = actions.bring(node, "people.csv", data, chief, timezone.now())
    for state in (Roster.State.CHECKED, Roster.State.ACTIVE):
        while roster.state in Roster.UNDER_WAY:
            time.sleep(0.1)
            roster.refresh_from_db()
        if roster.state != state:
            raise RuntimeError(f"The roster {roster.state}: {roster.sentence}")
        if state == Roster.State.CHECKED:
            actions.begin(roster, chief, timezone.now())
    return time.perf_counter() - began


FIRST = (
    "Amina",
    "Brahim",
    "Fatima",
    "Hassan",
    "Imane",
    "Karim",
    "Leila",
    "Mustapha",
    "Nadia",
    "Omar",
    "Rachid",
    "Samira",
    "Youssef",
    "Zineb",
)
LAST = (
    "Alami", "Bennani", "Berrada", "Chraibi", "Daoudi", "El Fassi", "Filali", "Guessous", "Idrissi", "Kabbaj", "Lahlou", "Mansouri", "Naciri",
    "Ouazzani", "Rami", "Skalli", "Tahiri", "Yacoubi", "Zerouali", "Ziani",
)  # fmt: skip


if __name__ == "__main__":
    main()
