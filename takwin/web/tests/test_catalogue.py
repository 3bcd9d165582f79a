"""Which courses are found, in which order, and why; what may be chosen."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from takwin.content.card import Card, Line
from takwin.lib.search import typed
from takwin.web.catalogue import Asked, Found, Offered, asked, clipped, find, meant, why

NOW = datetime(2026, 11, 28, tzinfo=UTC)
EVERY = ("fr", "ar")


def course(number: int, title: str, summary: str = "", hours: int = 4, **more: object) -> Offered:
    when = {name: more.pop(name, None) for name in ("opens", "closes")}
    said = {"languages": EVERY, "competencies": (), "values": (), **more}
    texts = {"title": {"fr": title, "ar": "عنوان"}, "summary": {"fr": summary, "ar": "ملخص"}}
    return Offered(Card(number, f"c{number}", hours=Decimal(hours), **texts, **said), **when)  # type: ignore[arg-type]


def asking(text: str = "", **chosen: list[str]) -> Asked:
    return asked(text, lambda group: chosen.get(group, []))


def found(courses: list[Offered], ask: Asked, inside: dict[str, list[int]] | None = None) -> Found:
    """What is found where words stand in titles and summaries, and inside the courses that are named."""
    holders = [
        {
            (one.card.release, language)
            for one in courses
            for language in one.card.languages
            if min(bag.fit(word) for bag in one.card.words[language]) < 4
            or (language == "fr" and one.card.release in (inside or {}).get(word.token, []))
        }
        for word in ask.words
    ]
    return find(courses, ask, holders, "fr", NOW)


def numbers(told: Found) -> list[int]:
    return [one.card.release for one, _ in told.courses]


SHELF = [
    course(1, "Observer une classe"),
    course(2, "Préparer une leçon", "Avec une évaluation."),
    course(3, "Évaluation formative"),
    course(4, "Réévaluations"),
    course(5, "Évaluations croisées"),
]


def test_titles_come_first_and_whole_words_before_parts() -> None:
    told = found(SHELF, asking("évaluation"), {"evaluation": [1]})
    assert numbers(told) == [3, 5, 4, 2, 1]
    assert not told.some


def test_without_words_all_are_there_by_title() -> None:
    assert numbers(found(SHELF, asking())) == [3, 5, 1, 2, 4]


def test_where_none_has_all_the_words_those_with_some_are_shown() -> None:
    told = found(SHELF, asking("formative classe"))
    assert told.some
    assert sorted(numbers(told)) == [1, 3]
    assert not found(SHELF, asking("nulle part")).some


def test_a_choice_is_any_of_a_group_and_all_groups_together() -> None:
    shelf = [
        course(1, "A", hours=2, languages=("fr",), values=("takwin-values/V1",)),
        course(2, "B", hours=8, languages=("ar",), values=("takwin-values/V2",)),
        course(3, "C", hours=30, languages=("fr", "ar"), values=("takwin-values/V1",)),
    ]
    assert numbers(found(shelf, asking(work=["short", "middle"]))) == [1, 2]
    assert numbers(found(shelf, asking(work=["short", "long"], language=["ar"]))) == [3]
    assert numbers(found(shelf, asking(value=["takwin-values/V1"]))) == [1, 3]


def test_counts_say_what_one_would_see_and_only_what_divides_is_offered() -> None:
    shelf = [course(1, "A", hours=2), course(2, "B", hours=8), course(3, "C", hours=8)]
    groups = found(shelf, asking(work=["short"])).groups
    assert [(one.name, one.number, one.chosen) for one in groups["work"]] == [("middle", 2, False), ("short", 1, True)]
    assert groups.keys() == {"work"}, "all are in the same languages, open now and at any time"


def test_work_on_an_item_is_found_by_what_is_above_it() -> None:
    shelf = [course(1, "A", competencies=("digcompedu/1.3",)), course(2, "B", competencies=("digcompedu/2.1",))]
    assert numbers(found(shelf, asking(competency=["digcompedu/1"]))) == [1]
    assert numbers(found(shelf, asking(competency=["digcompedu/6.1"]))) == []


def test_when_and_how_a_course_is_open() -> None:
    later = NOW + timedelta(days=3)
    shelf = [course(1, "A"), course(2, "B", opens=later), course(3, "C", opens=NOW - timedelta(days=1), closes=later)]
    assert numbers(found(shelf, asking(when=["now"]))) == [1, 3]
    assert numbers(found(shelf, asking(format=["dated"]))) == [2, 3]


@pytest.mark.parametrize(
    "nonsense", [{"work": ["huge"]}, {"competency": ["ict-cft/ZZ"]}, {"language": ["<b>"]}, {"value": ["\0"]}]
)
def test_choices_that_say_nothing_are_left_out(nonsense: dict[str, list[str]]) -> None:
    assert asked("", lambda group: nonsense.get(group, [])).chosen == {}


def test_a_long_question_is_cut_and_says_so() -> None:
    ask = asking(" ".join(f"mot{n}" for n in range(40)))
    assert (len(ask.words), ask.left) == (12, 28)
    assert len(asking("x" * 10_000).text) == 500


SAID = {
    "fr": [Line("title", "Le tableau"), Line("summary", "Un cours."), Line("one/a", "L’évaluation entre collègues")],
    "ar": [Line("title", "السبورة"), Line("one/a", "التقويم بين الزملاء")],
}


def test_why_is_the_line_that_has_the_words() -> None:
    told = why(SAID, typed("evaluation collegues"), ["fr"], "fr")
    assert told is not None
    assert (told.place, told.language) == ("one/a", "fr")
    assert told.pieces == [("L’", False), ("évaluation", True), (" entre ", False), ("collègues", True)]


def test_nothing_is_explained_where_the_title_tells_it() -> None:
    assert why(SAID, typed("tableau"), ["fr"], "fr") is None


def test_a_title_in_another_language_is_shown_as_the_reason() -> None:
    told = why(SAID, typed("سبورة"), ["ar"], "fr")
    assert told is not None
    assert (told.place, told.language, told.pieces) == ("title", "ar", [("السبورة", True)])


def test_a_long_line_is_shown_around_the_word() -> None:
    pieces = [("mot " * 100, False), ("ici", True), (" mot" * 100, False)]
    shown = clipped(pieces)
    assert shown[0][0].startswith("… mot")
    assert shown[1] == ("ici", True)
    assert shown[2][0].endswith(" …")
    assert sum(len(text) for text, _ in shown) < 300


def test_a_slip_is_answered_with_the_nearest_title_word() -> None:
    ask = asking("evalaution formative")
    assert meant(ask, SHELF, [set(), {(3, "fr")}]) == "Évaluation formative"
    assert meant(asking("xyzzy"), SHELF, [set()]) == ""
    assert meant(asking("formative"), SHELF, [{(3, "fr")}]) == ""
