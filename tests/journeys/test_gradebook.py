"""A gradebook of many people: in pages, by name, and whole as a table, at a cost that does not grow with them."""

from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from takwin.accounts.models import Person
from takwin.learning.models import Enrolment, Progress, Run
from tests.cast import SignIn
from tests.journeys.course import offer
from tests.journeys.pages import visit

pytestmark = pytest.mark.django_db
BOOK = "/studio/essai/runs/open/marks/"


def join(run: Run, first: int, last: int) -> None:
    """People who take the run, quickly; number 7 is called Zineb."""
    people = [Person(username=f"p{n}", name="Zineb Alami" if n == 7 else f"P{n:04}") for n in range(first, last)]
    Person.objects.bulk_create(people)
    taking = [Enrolment(person=one, run=run, release=run.release, enrolled=timezone.now()) for one in people]
    Enrolment.objects.bulk_create(taking)
    Progress.objects.bulk_create([Progress(enrolment=one) for one in taking])


@pytest.fixture
def author(ghizlane: Person, sign_in: SignIn, tmp_path: Path) -> Client:
    join(offer(tmp_path / "essai", ghizlane), 0, 60)
    return sign_in(ghizlane)


def test_fifty_people_stand_on_a_page_by_name(author: Client) -> None:
    page = visit(author, BOOK)
    names = [one.text_content() for one in page.tree.xpath("//main//tbody//th")]
    assert (len(names), names[0], names[-1]) == (50, "P0000", "P0050")
    assert "60 personnes" in page.text
    second = visit(author, BOOK + "?page=2")
    assert len(second.tree.xpath("//main//tbody//th")) == 10
    assert "Zineb Alami" in second.text


def test_people_are_found_by_name(author: Client) -> None:
    page = visit(author, BOOK + "?name=zineb")
    assert [one.text_content() for one in page.tree.xpath("//main//tbody//th")] == ["Zineb Alami"]
    assert page.tree.xpath("//main//input[@name='name']/@value") == ["zineb"]
    nobody = visit(author, BOOK + "?name=%00nobody")
    assert not nobody.tree.xpath("//main//table")
    assert nobody.tree.xpath(f"//main//p[@class='empty']/a[@href='{BOOK}']")


def test_more_people_ask_no_more_queries(author: Client) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            author.get(BOOK)
        return len(seen)

    asked()
    before = asked()
    join(Run.objects.get(), 100, 300)
    assert asked() == before <= 12


def test_the_table_for_a_spreadsheet_is_sent_in_parts_and_holds_everybody(
    author: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("takwin.web.views.marks.AT_ONCE", 25)
    sent = author.get(BOOK.removesuffix("/") + ".csv")
    assert sent.streaming
    parts = list(sent)
    assert len(parts) == 4
    lines = b"".join(parts).decode("utf-8-sig").splitlines()
    assert len(lines) == 61
    assert lines[-1].startswith("Zineb Alami,p7,")
