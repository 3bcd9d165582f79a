"""Frameworks as everybody reads them, and what a course says of them."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from takwin.accounts.models import Person
from takwin.frameworks import case, tree
from takwin.learning.models import Run
from tests.cast import SignIn
from tests.journeys.course import offer

LANGUAGES = ("fr", "ar", "en")
NOTICE = {
    "fr": "Pas encore comparé au texte officiel",
    "ar": "لم يُقارَن بعدُ بالنص الرسمي",
    "en": "Not yet compared with the official text",
}


def page(address: str, language: str = "fr") -> str:
    response = Client(headers={"accept-language": language}).get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_framework_has_its_page(db: None, language: str) -> None:
    everything = page("/frameworks/", language)
    for name in tree.ids():
        one = tree.framework(name)
        assert f'href="{one.uri}"' in everything
        read = page(one.uri, language)
        assert one.title[language] in read
        assert all(f'id="{code}"' in read for code in one.items)
        assert (NOTICE[language] in read) is (one.status == "working")
    assert everything.count(NOTICE[language]) == 2


def test_the_lasting_address_of_an_item_leads_to_its_place(db: None) -> None:
    for name in ("ict-cft/KA.6", "framework-law-51-17/FL.quality", "digcompedu/1.2"):
        response = Client().get(tree.item(name).uri)
        assert response.status_code == 302
        framework, code = name.split("/")
        assert response["Location"] == f"/frameworks/{framework}#{code}"


@pytest.mark.parametrize(
    "address", ["/frameworks/nothing", "/frameworks/nothing/case.json", "/frameworks/ict-cft/KA.9"]
)
def test_what_is_not_there(db: None, address: str) -> None:
    assert Client().get(address).status_code == 404


def test_other_systems_take_a_case_package(db: None) -> None:
    response = Client().get("/frameworks/takwin-values/case.json")
    found = case.read(response.content).framework
    assert found.items.keys() == tree.framework("takwin-values").items.keys()
    assert json.loads(response.content)["CFDocument"]["uri"] == f"{settings.BASE_URL}/frameworks/takwin-values"
    assert "takwin-values.case.json" in response["Content-Disposition"]


@pytest.fixture
def run(db: None, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The course of the journeys, which claims one competence and practises it in one step."""
    return offer(tmp_path_factory.mktemp("source") / "essai")


def test_a_course_page_says_where_a_claim_is_practised(run: Run) -> None:
    read = page(f"/courses/{run.course.slug}/")
    claims = read[read.index('id="claims"') :]
    assert "Pratique réflexive" in claims
    assert 'href="/frameworks/digcompedu#1.3"' in claims
    assert f'href="/courses/{run.course.slug}/one/read/"' in claims[claims.index("Travaillée dans") :]
    assert "Évaluée dans" not in claims


@pytest.fixture
def kept(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    """Where this site keeps its frameworks."""
    settings.DATA = tmp_path
    yield tmp_path / "frameworks"
    tree._PLACES[:] = [one for one in tree._PLACES if one != tmp_path / "frameworks"]
    tree.also(tree.DATA)


def sent(said: object, name: str) -> dict[str, object]:
    data = said if isinstance(said, bytes) else json.dumps(said).encode()
    return {"file": SimpleUploadedFile("a.json", data, "application/json"), "name": name}


def test_an_administrator_brings_a_framework_in(kept: Path, salma: Person, sign_in: SignIn) -> None:
    browser = sign_in(salma)
    assert "/frameworks/new/" in browser.get("/frameworks/").content.decode()
    package = case.package(tree.framework("takwin-values"), settings.BASE_URL)
    package["CFDocument"]["subject"] = ["Maths"]
    answer = browser.post("/frameworks/new/", sent(package, "valeurs-2026"))
    assert answer.status_code == 200
    assert "CFDocument/subject" in answer.content.decode()
    assert tree.item("valeurs-2026/V3").label == tree.item("takwin-values/V3").label
    assert (kept / "valeurs-2026" / "framework.json").is_file()
    assert "valeurs-2026" in page("/frameworks/")


def test_a_framework_that_another_process_brought_in_is_seen(kept: Path, salma: Person, sign_in: SignIn) -> None:
    package = case.package(tree.framework("takwin-values"), settings.BASE_URL)
    sign_in(salma).post("/frameworks/new/", sent(package, "valeurs-2026"))
    assert "valeurs-2027" not in tree.ids()
    (kept / "valeurs-2026").rename(kept / "valeurs-2027")
    assert "valeurs-2027" in tree.ids()


@pytest.mark.parametrize(
    ("said", "name", "why"),
    [
        (b"not json", "x1", "JSON"),
        ({}, "x1", ""),
        (case.package(tree.framework("takwin-values"), "https://x.example"), "ict-cft", "ict-cft"),
        (case.package(tree.framework("takwin-values"), "https://x.example"), "../etc", "../etc"),
    ],
)
def test_what_is_no_framework_is_refused_in_words(
    kept: Path, salma: Person, sign_in: SignIn, said: object, name: str, why: str
) -> None:
    answer = sign_in(salma).post("/frameworks/new/", sent(said, name))
    assert answer.status_code == 422
    assert 'class="error"' in answer.content.decode()
    assert why in answer.content.decode()
    assert not kept.exists()


def test_nobody_else_brings_a_framework_in(
    kept: Path, ghizlane: Person, zed: Person, sign_in: SignIn, visitor: Client
) -> None:
    for who in (ghizlane, zed):
        assert sign_in(who).get("/frameworks/new/").status_code == 403
        assert sign_in(who).post("/frameworks/new/", sent({}, "x1")).status_code == 403
    assert visitor.get("/frameworks/new/").status_code == 302
    assert "/frameworks/new/" not in visitor.get("/frameworks/").content.decode()
