"""The sample courses, taken from the first step to the last in each of their languages."""

from datetime import timedelta

import pytest
from django.utils import timezone

from takwin.accounts.actions import sign_up
from takwin.config.demo.people import PASSWORD
from takwin.config.demo.site import SAMPLE, SECOND, sample_course
from takwin.config.demo.studying import study
from takwin.content.actions import publish
from takwin.learning.actions import create_run
from takwin.learning.models import Enrolment
from takwin.learning.queries import standing

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", [SAMPLE, SECOND])
def test_whoever_answers_well_completes_the_course_in_each_language(name: str) -> None:
    now = timezone.now()
    release = publish(sample_course(name), None, now - timedelta(days=2)).release
    run = create_run(release)
    for language in ("fr", "ar", "en"):
        person = sign_up(language, PASSWORD, language, username=f"learner-{language}")
        enrolment = study(person, run, 100, now - timedelta(days=1))
        found = standing(Enrolment.objects.get(pk=enrolment.pk))
        assert (found.met, found.percent, found.mark_percent) == (True, 100, 100), language
