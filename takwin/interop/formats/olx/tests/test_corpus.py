"""Real exports: each becomes a course that can be published, and every block is accounted for."""

from pathlib import Path

import pytest
from django.conf import settings

from takwin.interop.course_package import ImportRefused
from takwin.interop.formats.olx.tests.counting import count
from takwin.interop.formats.olx.tests.packing import problems_of, read
from takwin.interop.importing import import_archive
from takwin.lib.archive import open_archive

COURSES = (
    "dhis2-intro-en",
    "dhis2-intro-fr-assembled",
    "edx-demo-course-2021",
    "edx-supported-components",
    "microsoft-oxa-kitchen-sink",
    "openedx-demo-course",
)
pytestmark = pytest.mark.corpus


def archive(name: str) -> Path:
    """The archive of a course of the corpus."""
    return Path(settings.CORPUS) / "olx" / f"{name}.tar.gz"


@pytest.mark.parametrize("name", COURSES)
def test_can_be_published(name: str, tmp_path: Path) -> None:
    assert problems_of(read(archive(name)), tmp_path / "course") == []


@pytest.mark.parametrize("name", COURSES)
def test_every_block_is_accounted_for(name: str) -> None:
    package = read(archive(name))
    with open_archive(archive(name)) as files:
        assert {kind: tally.total for kind, tally in package.blocks.items()} == count(files)
    told = {loss.kind for loss in package.losses}
    assert {kind for kind, tally in package.blocks.items() if tally.changed + tally.lost} <= told


@pytest.mark.parametrize("name", COURSES)
def test_most_of_what_can_be_kept_is_kept(name: str) -> None:
    blocks = read(archive(name)).blocks
    pages = [blocks[kind] for kind in ("html", "problem", "video", "sequential", "chapter") if kind in blocks]
    assert sum(tally.kept + tally.changed for tally in pages) > 0.6 * sum(tally.total for tally in pages)


def test_the_french_course_is_french() -> None:
    package = read(archive("dhis2-intro-fr-assembled"))
    assert package.course.languages == ("fr",)
    assert "Dans ce cours" in package.course.description["fr"]


def test_definitions_that_are_no_course_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused):
        import_archive(Path(settings.CORPUS) / "olx" / "openassessment-xml-fixtures.zip", tmp_path / "course")
    assert list(tmp_path.iterdir()) == []
