"""Does a full room that scans the code at once get in? `python -m bench.room fill` in the environment of a site makes the meeting and its
people; `code` prints the code that is shown at that moment."""

import json
import os
import re
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from datetime import timedelta
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bench import servers
from bench.rows import Row

PEOPLE, SECONDS = 300, 5
SCANNING = 2.0
"""Seconds over which they point their phones."""


def rows() -> list[Row]:
    """Each opens the scanned address and confirms, on a connection of their own."""
    with tempfile.TemporaryDirectory(prefix="takwin-bench-") as folder:
        data = Path(folder) / "site"
        servers.in_site(data, "takwin", ["init"])
        told = json.loads(servers.in_site(data, "bench.room", ["fill"]))
        with servers.takwin(data) as ours:
            code = servers.in_site(data, "bench.room", ["code"]).strip()
            before = ours.cpu()
            ends, wrong = _scan(ours.port, told["meeting"], code, told["cookies"])
            cost = (ours.cpu() - before) * 1000 / PEOPLE
        there = int(servers.in_site(data, "bench.room", ["there"]))
    return [
        Row(
            f"a room of {PEOPLE} people noting themselves", max(ends), "s", reach=f"≤ {SECONDS} s, no error",
            reached=max(ends) <= SECONDS and not wrong and there == PEOPLE,
            note=f"from the first scan to the last confirmation, {SCANNING:.0f} s of scanning in it; errors: {len(wrong)}; noted: {there}; {cost:.1f} ms of processor time a person",
        )
    ]  # fmt: skip


def _scan(port: int, meeting: str, code: str, people: Sequence[str]) -> tuple[list[float], list[str]]:
    """When each was told that they are noted (seconds), and what went wrong."""
    ends, wrong, began = list[float](), list[str](), time.perf_counter()

    def one(number: int, cookies: str) -> None:
        time.sleep(SCANNING * number / len(people))
        try:
            _confirm(port, meeting, code, cookies)
        except (OSError, ValueError) as trouble:
            wrong.append(str(trouble))
        ends.append(time.perf_counter() - began)

    threads = [threading.Thread(target=one, args=each) for each in enumerate(people)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return ends, wrong


def _confirm(port: int, meeting: str, code: str, cookies: str) -> None:
    asking = HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Host": "localhost", "Cookie": cookies}
    asking.request("GET", f"{meeting}here/{code}/", headers=headers)
    page = asking.getresponse().read().decode()
    token = re.search(r'name="token" value="([^"]+)"', page)
    if token is None:
        raise ValueError("no form to confirm")
    body = urlencode({"token": token[1], "csrfmiddlewaretoken": cookies.rpartition("csrftoken=")[2]})
    asking.request("POST", f"{meeting}here/", body, headers | {"Content-Type": "application/x-www-form-urlencoded"})
    told = asking.getresponse()
    if "notice-success" not in told.read().decode():
        raise ValueError(f"not noted, status {told.status}")


def main() -> None:
    """What `rows` asks of the site."""
    from takwin.config import site

    site.enter(Path(os.environ["TAKWIN_DATA"]))
    print(json.dumps({"fill": fill, "there": there}[sys.argv[1]]()) if sys.argv[1] != "code" else code())


def fill() -> dict[str, Any]:
    """A meeting that has just begun, and its people, signed in."""
    from django.conf import settings
    from django.utils import timezone

    from bench.learners import cookies
    from takwin.accounts.models import Person
    from takwin.attendance.actions import Plan, plan
    from takwin.config.demo.site import sample_course
    from takwin.content import actions
    from takwin.learning.actions import create_run
    from takwin.learning.models import Enrolment, Progress

    now = timezone.now()
    author = Person.objects.create(username="author", name="Author", is_author=True)
    run = create_run(actions.publish(sample_course(), author, now).release)
    people = Person.objects.bulk_create([Person(username=f"p{n}", name=f"P {n}") for n in range(PEOPLE)])
    takings = [Enrolment(person=one, run=run, release=run.release, enrolled=now) for one in people]
    Progress.objects.bulk_create([Progress(enrolment=one) for one in Enrolment.objects.bulk_create(takings)])
    what = Plan("Atelier", "Amphithéâtre", now - timedelta(minutes=5), now + timedelta(hours=2), PEOPLE, {})
    session = plan(run, what, author, now)
    backend = settings.AUTHENTICATION_BACKENDS[0]
    return {"meeting": f"/sessions/{session.uid}/", "cookies": [cookies(one, backend) for one in people]}


def code() -> str:
    """The code of this moment."""
    from django.utils import timezone

    from takwin.attendance.codes import shown
    from takwin.attendance.keys import key
    from takwin.attendance.models import RoomSession

    return shown(key(), RoomSession.objects.get().uid, timezone.now())


def there() -> int:
    """How many are noted."""
    from takwin.attendance.models import Presence

    return Presence.objects.count()


if __name__ == "__main__":
    main()
