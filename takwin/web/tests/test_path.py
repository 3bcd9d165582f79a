"""A course as a path: neighbours, and where to go on."""

from typing import Any

import pytest

from takwin.learning.progress import State
from takwin.web.path import place, resume, stops, stretches
from takwin.web.wording import Words

MODULES: dict[str, list[tuple[str, list[str]]]] = {"one": [("a", []), ("b", ["q"])], "two": [("c", [])]}


def step(module: str, name: str, quizzes: list[str]) -> dict[str, Any]:
    title = {"fr": name, "ar": f"خطوة {name}"}
    return {"id": f"{module}/{name}", "title": title, "minutes": {"fr": 10}, "quizzes": quizzes}


OUTLINE: dict[str, Any] = {
    "languages": ["fr", "ar"],
    "modules": [
        {"id": module, "title": {"fr": module.upper()}, "steps": [step(module, *one) for one in steps]}
        for module, steps in MODULES.items()
    ],
}


def path(done: frozenset[str] = frozenset(), language: str = "fr") -> Any:
    return stretches(Words(OUTLINE, language), State(done=done))


def test_the_path_knows_what_is_done_and_what_counts() -> None:
    first, second = path(frozenset({"one/a"}))
    assert [(stop.key, stop.done, stop.graded) for stop in stops((first, second))] == [
        ("one/a", True, False), ("one/b", False, True), ("two/c", False, False),
    ]  # fmt: skip
    assert (first.done, first.minutes, second.done) == (1, 20, 0)


def test_what_is_not_translated_is_read_in_the_original() -> None:
    first, _ = path(language="ar")
    assert (first.title, first.stops[0].title, first.stops[0].minutes) == ("ONE", "خطوة a", 10)


def test_a_place_has_its_neighbours_across_modules() -> None:
    here = place(path(), "one/b")
    assert here
    assert here.before
    assert here.after
    assert (here.before.key, here.after.key, here.number, here.of, here.module.id) == ("one/a", "two/c", 2, 3, "one")


def test_the_ends_have_one_neighbour_and_elsewhere_is_nowhere() -> None:
    first, last = place(path(), "one/a"), place(path(), "two/c")
    assert first
    assert last
    assert (first.before, last.after) == (None, None)
    assert place(path(), "one/zzz") is None


@pytest.mark.parametrize(
    ("done", "last", "goes_on"),
    [
        (set(), "", "one/a"),
        (set(), "one/b", "one/b"),
        ({"one/a"}, "one/a", "one/b"),
        ({"one/b", "two/c"}, "two/c", "one/a"),
        ({"one/a", "one/b", "two/c"}, "one/b", "one/b"),
        ({"one/a"}, "gone/away", "one/b"),
    ],
)
def test_one_goes_on_where_one_stopped(done: set[str], last: str, goes_on: str) -> None:
    assert resume(path(frozenset(done)), last).key == goes_on


def test_a_module_is_a_resource_unless_it_has_a_task_made_with_others() -> None:
    parts = ["product", "communication"]
    outline = {**OUTLINE, "tasks": {"t": {"step": "one/a", "parts": parts}, "u": {"step": "two/c", "parts": parts[:1]}}}
    first, second = stretches(Words(outline, "fr"), State())
    assert (first.resource, second.resource) == (False, True)
    assert [stop.task for stop in stops((first, second))] == [True, False, True]
