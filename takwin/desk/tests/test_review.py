"""An act that comes late and changes a completed course: the credential stands, and the team is asked."""

from datetime import timedelta
from pathlib import Path

from django.utils import timezone
from pytest_django import Settings

from takwin.accounts.models import Person
from takwin.assessment.tests import builders as quiz
from takwin.content.models import Course, Member
from takwin.credentials import keys, queries
from takwin.credentials.followers import FOLLOWERS
from takwin.credentials.models import Credential, Review
from takwin.desk.tests.builders import act, batch, send
from takwin.desk.tests.test_acts import answered, outcomes
from takwin.learning.models import Enrolment
from takwin.notices.models import Notice
from takwin.records.following import follow_all
from tests.cast import SignIn


def test_a_late_act_that_changes_a_completed_course_asks_the_team(
    amina: Person, ghizlane: Person, sign_in: SignIn, tmp_path: Path, settings: Settings
) -> None:
    settings.KEYS = tmp_path / "keys"
    keys.create(settings.KEYS, timezone.now())
    mine, browser, now = quiz.enrolment(amina), sign_in(amina), timezone.now()
    Enrolment.objects.update(enrolled=now - timedelta(days=3))
    course = Course.objects.get()
    Member.objects.create(course=course, person=ghizlane, role=Member.Role.OWNER)
    quiz.answer(mine, "3", ("c1", "c3"))
    assert outcomes(send(browser, batch(amina, act(mine, "finished", step="one/check")))) == ["taken"]
    follow_all(FOLLOWERS)
    credential = Credential.objects.get(person=amina)

    opened = act(mine, "opened", now - timedelta(days=2), step="one/check")
    assert outcomes(send(browser, batch(amina, opened))) == ["taken"]
    assert not Review.objects.exists(), "nothing that the credential rests on has changed"

    late = answered(mine, "12", now - timedelta(days=1))
    assert outcomes(send(browser, batch(amina, late))) == ["taken"]
    assert outcomes(send(browser, batch(amina, late))) == ["known"]
    follow_all(FOLLOWERS)
    assert [one.credential for one in queries.to_review(course)] == [credential]
    credential.refresh_from_db()
    assert credential.revoked is None
    assert Notice.objects.filter(person=ghizlane).count() == 1, "the team is told once"
    page = sign_in(ghizlane).get(f"/studio/{course.slug}/credentials/").content.decode()
    assert "arrivé plus tard d’un appareil" in page
