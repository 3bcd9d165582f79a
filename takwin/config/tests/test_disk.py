"""A disk that is full or can only be read: each command says so in a sentence and leaves nothing half written."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from takwin.config.tests.conftest import Takwin, runner
from takwin.interop.formats.olx.tests.packing import files, packed

pytestmark = [
    pytest.mark.db,
    pytest.mark.skipif("DATABASE_URL" in os.environ, reason="the disk of SQLite; PostgreSQL looks after its own"),
    pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a small disk"),
]
COURSE = Path(__file__).parents[3] / "courses" / "feedback-to-a-colleague"
LOCKS = ("takwin.sqlite3-", "work.lock")
FULL = "The disk is full: free some space and try again; nothing was left half written.\n"
UNPRIVILEGED = ("setpriv", "--inh-caps=-all", "--bounding-set=-dac_override,-dac_read_search")
"""Root without its right to open everything."""
Disk = Callable[[str], None]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[tuple[Path, Disk]]:
    """A small disk, and how to mount it again with other options."""
    there = tmp_path / "disk"
    there.mkdir()

    def mount(options: str) -> None:
        command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(there)]
        if subprocess.run(command, capture_output=True, check=False).returncode:
            pytest.skip("no disk can be mounted here")

    yield there, mount
    subprocess.run(["umount", "-l", there], capture_output=True, check=False)


def fill(disk: Path) -> None:
    """Leave no room."""
    with suppress(OSError), (disk / "filler").open("wb", buffering=0) as stream:
        while True:
            stream.write(bytes(4096))


def contents(folder: Path) -> dict[str, bytes]:
    """Every file but those that stand beside the database while it is open, and those that are only locked."""
    found = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(LOCKS))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_what_is_begun_on_a_small_disk_leaves_nothing(
    disk: tuple[Path, Disk], made: tuple[Path, Takwin], tmp_path: Path
) -> None:
    there, mount = disk
    mount("size=600k")
    backup, export = tmp_path / "backup.tar.gz", tmp_path / "export.tar.gz"
    assert made[1]("backup", "--to", backup).returncode == 0
    lesson = files("lesson")
    lesson |= {
        name: data + bytes(2**21) for name, data in lesson.items() if name.endswith((".pdf", ".png", ".svg", ".jpg"))
    }
    export.write_bytes(packed(lesson))
    takwin = runner(TAKWIN_DATA=str(there / "far" / "site"))
    for command in (
        ("init",),
        ("demo", "--no-serve"),
        ("restore", backup),
        ("import", export, "--into", there / "a" / "b"),
    ):
        done = takwin(*command)
        assert (done.returncode, done.stderr.endswith(f"takwin {command[0]}: {FULL}")) == (1, True), done.stderr
        assert list(there.iterdir()) == []


def test_on_a_full_disk_a_site_stays_as_it_is(disk: tuple[Path, Disk], made: tuple[Path, Takwin]) -> None:
    there, mount = disk
    mount("size=20m")
    shutil.copytree(made[0], there / "site")
    takwin = runner(TAKWIN_DATA=str(there / "site"))
    fill(there)
    before = contents(there)
    for command in (("publish", COURSE), ("backup",), ("upgrade",), ("keys", "--rotate"), ("jobs", "--retry")):
        done = takwin(*command)
        assert (done.returncode, done.stderr.endswith(FULL)) == (1, True), done.stderr
        assert contents(there) == before
    told = takwin("doctor")
    assert (told.returncode, "WRONG    disk         0.0 GB free." in told.stdout) == (1, True)
    (there / "filler").unlink()
    for command in (("publish", COURSE), ("keys", "--rotate"), ("backup",)):
        assert takwin(*command).returncode == 0


def test_a_folder_that_belongs_to_somebody_else_is_told(made: tuple[Path, Takwin], tmp_path: Path) -> None:
    there = tmp_path / "theirs"
    shutil.copytree(made[0], there / "site")
    backup = [sys.executable, "-m", "takwin", "backup", "--data", str(made[0]), "--to", str(there / "b.tar.gz")]
    verbs = ("init", "restore", "rebuild", "serve", "doctor", "upgrade", "keys")
    calls = [[sys.executable, "-m", "takwin", verb, "--data", str(there / "site")] for verb in verbs]
    calls[0][-1], calls[1][-1] = str(there / "new"), str(there / "back")
    file = tmp_path / "b.tar.gz"
    assert made[1]("backup", "--to", file).returncode == 0
    calls[1].append(str(file))
    subprocess.run(["chmod", "-R", "a-w", there], check=True)
    before = contents(there)
    for call in (backup, *calls):
        done = subprocess.run(
            [*UNPRIVILEGED, *call], env=made[1].environment, capture_output=True, text=True, check=False
        )
        told = (done.stdout if "doctor" in call else done.stderr).splitlines()
        assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr
        assert "can only be read" in told[-1] or "this user: check who owns it." in told[-1] or "doctor" in call, told
    assert contents(there) == before


def test_a_disk_that_can_only_be_read_is_told(disk: tuple[Path, Disk], made: tuple[Path, Takwin]) -> None:
    there, mount = disk
    mount("size=20m")
    shutil.copytree(made[0], there / "site")
    takwin = runner(TAKWIN_DATA=str(there / "site"))
    mount("remount,ro")
    for command in (("publish", COURSE), ("backup",), ("upgrade",), ("work",), ("serve",)):
        done = takwin(*command)
        assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
        assert "can be written" in done.stderr or "can only be read" in done.stderr
    new = runner(TAKWIN_DATA=str(there / "new"))("init")
    assert new.stderr == f"takwin init: {there / 'new'} is on a disk that can only be read.\n"
