"""The catalogue as visitors use it: looking for a course by words in three languages, and choosing."""

from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from takwin.content.models import Course
from takwin.learning import actions
from takwin.learning.tests import builders
from takwin.lib.search import typed
from tests.journeys.pages import Shown, shown

TITLES = {
    "formative": ("L’évaluation formative à l’école", "التَّقْوِيمُ التكوينيُّ في المدرسة", "Formative assessment at school"),
    "reading": ("La lecture au primaire", "القراءة في الابتدائي", "Reading in primary school"),
    "values": ("Éduquer aux valeurs", "التربية على القيم", "Education for values"),
}
CLAIMS = {
    "formative": ["digcompedu/4.1"],
    "reading": ["ict-cft/KA.6"],
    "values": ["digcompedu/4.1", "ict-cft/KA.6"],
}


def offer(slug: str, **more: object) -> None:
    """A course of that name, open to everybody."""
    made = {
        **builders.outline(),
        "course": slug,
        "languages": ["fr", "ar", "en"],
        "title": dict(zip(("fr", "ar", "en"), TITLES[slug], strict=True)),
        "summary": {"fr": f"Pour {slug}.", "ar": "ملخص", "en": "A summary"},
        "competencies": CLAIMS[slug],
        **more,
    }
    release = builders.release(made, 1)  # type: ignore[arg-type]
    release.course, _ = Course.objects.get_or_create(slug=slug)
    release.save()
    actions.create_run(release)


@pytest.fixture
def shelf(db: None) -> None:
    """Three courses, in three languages, of 1, 8 and 20 hours."""
    offer("formative", hours="1")
    offer("reading", hours="8", languages=["fr", "ar"])
    offer("values", hours="20", values=["takwin-values/V1"])


def look(text: str = "", language: str = "fr", **chosen: str) -> Shown:
    """What a visitor sees who looks for words."""
    address = f"/courses/?{urlencode({'q': text, **chosen})}"
    page = shown(Client(headers={"accept-language": language}), Client(headers={"accept-language": language}).get(address), address)  # fmt: skip
    assert page.status == 200
    return page


def follow(page: Shown) -> Shown:
    """The page that "Did you mean" leads to."""
    address = page.tree.xpath("//main//section/p/a/@href")[0]
    return shown(page.browser, page.browser.get(address), address)


def slugs(page: Shown) -> list[str]:
    return [link.get("href").split("/")[2] for link in page.tree.xpath("//main//*[@class='card-title']/a")]


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
@pytest.mark.parametrize("slug", TITLES)
def test_a_course_is_found_by_each_word_of_its_title(shelf: None, slug: str, language: str) -> None:
    for title in TITLES[slug][: 2 if slug == "reading" else 3]:
        for word in typed(title):
            for asked in {word.typed, word.token, word.typed.upper(), *word.forms}:
                assert slug in slugs(look(asked, language)), asked


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("تقويم", "formative"),
        ("بالتقويم", "formative"),
        ("التَّكْوِينِيّ", "formative"),
        ("قراءه", "reading"),
        ("القرائة", "reading"),
        ("lectures", "reading"),
        ("valeur", "values"),
        ("l'evaluation", "formative"),
        ("KA.6", "reading"),
    ],
)
def test_other_ways_to_write_a_word(shelf: None, asked: str, first: str) -> None:
    page = look(asked)
    assert first in slugs(page if slugs(page) else follow(page))


def test_words_typed_come_back_and_are_marked(shelf: None) -> None:
    page = look("formativ")
    assert page.tree.xpath("//input[@name='q']/@value") == ["formativ"]
    assert page.tree.xpath("//li[@class='card']//h3//mark/text()") == ["formative"]


def test_a_word_of_another_language_says_where_it_was_found(shelf: None) -> None:
    page = look("assessment", "ar")
    assert slugs(page) == ["formative", "values"], "the other claims a competence of that name"
    assert page.tree.xpath("//li[@class='card']//bdi[@lang='en' and @dir='ltr']/mark/text()")[0] == "assessment"


def test_choosing_narrows_and_can_be_taken_back(shelf: None) -> None:
    page = look("", language="fr", work="middle")
    assert slugs(page) == ["reading"]
    assert page.tree.xpath("//input[@type='checkbox' and @checked]/@value") == ["middle"]
    without = page.tree.xpath("//main//section//ul[@class='meta']//a/@href")[0]
    assert "work" not in without
    assert len(slugs(shown(page.browser, page.browser.get(without), without))) == 3
    assert slugs(look(competency="digcompedu/4")) == ["values", "formative"]
    assert slugs(look(value="takwin-values/V1")) == ["values"]


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_where_nothing_is_found_the_page_says_what_to_try(shelf: None, language: str) -> None:
    page = look("xyzzy", language)
    assert slugs(page) == []
    assert len(page.tree.xpath("//div[@class='empty']//li")) == 3


def test_a_slip_leads_to_what_was_meant(shelf: None) -> None:
    assert slugs(follow(look("evalution")))[0] == "formative"


def test_many_courses_come_in_pages_that_keep_the_question(db: None) -> None:
    for number in range(45):
        TITLES[f"many-{number}"] = (f"Lire {number}", "قراءة", "Read")
        CLAIMS[f"many-{number}"] = []
        offer(f"many-{number}")
        del TITLES[f"many-{number}"]
    page = look("lire")
    assert len(slugs(page)) == 20
    last = page.tree.xpath("//nav[@class='pagination']//a/@href")[-2]
    assert "q=lire" in last
    assert len(slugs(shown(page.browser, page.browser.get(f"/courses/{last}"), last))) == 5


def test_an_archived_course_is_gone_at_once(shelf: None) -> None:
    Course.objects.filter(slug="values").update(archived=timezone.now())
    assert slugs(look("valeurs")) == []


def test_the_first_visit_and_the_next_take_few_queries(shelf: None, django_assert_max_num_queries: object) -> None:
    look("lecture")
    with django_assert_max_num_queries(3):  # type: ignore[operator]
        assert slugs(look("lecture")) == ["reading"]


HOSTILE = ["\0", '"', "'", "* *", "a AND", "NEAR(", "(((", "-", "%", "_", "\\", "؟", "ـ", "🙂", "<script>", "{{ x }}", "a" * 10_000, "a b " * 2500, "ء", "ﷺ"]  # fmt: skip


@pytest.mark.parametrize("asked", HOSTILE)
def test_no_question_breaks_the_page(shelf: None, asked: str) -> None:
    page = look(asked)
    assert "<script>" not in page.response.content.decode()


@pytest.mark.parametrize("query", ["page=x", "page=-1", "page=99999999999", "work=%00", "value=%FF", "language=" + "a" * 999, "q=%ED%A0%80"])  # fmt: skip
def test_no_address_breaks_the_page(shelf: None, query: str) -> None:
    assert Client().get(f"/courses/?{query}").status_code == 200


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.text(max_size=60))
def test_any_text_may_be_asked(shelf: None, asked: str) -> None:
    look(asked)
