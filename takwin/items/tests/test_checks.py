"""Every complaint has a question that deserves it, and says where, what and what to try."""

from dataclasses import replace

import pytest

from takwin.items import options
from takwin.items.complaints import COMPLAINTS, WARNINGS
from takwin.items.item import Answer, Choice, Gap, Line, Written
from takwin.items.shelf import kind

SAID = {"always": "Said"}
TWO = (Choice("a", True), Choice("b", False))
SINGLE = Written("single-choice", "q", "?", choices=TWO, feedback=SAID)
MULTIPLE = replace(SINGLE, kind="multiple-choice")
NUMERIC = Written("numeric", "q", "?", {"answer": "3"}, feedback=SAID)

MATCHING = Written("matching", "q", "?", lines=(Line("a", "1"), Line("b", "2"), Line("", "3")), feedback=SAID)
ORDERING = Written("ordering", "q", "?", lines=(Line("a"), Line("b")), feedback=SAID)
SHORT = Written("short-text", "q", "?", choices=(Choice("élève", True), Choice("*", False)), feedback=SAID)
SCALE = Written("scale", "q", "?", lines=(Line("a"), Line("b")))
DILEMMA = Written("dilemma", "q", "?", lines=(Line("a", feedback="Said"), Line("b")))
TRUTH = Written("true-false", "q", "It is so.", {"answer": "true"}, feedback=SAID)

SPOTS = Written(
    "hotspot",
    "q",
    "?",
    {"image": "media/a.svg", "alt": "A class"},
    choices=(Choice("a", True, area="rect 1,1,9,9"), Choice("b", False, area="circle 20,20,5")),
    feedback=SAID,
)

DROP = Written(
    "drag-and-drop",
    "q",
    "?",
    lines=(Line("a", "1"), Line("b", "2"), Line("c")),
    zones=(Line("A"), Line("B")),
    feedback=SAID,
)

LONG = Written("long-text", "q", "?", feedback=SAID)
FILE = Written("file-answer", "q", "?", feedback=SAID)


def cloze(*answers: tuple[str, int], drop_down: bool = False, **given: str) -> Written:
    gap = Gap(tuple(Answer(text, weight) for text, weight in answers), drop_down)
    return Written("cloze", "q", "A {gap}`…`", given, gaps=(gap,), feedback=SAID)


def said(written: Written, **given: str) -> Written:
    return replace(written, options={**written.options, **given})


WRONG = [
    ("prompt-empty", replace(SINGLE, prompt="  \n")),
    ("option-unknown", said(SINGLE, scoring="map_response")),
    ("option-unknown", said(NUMERIC, shuffle="no")),
    ("points", said(SINGLE, points="0")),
    ("points", said(SINGLE, points="1.234")),
    ("points", said(SINGLE, points="-1")),
    ("points", said(SINGLE, points="1001")),
    ("points", said(SINGLE, points="")),
    ("attempts", said(SINGLE, attempts="0")),
    ("attempts", said(SINGLE, attempts="many")),
    ("switch", said(SINGLE, shuffle="maybe")),
    ("switch", cloze(("a", 100), strict="oui")),
    ("scoring", said(MULTIPLE, scoring="partial")),
    ("feedback-hand", replace(LONG, feedback={"right": "Yes"})),
    ("feedback-hand", replace(FILE, feedback={"wrong": "No"})),
    ("feedback-missing", replace(LONG, feedback={})),
    ("longest", said(LONG, longest="99")),
    ("longest", said(LONG, longest="20001")),
    ("longest", said(LONG, longest="many")),
    ("guide-stray", replace(SINGLE, guide="Look")),
    ("guide-stray", replace(DILEMMA, guide="Look")),
    ("choices-stray", replace(LONG, choices=TWO)),
    ("file-types", said(FILE, types="pdf, exe")),
    ("file-types", said(FILE, types=", ,")),
    ("file-size", said(FILE, size="0")),
    ("file-size", said(FILE, size="21")),
    ("file-size", said(FILE, size="1.5")),
    ("points", said(LONG, points="0")),
    ("zones-few", replace(DROP, zones=DROP.zones[:1], lines=DROP.lines[:1])),
    ("zone-empty", replace(DROP, zones=(*DROP.zones, Line("")))),
    ("zone-twice", replace(DROP, zones=(*DROP.zones, Line(" A")))),
    ("zone-crowded", replace(said(DROP, **{"one-each": "yes"}), lines=(Line("a", "1"), Line("b", "1")))),
    ("labels-missing", replace(DROP, lines=DROP.lines[2:])),
    ("label-zone", replace(DROP, lines=(*DROP.lines, Line("d", "3")))),
    ("label-zone", replace(DROP, lines=(*DROP.lines, Line("d", "first")))),
    ("line-empty", replace(DROP, lines=(*DROP.lines, Line("", "1")))),
    ("picture-missing", replace(DROP, zones=(Line("A", "rect 1,1,2,2"), Line("B", "rect 3,3,4,4")))),
    ("area-missing", replace(said(DROP, image="media/a.svg", alt="A"), zones=(Line("A", "rect 1,1,2,2"), Line("B")))),
    ("switch", said(DROP, **{"one-each": "maybe"})),
    ("picture-missing", replace(SPOTS, options={"alt": "A class"})),
    ("picture-alt", replace(SPOTS, options={"image": "media/a.svg", "alt": " "})),
    ("area-missing", replace(SPOTS, choices=(*SPOTS.choices, Choice("c", False)))),
    ("area", replace(SPOTS, choices=(*SPOTS.choices, Choice("c", False, area="square 1,2,3")))),
    ("right-places", replace(SPOTS, choices=tuple(replace(one, right=True) for one in SPOTS.choices))),
    (
        "choices-all-right",
        replace(said(SPOTS, several="yes"), choices=tuple(replace(one, right=True) for one in SPOTS.choices)),
    ),
    ("switch", said(SPOTS, several="many")),
    ("scoring", said(SPOTS, scoring="half")),
    ("choices-few", replace(SINGLE, choices=TWO[:1])),
    ("choice-empty", replace(SINGLE, choices=(*TWO, Choice(" ", False)))),
    ("choice-twice", replace(MULTIPLE, choices=(*TWO, Choice(" b ", False)))),
    ("right-missing", replace(SINGLE, choices=(Choice("a", False), Choice("b", False)))),
    ("right-several", replace(SINGLE, choices=(Choice("a", True), Choice("b", True)))),
    ("choices-all-right", replace(MULTIPLE, choices=(Choice("a", True), Choice("b", True)))),
    ("choices-stray", replace(TRUTH, choices=TWO)),
    ("foreseen", replace(NUMERIC, choices=(Choice("4", True),))),
    ("foreseen", replace(NUMERIC, choices=(Choice("3,0", False),))),
    ("foreseen", replace(NUMERIC, choices=(Choice("4 MB", False),))),
    ("gaps-stray", replace(SINGLE, gaps=(Gap((Answer("a", 100),)),))),
    ("gap-missing", Written("cloze", "q", "No gap", feedback=SAID)),
    ("gap-right-missing", cloze(("a", 0), ("b", 50))),
    ("answer-empty", cloze(("a", 100), ("", 0))),
    ("answer-folded", cloze(("َ", 100))),
    ("answer-twice", cloze(("élève", 100), ("ELEVE", 100))),
    ("answer-conflict", cloze(("élève", 100), ("eleve", 50))),
    ("select-twice", cloze(("a", 100), ("a", 0), drop_down=True)),
    ("select-few", cloze(("a", 100), drop_down=True)),
    ("weight", cloze(("a", 100), ("b", 150))),
    ("weight", cloze(("a", 100), ("b", -50))),
    ("weight-inside", cloze(("a %50%b", 100))),
    ("number-missing", replace(NUMERIC, options={})),
    ("number", said(NUMERIC, answer="three")),
    ("number", said(NUMERIC, answer="1e9")),
    ("tolerance", said(NUMERIC, tolerance="-1")),
    ("tolerance", said(NUMERIC, tolerance="a little")),
    ("tolerance", said(NUMERIC, tolerance="%")),
    ("truth", replace(TRUTH, options={})),
    ("truth", said(TRUTH, answer="vrai")),
    ("choices-stray", replace(TRUTH, choices=TWO)),
    ("lines-few", replace(MATCHING, lines=MATCHING.lines[1:])),
    ("line-empty", replace(MATCHING, lines=(*MATCHING.lines, Line("", "")))),
    ("line-twice", replace(MATCHING, lines=(*MATCHING.lines, Line(" b", "4")))),
    ("line-box", replace(MATCHING, lines=(*MATCHING.lines, Line("[x] c", "4")))),
    ("pair-half", replace(MATCHING, lines=(*MATCHING.lines, Line("c")))),
    ("pair-decoy", replace(MATCHING, lines=(*MATCHING.lines, Line("", " 2")))),
    ("targets-few", replace(MATCHING, lines=(Line("a", "1"), Line("b", "1 ")))),
    ("scoring", said(MATCHING, scoring="shares")),
    ("choices-stray", replace(MATCHING, choices=TWO)),
    ("order-few", replace(ORDERING, lines=(Line("a"),))),
    ("line-empty", replace(ORDERING, lines=(*ORDERING.lines, Line(" ")))),
    ("line-twice", replace(ORDERING, lines=(*ORDERING.lines, Line("a")))),
    ("line-box", replace(ORDERING, lines=(*ORDERING.lines, Line("[ ] c")))),
    ("option-unknown", said(ORDERING, shuffle="no")),
    ("accepted-missing", replace(SHORT, choices=SHORT.choices[1:])),
    ("accepted-missing", replace(SHORT, choices=())),
    ("accepted-empty", replace(SHORT, choices=(*SHORT.choices, Choice("َ", False)))),
    ("accepted-twice", replace(SHORT, choices=(*SHORT.choices, Choice(" ELEVE", False)))),
    ("accepted-all", replace(SHORT, choices=(SHORT.choices[0], Choice("* **", True)))),
    ("accepted-weight", replace(SHORT, choices=(*SHORT.choices, Choice("%120% a", False)))),
    ("accepted-weight", replace(SHORT, choices=(*SHORT.choices, Choice("%50% a", True)))),
    ("gaps-stray", replace(SHORT, gaps=(Gap((Answer("a", 100),)),))),
    ("switch", said(SHORT, strict="oui")),
    ("units", said(NUMERIC, units="kB = 0.001; GB = 1000")),
    ("units", said(NUMERIC, units="kB; MB")),
    ("units", said(NUMERIC, units="MB; MB = 2")),
    ("units", said(NUMERIC, units="MB; ; GB = 1000")),
    ("units", said(NUMERIC, units="MB; GB = 0")),
    ("units", said(NUMERIC, units="MB; GB = many")),
    ("units", said(NUMERIC, units="min; s = 1/0")),
    ("scale-long", replace(SCALE, lines=tuple(Line(str(number)) for number in range(12)))),
    ("option-unknown", said(SCALE, points="1")),
    ("lines-few", replace(SCALE, lines=())),
    ("line-box", replace(DILEMMA, lines=(*DILEMMA.lines, Line("[ ] c")))),
    ("feedback-unmarked", replace(SCALE, feedback={"right": "Said"})),
    ("feedback-unmarked", replace(DILEMMA, feedback={"wrong": "Said"})),
    ("switch", said(DILEMMA, shuffle="maybe")),
    ("choices-stray", replace(SCALE, choices=TWO)),
    ("feedback-missing", replace(DILEMMA, lines=SCALE.lines)),
    ("feedback-missing", replace(SINGLE, feedback={})),
]


@pytest.mark.parametrize(("name", "written"), WRONG)
def test_what_is_wrong_is_said_once(name: str, written: Written) -> None:
    complaints = kind(written.kind).check(written)
    assert [one.name for one in complaints] == [name]
    for sentence in (complaints[0].sentence, complaints[0].try_this):
        assert str(sentence)
        assert "%(" not in str(sentence)
        assert "%%" not in str(sentence)
    assert complaints[0].level == ("warning" if name in WARNINGS else "error")


def test_every_complaint_is_shown_here() -> None:
    assert {name for name, _ in WRONG} == set(COMPLAINTS)


@pytest.mark.parametrize("written", [SINGLE, MULTIPLE, NUMERIC, TRUTH, MATCHING, ORDERING, SHORT, cloze(("a", 100))])
def test_what_is_sound_stays_silent(written: Written) -> None:
    assert kind(written.kind).check(said(written, points="0,5", attempts="3")) == []


@pytest.mark.parametrize("written", [SCALE, DILEMMA])
def test_what_is_never_marked_needs_no_points(written: Written) -> None:
    assert kind(written.kind).check(said(written, attempts="3")) == []


def test_strict_words_may_differ_by_an_accent() -> None:
    assert kind("cloze").check(cloze(("élève", 100), ("eleve", 50), ("َ", 0), strict="yes")) == []


@pytest.mark.parametrize(
    ("text", "hundredths"), [("1", 100), ("0.5", 50), ("2,25", 225), (" 10 ", 1000), ("0.01", 1), ("1000", 100_000)]
)
def test_points_are_whole_hundredths(text: str, hundredths: int) -> None:
    assert options.points({"points": text}) == hundredths


def test_options_left_out() -> None:
    assert options.points({}) == 100
    assert options.attempts({}, 2) == 2
    assert options.attempts({"attempts": "unlimited"}, 2) is None
    assert options.attempts({"attempts": "3"}, None) == 3
