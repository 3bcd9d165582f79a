"""Does a site take what a country of phones brings back at once, and do its pages go on meanwhile? `BENCH_DEVICES=1000` asks less of the machine.

`python -m bench.crowded fill N` in the environment of a site makes the people and what waits on their devices; `taken` prints how many acts
the site has, and how many people it has them of; `load PORT SECONDS` sends it all, as `send.js` would, and opens pages meanwhile."""

import asyncio
import gzip
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from bench import servers
from bench.rows import Row

DEVICES = int(os.environ.get("BENCH_DEVICES", "10000"))
ACTS, MINUTES, WAIT = 50, 15, 500
ARRIVING = 5.0
"""Seconds within which the network is there again for all of them."""
PAGES = 10
"""Step pages that others open in a second meanwhile, each on a connection of its own."""
FIRST, LONGEST = 5.0, 900.0
"""Seconds of the device's own wait after a failure without a Retry-After, as in `send.js`."""


def rows() -> list[Row]:
    """A served site, real connections, and a device that comes again when it is told to."""
    with tempfile.TemporaryDirectory(prefix="takwin-bench-") as folder:
        data = Path(folder) / "site"
        servers.in_site(data, "takwin", ["init"])
        servers.in_site(data, "bench.crowded", ["fill", str(DEVICES)])
        with servers.takwin(data) as ours:
            before = ours.cpu()
            told = Told(**json.loads(servers.in_site(data, "bench.crowded", ["load", str(ours.port)])))
            cost = (ours.cpu() - before) * 1000 / (DEVICES * ACTS)
        kept = json.loads(servers.in_site(data, "bench.crowded", ["taken"]))
    whole = kept == {"acts": DEVICES * ACTS, "people": DEVICES} and told.taken == DEVICES * ACTS
    return [_taken(told, cost, kept, whole), _pages(told)]


def _taken(told: "Told", cost: float, kept: dict[str, int], whole: bool) -> Row:
    refused = {status: count for status, count in told.statuses.items() if status != "200"}
    return Row(
        f"{DEVICES:,} devices with {ACTS} acts each, all at once", told.seconds / 60, "min", cpu=cost,
        reach=f"≤ {MINUTES} min, none lost, no 5xx",
        reached=told.seconds <= MINUTES * 60 and whole and not told.broken and all(s < "500" for s in told.statuses),
        note=f"kept once: {kept['acts']:,} acts of {kept['people']:,} people; other answers: {refused or 'none'}; connections that broke: "
        f"{told.broken}; a device came {told.tries / DEVICES:.1f} times; cpu is of an act",
    )  # fmt: skip


def _pages(told: "Told") -> Row:
    waits = sorted(told.pages)
    p99 = 1000 * waits[len(waits) * 99 // 100]
    return Row(
        "a step page meanwhile", p99, "ms", reach=f"≤ {WAIT} ms", reached=p99 <= WAIT and not told.wrong,
        note=f"99 of 100 of {len(waits):,} pages, {PAGES} a second, each on a new connection; half within "
        f"{1000 * waits[len(waits) // 2]:.0f} ms; other answers: {told.wrong}",
    )  # fmt: skip


@dataclass
class Told:
    """What happened: answers by status, connections that broke, acts said to be taken, how often devices came, seconds until the last was
    served; seconds of each page, and pages with another answer."""

    statuses: dict[str, int] = field(default_factory=dict)
    broken: int = 0
    taken: int = 0
    tries: int = 0
    seconds: float = 0.0
    pages: list[float] = field(default_factory=list)
    wrong: int = 0


def main() -> None:
    """What `rows` asks."""
    from takwin.config import site

    site.enter(Path(os.environ["TAKWIN_DATA"]))
    what = sys.argv[1]
    if what == "fill":
        fill(int(sys.argv[2]))
    elif what == "taken":
        print(json.dumps(taken()))
    else:
        print(json.dumps(asdict(asyncio.run(loaded(int(sys.argv[2]), list(_devices()))))))


def fill(many: int) -> None:
    """The course, the people, their sessions, and the words of their devices, one a line, in `crowd.jsonl`."""
    from django.conf import settings
    from django.utils import timezone

    from bench.learners import cookies
    from takwin.accounts.models import Person
    from takwin.config.demo.site import sample_course
    from takwin.content import actions
    from takwin.learning.actions import create_run
    from takwin.learning.models import Enrolment, Progress

    now = timezone.now()
    author = Person.objects.create(username="author", name="Author", is_author=True)
    run = create_run(actions.publish(sample_course(), author, now).release)
    people = Person.objects.bulk_create(
        [Person(username=f"p{one}", name=f"P {one}", language="fr") for one in range(many + PAGES)], batch_size=1000
    )
    joined = now - timedelta(days=9)
    takings = [Enrolment(person=one, run=run, release=run.release, enrolled=joined) for one in people]
    takings = Enrolment.objects.bulk_create(takings, batch_size=1000)
    Progress.objects.bulk_create([Progress(enrolment=one) for one in takings], batch_size=1000)
    _joined(takings, joined)
    backend = settings.AUTHENTICATION_BACKENDS[0]
    with (settings.DATA / "crowd.jsonl").open("w") as file:
        for taking in takings:
            file.write(json.dumps(_device(taking, cookies(taking.person, backend), now)) + "\n")


def _joined(takings: list[Any], at: Any) -> None:
    """Each has said that they take the course, as people do."""
    from django.db import transaction

    from takwin.learning import activity
    from takwin.learning.actions import sentence
    from takwin.records import actions as record
    from takwin.records.models import Actor, Registration

    Actor.objects.bulk_create([Actor(uid=one.person.pseudonym) for one in takings], batch_size=1000)
    Registration.objects.bulk_create([Registration(uid=one.uid) for one in takings], batch_size=1000)
    what = activity.course(takings[0].run.course.slug)
    with transaction.atomic():
        record.append_all([sentence(one, "registered", what, at) for one in takings], at)


GROUPS: dict[str, Any] = {}


def _device(taking: Any, cookies: str, now: Any) -> dict[str, Any]:
    """What a device keeps: who it speaks as, and the acts, as `bench.week` makes them. Only questions that are asked of everybody alike."""
    from django.test import Client

    from bench.week import _acts
    from takwin.desk.queries import store_of

    if not GROUPS:
        browser = Client(HTTP_HOST="localhost")
        browser.force_login(taking.person)
        told = browser.get(f"/desk/{taking.run.course.slug}/state.json").json()["groups"]
        GROUPS.update({name: one for name, one in told.items() if not one["stamp"]})
    chance = random.Random(taking.pk)  # noqa: S311 - the same each time
    step = taking.release.outline["modules"][0]["steps"][0]["id"]
    return {
        "person": str(store_of(taking.person)),
        "cookies": cookies,
        "page": f"/courses/{taking.run.course.slug}/{step}/",
        "acts": _acts(taking, GROUPS, now, chance)[:ACTS],
    }


def taken() -> dict[str, int]:
    """What the site has: acts, people whose acts they are. Each act has its row, and each answer, note and step its sentence, once."""
    from takwin.desk.models import Act

    return {"acts": Act.objects.count(), "people": Act.objects.values("enrolment").distinct().count()}


def _devices() -> Iterator[dict[str, Any]]:
    with (Path(os.environ["TAKWIN_DATA"]) / "crowd.jsonl").open() as file:
        for line in file:
            yield json.loads(line)


async def loaded(port: int, devices: list[dict[str, Any]]) -> Told:
    """Let all devices send, and the last few people open pages, until every device was served."""
    told, chance = Told(), random.Random(7)  # noqa: S311 - no secret
    readers, senders = devices[-PAGES:], devices[:-PAGES]
    bodies = [_body(port, one) for one in senders]
    began = time.perf_counter()
    reading = [asyncio.create_task(_read(port, one, told, number / PAGES)) for number, one in enumerate(readers)]
    await asyncio.gather(*(_send(port, body, told, chance) for body in bodies))
    told.seconds = time.perf_counter() - began
    for each in reading:
        each.cancel()
    return told


def _body(port: int, device: dict[str, Any]) -> bytes:
    from django.utils import timezone

    from bench.learners import CSRF

    said = {"person": device["person"], "sent": timezone.now().isoformat(), "acts": device["acts"]}
    body = gzip.compress(json.dumps(said, ensure_ascii=False).encode())
    lines = [
        "POST /desk/acts HTTP/1.1", "Host: localhost", f"Cookie: {device['cookies']}", f"X-CSRFToken: {CSRF}",
        "Content-Type: application/json", "Content-Encoding: gzip", f"Content-Length: {len(body)}", "Connection: close",
    ]  # fmt: skip
    return "\r\n".join([*lines, "", ""]).encode() + body


async def _send(port: int, request: bytes, told: Told, chance: random.Random) -> None:
    """One device: until it was told of each act what became of it."""
    await asyncio.sleep(ARRIVING * chance.random())
    failures = 0
    while True:
        told.tries += 1
        try:
            status, headers, body = await _asked(port, request)
        except (OSError, asyncio.IncompleteReadError, ValueError):
            told.broken += 1
            status, headers, body = 0, b"", b""
        if status:
            told.statuses[str(status)] = told.statuses.get(str(status), 0) + 1
        if status == 200:
            told.taken += sum(one["outcome"] in {"taken", "known"} for one in json.loads(body)["acts"])
            return
        asked = _header(headers, b"retry-after")
        failures += not asked
        own = min(LONGEST, FIRST * 2 ** (failures - 1)) * (0.5 + chance.random())
        await asyncio.sleep(asked + FIRST * chance.random() if asked else own)


async def _read(port: int, reader: dict[str, Any], told: Told, late: float) -> None:
    """One person who opens a page every second."""
    await asyncio.sleep(late)
    lines = [f"GET {reader['page']} HTTP/1.1", "Host: localhost", f"Cookie: {reader['cookies']}", "Connection: close"]
    request = "\r\n".join([*lines, "", ""]).encode()
    while True:
        began = time.perf_counter()
        try:
            status, _, _ = await _asked(port, request)
        except (OSError, asyncio.IncompleteReadError, ValueError):
            status = 0
        told.pages.append(time.perf_counter() - began)
        told.wrong += status != 200
        await asyncio.sleep(max(0.0, 1 - (time.perf_counter() - began)))


async def _asked(port: int, request: bytes) -> tuple[int, bytes, bytes]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(request)
        await writer.drain()
        head, _, body = (await reader.read()).partition(b"\r\n\r\n")
        return int(head[9:12]), head, body
    finally:
        writer.close()


def _header(head: bytes, name: bytes) -> int:
    lines = (line.partition(b":") for line in head.split(b"\r\n")[1:])
    return next((int(value) for found, _, value in lines if found.lower() == name), 0)


if __name__ == "__main__":
    main()
