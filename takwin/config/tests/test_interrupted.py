"""Ctrl+C at the worst moment of a command: one sentence, status 130, and everything as it was before."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from takwin import __main__
from takwin.config import cli
from takwin.config.tests.conftest import Takwin, runner
from takwin.config.tests.test_disk import COURSE, contents
from takwin.interop.formats.olx.tests.packing import files, packed

pytestmark = [
    pytest.mark.db,
    pytest.mark.skipif("DATABASE_URL" in os.environ, reason="files are written alike beside every database"),
]


def interrupted(there: Path, arguments: tuple[str | Path, ...], begun: Callable[[str], bool]) -> None:
    """Run a command in a group of its own, press Ctrl+C once it has begun, and see that nothing changed in a folder."""
    takwin, before, said = runner(TAKWIN_DATA=str(there / "site")), contents(there), there.with_suffix(".said")
    with said.open("w") as told:
        process = subprocess.Popen(
            [sys.executable, "-m", "takwin", *map(str, arguments)],
            env=takwin.environment,
            stdout=told,
            stderr=told,
            start_new_session=True,
        )
    while not begun(said.read_text()) and process.poll() is None:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    status, lines = process.wait(timeout=30), said.read_text().splitlines()
    assert (status, lines[-1]) == (130, f"takwin {arguments[0]}: Interrupted."), lines
    assert "Traceback" not in "".join(lines)
    assert contents(there) == before
    assert not [path for path in there.rglob("*") if path.name.startswith(".")]


@pytest.mark.parametrize(("verb", "more"), [("init", ()), ("demo", ("--no-serve",))])
def test_making_a_site(verb: str, more: tuple[str, ...], tmp_path: Path) -> None:
    (there := tmp_path / "there").mkdir()
    interrupted(there, (verb, *more), lambda said: "Making the database" in said)
    assert list(there.iterdir()) == []


def test_filling_the_demo(tmp_path: Path) -> None:
    (there := tmp_path / "there").mkdir()
    interrupted(there, ("demo", "--no-serve"), lambda said: "studies" in said)
    assert list(there.iterdir()) == []


def test_restoring(made: tuple[Path, Takwin], tmp_path: Path) -> None:
    (there := tmp_path / "there").mkdir()
    file = tmp_path / "b.tar.gz"
    assert made[1]("backup", "--to", file).returncode == 0
    interrupted(there, ("restore", file), lambda said: "Unpacking" in said)
    assert list(there.iterdir()) == []


def test_importing(tmp_path: Path) -> None:
    (there := tmp_path / "there").mkdir()
    export = tmp_path / "export.tar.gz"
    export.write_bytes(packed(files("lesson")))
    interrupted(there, ("import", export, "--into", there / "course"), lambda _: any(there.glob(".takwin-*")))


@pytest.mark.parametrize(("verb", "more"), [("publish", (COURSE,)), ("upgrade", ())])
def test_changing_a_site(verb: str, more: tuple[Path, ...], made: tuple[Path, Takwin], tmp_path: Path) -> None:
    there = tmp_path / "there"
    shutil.copytree(made[0], there / "site", ignore=shutil.ignore_patterns("*-wal", "*-shm"))
    asked = there / "site" / "takwin.sqlite3-shm"
    interrupted(there, (verb, *more), lambda said: asked.exists() or "Copying" in said)


def test_before_the_command_listens(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupt() -> int:
        raise KeyboardInterrupt

    before = signal.getsignal(signal.SIGINT)
    monkeypatch.setattr(cli, "main", interrupt)
    assert (__main__.main(), capsys.readouterr().err) == (130, "takwin: Interrupted.\n")
    assert signal.signal(signal.SIGINT, before) == signal.SIG_IGN
