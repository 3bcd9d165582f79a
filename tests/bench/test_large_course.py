"""The large course that the checker is measured with is a course like any other."""

from pathlib import Path

from bench import large_course
from takwin.content.check import check
from takwin.content.source.problems import errors


def test_it_has_its_steps_and_no_errors(tmp_path: Path) -> None:
    checked = check(large_course.make(tmp_path / "course", steps=15))
    assert errors(checked.problems) == []
    assert checked.course is not None
    assert [len(module.steps) for module in checked.course.modules] == [10, 5]
    assert checked.compiled is not None
    assert len(checked.compiled.pages) == 15 * 3
    assert len(checked.compiled.items) > 15
