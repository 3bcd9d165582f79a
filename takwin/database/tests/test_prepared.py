"""A prepared query answers as the queryset it was made from."""

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from takwin.database.prepared import Prepared
from takwin.records.models import Activity, Scope

Counted = Callable[[int], AbstractContextManager[CaptureQueriesContext]]
pytestmark = pytest.mark.django_db


def named(pk: int, name: str) -> QuerySet[Scope]:
    return Scope.objects.filter(pk__gte=pk, name=name).order_by("-pk")[:1]


def names(*wanted: str) -> QuerySet[Scope, str]:
    return Scope.objects.filter(name__in=wanted).order_by("name").values_list("name", flat=True)


@pytest.fixture
def scopes() -> list[Scope]:
    return [Scope.objects.create(name=name) for name in ("north", "south", "west")]


def test_it_gives_the_rows_of_the_values(scopes: list[Scope]) -> None:
    prepared = Prepared(named, -1, "name")
    assert prepared(0, "south") == [scopes[1]]
    assert prepared(0, "west")[0].name == "west"
    assert prepared(scopes[2].pk, "south") == []


def test_it_gives_bare_values_too(scopes: list[Scope]) -> None:
    assert Prepared(names, "a", "b")("west", "north") == ["north", "west"]


def test_it_gives_what_is_joined_to_them_without_asking_again(django_assert_num_queries: Counted) -> None:
    def named(codename: str) -> QuerySet[Permission]:
        return Permission.objects.filter(codename=codename).select_related("content_type")

    (permission,) = Prepared(named, "x")("add_person")
    with django_assert_num_queries(0):
        assert permission.content_type.app_label == "accounts"
    assert permission == Permission.objects.get(codename="add_person")


def test_it_refuses_what_it_cannot_make() -> None:
    with pytest.raises(ValueError, match="bare values"):
        Prepared(lambda pk: Scope.objects.filter(pk=pk).values("name"), -1)(1)


def test_it_asks_what_the_queryset_asks(scopes: list[Scope]) -> None:
    prepared = Prepared(named, -1, "name")
    prepared(1, "north")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        prepared(1, "south")
        list(named(1, "south"))
    assert len({query["sql"] for query in asked.captured_queries}) == 1


def test_a_value_that_looks_like_sql_stays_a_value(scopes: list[Scope]) -> None:
    assert Prepared(named, -1, "name")(0, "x' OR 1=1 --") == []


def test_it_refuses_an_example_that_it_cannot_find_again() -> None:
    with pytest.raises(ValueError, match="once"):
        Prepared(lambda pk: Scope.objects.filter(pk=pk, name=str(pk)).exclude(pk=pk), -1)(1)
    with pytest.raises(ValueError, match="once"):
        Prepared(lambda pk: Activity.objects.all(), -1)(1)


def test_threads_do_not_get_one_another_s_rows(scopes: list[Scope]) -> None:
    prepared = Prepared(names, "a")
    prepared("north")
    wrong: list[list[str]] = []

    def ask(name: str) -> None:
        wrong.extend(found for _ in range(50) if (found := prepared(name)) not in ([name], []))
        connection.close()

    threads = [threading.Thread(target=ask, args=(scope.name,)) for scope in scopes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
