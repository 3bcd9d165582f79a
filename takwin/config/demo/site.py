"""Fill an empty site with people and a course, through the same actions that pages call."""

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

import takwin
from takwin.accounts import actions as accounts
from takwin.accounts.models import Decision, Person
from takwin.config.demo import hub, institutions, look, meetings, runs, tutoring
from takwin.config.demo.people import PASSWORD, PEOPLE, Role
from takwin.config.demo.studying import study
from takwin.config.progress import note
from takwin.config.trouble import Trouble
from takwin.content import actions as content
from takwin.learning import actions as learning

SAMPLE, SECOND = "feedback-to-a-colleague", "teaching-with-digital-resources"


def sample_course(name: str = SAMPLE) -> Path:
    """The folder of a sample course: in the checkout, or beside the package. Raises Trouble."""
    package = Path(takwin.__file__).parent
    for folder in (package.parent / "courses" / name, package / "courses" / name):
        if (folder / "course.yaml").is_file():
            return folder
    raise Trouble("The sample course is not part of this installation.")


def fill(now: datetime | None = None) -> None:
    """People, the sample courses, and what they have done in them so far."""
    now = now or timezone.now()
    people = {role.username: _arrive(role) for role in PEOPLE}
    author = next(people[role.username] for role in PEOPLE if role.author)
    administrator = next(people[role.username] for role in PEOPLE if role.administrator)
    accounts.decide(author, administrator, Decision.What.AUTHOR, "Auteure des deux cours.", now)
    nodes = institutions.found(people, administrator, now - timedelta(days=40))
    look.dress(nodes, people["omar"], now - timedelta(days=39))
    institutions.bring(nodes, people["omar"], now - timedelta(days=31))
    note("Publishing the sample courses…")
    second, first = (
        content.publish(sample_course(name), author, now - timedelta(days=30)).release for name in (SECOND, SAMPLE)
    )
    formats = runs.offer(second, nodes, people, author, now)
    # of the runs that are open to everybody, a course shows the newest first: the one without dates
    alone, open_run = learning.create_run(second), learning.create_run(first)
    institutions.study(nodes, open_run, people["omar"], now - timedelta(days=12))
    for number, role in enumerate(PEOPLE):
        if role.progress is not None:
            note(f"{role.name} studies…")
            study(people[role.username], open_run, role.progress, now - timedelta(days=9 - number))
        if role.second is not None:
            study(people[role.username], alone, role.second, now - timedelta(days=11 - number))
    meetings.meet(formats["hybrid"], people, author, now)
    hub.connect(formats["cmooc"], people["latifa"], author, now - timedelta(days=10))
    hub.fill(open_run, people, author, now - timedelta(days=3))
    tutoring.fill(formats, people, people["omar"], now)


def _arrive(role: Role) -> Person:
    person = accounts.sign_up(role.name, PASSWORD, role.language, username=role.username)
    if role.administrator:
        accounts.appoint(person)
    return person


def welcome() -> str:
    """Who can sign in, and how."""
    lines = [f"  {role.username:<9} {role.name}: {role.what}" for role in PEOPLE]
    return "\n".join([f"Sign in at {settings.BASE_URL} with the password {PASSWORD} as", *lines])
