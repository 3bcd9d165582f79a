"""The catalogue follows what is offered: new runs, other releases, archived courses, closed runs; and it can be made anew."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from takwin.content import queries as content
from takwin.content.models import Findable, Listing, Release
from takwin.learning import actions, queries
from takwin.learning.tests import builders
from takwin.lib.search import typed

pytestmark = pytest.mark.django_db


def renamed(title: str, number: int = 2) -> Release:
    made = builders.outline()
    made["title"] = {"fr": title}
    return builders.release(made, number)


def found(words: str) -> bool:
    """Whether a visitor finds a course by this word now."""
    shelf = {one.release for one in queries.shelf()} & set(content.cards([one.release for one in queries.shelf()]))
    return any({release for release, _ in content.holders(word)} & shelf for word in typed(words))


def test_a_course_is_found_once_it_is_offered() -> None:
    release = renamed("Évaluer autrement", 1)
    assert not found("evaluer")
    actions.create_run(release)
    assert found("evaluer")
    assert found("ÉVALU")
    assert found("trement"), "also inside a word"


def test_a_run_that_moves_is_found_by_its_new_title_only() -> None:
    run = actions.create_run(renamed("Évaluer autrement", 1))
    actions.offer_in(run, renamed("Observer ensemble"))
    assert found("ensemble")
    assert not found("autrement")
    assert Listing.objects.count() == Findable.objects.count() == 1


def test_a_release_stays_while_another_run_offers_it() -> None:
    first = renamed("Évaluer autrement", 1)
    actions.create_run(first, "past", closes=timezone.now() - timedelta(days=1))
    newest = actions.create_run(renamed("Observer ensemble"))
    assert found("ensemble")
    assert not found("autrement"), "its run is closed"
    actions.offer_in(newest, first)
    assert found("autrement")
    assert Listing.objects.count() == 1


def test_of_several_runs_the_newest_is_on_the_shelf() -> None:
    actions.create_run(renamed("Évaluer autrement", 1), "one")
    newest = actions.create_run(renamed("Observer ensemble"), "two")
    assert [(one.slug, one.release) for one in queries.shelf()] == [("essai", newest.release_id)]


def test_an_archived_course_is_not_found() -> None:
    run = actions.create_run(renamed("Évaluer autrement", 1))
    type(run.course).objects.filter(pk=run.course_id).update(archived=timezone.now())
    assert not found("autrement")


def test_making_it_anew_changes_nothing_and_mends_what_is_lost() -> None:
    actions.create_run(renamed("Évaluer autrement", 1))
    before = list(Findable.objects.values_list("release", "language", "lines", "words"))
    assert actions.shelve_again() == 1
    assert list(Findable.objects.values_list("release", "language", "lines", "words")) == before
    Listing.objects.all().delete()
    Findable.objects.all().delete()
    content.forget()
    assert not found("autrement")
    actions.shelve_again()
    assert found("autrement")


def test_the_index_of_the_database_follows_each_row() -> None:
    actions.create_run(renamed("Évaluer autrement", 1))
    row = Findable.objects.get()
    Findable.objects.filter(pk=row.pk).update(words="tout autre chose")
    assert content.holders(typed("chose")[0])
    assert not content.holders(typed("evaluer")[0])
    row.delete()
    assert not content.holders(typed("chose")[0])
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for index in ("words", "parts"):
                table = f"content_findable_{index}"
                cursor.execute(f"INSERT INTO {table}({table}) VALUES ('integrity-check')")  # noqa: S608 - raises if not


@pytest.mark.parametrize(
    "hostile", ['"', "a* OR b", "NEAR(a b)", "words:x", "{x}", "'; DROP TABLE x", "\\", "-x", "a:*b"]
)
def test_no_word_is_a_command_of_the_database(hostile: str) -> None:
    actions.create_run(renamed("Évaluer autrement", 1))
    for word in typed(hostile):
        assert content.holders(word) <= set(Findable.objects.values_list("release", "language"))
