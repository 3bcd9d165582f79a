"""What was acknowledged is there: after every process was killed while people and systems wrote, and in a backup made meanwhile."""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from itertools import cycle
from pathlib import Path
from uuid import uuid4

import pytest

from bench.ground import KEY, Learner
from bench.load import FRESH
from bench.pages import filled
from bench.statements import HEADERS, statement
from takwin.config.server import says
from takwin.config.tests.conftest import Takwin, new_database, runner
from tests.mail import free_port

pytestmark = [pytest.mark.db, pytest.mark.long]
KILLS = int(os.environ.get("TAKWIN_KILLS", "200"))
LEARNERS, LONGEST = 4, 4.0
"""People who answer at the same time, and seconds of writing before a kill, at most."""
MANY = (1, 1, 40, 1)
"""Statements in one body, in turn."""
LOST = """
import json, sys
from pathlib import Path
from uuid import UUID
from takwin.config import site
site.enter(Path(sys.argv[1]))
from takwin.assessment.models import Attempt
from takwin.assessment.queries import named
from takwin.learning.models import Enrolment
from takwin.records.models import Received, Sentence
told = json.load(sys.stdin)
lost = [uid for uid in told["statements"] if not Received.objects.filter(uid=UUID(uid)).exists()]
for who, item, token in told["answers"]:
    enrolment = Enrolment.objects.get(person__username=f"learner-{who}")
    uid = named(enrolment, UUID(token), item)
    if not (Attempt.objects.filter(uid=uid).exists() and Sentence.objects.filter(uid=uid).exists()):
        lost.append(str(uid))
print(json.dumps(lost))
"""


@dataclass
class Site:
    """A demo site with people who answer and a key, and all that it has acknowledged so far."""

    data: Path
    takwin: Takwin
    port: int
    learners: list[Learner]
    statements: list[str] = field(default_factory=list)
    answers: list[tuple[int, str, str]] = field(default_factory=list)

    @contextmanager
    def serving(self) -> "Iterator[subprocess.Popen[bytes]]":
        """`takwin serve`, leading a group; every process of it is killed at the end."""
        command = [sys.executable, "-m", "takwin", "serve", "--port", str(self.port)]
        quiet = subprocess.DEVNULL
        process = subprocess.Popen(command, env=self.takwin.environment, stderr=quiet, start_new_session=True)
        try:
            end = time.monotonic() + 60
            while says("127.0.0.1", self.port) != "ready":
                assert process.poll() is None, "it does not serve"
                assert time.monotonic() < end, "it is not ready within a minute"
                time.sleep(0.05)
            yield process
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Everybody writes while the context lasts; what fails is not acknowledged."""
        stop = threading.Event()
        each = [threading.Thread(target=self._answer, args=(who, stop)) for who in range(LEARNERS)]
        each += [threading.Thread(target=self._tell, args=(number, stop)) for number in range(2)]
        for thread in each:
            thread.start()
        try:
            yield
        finally:
            stop.set()
            for thread in each:
                thread.join()

    def _answer(self, who: int, stop: threading.Event) -> None:
        learner = self.learners[who]
        headers = {"Cookie": learner.cookies, "Content-Type": "application/x-www-form-urlencoded"}
        status, page = self._asked("GET", learner.question, "", headers)
        if status != 200:
            return
        path, body = filled(page, learner.item)
        while not stop.is_set():
            token = str(uuid4())
            if self._asked("POST", path, body.replace(FRESH, token), headers)[0] == 302:
                self.answers.append((who, learner.item, token))

    def _tell(self, number: int, stop: threading.Event) -> None:
        headers = dict(line.split(": ", 1) for line in HEADERS) | {"Content-Type": "application/json"}
        for several in cycle(MANY):
            if stop.is_set():
                return
            told = [statement(number) | {"id": str(uuid4())} for _ in range(several)]
            if self._asked("POST", "/xapi/statements", json.dumps(told), headers)[0] == 200:
                self.statements.extend(str(each["id"]) for each in told)

    def _asked(self, verb: str, path: str, body: str, headers: dict[str, str]) -> tuple[int, bytes]:
        """The status and the page; 0 when there was no whole answer."""
        line = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            line.request(verb, path, body or None, {"Host": "localhost", **headers})
            with line.getresponse() as answer:
                return answer.status, answer.read()
        except (OSError, HTTPException):
            time.sleep(0.01)
            return 0, b""
        finally:
            line.close()


def lost(data: Path, takwin: Takwin, statements: list[str], answers: list[tuple[int, str, str]]) -> list[str]:
    """What a site does not hold of what was acknowledged."""
    told = json.dumps({"statements": statements, "answers": answers})
    command = [sys.executable, "-c", LOST, str(data)]
    done = subprocess.run(command, input=told, env=takwin.environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    missing: list[str] = json.loads(done.stdout)
    return missing


@pytest.fixture
def busy(tmp_path: Path) -> Site:
    """The site, not served yet."""
    data, port = tmp_path / "site", free_port()
    url = f"http://localhost:{port}"
    takwin = runner(TAKWIN_DATA=str(data), DATABASE_URL=new_database(), DJANGO_SETTINGS_MODULE="", TAKWIN_URL=url)
    for verb in (["demo", "--no-serve"], ["lrs-key", "--user", KEY, "--password", KEY]):
        done = takwin(*verb)
        assert done.returncode == 0, done.stderr
    joined = subprocess.run(
        [sys.executable, "-m", "bench.learners", "new", str(LEARNERS)],
        env=takwin.environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return Site(data, takwin, port, [Learner(**each) for each in json.loads(joined.stdout)])


def test_what_was_acknowledged_survives_every_kill(busy: Site) -> None:
    for _ in range(KILLS):
        with busy.serving() as process, busy.writing():
            time.sleep(random.uniform(0.05, LONGEST))
            os.killpg(process.pid, signal.SIGKILL)
    print(f"{KILLS} kills, {len(busy.statements)} statements and {len(busy.answers)} answers acknowledged")
    assert busy.statements
    assert busy.answers
    assert lost(busy.data, busy.takwin, busy.statements, busy.answers) == []
    done = busy.takwin("rebuild")
    assert "; 0 differed" in done.stdout, done.stdout + done.stderr
    assert busy.takwin("backup").returncode == 0  # which checks the database


def test_a_backup_made_under_writes_holds_what_was_acknowledged_before(busy: Site, tmp_path: Path) -> None:
    file, there = tmp_path / "b.tar.gz", tmp_path / "restored"
    with busy.serving(), busy.writing():
        time.sleep(3)
        statements, answers = list(busy.statements), list(busy.answers)
        done = busy.takwin("backup", "--to", file)
    assert done.returncode == 0, done.stderr
    assert statements
    assert answers
    assert len(busy.statements) > len(statements)
    takwin = Takwin(busy.takwin.environment | {"TAKWIN_DATA": str(there), "DATABASE_URL": new_database()})
    done = takwin("restore", file)
    assert done.returncode == 0, done.stderr
    assert lost(there, takwin, statements, answers) == []
    assert "; 0 differed" in takwin("rebuild").stdout
    with Site(there, takwin, busy.port, busy.learners).serving():
        pass
