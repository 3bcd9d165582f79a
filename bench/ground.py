"""What the questions are asked of: a demo site with learners, and the yardstick on a copy of it, both being served."""

import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench import pages, servers
from bench.load import Request
from bench.rounds import Lines, dealt

LEARNERS = 100
KEY = "bench"
"""User and password of the key with which statements are told."""


@dataclass(frozen=True)
class Learner:
    """Somebody who is signed in, with the cookies of each server, the step they are at and a practice question to answer."""

    cookies: str
    plain_cookies: str
    csrf: str
    step: str
    question: str
    item: str


@dataclass(frozen=True)
class Ground:
    """Two servers on equal data, and who asks them."""

    takwin: servers.Server
    yardstick: servers.Server
    learners: Sequence[Learner]

    def reading(self) -> Lines:
        """Every learner opens the step where they are."""
        return reading(self.learners)

    def reading_plain(self) -> Lines:
        """The same of the yardstick."""
        return dealt([Request("/", learner.plain_cookies) for learner in self.learners])

    def answering(self) -> Lines:
        """Every learner answers a practice question."""
        return answering(self.takwin.port, self.learners)

    def answering_plain(self) -> Lines:
        """The same of the yardstick."""
        return dealt(
            [
                Request("/answer", learner.plain_cookies, f"csrfmiddlewaretoken={learner.csrf}&answer=a", 302)
                for learner in self.learners
            ]
        )


def reading(learners: Sequence[Learner]) -> Lines:
    """Every learner opens the step where they are."""
    return dealt([Request(learner.step, learner.cookies) for learner in learners])


def answering(port: int, learners: Sequence[Learner]) -> Lines:
    """Every learner answers a practice question."""
    return dealt([pages.answering(port, each.question, each.item, each.cookies) for each in learners])


def demo(data: Path) -> None:
    """Make the demo site in a folder."""
    servers.in_site(data, "takwin", ["demo", "--no-serve"])


def join(data: Path, many: int = LEARNERS) -> list[Learner]:
    """Let people join the sample course of a site."""
    return [Learner(**each) for each in json.loads(servers.in_site(data, "bench.learners", ["new", str(many)]))]


def known(data: Path, many: int) -> list[Learner]:
    """People of a site who take the sample course already, as many at each of its steps."""
    return [Learner(**each) for each in json.loads(servers.in_site(data, "bench.learners", ["known", str(many)]))]


@contextmanager
def prepared(folder: Path) -> Iterator[Ground]:
    """The ground, in an empty folder."""
    data, plain = folder / "site", folder / "plain"
    demo(data)
    learners = join(data)
    servers.in_site(data, "takwin", ["lrs-key", "--user", KEY, "--password", KEY])
    shutil.copytree(data, plain)
    os.sync()
    with servers.takwin(data) as ours, servers.yardstick(plain) as theirs:
        yield Ground(ours, theirs, learners)
