"""How languages stand to one another, and what stands beside what."""

from hypothesis import given, settings
from hypothesis import strategies as st

from takwin.content.compare.taking_apart import split
from takwin.content.tests.builders import QUIZ, in_english
from takwin.content.translation import beside, standings

FR, AR, EN = "one/a.fr.md", "one/a.ar.md", "one/a.en.md"


def told(*states: dict[str, str]) -> dict[str, str]:
    (found,) = standings(states, ["one/a"], ["fr", "ar", "en"])
    return {one.language: one.what for one in found.languages}


def test_what_is_there_and_what_is_missing() -> None:
    assert told({FR: "1", AR: "1"}) == {"fr": "original", "ar": "present", "en": "missing"}
    assert told({}) == {"fr": "missing", "ar": "missing", "en": "missing"}
    assert standings([], [], ["fr"]) == ()


def test_a_translation_is_older_until_it_changes_too() -> None:
    first = {FR: "1", AR: "1", EN: "1"}
    second = {FR: "2", AR: "1", EN: "2"}
    third = {FR: "2", AR: "2", EN: "2"}
    assert told(first, second) == {"fr": "original", "ar": "older", "en": "present"}
    assert told(first, second, second) == {"fr": "original", "ar": "older", "en": "present"}
    assert told(first, second, third) == {"fr": "original", "ar": "present", "en": "present"}


def test_a_translation_that_changed_alone_is_not_older() -> None:
    assert told({FR: "1", AR: "1"}, {FR: "1", AR: "2"})["ar"] == "present"
    assert told({FR: "1"}, {FR: "1", AR: "1"})["ar"] == "present"
    assert told({FR: "1", AR: "1"}, {FR: "2"}, {FR: "2", AR: "1"})["ar"] == "present"


TEXTS = st.lists(st.sampled_from(["# Titre", "Mot", "- un\n- deux", ":::{note}", "![x](y)", "كلمة"]), max_size=8)


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_no_paragraph_is_lost_beside_another(left: list[str], right: list[str]) -> None:
    pairs = beside("\n\n".join(left), "\n\n".join(right))
    assert [one for one, _ in pairs if one] == left
    assert [other for _, other in pairs if other] == right


def test_the_same_question_stands_beside_itself() -> None:
    french = QUIZ.split("---\n", 2)[2]
    pairs = beside(french.replace("Avant.\n", "Avant.\n\nEt encore.\n"), in_english(french))
    assert len(pairs) == len(split(french)) + 1
    for one, other in pairs:
        if one.startswith("::::{"):
            assert one.split("\n")[0] == other.split("\n")[0]
