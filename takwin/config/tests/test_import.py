"""`takwin import`, as a process of its own: where the source goes, and publishing at once."""

from pathlib import Path

import pytest

from takwin.config.tests.conftest import Takwin, runner
from takwin.interop.formats.olx.tests.packing import files, packed

pytestmark = pytest.mark.db
Made = tuple[Path, Takwin]


@pytest.fixture
def export(tmp_path: Path) -> Path:
    file = tmp_path / "export.tar.gz"
    file.write_bytes(packed(files("lesson")))
    return file


def test_missing_folders_are_made_and_taken_away_after_a_failure(export: Path, tmp_path: Path) -> None:
    takwin = runner(TAKWIN_DATA=str(tmp_path / "nowhere"))
    target = tmp_path / "far" / "away" / "lesson"
    broken = tmp_path / "broken.tar.gz"
    broken.write_bytes(export.read_bytes()[:200])
    assert takwin("import", broken, "--into", target).returncode == 1
    assert not (tmp_path / "far").exists()
    done = takwin("import", export, "--into", target)
    assert (done.returncode, (target / "course.yaml").is_file()) == (0, True), done.stderr
    assert done.stderr.endswith(f"takwin check {target}\n")
    assert list(target.parent.iterdir()) == [target]
    again = takwin("import", export, "--into", target)
    assert (again.returncode, again.stderr.count("\n")) == (1, 1)
    assert "exists already" in again.stderr


def test_a_course_is_imported_and_published_at_once(made: Made, export: Path, tmp_path: Path) -> None:
    _, takwin = made
    done = takwin("import", export, "--into", tmp_path / "lesson", "--publish", "--by", "salma")
    assert done.returncode == 0, done.stderr
    assert f" is in {tmp_path / 'lesson'}.\n" in done.stderr
    assert "release 1 (" in done.stdout.splitlines()[-1]
    assert "published. It is in the catalogue for everybody." in done.stdout.splitlines()[-1]
    assert "was published before" in takwin("publish", tmp_path / "lesson").stdout


def test_where_it_cannot_be_published_nothing_is_imported(made: Made, export: Path, tmp_path: Path) -> None:
    _, takwin = made
    nowhere = {"TAKWIN_DATA": str(tmp_path / "nowhere")}
    for arguments, more, words in (
        (("--publish",), nowhere, "There is no site in"),
        (("--publish", "--by", "nobody"), {}, "Nobody here signs in as nobody."),
        (("--by", "salma"), {}, "it goes with --publish."),
    ):
        done = takwin("import", export, "--into", tmp_path / "lesson", *arguments, **more)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
        assert words in done.stderr
        assert not (tmp_path / "lesson").exists()
