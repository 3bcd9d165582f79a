"""What a task is told to lack, and what all its languages share."""

from dataclasses import replace

import pytest

from takwin.scenarios import rubric, words
from takwin.scenarios.communication import DEGREES, FIELDS, Communication
from takwin.scenarios.complaints import COMPLAINTS
from takwin.scenarios.rubric import Criterion, Level
from takwin.scenarios.task import PARTS, PROSE, WEAK, Task, check, structure

TALK = Communication("exchange", "two teachers", "a lesson", "aloud", "the same day")
WHOLE = Task(
    id="visit",
    title="A visit",
    minutes=40,
    texts=dict.fromkeys(PROSE, "Words."),
    steps=2,
    criteria=(Criterion("Facts", (Level("Not yet", "adjectives", 0), Level("There", "a camera", 2))),),
    communication=TALK,
)


def names(task: Task) -> list[str]:
    return [complaint.name for complaint in check(task)]


def test_a_whole_task_lacks_nothing() -> None:
    assert names(WHOLE) == []
    assert WHOLE.parts == PARTS


@pytest.mark.parametrize("part", [one for one in WEAK if one != "criteria"])
def test_what_is_missing_is_told(part: str) -> None:
    task = replace(WHOLE, texts={name: text for name, text in WHOLE.texts.items() if name != part})
    assert names(task) == [f"task-without-{part}"]


def test_a_task_needs_criteria_time_a_title_and_something_to_do() -> None:
    bare = replace(WHOLE, criteria=(), title="", minutes=None, texts={**WHOLE.texts, "instructions": "", "steps": ""})
    assert set(names(bare)) == {"task-title", "task-without-time", "task-without-instructions", "task-without-criteria"}


def test_a_vague_communication_scenario_is_told_what_it_leaves_open() -> None:
    (complaint,) = check(replace(WHOLE, communication=Communication("exchange", who="two", how="They talk.")))
    assert (complaint.name, complaint.values) == ("communication-vague", {"unsaid": ["about", "tool", "when"]})


def test_points_stand_at_all_levels_or_at_none() -> None:
    half = Criterion("Facts", (Level("No", points=0), Level("Yes")))
    assert [one.name for one in rubric.check((half,))] == ["criterion-points"]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("There -> a camera", Level("There", "a camera")),
        ("(2) There -> a -> b\nmore", Level("There", "a -> b\nmore", 2)),
        ("There ->", Level("There")),
        ("(2 There -> x", Level("(2 There", "x")),
        ("There a camera", None),
        ("-> a camera", None),
        ("(2) -> a camera", None),
    ],
)
def test_a_level_is_a_name_an_arrow_and_words(text: str, level: Level | None) -> None:
    assert rubric.level(text) == level


def test_words_may_differ_between_languages_and_nothing_else() -> None:
    other = replace(
        WHOLE, title="Une visite", texts=dict.fromkeys(PROSE, "Mots."), communication=replace(TALK, who="deux")
    )
    assert structure(other) == structure(WHOLE)
    changed = [
        replace(WHOLE, minutes=41),
        replace(WHOLE, steps=3),
        replace(WHOLE, communication=None),
        replace(WHOLE, communication=replace(TALK, degree="cooperation")),
        replace(WHOLE, criteria=(Criterion("Facts"),)),
        replace(WHOLE, aligned=("digcompedu/1.2",)),
    ]
    assert all(structure(one) != structure(WHOLE) for one in changed)


def test_everything_has_a_name_on_a_page() -> None:
    assert set(words.PARTS) == set(PARTS)
    assert set(words.DEGREES) == set(words.DEGREE_NAMES) == set(DEGREES)
    assert set(words.FIELDS) == {"degree", *FIELDS}


def test_every_weak_spot_has_its_warning() -> None:
    assert {COMPLAINTS[f"task-without-{part}"][0] for part in (*WEAK, "communication")} == {"warning"}
