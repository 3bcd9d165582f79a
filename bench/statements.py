"""How many statements of other systems a second are checked, kept and safe on the disk, one by one and a hundred at a time?"""

import json
from base64 import b64encode

from bench.ground import KEY, Ground
from bench.load import STEM, Request
from bench.rounds import Lines, Round, cpu, interleaved, rates, ratios, sender
from bench.rows import Row, median, spread

CONNECTIONS = 4
MANY = 100
PEOPLE, ACTIVITIES = 500, 97
HEADERS = ("X-Experience-API-Version: 1.0.3", f"Authorization: Basic {b64encode(f'{KEY}:{KEY}'.encode()).decode()}")


def statement(number: int) -> dict[str, object]:
    """One answer as a learning platform tells it, about 700 bytes."""
    return {
        "id": f"{STEM}{number:04x}",
        "actor": {
            "objectType": "Agent",
            "account": {"homePage": "https://lms.example.org", "name": f"p{number % PEOPLE}"},
        },
        "verb": {"id": "http://adlnet.gov/expapi/verbs/answered", "display": {"en": "answered"}},
        "object": {
            "id": f"https://lms.example.org/questions/{number % ACTIVITIES}",
            "definition": {
                "name": {"en": "A question"},
                "type": "http://adlnet.gov/expapi/activities/cmi.interaction",
                "interactionType": "choice",
            },
        },
        "result": {"score": {"scaled": 0.5, "raw": 1, "min": 0, "max": 2}, "success": True, "duration": "PT12S"},
        "context": {
            "registration": f"11111111-1111-4111-8111-{number % PEOPLE:012x}",
            "contextActivities": {"parent": [{"id": "https://lms.example.org/courses/1"}]},
            "platform": "Example LMS",
        },
        "timestamp": "2026-11-28T10:00:00Z",
    }


def _lines(size: int) -> Lines:
    """Each connection tells of other people than the others."""
    return [[_told(size, 7919 * line + 16 * turn) for turn in range(16)] for line in range(CONNECTIONS)]


def _told(size: int, first: int) -> Request:
    told = [statement((first + number) % 0x10000) for number in range(size)]
    body = json.dumps(told if size > 1 else told[0], separators=(",", ":"))
    return Request("/xapi/statements", "", body, 200, "application/json", HEADERS)


def rows(ground: Ground) -> list[Row]:
    """Posted over four connections with a key."""
    return [
        _row("statements told one by one", ground, 1, 600),
        _row(f"statements told {MANY} at a time", ground, MANY, 10_000),
    ]


def _row(name: str, ground: Ground, size: int, reach: int) -> Row:
    ours, theirs = interleaved((ground.takwin, _lines(size)), (ground.yardstick, _lines(size)))
    told = [rate * size for rate in rates(ours)]
    return Row(
        name,
        median(told),
        "/s",
        spread(told),
        median(rates(theirs)) * size,
        median(ratios(ours, theirs)),
        cpu(ours) / size,
        f"≥ {reach}/s",
        median(told) >= reach,
        f"{CONNECTIONS} connections, SQLite, with a key; the bare view reads the JSON and inserts the rows, unchecked, in {_bare(theirs, size)}; {sender(ours)}",
    )


def _bare(theirs: list[Round], size: int) -> str:
    return f"{cpu(theirs) / size:.2f} ms of processor time a statement"
