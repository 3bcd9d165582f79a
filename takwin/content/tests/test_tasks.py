"""Tasks: read from the source, kept by the compiler, written back; and what makes a module more than a resource."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from takwin.content.check import Checked, check
from takwin.content.compiler import compile
from takwin.content.release import practised, resources
from takwin.content.source import tasks
from takwin.content.source.fences import Fence
from takwin.content.source.markdown import parse
from takwin.content.tests.builders import COURSE, course, folder
from takwin.scenarios import markdown
from takwin.scenarios.communication import DEGREES, Communication
from takwin.scenarios.rubric import Criterion, Level
from takwin.scenarios.task import PROSE, Task
from takwin.scenarios.tests.builders import TASK

HEAD = "---\ntitle: Titre\nminutes: 60\n---\n"
# Words that mean nothing else in Markdown, so that the task is the one that was meant.
PLAIN = st.lists(st.from_regex(r"[A-Za-zéàçؠ-ي]{1,8}", fullmatch=True), min_size=1, max_size=5).map(" ".join)
TEXTS = st.lists(PLAIN, min_size=1, max_size=3).map("\n\n".join)
LEVELS = st.builds(Level, title=PLAIN, text=st.just("") | PLAIN, points=st.none() | st.integers(0, 1000))
CRITERIA = st.builds(Criterion, text=PLAIN, levels=st.lists(LEVELS, max_size=4).map(tuple))
TALK = st.builds(
    Communication,
    degree=st.sampled_from(DEGREES),
    who=PLAIN,
    about=st.just("") | PLAIN,
    tool=PLAIN,
    how=st.just("") | TEXTS,
)
TASKS = st.builds(
    Task,
    id=st.just("a-task"),
    title=PLAIN,
    minutes=st.none() | st.integers(1, 9999),
    aligned=st.sampled_from([(), ("digcompedu/1.2", "takwin-values/V3")]),
    texts=st.dictionaries(st.sampled_from([one for one in PROSE if one != "steps"]), TEXTS),
    criteria=st.lists(CRITERIA, max_size=3).map(tuple),
    communication=st.none() | TALK,
)


def fence(source: str) -> Fence:
    found: Fence = next(token.meta["fence"] for token in parse(source) if token.type == "directive")
    return found


@settings(deadline=None, max_examples=100)
@given(TASKS, st.integers(0, 3))
def test_a_task_survives_its_source(task: Task, steps: int) -> None:
    numbered = {"steps": "\n".join(f"{at + 1}. un" for at in range(steps))} if steps else {}
    task = replace(task, texts={**task.texts, **numbered}, steps=steps)
    reading = tasks.read(fence(markdown.write(task)))
    assert reading.mistakes == []
    assert reading.task() == task


def checked(place: Path, text: str = TASK, changes: Mapping[str, str] | None = None) -> Checked:
    files = {f"one/welcome.{one}.md": HEAD + text for one in ("fr", "en")}
    return check(
        folder(
            place,
            {
                **files,
                "course.yaml": COURSE.replace("hours: 0.5", "hours: 1.3"),
                "media/square.svg": None,
                **(changes or {}),
            },
        )
    )


def test_a_task_is_a_part_of_its_page_and_told_in_the_outline(tmp_path: Path) -> None:
    found = checked(tmp_path)
    assert found.problems == []
    assert found.compiled
    (part,) = found.compiled.pages["one/welcome", "fr"]
    assert [one["name"] for one in part["parts"]] == ["context", "product", "steps", "criteria", "communication", "aids", "feedback", "at-scale"]  # fmt: skip
    shown = {one["name"]: one for one in part["parts"]}
    assert shown["product"]["html"] == "<p>Une demi-page, sans nom.</p>"
    assert shown["criteria"]["criteria"][0]["levels"][1] == {"title": "Atteint", "points": 2, "html": "une caméra"}
    assert shown["communication"]["degree"] == "exchange"
    assert found.compiled.outline["tasks"]["visite"] == {
        "step": "one/welcome",
        "title": {"fr": "Une visite", "en": "Une visite"},
        "minutes": 40,
        "aligned": ["digcompedu/1.2"],
        "parts": list(shown),
        "steps": 2,
        "degree": "exchange",
        "criteria": [[0, 2], []],
    }
    assert practised(found.compiled.outline, "digcompedu/1.2") == ["one/welcome"]


def test_the_place_of_a_mistake_inside_a_part_is_told(tmp_path: Path) -> None:
    found = checked(tmp_path, TASK.replace("Une grille.", "Une grille : ![Un](media/none.png)"))
    line = HEAD.count("\n") + TASK[: TASK.index("Une grille.")].count("\n") + 1
    assert [(one.name, one.file, one.line) for one in found.problems] == [
        ("media-missing", f"one/welcome.{one}.md", line) for one in ("en", "fr")
    ]


def test_a_module_with_task_product_and_communication_is_no_resource(tmp_path: Path) -> None:
    whole = checked(tmp_path / "a").compiled
    assert whole
    assert resources(whole.outline) == []
    for at, missing in enumerate(("product", "communication")):
        start = TASK.index(f"::::{{{missing}}}")
        without = TASK[:start] + TASK[TASK.index("\n::::\n", start) + 6 :]
        compiled = checked(tmp_path / str(at), without).compiled
        assert compiled
        assert resources(compiled.outline) == ["one"]


def test_the_communication_scenario_may_be_that_of_the_module(tmp_path: Path) -> None:
    start = TASK.index("::::{communication}")
    without = TASK[:start] + TASK[TASK.index("\n::::\n", start) + 6 :]
    said = "    communication: {degree: exchange, who: {fr: Deux, en: Two}, about: {fr: Tout, en: All}, tool: {fr: Voix, en: Voice}, when: {fr: Jeudi, en: Thursday}}\n"
    source = COURSE.replace("hours: 0.5", "hours: 1.3").replace("    steps: [", said + "    steps: [")
    found = checked(tmp_path, without, {"course.yaml": source})
    assert found.problems == []
    assert found.compiled
    assert resources(found.compiled.outline) == []
    assert found.compiled.outline["modules"][0]["communication"]["en"]["tool"] == "Voice"


def test_a_course_without_tasks_says_nothing_of_them() -> None:
    compiled = compile(course(), {})
    assert "tasks" not in compiled.outline
    assert compiled.outline["completion"] == {"steps": 100, "mark": 0}
    assert "communication" not in compiled.canonical["course"]["modules"][0]
