"""The box's side of the network: parcels go to the parent and come back, media are fetched piece by piece."""

import contextlib
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from types import MappingProxyType
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from django.conf import settings

from takwin.content.models import Release
from takwin.files import actions as files
from takwin.lib import digest
from takwin.lib.text import N_
from takwin.relay import actions, queries
from takwin.relay.actions import Outcome
from takwin.relay.actions.sending import AT_ONCE
from takwin.relay.models import Home
from takwin.relay.refused import Refused

PATIENCE = 60
"""Seconds without a byte after which a connection is given up."""
PIECE = 256 * 1024
PARTIAL = 206
LARGEST = 1 << 30
"""Bytes of an answer."""
NO_ADDRESS = N_("This box has no address of its parent: use files (takwin relay export and import).")
FAR = N_("The parent at %(address)s cannot be reached now: %(why)s. Nothing is lost; try again later.")
SAID = N_("The parent refuses: %(why)s")


Clock = Callable[[], datetime]
"""What says the time: a slow line takes its own."""


def pull(home: Home, clock: Clock) -> Outcome:
    """Ask the parent what there is to know, and take it in. What was fetched when a line broke is kept for the next time. Raises Refused, OSError."""
    ask = io.BytesIO()
    actions.pack_ask(home, ask, Release.objects.values_list("digest", flat=True), now := clock())
    return _exchange(home, ask.getvalue(), now)


def push(home: Home, clock: Clock) -> Iterator[int]:
    """Tell the parent what was done here, parcel after parcel, each after the files that belong to it, until it has all; how many acts each held. Raises
    Refused, OSError."""
    while True:
        _push_files(home, clock)
        stream = io.BytesIO()
        if not (packed := actions.pack_acts(home, stream, now := clock())).acts:
            return
        _exchange(home, stream.getvalue(), now)
        yield packed.acts


def _push_files(home: Home, clock: Clock) -> None:
    """Send the files of the acts that go next, each from where the parent's part of it ends."""
    home.refresh_from_db()
    sizes = queries.files(queries.acts(home.confirmed, AT_ONCE)[0])
    for name, size in sizes.items():
        before = -1
        while before < (start := queries.have([name]).get(name, 0)) < size:
            stream, before = io.BytesIO(), start
            actions.pack_part(home, stream, name, size, start, now := clock())
            _exchange(home, stream.getvalue(), now)


def _exchange(home: Home, told: bytes, asked: datetime) -> Outcome:
    if not home.address:
        raise Refused(NO_ADDRESS)
    place = settings.DATA / "uploads" / "relay-answer"
    try:
        with _asked(home, "/relay/", told, {"Content-Type": "application/zip"}) as answer, place.open("wb") as file:
            _copy(answer, file)
        return actions.take(place, asked, partial(_fetch_all, home), asked)
    finally:
        place.unlink(missing_ok=True)


def _fetch_all(home: Home, missing: Sequence[str]) -> None:
    for name in missing:
        _fetch(home, name)


def _fetch(home: Home, name: str) -> None:
    """Bring one file, going on where an earlier try broke off."""
    place: Path = settings.DATA / "uploads" / f"relay-{name}"
    have = place.stat().st_size if place.exists() else 0
    with _asked(home, f"/files/{name}/file", headers={"Range": f"bytes={have}-"} if have else {}) as answer:
        mode = "ab" if answer.status == PARTIAL else "wb"
        with place.open(mode) as file:
            _copy(answer, file)
    if digest.of_file(place) == name:
        files.put(place)
    place.unlink()


def _copy(answer: IO[bytes], file: IO[bytes]) -> None:
    many = 0
    while piece := answer.read(PIECE):
        many += len(piece)
        if many > LARGEST:
            raise Refused(SAID, why="…")
        file.write(piece)


@contextlib.contextmanager
def _asked(
    home: Home, path: str, told: bytes | None = None, headers: Mapping[str, str] = MappingProxyType({})
) -> Iterator[HTTPResponse]:
    """The parent's answer; where there is none, or a refusal, Refused."""
    try:
        request = Request(f"{home.address}{path}", told, dict(headers))  # noqa: S310 - an invitation names http only
        with urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
            yield answer
    except HTTPError as problem:
        raise Refused(SAID, why=_reason(problem)) from problem
    except (URLError, TimeoutError, ConnectionError, HTTPException) as problem:
        why = getattr(problem, "reason", None) or type(problem).__name__
        raise Refused(FAR, address=home.address, why=str(why)) from problem


def _reason(problem: HTTPError) -> str:
    try:
        return str(json.loads(problem.read(10_000))["reason"])
    except (ValueError, KeyError, TypeError, OSError):
        return f"{problem.code} {problem.reason}"
