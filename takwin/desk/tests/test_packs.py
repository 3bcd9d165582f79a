"""What a device takes with it."""

import json

from django.test import Client

from takwin.accounts.models import Person
from takwin.desk.packing import index, unpacked
from takwin.desk.tests.builders import enrolment, sample
from tests.cast import SignIn


def _get(browser: Client, address: str, **headers: str) -> bytes:
    response = browser.get(address, headers=headers)
    assert response.status_code in {200, 206}, response.status_code
    return response.getvalue()


def test_a_course_is_taken_along(amina: Person, sign_in: SignIn) -> None:
    release = sample()
    enrolment(amina, release)
    browser = sign_in(amina)
    told = json.loads(_get(browser, f"/desk/{release.course.slug}/packs.json"))
    text = told["packs"][0]
    pack = _get(browser, text["url"])
    assert len(pack) == text["bytes"] <= 300_000
    found = unpacked(pack)
    assert [entry["path"] for entry in index(pack)["entries"]] == sorted(found)
    page = found[f"/courses/{release.course.slug}/see/check-seeing/"].decode()
    assert '<div data-questions="quiz-seeing"></div>' in page
