"""What devices bring back goes to a process of its own; a crowd is told when to come again, and one after the other."""

import threading
from collections.abc import Callable, Iterator
from io import BytesIO
from multiprocessing.connection import Client, Listener
from typing import Any

import pytest

from takwin.config import receiving
from takwin.config.arriving import Waiting
from takwin.config.lane import Lane, Tickets
from takwin.config.turns import Application
from takwin.desk.acts import LARGEST

PATH = "/desk/acts"


def elsewhere(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
    start_response("404 Not Found", [])
    return [b"elsewhere"]


def echo(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
    start_response("200 OK", [("X-Cookie", environ["HTTP_COOKIE"])])
    return [b"had ", environ["wsgi.input"].read()]


def broken(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
    raise RuntimeError("no ink")


Serve = Callable[[Application], Lane]


@pytest.fixture
def served() -> Iterator[Serve]:
    """A lane whose other end is a thread."""
    stop, ends = threading.Event(), dict[Listener, threading.Thread]()

    def begin(application: Application) -> Lane:
        door = receiving.door()
        ends[door] = threading.Thread(target=receiving._hand, args=(door, application, threading.Lock(), stop))
        ends[door].start()
        return Lane(elsewhere, PATH, str(door.address))

    yield begin
    stop.set()
    for door, end in ends.items():
        Client(door.address, "AF_UNIX").close()
        end.join()
        door.close()


def ask(asked: Lane, body: bytes = b"acts", path: str = PATH, **more: Any) -> tuple[str, dict[str, str], bytes]:
    said: list[Any] = []
    environ = {
        "REQUEST_METHOD": "POST", "PATH_INFO": path, "CONTENT_LENGTH": str(len(body)), "HTTP_COOKIE": "who=nadia",
        "wsgi.input": BytesIO(body), "wsgi.file_wrapper": object(), **more,
    }  # fmt: skip
    whole = b"".join(asked(environ, lambda status, headers: said.extend([status, dict(headers)])))
    return said[0], said[1], whole


def test_what_a_device_posts_is_answered_at_the_other_end(served: Serve) -> None:
    status, headers, whole = ask(served(echo))
    assert (status, headers["X-Cookie"], whole) == ("200 OK", "who=nadia", b"had acts")


@pytest.mark.parametrize(
    "more",
    [
        {"path": "/desk/me.json"},
        {"REQUEST_METHOD": "GET"},
        {"CONTENT_LENGTH": str(LARGEST + 1)},
        {"CONTENT_LENGTH": "-4"},
        {"CONTENT_LENGTH": ""},
    ],
)
def test_anything_else_is_not_for_the_lane(served: Serve, more: dict[str, Any]) -> None:
    assert ask(served(echo), **more)[2] == b"elsewhere"


@pytest.mark.parametrize("full", ["_places", "_bodies"])
def test_a_crowd_is_told_when_to_come_again(served: Serve, full: str) -> None:
    asked = served(echo)
    if full == "_places":
        asked._places = threading.Semaphore(0)
    else:
        asked._waiting = Waiting(most=0)
    status, headers, _ = ask(asked)
    assert (status, headers["Retry-After"]) == ("429 Too Many Requests", "3")


def test_a_mistake_at_the_other_end_is_told_and_the_next_one_is_served(
    served: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    turns = iter([broken, echo])
    asked = served(lambda environ, start: next(turns)(environ, start))
    status, headers, _ = ask(asked)
    assert (status, headers["Retry-After"]) == ("503 Service Unavailable", "30")
    assert "no ink" in caplog.text
    assert ask(asked)[0] == "200 OK"


def test_who_cannot_be_let_in_does_not_end_the_work(
    served: Serve, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    accept, failures = Listener.accept, [OSError(24, "Too many open files")]

    def failing(door: Listener) -> Any:
        if failures:
            raise failures.pop()
        return accept(door)

    monkeypatch.setattr(Listener, "accept", failing)
    assert ask(served(echo))[0] == "200 OK"
    assert "Too many open files" in caplog.text


def test_nobody_at_the_other_end_is_no_traceback() -> None:
    assert ask(Lane(elsewhere, PATH, "/nowhere/at/all"))[0] == "503 Service Unavailable"


def test_tickets_are_one_after_the_other_at_the_pace_of_the_lane() -> None:
    tickets = Tickets()
    for done in range(400):
        tickets.worked(1000 + done * 0.5)
    now = 1000 + 400 * 0.5
    waits = [tickets.take(now) for _ in range(100)]
    assert waits == sorted(waits)
    assert 38 <= waits[-1] <= 44  # a hundred of them, four fifths of half a second each, and two seconds
    assert tickets.take(now + 3600) == 3  # the crowd is long gone


def test_a_ticket_is_never_for_another_day() -> None:
    tickets = Tickets()
    assert max(tickets.take(5.0) for _ in range(20_000)) == Tickets.LONGEST


def test_a_pause_tells_nothing_of_the_pace() -> None:
    tickets = Tickets()
    tickets.worked(10.0)
    tickets.worked(9_000.0)
    assert tickets.take(9_001.0) == 3
