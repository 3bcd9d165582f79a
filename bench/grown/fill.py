"""Fill a site's tables in bulk, cohort by cohort: minutes for what the site's own actions would do in days.

Only SQLite. Rows are what the actions would have written, except that sentences are named at random where the site orders
names by time, and that nobody holds a credential (each would have to be signed)."""

import json
import random
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.contrib.sessions.backends.db import SessionStore

from bench.grown import tables
from bench.grown.courses import QUARTER, Offer
from bench.grown.people import LANGUAGES, Somebody, people
from bench.grown.size import Size
from bench.grown.stories import Story, stories
from bench.grown.takings import Taking, begun
from takwin.config.demo.people import PASSWORD
from takwin.learning.actions import SCOPE
from takwin.records.vocabulary import VERBS, Audience

OPEN_SHARE = 0.7
"""How many take the open run; the others that of the quarter."""
PAUSE = timedelta(days=30)
"""Nobody has joined for so long."""


@dataclass(frozen=True)
class Common:
    """What all accounts share: the hash of their password, and what is in a session of nobody."""

    password: str
    session: str


def common() -> Common:
    """The demo's password and an empty session."""
    return Common(make_password(PASSWORD), SessionStore().encode({"_language": "fr"}))


class Filling:
    """A site while it is filled over one connection, whose transactions the caller begins and ends."""

    def __init__(self, base: sqlite3.Connection, offers: Sequence[Offer], common: Common, now: datetime) -> None:
        self.base, self.offers, self.common, self.now = base, offers, common, now
        self.chance = random.Random(1)  # noqa: S311 - nothing secret is made of it
        self.stories: list[Story] = []
        self.known: dict[tuple[int, str], range] = {}
        self.said = 0
        for number, offer in enumerate(offers):
            for language in sorted(set(LANGUAGES)):
                told = stories(offer.release, language, number)
                self.known[offer.release.pk, language] = range(len(self.stories), len(self.stories) + len(told))
                self.stories += told
        self._prepare()

    def _prepare(self) -> None:
        """The dictionaries, and the stories as a table."""
        paths = sorted({event.activity for story in self.stories for event in story.events})
        self.base.executemany(tables.ACTIVITY, [(path,) for path in paths])
        self.base.execute(tables.SCOPE, [SCOPE])
        (self.scope,) = self.base.execute("SELECT id FROM records_scope WHERE name = ?", [SCOPE]).fetchone()
        for statement in tables.TEMPORARY:
            self.base.execute(statement)
        self.base.executemany(tables.EVENT, self._events())

    def _events(self) -> Iterator[tuple[object, ...]]:
        activities = dict(self.base.execute("SELECT path, id FROM records_activity"))
        for number, story in enumerate(self.stories):
            for event in story.events:
                result = json.dumps(event.result, separators=(",", ":")) if event.result else ""
                about = (number, event.after, VERBS[event.verb].number, activities[event.activity], result)
                yield (*about, event is story.events[-1], *event.kept, story.release.pk, story.language)

    def cohort(self, number: int, size: Size) -> None:
        """Add the people of one cohort (numbered from 0) and all that they do."""
        quarters = QUARTER * len(self.offers[0].past)
        began = self.now - PAUSE - quarters * (size.cohorts - number) / size.cohorts
        many = size.accounts * (number + 1) // size.cohorts - size.accounts * number // size.cohorts
        crowd = list(people(many, self._next("accounts_person"), self._next("records_actor"), began, self.chance))
        self._arrive(crowd)
        self._study(crowd, began, size.statements * (number + 1) // size.cohorts)

    def finish(self) -> None:
        """Followers have seen all that was said."""
        self.base.execute(tables.CAUGHT_UP)

    def _next(self, table: str) -> int:
        (last,) = self.base.execute(f"SELECT MAX(id) FROM {table}").fetchone()  # noqa: S608 - a name of ours
        return int(last or 0) + 1

    def _arrive(self, crowd: Sequence[Somebody]) -> None:
        password = self.common.password
        self.base.executemany(
            tables.PERSON,
            (
                (
                    who.number,
                    password,
                    who.username,
                    who.name,
                    who.email,
                    who.pseudonym.hex,
                    who.language,
                    tables.when(who.joined),
                )
                for who in crowd
            ),
        )
        self.base.executemany(tables.ACTOR, ((who.actor, who.pseudonym.bytes) for who in crowd))
        until = tables.when(self.now + timedelta(days=60))
        self.base.executemany(
            tables.SESSION, ((self.chance.randbytes(16).hex(), self.common.session, until) for _ in crowd[::4])
        )

    def _study(self, crowd: Sequence[Somebody], began: datetime, until: int) -> None:
        """Everybody takes some of the courses, until so many statements are said."""
        pairs = [(who, offer) for who in crowd for offer in self.offers]
        self.chance.shuffle(pairs)
        enrolment, registration = self._next("learning_enrolment"), self._next("records_registration")
        takings: list[Taking] = []
        for who, offer in pairs:
            if self.said >= until:
                break
            run = offer.open if self.chance.random() < OPEN_SHARE else offer.past_at(began)
            known = self.known[offer.release.pk, who.language]
            story = self.chance.choices(known, [self.stories[number].weight for number in known])[0]
            place = len(takings)
            takings.append(
                begun(
                    who,
                    run,
                    (enrolment + place, registration + place),
                    (story, self.stories[story]),
                    began,
                    self.chance,
                )
            )
            self.said += len(self.stories[story].events)
        self._keep(takings)

    def _keep(self, takings: Sequence[Taking]) -> None:
        for insert, rows in (
            (tables.ENROLMENT, (each.enrolment_row for each in takings)),
            (tables.REGISTRATION, ((each.registration, each.uid.bytes) for each in takings)),
            (tables.PROGRESS, (each.progress_row for each in takings)),
            (tables.NOTICE, (each.notice_row(self.chance) for each in takings[::3])),
            (tables.TAKING, (each.taking_row for each in takings)),
        ):
            self.base.executemany(insert, rows)
        self.base.execute(tables.TOLD)
        self.base.execute(tables.SENTENCES, [Audience.COURSE, self.scope])
        self.base.execute(tables.ATTEMPTS)
        for statement in tables.FORGET:
            self.base.execute(statement)
