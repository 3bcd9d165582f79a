"""People and systems whose networks stop in the middle of a body keep nobody else waiting."""

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from io import BytesIO
from pathlib import Path

import pytest
from django.db import connection, connections

from takwin.config.arriving import AHEAD, PIECE, Arriving, NotArrived, Waiting, ahead
from takwin.config.tests.conftest import Takwin
from takwin.config.tests.test_serve import get, until
from takwin.config.turns import Turns
from tests.mail import free_port

BODY = b"login=nobody&password=nothing-at-all"
STALLED = 60


class Slow:
    """A body whose second half comes when it is told to."""

    def __init__(self, size: int = 2 * PIECE) -> None:
        self.goes_on = threading.Event()
        self._left = size

    def read(self, size: int, /) -> bytes:
        assert self._left > PIECE or self.goes_on.wait(10)
        size = min(size, self._left)
        self._left -= size
        return b"x" * size


class Turn:
    """It says whether it was given back."""

    def __init__(self, *, needed: bool = False) -> None:
        self.said: list[str] = []
        self._needed = needed

    def take(self) -> None:
        self.said.append("take")

    def give(self) -> bool:
        self.said += [] if self._needed else ["give"]
        return not self._needed


@pytest.mark.parametrize("length", ["1", str(AHEAD)])
def test_a_short_body_is_there_before_the_turn(length: str) -> None:
    came = ahead(BytesIO(b"x" * AHEAD), length, Waiting())
    assert came
    assert came.read() == b"x" * int(length)


@pytest.mark.parametrize("length", [str(AHEAD + 1), "-1", "9" * 400, "x", "²"])
def test_another_is_not_read_before_it(length: str) -> None:
    assert ahead(Slow(), length, Waiting()) is None


def test_the_turn_is_given_back_while_a_body_is_waited_for() -> None:
    slow, turn = Slow(), Turn()
    body = Arriving(slow, Waiting(), turn)
    assert body.read(PIECE) == b"x" * PIECE
    threading.Timer(0.1, slow.goes_on.set).start()
    assert len(body.read()) == PIECE
    assert turn.said == ["give", "take"] * 3


def test_the_turn_is_kept_inside_a_transaction() -> None:
    turn = Turn(needed=True)
    assert Arriving(BytesIO(b"abc"), Waiting(), turn).read(2) == b"ab"
    assert turn.said == []


def test_more_bodies_than_can_be_waited_for_are_refused_at_once() -> None:
    first, turn, waiting = Slow(PIECE), Turn(), Waiting(most=1)
    there = threading.Thread(target=Arriving(first, waiting, Turn()).read, args=(5,))
    there.start()
    assert until(lambda: not waiting._places._value, 5)
    with pytest.raises(NotArrived) as crowded:
        Arriving(Slow(), waiting, turn).read(5)
    assert (crowded.value.status, turn.said) == (503, [])
    first.goes_on.set()
    there.join()
    assert Arriving(BytesIO(b"abc"), waiting, turn).read(5) == b"abc"


def test_who_is_refused_for_the_crowd_is_told_when_to_come_again() -> None:
    turns, told = Turns(lambda *_: [b"never"], 1), {}
    turns._waiting = Waiting(most=0)
    (words,) = turns(
        {"wsgi.input": Slow(), "CONTENT_LENGTH": "5"},
        lambda status, headers: told.update({"status": status, **dict(headers)}),
    )
    assert (told["status"], told["Retry-After"]) == ("503 Service Unavailable", "60")
    assert b"again" in words


@pytest.mark.django_db
def test_a_turn_carries_its_connection_from_thread_to_thread() -> None:
    """As many connections as turns, however many threads."""
    used: list[int] = []

    def application(environ: object, start_response: object) -> list[bytes]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        used.append(id(connections["default"]))
        return [b"done"]

    turns = Turns(application, 1)
    each = [threading.Thread(target=turns, args=({"wsgi.input": BytesIO()}, print)) for _ in range(3)]
    for thread in each:
        thread.start()
    for thread in each:
        thread.join()

    def last() -> None:
        turns.take()
        connections["default"].close()

    end = threading.Thread(target=last)
    end.start()
    end.join()
    assert len(used) == 3
    assert len(set(used)) == 1


@contextmanager
def stalled(port: int, count: int, path: str, *headers: str) -> Iterator[list[socket.socket]]:
    """Connections that have sent the first half of a body."""
    head = [f"POST {path} HTTP/1.1", "Host: localhost", f"Content-Length: {len(BODY)}", *headers]
    with ExitStack() as stack:
        lines = [stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=90)) for _ in range(count)]
        for line in lines:
            line.sendall("\r\n".join([*head, "", ""]).encode() + BODY[:10])
        time.sleep(0.5)
        yield lines


@pytest.fixture(scope="module")
def port(made: tuple[Path, Takwin]) -> Iterator[int]:
    """Where the site is served."""
    _, takwin = made
    assert takwin("lrs-key", "--user", "slow", "--password", "slow").returncode == 0
    port = free_port()
    command = [sys.executable, "-m", "takwin", "serve", "--port", str(port), "--without-work"]
    with subprocess.Popen(command, env=takwin.environment, stderr=subprocess.DEVNULL) as process:
        try:
            assert until(lambda: _answers(port), 60)
            yield port
        finally:
            process.kill()


def _answers(port: int) -> bool:
    try:
        return get(port).status == 200
    except OSError:
        return False


SYSTEM = ("Authorization: Basic c2xvdzpzbG93", "X-Experience-API-Version: 1.0.3", "Content-Type: application/json")
PERSON = ("Content-Type: application/x-www-form-urlencoded",)


@pytest.mark.db
@pytest.mark.skipif("DATABASE_URL" in os.environ, reason="bodies are waited for alike on every database")
@pytest.mark.parametrize(("path", "headers"), [("/xapi/statements", SYSTEM), ("/sign-in/", PERSON)])
def test_the_site_answers_while_bodies_do_not_come(port: int, path: str, headers: tuple[str, ...]) -> None:
    with stalled(port, STALLED, path, *headers) as lines:
        began = time.monotonic()
        assert (get(port).status, get(port, "/sign-in/").status) == (200, 200)
        assert time.monotonic() - began < 30
        lines[0].sendall(BODY[10:])
        assert lines[0].recv(12) in {b"HTTP/1.1 400", b"HTTP/1.1 403"}  # no JSON; no CSRF token: it was read to its end
