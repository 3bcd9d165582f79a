"""The sample courses: sound, answerable in every language, and light; the second shows every kind on the shelf."""

import gzip
from pathlib import Path

import pytest

from takwin.content.check import Checked, check
from takwin.items.shelf import KINDS, kind

COURSES = Path(__file__).resolve().parents[3] / "courses"
NAMES = sorted(path.name for path in COURSES.iterdir() if path.is_dir())
SECOND = "teaching-with-digital-resources"


@pytest.fixture(scope="module")
def checked() -> dict[str, Checked]:
    return {name: check(COURSES / name) for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_is_sound(name: str, checked: dict[str, Checked]) -> None:
    assert [str(one) for one in checked[name].problems] == []
    assert checked[name].publishable


@pytest.mark.parametrize("name", NAMES)
def test_the_solution_of_every_question_earns_all_in_every_language(name: str, checked: dict[str, Checked]) -> None:
    compiled = checked[name].compiled
    assert compiled is not None
    for item, one in compiled.items.items():
        about = compiled.outline["items"][item]
        book = kind(about["kind"])
        keys = [
            row for language in ("fr", "ar", "en") for row in one.key[language].get("variants", [one.key[language]])
        ]
        if book.marked:
            earned = {book.score(key, book.solution(key), about["points"]).mark for key in keys}
            assert earned == {about["points"]}, item


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_light(name: str, checked: dict[str, Checked]) -> None:
    """Compressed, with its questions; what stands around it is weighed in the browser."""
    compiled = checked[name].compiled
    assert compiled is not None
    for (step, language), parts in compiled.pages.items():
        asked = [str(compiled.items[item].public[language]) for item in _items(compiled.outline, step)]
        weight = len(gzip.compress(("".join(str(part) for part in parts) + "".join(asked)).encode(), 6, mtime=0))
        assert 500 < weight <= 8_000, f"{step} {language}"


def _items(outline: dict, step: str) -> list[str]:  # type: ignore[type-arg]
    return next(one["items"] for module in outline["modules"] for one in module["steps"] if one["id"] == step)


def test_the_second_course_shows_the_whole_shelf(checked: dict[str, Checked]) -> None:
    compiled = checked[SECOND].compiled
    assert compiled is not None
    modules = compiled.outline["modules"]
    kinds = [item["kind"] for item in compiled.outline["items"].values()]
    assert set(kinds) == set(KINDS)
    assert (len(modules), sum(len(module["steps"]) for module in modules)) == (4, 24)
    assert len(kinds) >= 70
    assert kinds.count("dilemma") == 3


def test_the_pictures_of_the_second_course_stay_small() -> None:
    media = {path.name: path.stat().st_size for path in (COURSES / SECOND / "media").iterdir()}
    assert max(size for name, size in media.items() if name.endswith(".svg")) <= 4_000
    assert max(size for name, size in media.items() if name.endswith(".pdf")) <= 80_000
