"""`takwin import-questions` and `takwin export-questions`, as processes of their own."""

import json
import shutil
from pathlib import Path

import pytest

from takwin.config.tests.conftest import Takwin, runner

COURSE = Path(__file__).resolve().parents[3] / "courses" / "feedback-to-a-colleague"
GIFT = "::Paris::Paris ?{T#non#oui}\n"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return Path(shutil.copytree(COURSE, tmp_path / "course"))


@pytest.fixture
def takwin(tmp_path: Path) -> Takwin:
    return runner(TAKWIN_DATA=str(tmp_path / "nowhere"))


def test_questions_in_every_language_go_in_and_come_out(course: Path, takwin: Takwin, tmp_path: Path) -> None:
    files = [tmp_path / f"{one}.txt" for one in ("fr", "ar", "en")]
    for file in files:
        file.write_text(GIFT, "utf-8")
    named = [f"{file.stem}={file}" for file in files]
    options = (
        "--into",
        course,
        "--module",
        "talk",
        "--title",
        "Villes",
        "--title",
        "مدن",
        "--title",
        "Cities",
        "--json",
    )
    done = takwin("import-questions", *named, *options)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["step"] == "talk/villes"
    assert (course / "talk" / "villes.ar.md").read_text("utf-8").startswith("---\ntitle: مدن\n")
    checked = takwin("check", course)
    assert checked.returncode == 0, checked.stdout
    out = tmp_path / "out.txt"
    back = takwin("export-questions", course, "--format", "gift", "--step", "talk/villes", "--to", out)
    assert back.returncode == 0, back.stderr
    assert "::paris::Paris ?{TRUE#non#oui}" in out.read_text("utf-8")
    again = takwin("export-questions", course, "--format", "gift", "--to", out)
    assert (again.returncode, "exists already" in again.stderr) == (1, True)


def test_what_is_wrong_is_told_with_its_line_and_nothing_is_written(
    course: Path, takwin: Takwin, tmp_path: Path
) -> None:
    file = tmp_path / "wrong.txt"
    file.write_text(GIFT + "\nA?{=b\n", "utf-8")
    for options, words in (
        ((), "Say with --module"),
        (("--module", "talk"), "not written as its format asks"),
        (("--module", "nowhere"), "no module “nowhere”"),
        (("--module", "talk", "--format", "word"), "There is no format word"),
    ):
        done = takwin("import-questions", file, "--into", course, *options)
        assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
        assert words in done.stderr
        assert ("wrong.txt:3: The brace {" in done.stdout) == (options == ("--module", "talk"))
        assert takwin("check", course).returncode == 0
    assert takwin("import-questions", file, file, "--into", course, "--module", "talk").returncode == 1
    assert takwin("import-questions", file, "--into", course, "--module", "talk", "--leave-out-wrong").returncode == 0


def test_what_a_format_cannot_hold_is_not_written(course: Path, takwin: Takwin, tmp_path: Path) -> None:
    out = tmp_path / "out.txt"
    done = takwin("export-questions", course, "--format", "aiken", "--step", "talk/none", "--to", out)
    assert (done.returncode, "no step" in done.stderr, out.exists()) == (1, True, False)
    assert takwin("export-questions", course, "--format", "word").returncode == 1
    assert takwin("export-questions", tmp_path / "none", "--format", "gift").returncode == 1
