"""What every test of the house has at hand, and what it is marked as."""

import shutil
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.core.cache import cache
from hypothesis import HealthCheck
from hypothesis import settings as laws

from takwin.records.statement import Statement

pytest_plugins = ("tests.cast", "tests.jobs", "tests.mail")

laws.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
laws.load_profile("house")  # a law is not a question of speed
DATABASE_FIXTURES = {
    "db",
    "transactional_db",
    "django_db_reset_sequences",
    "django_db_serialized_rollback",
    "live_server",
}


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    """Leave nothing behind, also where many processes run the tests (those end without their last words)."""
    shutil.rmtree(settings.DATA, ignore_errors=True)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a database; skip, with the reason, what needs a corpus that is not here."""
    corpus = settings.CORPUS
    for item in items:
        if item.get_closest_marker("django_db") or DATABASE_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker("db")
        if item.get_closest_marker("corpus") and not corpus.is_dir():
            item.add_marker(
                pytest.mark.skip(reason=f"there is no corpus at {corpus}; TAKWIN_CORPUS can name another place")
            )


@pytest.fixture(autouse=True)
def _fresh_memory() -> None:
    """What a process remembers of one test's database is forgotten before the next."""
    from takwin.content import queries as content
    from takwin.learning import queries as learning
    from takwin.records import actions as record
    from takwin.records.lrs import access as keys
    from takwin.records.lrs import actions as received

    for memory in (content, learning, record, keys, received):
        memory.forget()


@pytest.fixture(autouse=True)
def _only_known_sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a test does, no room tells a sentence that `records/sentences.py`, and so the reference, does not know. Tests may make any."""
    from takwin.learning.actions import studying
    from takwin.records import actions as record
    from takwin.records.sentences import known

    by_tests, append, append_all = set[UUID](), record.append, record.append_all

    class Made:
        def __new__(cls, **said: Any) -> Statement:  # type: ignore[misc]
            statement = Statement(**said)
            if ".tests." in sys._getframe(2).f_globals["__name__"]:
                by_tests.add(statement.id)
            return statement

    def appended(statement: Statement, now: datetime) -> int:
        by = sys._getframe(1).f_globals["__name__"]
        assert ".tests." in by or statement.id in by_tests or known(statement), f"{statement} is in no reference"
        return append(statement, now)

    def all_appended(statements: Iterable[Statement], now: datetime) -> None:
        told = list(statements)
        for each in told:
            assert each.id in by_tests or known(each), f"{each} is in no reference"
        append_all(told, now)

    monkeypatch.setattr(studying, "Statement", Made)
    monkeypatch.setattr(record, "append", appended)
    monkeypatch.setattr(record, "append_all", all_appended)


@pytest.fixture(autouse=True)
def _no_counted_tries(request: pytest.FixtureRequest) -> Iterator[None]:
    """Limits begin anew for the next test: the cache's table is no model's, so the end of a test that commits leaves it."""
    commits = {"transactional_db", "live_server"} & set(request.fixturenames)
    if commits:
        request.getfixturevalue("transactional_db")
    yield
    if commits:
        cache.clear()
