"""A week of study without a network that comes back: `python -m bench.week` in the environment of a site that `takwin init` has made. Prints
as JSON the size of the pack (text only, by language), and of each person's week the bytes sent and the seconds that the server worked."""

import gzip
import json
import os
import random
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

ACTS, PEOPLE, BATCH = 200, 5, 100
WORDS = [
    "observer",
    "compter",
    "élève",
    "question",
    "attendre",
    "noter",
    "relire",
    "essai",
    "consigne",
    "groupe",
    "tableau",
    "retour",
    "fait",
    "jugement",
]


def main() -> None:
    """Make a course and those who take it, and let their devices send."""
    from takwin.config import site, statics

    site.enter(Path(os.environ["TAKWIN_DATA"]))
    statics.prepare()
    print(json.dumps(measured()))


def measured(seed: int = 7) -> dict[str, Any]:
    """Packs and weeks."""
    from django.utils import timezone

    from takwin.accounts.models import Person
    from takwin.config.demo.site import sample_course
    from takwin.content import actions
    from takwin.desk.actions import make
    from takwin.learning.actions import create_run, enrol

    now, chance = timezone.now(), random.Random(seed)  # noqa: S311 - the same week each time
    author = Person.objects.create(username="author", name="Author", is_author=True)
    run = create_run(actions.publish(sample_course(), author, now).release)
    languages = run.release.outline["languages"]
    packs = {one: make(run, run.release, one, "text", now).blob.size for one in languages}
    people = [Person.objects.create(username=f"p{number}", name=f"P {number}") for number in range(PEOPLE)]
    takings = [enrol(one, run, now - timedelta(days=9)) for one in people]
    return {"packs": packs, "weeks": [_week(taking, now, chance) for taking in takings]}


def _week(taking: Any, now: datetime, chance: random.Random) -> dict[str, float]:
    """The acts of one person, sent in batches as a device sends them."""
    from django.test import Client

    from takwin.desk.queries import store_of

    browser = Client(HTTP_HOST="localhost")
    browser.force_login(taking.person)
    groups = browser.get(f"/desk/{taking.run.course.slug}/state.json").json()["groups"]
    acts, told = _acts(taking, groups, now, chance), {"sent": 0.0, "seconds": 0.0, "processor": 0.0}
    for start in range(0, ACTS, BATCH):
        some = {"person": str(store_of(taking.person)), "sent": now.isoformat(), "acts": acts[start : start + BATCH]}
        body = gzip.compress(json.dumps(some, ensure_ascii=False).encode())
        begun, worked = time.perf_counter(), time.process_time()
        answer = browser.post("/desk/acts", body, content_type="application/json", headers={"Content-Encoding": "gzip"})
        told["seconds"] += time.perf_counter() - begun
        told["processor"] += time.process_time() - worked
        told["sent"] += len(body)
        if {one["outcome"] for one in answer.json()["acts"]} != {"taken"}:
            raise RuntimeError(answer.content.decode())
    return told


def _acts(taking: Any, groups: dict[str, Any], now: datetime, chance: random.Random) -> list[dict[str, Any]]:
    """Steps opened and finished, questions answered again and again, notes."""
    from takwin.lib.ids import uuid7

    steps = [step["id"] for module in taking.release.outline["modules"] for step in module["steps"]]
    told = []
    for number in range(ACTS):
        at = now - timedelta(days=7) + timedelta(minutes=50 * number)
        step = steps[number % len(steps)]
        said = chance.choices([_opened, _finished, _noted, _answered], [30, 6, 24, 40])[0](step, groups, chance)
        uid = uuid7(int(at.timestamp() * 1000))
        told.append({"id": str(uid), "enrolment": str(taking.uid), "at": at.isoformat(), **said})
    return told


def _opened(step: str, groups: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    return {"kind": "opened", "step": step}


def _finished(step: str, groups: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    return {"kind": "finished", "step": step}


def _noted(step: str, groups: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    return {"kind": "noted", "step": step, "text": " ".join(chance.choices(WORDS, k=chance.randrange(10, 60)))}


def _answered(step: str, groups: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    from takwin.lib.ids import uuid7

    name, group = chance.choice([one for one in groups.items() if not one[1]["online"]])
    fields = {f"answer.{item}": [str(chance.randrange(1, 4))] for item in group["asks"]}
    shown = {key: group[key] for key in ("step", "release", "language")}
    return {"kind": "answered", "group": name, "token": str(uuid7()), "draw": group["stamp"], "fields": fields, **shown}


if __name__ == "__main__":
    main()
