"""The page on which a course is taken along, and what makes the site an app."""

import json
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.utils import translation

from takwin.accounts.models import Person
from takwin.desk.packing import unpacked
from takwin.desk.queries import store_of
from takwin.desk.tests.builders import SAMPLE, enrolment, sample
from takwin.desk.wording import words
from tests.cast import SignIn

DESK = f"/desk/{SAMPLE}/"
MODULES = Path(finders.find("desk/page.js") or "").parent


def test_who_takes_the_course_may_take_it_along(amina: Person, zed: Person, sign_in: SignIn) -> None:
    enrolment(amina, sample())
    browser = sign_in(amina)
    assert f'href="{DESK}"' in browser.get(f"/courses/{SAMPLE}/").content.decode()
    page = browser.get(DESK).content.decode()
    assert f'data-person="{store_of(amina)}"' in page
    assert browser.get("/desk/me.json").json() == {"person": str(store_of(amina))}
    stranger = sign_in(zed)
    assert stranger.get(DESK).status_code == 404
    assert DESK not in stranger.get(f"/courses/{SAMPLE}/").content.decode()


def test_a_step_page_loads_nothing_of_it(amina: Person, sign_in: SignIn) -> None:
    enrolment(amina, sample())
    page = sign_in(amina).get(f"/courses/{SAMPLE}/see/check-seeing/").content.decode()
    assert "desk/" not in page


def test_a_pack_names_nobody(amina: Person, sign_in: SignIn) -> None:
    enrolment(amina, sample())
    browser = sign_in(amina)
    packs = browser.get(f"{DESK}packs.json").json()["packs"]
    found = unpacked(browser.get(packs[0]["url"]).getvalue())
    assert b'data-person=""' in found[DESK]
    everything = b"".join(found.values())
    assert str(store_of(amina)).encode() not in everything
    assert amina.name.encode() not in everything


def test_what_the_modules_say_has_words_in_every_language() -> None:
    asked = {
        name
        for path in MODULES.glob("*.js")
        for name in re.findall(r'\bsay\("([a-z-]+)"', path.read_text(encoding="utf-8"))
    }
    assert len(asked) > 20
    for language in ("fr", "ar", "en"):
        with translation.override(language):
            assert asked - set(words()) == set()


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "way"), [("ar", "rtl"), ("fr", "ltr")])
def test_the_site_is_an_app_in_the_readers_language(language: str, way: str, visitor: Client) -> None:
    answer = visitor.get("/manifest.webmanifest", headers={"Accept-Language": language})
    told = json.loads(answer.content)
    assert answer.headers["Content-Type"] == "application/manifest+json"
    assert (told["lang"], told["dir"], told["scope"]) == (language, way, "/")
    assert {one["sizes"] for one in told["icons"]} >= {"192x192", "512x512"}


@pytest.mark.django_db
def test_the_worker_is_asked_for_anew_and_speaks_for_the_whole_site(visitor: Client) -> None:
    answer = visitor.get("/worker.js")
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert answer.headers["Cache-Control"] == "no-cache"
    assert re.search(r'^import "/static/desk/serving[.\w]*\.js";$', answer.content.decode(), re.MULTILINE)
