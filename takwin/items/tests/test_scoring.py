"""What an answer earns and what is said of it, kind by kind."""

from dataclasses import replace

import pytest

from takwin.items.item import Answer, Choice, Gap, Json, Line, Outcome, Unanswered, Written
from takwin.items.shelf import kind
from takwin.items.tests.reading import draft

CHOICES = (
    Choice("a", True, "Yes, a"),
    Choice("b", False, "No, b"),
    Choice("c", True),
    Choice("d", True),
    Choice("e", False),
)
SAID = {"always": "Always", "right": "Well done", "wrong": "Look again"}


def score(written: Written, response: Json, points: int = 100) -> Outcome:
    return kind(written.kind).score(draft(written).key, response, points)


def many(scoring: str) -> Written:
    return Written("multiple-choice", "q", "?", {"scoring": scoring}, CHOICES, feedback=SAID)


@pytest.mark.parametrize(
    ("chosen", "all_or_nothing", "shares"),
    [
        (["c1", "c3", "c4"], 100, 100),
        (["c1", "c3"], 0, 67),
        (["c1"], 0, 33),
        (["c1", "c3", "c2"], 0, 33),
        (["c1", "c2"], 0, 0),
        (["c2", "c5"], 0, 0),
        (["c1", "c2", "c3", "c4", "c5"], 0, 33),
        (["c4", "c1", "c3", "c1"], 100, 100),
        ([], 0, 0),
    ],
)
def test_multiple_choice(chosen: list[str], all_or_nothing: int, shares: int) -> None:
    assert score(many("match_correct"), {"choices": chosen}).mark == all_or_nothing
    assert score(many("map_response"), {"choices": chosen}).mark == shares


def test_what_is_said_of_each_choice() -> None:
    outcome = score(many("match_correct"), {"choices": ["c1", "c2"]})
    assert outcome.parts == {"c1": "right", "c2": "wrong", "c3": "missed", "c4": "missed"}
    assert outcome.feedback == {
        "c1": "<p>Yes, a</p>\n",
        "c2": "<p>No, b</p>\n",
        "always": "<p>Always</p>\n",
        "wrong": "<p>Look again</p>\n",
    }
    assert outcome.veiled().parts == {"c1": "right", "c2": "wrong"}


def test_single_choice() -> None:
    written = Written("single-choice", "q", "?", choices=CHOICES[:2], feedback=SAID)
    right, wrong = (score(written, {"choice": "c1"}, 250), score(written, {"choice": "c2"}, 250))
    assert (right.mark, right.parts) == (250, {"c1": "right"})
    assert (wrong.mark, wrong.parts) == (0, {"c1": "missed", "c2": "wrong"})
    assert set(right.feedback) == {"c1", "always", "right"}
    assert set(wrong.feedback) == {"c2", "always", "wrong"}


@pytest.mark.parametrize(
    ("answer", "chosen", "mark", "parts"),
    [
        ("true", "true", 250, {"true": "right"}),
        ("true", "false", 0, {"true": "missed", "false": "wrong"}),
        ("false", "false", 250, {"false": "right"}),
        ("false", "true", 0, {"false": "missed", "true": "wrong"}),
        ("true", "c1", 0, {"true": "missed"}),
    ],
)
def test_true_or_false(answer: str, chosen: str, mark: int, parts: dict[str, str]) -> None:
    outcome = score(Written("true-false", "q", "So.", {"answer": answer}, feedback=SAID), {"choice": chosen}, 250)
    assert (outcome.mark, outcome.parts) == (mark, parts)
    assert set(outcome.feedback) == {"always", "right" if mark else "wrong"}


PAIRS = (Line("a", "one", "Not so"), Line("b", "two"), Line("c", "one", "Look"), Line("", "three"))


@pytest.mark.parametrize(
    ("matches", "shares", "all_or_nothing"),
    [
        ({"r1": "one", "r2": "two", "r3": "one"}, 100, 100),
        ({"r1": "one", "r2": "two", "r3": "three"}, 67, 0),
        ({"r2": "two"}, 33, 0),
        ({"r1": "two", "r2": "one", "r3": "three"}, 0, 0),
        ({"r9": "one"}, 0, 0),
    ],
)
def test_matching(matches: dict[str, str], shares: int, all_or_nothing: int) -> None:
    written = Written("matching", "q", "?", lines=PAIRS, feedback=SAID)
    ids = {option["text"]: option["id"] for option in draft(written).public["options"]}
    response = {"matches": {row: ids[text] for row, text in matches.items()}}
    outcome = score(written, response)
    assert outcome.mark == shares
    assert score(replace(written, options={"scoring": "match_correct"}), response).mark == all_or_nothing
    assert {"r1", "r3"} & set(outcome.feedback) == {row for row in ("r1", "r3") if matches.get(row) != "one"}


STEPS = (Line("a"), Line("b", feedback="Not so"), Line("c"))


@pytest.mark.parametrize(
    ("order", "shares", "all_or_nothing"),
    [("abc", 100, 100), ("acb", 33, 0), ("bca", 0, 0), ("cba", 33, 0), ("a", 33, 0), ("", 0, 0)],
)
def test_ordering(order: str, shares: int, all_or_nothing: int) -> None:
    written = Written("ordering", "q", "?", lines=STEPS, feedback=SAID)
    made = draft(written)
    ids = {choice["html"]: choice["id"] for choice in made.public["choices"]}
    response = {"positions": {ids[letter]: str(place) for place, letter in enumerate(order, 1)}}
    outcome = score(written, response)
    assert outcome.mark == shares
    assert score(replace(written, options={"scoring": "match_correct"}), response).mark == all_or_nothing
    assert (ids["b"] in outcome.feedback) == (order.find("b") != 1)


def test_the_order_of_the_source_is_nowhere_in_the_public_part() -> None:
    public = draft(Written("ordering", "q", "?", lines=STEPS)).public
    assert draft(Written("ordering", "q", "?", lines=STEPS[::-1])).public == public
    assert len({repr(kind("ordering").arrange(public, seed)) for seed in range(30)}) == 6


@pytest.mark.parametrize(
    ("form", "said", "typed"),
    [
        (
            {"answer-1": "1", "answer-2": "1", "answer-3": "2"},
            "Place 1 is given twice.",
            {"1": "1", "2": "1", "3": "2"},
        ),
        ({"answer-1": "3", "answer-2": ""}, "Give every line its place, from 1 to 3.", {"1": "3"}),
        ({"answer-1": "4", "answer-2": "0", "answer-9": "1"}, "Give every line its place, from 1 to 3.", {}),
    ],
)
def test_every_line_needs_a_place_of_its_own(form: dict[str, str], said: str, typed: dict[str, str]) -> None:
    public = kind("ordering").arrange(draft(Written("ordering", "q", "?", lines=STEPS)).public, 5)
    with pytest.raises(Unanswered) as refused:
        kind("ordering").read(public, {name: [value] for name, value in form.items()})
    assert str(refused.value) == said
    at = {choice["id"]: str(place) for place, choice in enumerate(public["choices"], 1)}
    assert {at[name]: place for name, place in refused.value.typed["positions"].items()} == typed


FORESEEN = (
    Choice("évaluation *", True),
    Choice("%50% bilan", False, "Almost"),
    Choice("*notes*", False, "Not so"),
    Choice("*", False, "Look again"),
    Choice("évaluation des notes", False),
)


@pytest.mark.parametrize(
    ("text", "mark", "state", "said"),
    [
        ("Evaluation", 100, "right", None),
        ("ÉVALUATION formative", 100, "right", None),
        ("évaluation des notes", 100, "right", None),
        ("Bilan ", 50, "partial", "<p>Almost</p>\n"),
        ("les notes", 0, "wrong", "<p>Not so</p>\n"),
        ("rien", 0, "wrong", "<p>Look again</p>\n"),
        ("", 0, "wrong", None),
    ],
)
def test_short_text(text: str, mark: int, state: str, said: str | None) -> None:
    outcome = score(Written("short-text", "q", "?", choices=FORESEEN), {"text": text})
    assert (outcome.mark, outcome.parts, outcome.feedback.get("text")) == (mark, {"text": state}, said)


POSITIONS = (Line("a", feedback="And then?"), Line("b"))


def test_a_dilemma_asks_for_a_position_and_a_reason() -> None:
    public = draft(Written("dilemma", "q", "?", lines=POSITIONS)).public
    dilemma = kind("dilemma")
    form = {"answer": ["1"], "answer-reason": [" Because.\r\n\r\nAnd\x00 so on. \n"]}
    assert dilemma.read(public, form) == {"choice": "c1", "reason": "Because.\n\nAnd so on."}
    for missing, typed in (
        ({"answer": ["2"], "answer-reason": ["\n "]}, {"choice": "c2"}),
        ({"answer-reason": ["Because."]}, {"reason": "Because."}),
        ({"answer": ["2"], "answer-reason": ["x" * 4001]}, {"choice": "c2", "reason": "x" * 4001}),
    ):
        with pytest.raises(Unanswered) as refused:
            dilemma.read(public, missing)
        assert refused.value.typed == typed


@pytest.mark.parametrize("name", ["scale", "dilemma"])
def test_whoever_chooses_hears_what_is_said_of_it(name: str) -> None:
    written = Written(name, "q", "?", lines=POSITIONS, feedback={"always": "Always"})
    assert score(written, {"choice": "c1"}).feedback == {"c1": "<p>And then?</p>\n", "always": "<p>Always</p>\n"}
    assert score(written, {"choice": "c2"}).feedback == {"always": "<p>Always</p>\n"}


def cloze(**options: str) -> Written:
    typed = Gap((Answer("élève", 100), Answer("apprenant", 50, "Almost"), Answer("étudiant", 0, "Older")))
    listed = Gap((Answer("formative", 100, "Yes"), Answer("sommative", 0)), drop_down=True)
    arabic = Gap((Answer("مُتَعَلِّم", 100),))
    prompt = "".join(f"{{gap}}`x{number}` " for number in range(3))
    return Written("cloze", "q", prompt, options, gaps=(typed, listed, arabic), feedback=SAID)


@pytest.mark.parametrize(
    ("typed", "mark"),
    [
        ({"g1": " ELEVE ", "g2": "o1", "g3": "متعلم"}, 100),
        ({"g1": "élève", "g2": "o2", "g3": "متعلّـــم"}, 67),
        ({"g1": "Apprenant", "g2": "o1"}, 50),
        ({"g1": "apprenant"}, 17),
        ({"g1": "étudiant", "g2": "formative"}, 0),
        ({}, 0),
    ],
)
def test_cloze(typed: dict[str, str], mark: int) -> None:
    assert score(cloze(), {"gaps": typed}).mark == mark


def test_what_is_said_of_each_gap() -> None:
    outcome = score(cloze(), {"gaps": {"g1": "apprenant", "g2": "o1"}})
    assert outcome.parts == {"g1": "partial", "g2": "right", "g3": "wrong"}
    assert outcome.feedback == {
        "g1": "<p>Almost</p>\n",
        "g2": "<p>Yes</p>\n",
        "always": "<p>Always</p>\n",
        "wrong": "<p>Look again</p>\n",
    }


def test_strict_gaps_mind_every_accent() -> None:
    strict = cloze(strict="yes")
    assert score(strict, {"gaps": {"g1": "eleve", "g2": "o1", "g3": "متعلم"}}).mark == 33
    assert score(strict, {"gaps": {"g1": "e\u0301le\u0300ve", "g2": "o1", "g3": "مُتَعَلِّم"}}).mark == 100


def test_the_best_answer_that_fits_counts() -> None:
    gap = Gap((Answer("ELEVE", 50), Answer("élève", 100)))
    assert score(Written("cloze", "q", "{gap}`x`", gaps=(gap,)), {"gaps": {"g1": "eleve"}}).mark == 100


def test_more_gaps_than_places_are_still_asked() -> None:
    gap = Gap((Answer("a", 100),))
    public = draft(Written("cloze", "q", "only {gap}`=a` here", gaps=(gap, gap))).public
    assert [part.get("gap", "-") for part in public["parts"]] == ["-", "g1", "-", "g2", "-"]


@pytest.mark.parametrize(
    ("written", "form"),
    [
        (Written("single-choice", "q", "?", choices=CHOICES), {}),
        (Written("single-choice", "q", "?", choices=CHOICES), {"answer": ["9"]}),
        (Written("single-choice", "q", "?", choices=CHOICES), {"answer": ["1", "2"]}),
        (Written("true-false", "q", "So.", {"answer": "true"}), {"answer": ["true"]}),
        (many("map_response"), {"answer": ["x"]}),
        (Written("matching", "q", "?", lines=PAIRS), {"answer-r1": [""], "answer-r9": ["1"], "answer": ["1"]}),
        (Written("matching", "q", "?", lines=PAIRS), {"answer-r1": ["o1"]}),
        (cloze(), {"answer-g1": ["  "], "answer-g2": [""]}),
        (cloze(), {"answer-g2": ["7"]}),
        (Written("numeric", "q", "?", {"answer": "3"}), {"answer": [" "]}),
        (Written("scale", "q", "?", lines=POSITIONS), {"answer": ["3"]}),
        (Written("scale", "q", "?", lines=POSITIONS), {"answer": ["1", "2"]}),
        (Written("short-text", "q", "?", choices=FORESEEN), {"answer": [" \n"]}),
        (Written("short-text", "q", "?", choices=FORESEEN), {"answer": ["x" * 201]}),
    ],
)
def test_an_empty_or_foreign_form_is_not_an_answer(written: Written, form: dict[str, list[str]]) -> None:
    with pytest.raises(Unanswered):
        kind(written.kind).read(draft(written).public, form)


def test_what_was_typed_comes_back() -> None:
    with pytest.raises(Unanswered) as refused:
        kind("numeric").read({"prompt": "?"}, {"answer": ["12 metres"]})
    assert refused.value.typed == {"number": "12 metres"}
    with pytest.raises(Unanswered) as refused:
        kind("cloze").read(draft(cloze()).public, {"answer-g1": ["x" * 201], "answer-g3": ["متعلم"]})
    assert refused.value.typed == {"gaps": {"g1": "x" * 201, "g3": "متعلم"}}


def test_a_form_is_read_without_control_characters() -> None:
    form = {"answer-g1": ["él\x00ève\n"], "answer-g2": ["2"]}
    assert kind("cloze").read(draft(cloze()).public, form) == {"gaps": {"g1": "élève", "g2": "o2"}}
