"""A mail server that is away, or accepts a call and says nothing, costs one wait, not one for each letter."""

import socket
import time
from collections.abc import Iterator

import pytest
from django.core.mail import EmailMessage, get_connection
from pytest_django import Settings

from takwin.jobs import post
from tests.mail import PostOffice, free_port


@pytest.fixture(autouse=True)
def nobody_was_asked(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(post.EmailBackend, "_asked_again", 0.0)
    settings.EMAIL_TIMEOUT = 0.3
    settings.EMAIL_HOST = "127.0.0.1"


@pytest.fixture
def silent(settings: Settings) -> Iterator[None]:
    """A server that never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.EMAIL_PORT = server.getsockname()[1]
        yield


def send(to: str = "amina@takwin.test") -> int:
    letter = EmailMessage("Bonjour", "Bonjour", to=[to], connection=get_connection("takwin.jobs.post.EmailBackend"))
    return letter.send()


def test_only_the_first_letter_waits_for_a_silent_server(silent: None, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(OSError, match="timed out"):
        send()
    monkeypatch.setattr(socket, "create_connection", lambda *_, **__: pytest.fail("asked again"))
    for _ in range(20):
        with pytest.raises(post.ServerAway):
            send()


def test_after_a_pause_it_is_asked_again(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.EMAIL_PORT = free_port()
    with pytest.raises(ConnectionRefusedError):
        send()
    later = time.monotonic() + post.PAUSE
    monkeypatch.setattr(time, "monotonic", lambda: later)
    with pytest.raises(ConnectionRefusedError):
        send()


def test_a_mailbox_that_is_refused_holds_up_no_other(post_office: PostOffice) -> None:
    post_office.refused = {"nobody@takwin.test"}
    with pytest.raises(OSError, match="No such person"):
        send("nobody@takwin.test")
    assert send() == 1
    assert len(post_office.messages) == 1
