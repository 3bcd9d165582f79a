"""Which queries do the step page and the answer ask, and how does SQLite go about them?

`python -m bench.plans LEARNERS` in a site's environment makes the requests of these people (as JSON) through the site's own code
and prints, as JSON, for each request and each SQL text its query plan."""

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

from bench import pages, servers
from bench.ground import Learner
from bench.load import FRESH
from takwin.lib.ids import uuid7

Plans = Mapping[str, Mapping[str, Sequence[str]]]
"""By request ("step", "answer") and SQL text."""
READABLE = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")


def plans(data: Path, learners: Sequence[Learner]) -> Plans:
    """The plans on a site."""
    told: Plans = json.loads(servers.in_site(data, "bench.plans", [json.dumps([asdict(each) for each in learners])]))
    return told


def differing(ours: Mapping[str, Sequence[str]], theirs: Mapping[str, Sequence[str]]) -> list[str]:
    """Queries that are not asked on both sites, or not gone about in the same way."""
    return [sql for sql in sorted({*ours, *theirs}) if ours.get(sql) != theirs.get(sql)]


def main() -> None:
    """Ask, explain, print."""
    from takwin.config import site

    site.enter(Path(os.environ["TAKWIN_DATA"]))
    from takwin.config import statics

    statics.prepare()
    told: dict[str, dict[str, list[str]]] = {"step": {}, "answer": {}}
    for learner in [Learner(**each) for each in json.loads(sys.argv[1])]:
        step, answer = _requests(learner)
        told["step"] |= explained(step)
        told["answer"] |= explained(answer)
    print(json.dumps(told))


def _requests(learner: Learner) -> tuple[Callable[[], None], Callable[[], None]]:
    from django.test import Client

    browser = Client(headers={"host": "localhost", "accept-language": "fr"})
    browser.cookies = SimpleCookie(learner.cookies)

    def read() -> None:
        _expect(browser.get(learner.step), 200)

    def answer() -> None:
        _expect(browser.post(action, body, content_type="application/x-www-form-urlencoded"), 302)

    action, body = pages.filled(browser.get(learner.question).content, learner.item)
    body = body.replace(FRESH, str(uuid7()))
    return read, answer


def _expect(answer: Any, status: int) -> None:
    if answer.status_code != status:
        raise RuntimeError(f"{answer.status_code} instead of {status}")


def explained(request: Callable[[], None]) -> dict[str, list[str]]:
    """The plan of each query that a request asks of a process that remembers nothing."""
    from django.db import connection

    from takwin.content import queries as content
    from takwin.learning import queries as learning
    from takwin.records import actions as record

    for memory in (content, learning, record):
        memory.forget()
    asked: list[tuple[str, Any]] = []
    seen: list[str] = []

    def listen(execute: Any, sql: str, parameters: Any, many: bool, context: Any) -> Any:
        asked.append((sql, parameters))
        return execute(sql, parameters, many, context)

    connection.ensure_connection()
    connection.connection.set_trace_callback(seen.append)
    with connection.execute_wrapper(listen):
        request()
    connection.connection.set_trace_callback(None)
    asked = [(sql, parameters) for sql, parameters in asked if sql.startswith(READABLE)]
    if len(asked) != (saw := sum(sql.startswith(READABLE) for sql in seen)):
        raise RuntimeError(f"SQLite saw {saw} queries, but {len(asked)} went through Django.")
    return {sql: list(_plan(sql, parameters)) for sql, parameters in asked}


def _plan(sql: str, parameters: Any) -> Iterator[str]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", parameters)
        for _, _, _, line in cursor.fetchall():
            yield str(line)


if __name__ == "__main__":
    main()
