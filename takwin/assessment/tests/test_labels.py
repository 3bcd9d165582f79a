"""Questions by the names people use; the number of queries does not grow with people or questions."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from takwin.accounts.models import Person
from takwin.assessment import actions, queries
from takwin.assessment.tests.builders import again, answer, enrolment, release
from takwin.learning import actions as learning
from takwin.learning.models import Enrolment


def test_a_question_has_its_number_in_the_course_and_its_beginning(db: None) -> None:
    labels = queries.labels(release().pk, "ar")
    assert [(one.item, one.number, one.text, one.language) for one in labels.values()] == [
        ("warm-up", 1, "Un et un ?", "fr"),
        ("sum", 2, "Cinq et sept ?", "fr"),
        ("even", 3, "Lesquels sont pairs ?", "fr"),
    ]


def test_more_people_and_questions_ask_no_more_of_the_database(amina: Person, brahim: Person) -> None:
    first = enrolment(amina)
    answer(first, "12")
    newer = release(answer="13")

    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            queries.rows(list(queries.members(first.run)), ["sum"])
            queries.labels(first.release_id, "fr")
            actions.changes(first.run, newer)
        return len(seen)

    asked()
    before = asked()
    learning.enrol(brahim, first.run, timezone.now())
    answer(again(Enrolment.objects.get(person=brahim)), "12")
    assert asked() == before == 5
