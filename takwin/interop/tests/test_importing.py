"""Importing: a folder that appears whole or not at all, a report that adds up."""

import json
from pathlib import Path

import pytest

from takwin.content.source import reader
from takwin.interop.course_package import ImportRefused
from takwin.interop.formats.olx.tests.packing import files, packed
from takwin.interop.importing import as_json, as_text, course_id, import_archive
from takwin.lib.tests.hostile import HOSTILE

LESSON = packed(files("lesson"))


def test_writes_a_course_and_a_report(tmp_path: Path) -> None:
    archive = tmp_path / "lesson.tar.gz"
    archive.write_bytes(LESSON)
    report = import_archive(archive, tmp_path / "new" / "lesson")
    course, _ = reader.read(tmp_path / "new" / "lesson")
    assert course is not None
    assert report.course == course.id == course_id(archive) == "academy-obs-1-r1"
    assert [entry.name for entry in (tmp_path / "new").iterdir()] == ["lesson"]


def test_report_for_programs(tmp_path: Path) -> None:
    told = as_json(import_archive(LESSON, tmp_path / "lesson"))
    assert json.loads(json.dumps(told)) == told
    assert list(told) == ["format", "blocks", "losses"]
    assert told["format"] == "olx"
    assert told["blocks"]["video"] == {"kept": 1, "changed": 0, "lost": 0}
    assert all(set(loss) == {"kind", "place", "reason"} and all(loss.values()) for loss in told["losses"])


def test_report_for_people(tmp_path: Path) -> None:
    text = as_text(import_archive(LESSON, tmp_path / "lesson"), lambda sentence: str(sentence).upper())
    assert "KEPT" in text.split("\n")[0]
    assert "poll: Regarder / Choisir au hasard / Au hasard / Votre humeur (poll/p1.xml)\n    IT IS EMPTY." in text


def test_never_writes_over_something(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(ImportRefused, match="exists already"):
        import_archive(LESSON, tmp_path)
    assert [entry.name for entry in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_archives_leave_nothing_behind(name: str, tmp_path: Path) -> None:
    with pytest.raises(ImportRefused):
        import_archive(HOSTILE[name](), tmp_path / "course")
    assert list(tmp_path.iterdir()) == []


LAUGHS = b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("course/problem/one.xml", LAUGHS + b"<problem>&b;</problem>"),
        ("course/course.xml", LAUGHS + b"<course/>"),
        ("course/problem/one.xml", b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><problem>&x;</problem>'),
        ("course/problem/one.xml", "<problem>é</problem>".encode("latin-1")),
        ("course/html/h1.html", "<p>é</p>".encode("latin-1")),
        ("course/course.xml", b"<library/>"),
        ("course/course.xml", b"<course"),
        ("course/course.xml", b"<moodle/>"),
        ("course/course/R1.xml", b"<course"),
        ("course/course/R1.xml", b'<course display_name="x"/>'),
    ],
)
def test_hostile_courses_leave_nothing_behind(name: str, data: bytes, tmp_path: Path) -> None:
    with pytest.raises(ImportRefused) as refused:
        import_archive(packed({**files("lesson"), name: data}), tmp_path / "course")
    assert str(refused.value.sentence).endswith(".")
    assert list(tmp_path.iterdir()) == []


def test_broken_component_is_only_a_loss(tmp_path: Path) -> None:
    broken = {**files("lesson"), "course/problem/one.xml": b"<problem>\n<p>"}
    told = as_json(import_archive(packed(broken), tmp_path / "course"))
    assert any("line 2" in loss["reason"] for loss in told["losses"] if "problem/one.xml" in loss["place"])


def test_a_vertical_that_holds_itself(tmp_path: Path) -> None:
    ring = {
        **files("lesson"),
        "course/vertical/v-empty.xml": b'<vertical><vertical url_name="v-empty"/><html>x</html></vertical>',
    }
    told = as_json(import_archive(packed(ring), tmp_path / "course"))
    assert "It holds itself, directly or through others." in [loss["reason"] for loss in told["losses"]]


def test_other_archives_are_told_from_courses(tmp_path: Path) -> None:
    for found in ({"a.txt": b"x"}, {"moodle_backup.xml": b"<m/>", "course/course.xml": b"<course/>"}):
        with pytest.raises(ImportRefused, match="no course of a kind"):
            import_archive(packed(found), tmp_path / "course")
