"""Frameworks as everybody reads them, and what a course says of them."""

import json

import pytest
from django.conf import settings
from django.test import Client

from takwin.frameworks import case, tree
from takwin.learning.models import Run
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
