"""An institution's look and language, from its form to the pages of whoever comes by its courses and codes."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image
from pytest_django import Settings

from takwin.accounts.models import Person
from takwin.institutions import actions, look
from takwin.institutions.actions import Wanted
from takwin.institutions.models import Node
from takwin.institutions.tests.builders import NOW, country, role
from takwin.learning import actions as learning
from takwin.learning.models import Run
from tests.cast import SignIn
from tests.journeys import course
from tests.journeys.pages import Shown, shown, visit

FRENCH = {"Accept-Language": "fr"}
STEP = "/courses/essai/one/read/"


@pytest.fixture
def there(salma: Person, omar: Person, tmp_path: Path, settings: Settings) -> dict[str, Node]:
    settings.BLOBS = tmp_path / "blobs"
    found = country(salma)
    role(omar, found["rabat"], "organiser")
    return found


@pytest.fixture
def run(there: dict[str, Node], ghizlane: Person, tmp_path: Path) -> Run:
    """An open run that a centre offers."""
    made = course.offer(tmp_path / "course", ghizlane)
    made.node = there["one"]
    made.save()
    return made


def logo(size: tuple[int, int] = (400, 100)) -> SimpleUploadedFile:
    made = io.BytesIO()
    Image.new("RGB", size, "#8a2f1d").save(made, "PNG")
    return SimpleUploadedFile("../../logo.png", made.getvalue(), "image/png")


def branded(page: Shown) -> str:
    """The name that stands above a page, empty for the house's own look."""
    return "".join(page.tree.xpath("//body/section//strong//text()"))


def sent(browser: Client, where: Node, **values: Any) -> Shown:
    """The form of a node's look, filled and sent."""
    page = visit(browser, f"/institutions/{where.pk}/look/")
    return page.send(page.forms()[0], **values)


def test_an_organiser_gives_a_place_its_look(there: dict[str, Node], omar: Person, sign_in: SignIn) -> None:
    browser = sign_in(omar)
    saved = sent(browser, there["rabat"], name_fr="AREF RSK", logo=logo(), accent="0B5C46", language="ar")
    assert (saved.status, branded(saved)) == (200, "AREF RSK")
    assert branded(visit(browser, f"/institutions/{there['a'].pk}/")) == "AREF RSK"
    (sheet,) = [one for one in saved.tree.xpath("//link[@rel='stylesheet']/@href") if "look.css" in one]
    (picture,) = saved.tree.xpath("//body/section//img")
    assert (picture.get("width"), picture.get("height"), picture.get("alt")) == ("144", "36", "")
    for address, kind in ((sheet, "text/css"), (picture.get("src"), "image/png")):
        kept = Client().get(address)
        assert (kept.status_code, kept["Content-Type"]) == (200, kind)
        assert "immutable" in kept["Cache-Control"]
        assert "script" not in kept["Content-Security-Policy"]
    audit = visit(browser, f"/institutions/{there['rabat'].pk}/audit/").text
    assert "AREF RSK" in audit
    assert "#0b5c46" in audit


def test_what_comes_from_above_is_said_with_where_it_comes_from(
    there: dict[str, Node], salma: Person, omar: Person, sign_in: SignIn
) -> None:
    actions.dress(there["ministry"], Wanted({"fr": "MEN"}, "#22409a", language="ar"), salma, NOW)
    actions.dress(there["rabat"], Wanted({"fr": "AREF RSK"}), salma, NOW)
    page = visit(sign_in(omar), f"/institutions/{there['one'].pk}/look/")
    told = {
        one.get("id"): " ".join("".join(one.itertext()).split()) for one in page.tree.xpath("//main//*[@class='help']")
    }
    assert "rabat (AREF RSK)" in told["id_name_fr_helptext"]
    assert "Ministère (#22409a)" in told["id_accent_helptext"]
    assert "Ministère (arabe)" in told["id_language_helptext"]
    assert "Ministère" not in told["id_logo_helptext"]
    assert branded(page) == "AREF RSK"


def test_a_colour_that_nobody_can_read_is_refused_with_one_that_can(
    there: dict[str, Node], omar: Person, sign_in: SignIn
) -> None:
    refused = sent(sign_in(omar), there["rabat"], name_fr="AREF RSK", accent="#ffcc00")
    assert (refused.status, branded(refused)) == (422, "")
    assert "#816700" in refused.text
    assert refused.forms()[0].fields["name_fr"] == ["AREF RSK"]
    for accent, dark in (("vert", ""), ("#0b5c46;}", ""), ("#0b5c46", "#0b5c46"), ("", "#15ac83")):
        assert sent(sign_in(omar), there["rabat"], accent=accent, accent_dark=dark).status == 422
    assert not Node.objects.exclude(worn="").exists()


@pytest.mark.parametrize(
    "data",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"<html><script>alert(1)</script></html>",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
    ],
)
def test_what_is_no_picture_is_refused(there: dict[str, Node], omar: Person, sign_in: SignIn, data: bytes) -> None:
    file = SimpleUploadedFile("logo.png", data, "image/png")
    refused = sent(sign_in(omar), there["rabat"], logo=file)
    assert (refused.status, "PNG" in refused.text) == (422, True)
    assert not Node.objects.exclude(worn="").exists()


def test_only_organisers_of_the_place_may(
    there: dict[str, Node], omar: Person, tilelli: Person, amina: Person, zed: Person, sign_in: SignIn
) -> None:
    role(tilelli, there["rabat"], "tutor")
    role(amina, there["a"], "learner")
    allowed = {"rabat": 200, "one": 200, "a": 200, "ministry": 404, "fes": 404, "z": 404}
    for where, status in allowed.items():
        address = f"/institutions/{there[where].pk}/look/"
        assert sign_in(omar).get(address).status_code == status, where
        assert sign_in(omar).post(address, {"name_fr": "X" * 41}).status_code == (422 if status == 200 else 404)
        for other in (tilelli, amina, zed):
            assert sign_in(other).get(address).status_code == 404, (other, where)
            assert sign_in(other).post(address, {"name_fr": "X"}).status_code == 404
    assert Client().get(f"/institutions/{there['one'].pk}/look/").status_code == 302
    assert not Node.objects.exclude(worn="").exists()


def test_pages_of_a_run_look_like_who_offers_it(
    run: Run, there: dict[str, Node], salma: Person, amina: Person, sign_in: SignIn
) -> None:
    learning.enrol(amina, run, timezone.now())
    browser = sign_in(amina)
    pages = ("/courses/essai/", f"/runs/essai/{run.slug}/", STEP, "/courses/essai/marks/", "/courses/essai/plan/")
    assert {branded(visit(browser, page)) for page in pages} == {""}
    actions.dress(there["rabat"], Wanted({"fr": "AREF RSK", "ar": "أكاديمية"}, "#0b5c46"), salma, NOW)
    for page in pages:
        assert branded(visit(browser, page)) == "AREF RSK", page
        assert "look.css" in str(visit(browser, page).response.content)
    assert branded(visit(browser, "/learn/")) == ""


def test_a_look_costs_a_step_page_no_query(
    run: Run, there: dict[str, Node], salma: Person, amina: Person, sign_in: SignIn
) -> None:
    learning.enrol(amina, run, timezone.now())
    browser = sign_in(amina)

    def cost() -> int:
        browser.get(STEP)
        with CaptureQueriesContext(connection) as asked:
            browser.get(STEP)
        return len(asked)

    plain = cost()
    actions.dress(there["one"], Wanted({"fr": "CRMEF"}, "#0b5c46"), salma, NOW)
    assert cost() == plain <= 6


def test_a_visitor_is_spoken_to_in_the_language_of_the_place(run: Run, there: dict[str, Node], salma: Person) -> None:
    actions.dress(there["rabat"], Wanted({"fr": "AREF RSK", "ar": "أكاديمية الرباط"}, language="ar"), salma, NOW)
    page = f"/runs/essai/{run.slug}/"
    phone = Client(headers=FRENCH)
    came = visit(phone, page)
    assert (came.tree.get("lang"), branded(came)) == ("ar", "أكاديمية الرباط")
    assert came.response["Content-Language"] == "ar"
    form = shown(phone, phone.get(f"/sign-up/?next={page}"), "")
    assert (form.tree.get("lang"), branded(form)) == ("ar", "أكاديمية الرباط")
    phone.post("/sign-up/", {"name": "Nadia", "password": "Un mot de passe long", "next": page})
    assert Person.objects.get(name="Nadia").language == "ar"


def test_what_somebody_has_chosen_goes_before_the_place(
    run: Run, there: dict[str, Node], salma: Person, amina: Person, sign_in: SignIn
) -> None:
    actions.dress(there["rabat"], Wanted({}, language="ar"), salma, NOW)
    page = f"/runs/essai/{run.slug}/"
    assert visit(sign_in(amina), page).tree.get("lang") == "fr"
    chose = Client(headers=FRENCH)
    visit(chose, page)
    chose.post("/i18n/setlang/", {"language": "en", "next": page})
    assert visit(chose, page).tree.get("lang") == "en"
    inside = Client(headers=FRENCH)
    assert shown(inside, inside.get(page, HTTP_REFERER="http://testserver/courses/"), page).tree.get("lang") == "fr"
    assert shown(inside, inside.get(page, HTTP_REFERER="http://["), page).tree.get("lang") == "ar", (
        "it is no page of ours"
    )


def test_a_code_on_a_wall_leads_to_the_door_of_the_place(there: dict[str, Node], salma: Person) -> None:
    actions.dress(there["one"], Wanted({"fr": "CRMEF", "ar": "المركز"}, language="ar"), salma, NOW)
    code = actions.open_code(there["a"], salma, timezone.now(), None, None).code
    door = visit(Client(headers=FRENCH), f"/join/{code}/")
    assert (door.tree.get("lang"), branded(door)) == ("ar", "المركز")
    assert branded(visit(Client(headers=FRENCH), "/join/AAAAAAAA/")) == ""


def test_a_slip_leads_to_a_page_of_the_place(there: dict[str, Node], salma: Person) -> None:
    actions.dress(there["one"], Wanted({"fr": "CRMEF", "ar": "المركز"}, "#0b5c46", language="ar"), salma, NOW)
    phone = Client(headers=FRENCH)
    slip = visit(phone, f"/enter/?login=nadia&code=1234567890123456&at={there['a'].pk}")
    assert (slip.tree.get("lang"), branded(slip)) == ("ar", "المركز")
    again = slip.send(slip.forms()[0], password="Un mot de passe long")
    assert (again.status, again.tree.get("lang"), branded(again)) == (422, "ar", "المركز")
    for nothing in ("", "0", "999999", "9" * 30, "-1", "١", f"{there['z'].pk}"):
        assert branded(visit(Client(), f"/enter/?at={nothing}")) == ""


def test_a_step_page_asks_for_no_more_files(
    run: Run, there: dict[str, Node], salma: Person, amina: Person, sign_in: SignIn
) -> None:
    def files(address: str) -> list[str]:
        page = visit(browser, address)
        sheets = page.tree.xpath("//link[@rel='stylesheet' or @rel='icon']/@href")
        return [
            one for one in [*sheets, *page.tree.xpath("//script/@src|//body/section//img/@src")] if "data:" not in one
        ]

    learning.enrol(amina, run, timezone.now())
    browser = sign_in(amina)
    plain = files(STEP)
    picture = actions.Wanted({"fr": "CRMEF"}, "#0b5c46", logo=look.drawn(logo().read()))
    actions.dress(there["one"], picture, salma, NOW)
    worn = files(STEP)
    assert len(worn) == len(plain)
    assert len([one for one in worn if "look.css" in one]) == 1
    assert any("logo.png" in one for one in files("/courses/essai/"))
