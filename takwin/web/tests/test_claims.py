"""What a course page says of its claims, and a framework's page of its items."""

from typing import Any

from takwin.frameworks import tree
from takwin.web import shown
from takwin.web.claims import Place, claimed
from takwin.web.wording import Words

STEPS: list[dict[str, Any]] = [
    {"id": "one/read", "title": {"fr": "Lire"}, "aligned": ["digcompedu/1.3", "takwin-values/V6"]},
    {"id": "one/quiz", "title": {"fr": "Quiz"}},
]
OUTLINE: dict[str, Any] = {
    "languages": ["fr"],
    "modules": [{"id": "one", "title": {"fr": "Un"}, "steps": STEPS}],
    "items": {"q": {"step": "one/quiz", "graded": True, "aligned": ["digcompedu/1.3", "takwin-values/V6"]}},
}
TEXTS = Words(OUTLINE, "fr")
READ, QUIZ = Place("one", "read", "Lire"), Place("one", "quiz", "Quiz")


def test_a_competence_is_practised_and_assessed() -> None:
    (group,) = claimed(["digcompedu/1.3", "digcompedu/1.2"], TEXTS, "fr")
    first, second = group.claims
    assert (first.code, first.label) == ("1.3", "Pratique réflexive")
    assert (first.practised, first.assessed) == ((READ,), (QUIZ,))
    assert (second.practised, second.assessed) == ((), ())
    assert not group.working


def test_a_value_is_never_assessed() -> None:
    (group,) = claimed(["takwin-values/V6"], TEXTS, "fr")
    assert (group.claims[0].practised, group.claims[0].assessed) == ((READ, QUIZ), ())


def test_claims_stand_by_framework_and_say_which_are_unchecked() -> None:
    names = ["roadmap-2022-2026/C6", "digcompedu/1.2", "roadmap-2022-2026/C8"]
    assert [(one.id, one.working, len(one.claims)) for one in claimed(names, TEXTS, "ar")] == [
        ("roadmap-2022-2026", True, 2),
        ("digcompedu", False, 1),
    ]


def test_a_framework_is_shown_with_all_its_items() -> None:
    for name in tree.ids():
        for language in ("fr", "ar", "en", "zgh"):
            one = shown.framework(tree.framework(name), language)
            inside = [item for area in one.items for item in (area, *area.below)]
            assert {item.code for item in inside} == set(tree.framework(name).items)
            assert sum(one.counts.values()) == len(inside)
            assert all(item.label for item in inside)


def test_names_that_are_not_the_publishers_are_told() -> None:
    found = {name: shown.framework(tree.framework(name), "fr") for name in tree.ids()}
    assert [name for name, one in found.items() if one.working] == ["framework-law-51-17", "roadmap-2022-2026"]
    assert not found["takwin-values"].translated
    assert found["ict-cft"].translated
    assert found["ict-cft"].described
    assert not found["takwin-values"].described
    assert not shown.framework(tree.framework("ict-cft"), "en").translated
    assert found["ict-cft"].licence.address == "https://creativecommons.org/licenses/by-sa/3.0/igo/deed.fr"
