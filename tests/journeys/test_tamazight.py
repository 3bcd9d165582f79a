"""The learner's path in Tamazight: only where the site asks for it, said to be unfinished, in Tifinagh where there are words, else in French."""

import json
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone, translation
from pypdf import PdfReader
from pytest_django import Settings

from takwin.accounts.models import Person
from takwin.config import followers
from takwin.content.actions import publish
from takwin.design.templatetags.fragments import REMEMBERED
from takwin.learning import actions
from takwin.learning.models import Run
from takwin.learning.tests import builders
from takwin.records.following import follow_all
from tests.cast import SignIn
from tests.journeys.course import offer, write
from tests.journeys.pages import Shown, shown, visit
from tests.journeys.test_spine import answer

pytestmark = pytest.mark.django_db
NOTICE = "//main//p[@lang='fr'][contains(., 'attend une relecture')]"
SHEET = "//link[contains(@href, 'tifinagh')]"
OPEN = ["/", "/courses/", "/courses/essai/", "/courses/essai/one/read/", "/sign-up/", "/sign-in/", "/recover/"]
OWN = ["/learn/", "/account/", "/account/data/", "/courses/essai/one/quiz/", "/courses/essai/marks/"]


@pytest.fixture
def spoken(settings: Settings) -> Iterator[None]:
    """The site speaks Tamazight too. Which languages there are stands in pieces of pages that a process remembers."""
    settings.LANGUAGES = [*settings.LANGUAGES, ("zgh", "Tamazight")]
    REMEMBERED.clear()
    yield
    REMEMBERED.clear()


@pytest.fixture
def run(tmp_path_factory: pytest.TempPathFactory, db: None) -> Run:
    """The course of the journeys."""
    return offer(tmp_path_factory.mktemp("source") / "essai")


def asked(address: str, language: str) -> Shown:
    browser = Client(headers={"accept-language": language})
    return shown(browser, browser.get(address), address)


def tifinagh(texts: Sequence[str]) -> int:
    return sum("\u2d30" <= sign <= "\u2d7f" for text in texts for sign in text)


def test_it_is_off_unless_the_site_asks_for_it(run: Run, amina: Person, sign_in: SignIn) -> None:
    page = asked("/courses/", "zgh,fr;q=0.5")
    assert page.tree.get("lang") == "fr"
    assert not page.tree.xpath("//button[@value='zgh']")
    Person.objects.filter(pk=amina.pk).update(language="zgh")
    amina.refresh_from_db()
    assert visit(sign_in(amina), "/learn/").tree.get("lang") == "fr", "chosen before it was taken off again"


@pytest.mark.parametrize("address", OPEN)
def test_open_pages(spoken: None, run: Run, address: str) -> None:
    page = asked(address, "zgh")
    assert page.status == 200
    assert (page.tree.get("lang"), page.tree.get("dir")) == ("zgh", "ltr")
    assert len(page.tree.xpath(NOTICE)) == 1
    assert len(page.tree.xpath(SHEET)) == 1
    assert tifinagh(page.tree.xpath("//body//text()")) > 20
    french = asked(address, "fr")
    assert not french.tree.xpath(f"{NOTICE}|{SHEET}")


@pytest.mark.parametrize("address", OWN)
def test_pages_of_somebody_who_studies(spoken: None, run: Run, amina: Person, sign_in: SignIn, address: str) -> None:
    amina.language = "zgh"
    amina.save()
    browser = sign_in(amina)
    browser.post("/courses/essai/enrol")
    page = visit(browser, address)
    assert page.status == 200
    assert page.tree.get("lang") == "zgh"
    assert page.tree.xpath(NOTICE)
    assert tifinagh(page.tree.xpath("//body//text()")) > 20


def test_it_is_chosen_like_any_other_language(spoken: None, run: Run, amina: Person, sign_in: SignIn) -> None:
    browser = sign_in(amina)
    page = visit(browser, "/courses/")
    button = page.tree.xpath("//button[@value='zgh']")[0]
    assert (button.text_content(), button.get("lang"), button.get("dir")) == ("ⵜⴰⵎⴰⵣⵉⵖⵜ", "zgh", "ltr")
    browser.post("/i18n/setlang/", {"language": "zgh", "next": "/courses/"})
    amina.refresh_from_db()
    assert amina.language == "zgh"
    page = visit(browser, "/courses/")
    assert "ⵔⵣⵓ ⵖⴼ ⵜⵎⵙⵉⵔⵜ" in page.text
    assert "1 ⵏ ⵜⵎⵙⵉⵔⵉⵏ" in page.text
    assert "ⵜⵉⴳⵓⵔⵉⵡⵉⵏ ⵏ ⵓⵣⵡⵍ ⵏⵏⵙ" in page.text, "whole sentences too"
    data = visit(browser, "/account/data/")
    assert "Effacer mon compte pour toujours" in data.text, "what must not be guessed is in French"
    assert visit(browser, "/account/").tree.xpath("//select[@name='language']/option[@value='zgh']/@selected")


def test_dates_and_numbers_are_written_as_the_cldr_has_them() -> None:
    from datetime import UTC, datetime
    from decimal import Decimal

    from django.utils.formats import date_format, number_format

    with translation.override("zgh"):
        assert date_format(datetime(2026, 1, 4, tzinfo=UTC), "DATE_FORMAT") == "4 ⵉⵏⵏⴰⵢⵔ 2026"
        assert number_format(Decimal("1.5"), use_l10n=True) == "1,5"


def tifinagh_course(slug: str, title: str) -> None:
    made = {
        **builders.outline(), "course": slug, "languages": ["zgh", "fr"], "title": {"zgh": title, "fr": slug},
        "summary": {"zgh": title, "fr": slug},
    }  # fmt: skip
    release = builders.release(made, 1)  # type: ignore[arg-type]
    release.course = type(release.course).objects.create(slug=slug)
    release.save()
    actions.create_run(release)


def test_courses_in_tifinagh_are_found_and_stand_in_the_order_of_its_alphabet(spoken: None) -> None:
    for slug, title in (("c", "ⴳⵯⵎⴰ"), ("b", "ⴳⴰⵔ"), ("a", "ⴷⴰⵔ"), ("d", "ⴰⴱⵔⵉⴷ")):
        tifinagh_course(slug, title)
    page = asked("/courses/", "zgh")
    titles = page.tree.xpath("//*[@class='card-title']/a/text()")
    assert titles == ["ⴰⴱⵔⵉⴷ", "ⴳⴰⵔ", "ⴳⵯⵎⴰ", "ⴷⴰⵔ"], "ⴳⵯ comes after ⴳ"
    assert asked("/courses/?q=ⴱⵔⵉ", "zgh").tree.xpath("//*[@class='card-title']/a/@href") == ["/courses/d/"]
    french = asked("/courses/?q=ⴰⴱⵔⵉⴷ", "fr")
    assert french.tree.xpath("//bdi[@lang='zgh'][@dir='ltr']/mark/text()") == ["ⴰⴱⵔⵉⴷ"]
    assert french.tree.xpath(SHEET), "for letters that the device may not have"
    assert french.status == asked("/courses/d/", "fr").status == 200


TITLE = "ⵜⴰⵎⵙⵉⵔⵜ ⵏ ⵜⵎⴰⵣⵉⵖⵜ"


@pytest.mark.django_db(transaction=True)
def test_a_credential_in_tifinagh(spoken: None, amina: Person, sign_in: SignIn, tmp_path: Path) -> None:
    folder = write(tmp_path / "essai")
    source = (
        (folder / "course.yaml").read_text(encoding="utf-8").replace("[fr, en]", "[zgh, fr]").replace("en: ", "zgh: ")
    )
    (folder / "course.yaml").write_text(source.replace("zgh: A trial", f"zgh: {TITLE}"), encoding="utf-8")
    for path in folder.rglob("*.en.md"):
        path.rename(path.with_name(path.name.replace(".en.", ".zgh.")))
    actions.create_run(publish(folder, None, timezone.now()).release)
    arabic = asked("/courses/essai/one/read/", "ar")
    assert arabic.tree.xpath("//article[@lang='zgh'][@dir='ltr']"), "neither Arabic nor English: as it was written"
    assert arabic.tree.xpath(SHEET)
    amina.language = "zgh"
    amina.save()
    browser = sign_in(amina)
    browser.post("/courses/essai/enrol")
    page = visit(browser, "/courses/essai/one/read/")
    page.send(page.form("/done"))
    page = answer(visit(browser, "/courses/essai/one/quiz/"), "A colleague", "12")
    page.send(page.form("/done"))
    follow_all(followers.followers())
    mine = visit(browser, "/learn/")
    address = next(link for link in mine.tree.xpath("//main//a/@href") if link.startswith("/credentials/")).rstrip("/")
    signed = json.loads(browser.get(f"{address}.json").content)
    assert signed["credentialSubject"]["achievement"]["name"] == TITLE
    assert TITLE in visit(browser, address).text
    printed = browser.get(f"{address}.pdf")
    assert printed.status_code == 200
    pdf = PdfReader(BytesIO(b"".join(printed)))
    assert tifinagh([page.extract_text() for page in pdf.pages]) >= len(TITLE) - 2
