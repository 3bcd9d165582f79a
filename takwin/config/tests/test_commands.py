"""The commands, each as a process of its own, on SQLite and on PostgreSQL."""

import fcntl
import json
import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import tarfile
import time
from contextlib import closing
from pathlib import Path

import pytest

from takwin.config.tests.conftest import Takwin, runner

pytestmark = pytest.mark.db
Made = tuple[Path, Takwin]
COURSE = Path(__file__).parents[3] / "courses" / "feedback-to-a-colleague"
on_sqlite = pytest.mark.skipif("DATABASE_URL" in os.environ, reason="the file of SQLite")


def test_a_new_site_is_private(made: Made) -> None:
    data, _ = made
    for name in ("keys/secret", "keys/signing-key.json"):
        assert stat.S_IMODE((data / name).stat().st_mode) == 0o600
    assert stat.S_IMODE((data / "keys").stat().st_mode) == 0o700
    assert not [path for path in data.iterdir() if path.name != "static" and path.stat().st_mode & 0o007]


def test_a_site_is_never_made_over_another(made: Made) -> None:
    data, takwin = made
    before = sorted(data.rglob("*"))
    done = takwin("init")
    assert done.returncode == 1
    assert done.stderr.startswith(f"takwin init: {data} holds a site already")
    assert sorted(data.rglob("*")) == before


def test_init_takes_a_password_and_refuses_a_weak_one(elsewhere: Made, tmp_path: Path) -> None:
    data, takwin = elsewhere
    word = tmp_path / "password"
    word.write_text("12345678\n")
    done = takwin("init", "--password-file", word)
    assert (done.returncode, "password" in done.stderr) == (1, True)
    assert not data.exists()


def test_backup_and_restore_bring_the_site_back(made: Made, elsewhere: Made, tmp_path: Path) -> None:
    data, takwin = made
    new, takwin_there = elsewhere
    assert takwin("publish", COURSE).returncode == 0
    file = tmp_path / "backup.tar.gz"
    saved = takwin("backup", "--to", file)
    assert (saved.returncode, saved.stdout.startswith(str(file))) == (0, True), saved.stderr
    assert stat.S_IMODE(file.stat().st_mode) == 0o600

    back = takwin_there("restore", file)
    assert back.returncode == 0, back.stderr
    assert "every digest right" in back.stdout
    kept = {path.relative_to(data): path.read_bytes() for path in (data / "blobs").rglob("*") if path.is_file()}
    assert kept
    assert {path.relative_to(new): path.read_bytes() for path in (new / "blobs").rglob("*") if path.is_file()} == kept
    assert (new / "keys" / "secret").read_bytes() == (data / "keys" / "secret").read_bytes()
    again = takwin_there("publish", COURSE)
    assert "was published before" in again.stdout

    assert takwin("backup", "--to", file).stderr.endswith("a backup is never written over another.\n")
    assert "holds a site already" in takwin_there("restore", file).stderr


def test_a_damaged_backup_leaves_nothing_behind(made: Made, elsewhere: Made, tmp_path: Path) -> None:
    _, takwin = made
    new, takwin_there = elsewhere
    file = tmp_path / "backup.tar.gz"
    assert takwin("backup", "--to", file).returncode == 0
    whole = file.read_bytes()

    half, extra, changed = (tmp_path / name for name in ("half.tar.gz", "extra.tar.gz", "changed.tar.gz"))
    half.write_bytes(whole[: len(whole) // 2])
    with tarfile.open(file) as source, tarfile.open(extra, "w:gz") as more, tarfile.open(changed, "w:gz") as other:
        for member in source:
            more.addfile(member, source.extractfile(member))
            other.addfile(member, source.extractfile(member))
        link = tarfile.TarInfo("keys/secret-too")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        more.addfile(link)
        other.addfile(tarfile.TarInfo("blobs/ab/nothing"))
    for bad in (half, extra, changed, COURSE / "course.yaml"):
        done = takwin_there("restore", bad)
        assert (done.returncode, done.stdout) == (1, "")
        assert "is not a whole backup" in done.stderr
        assert "Traceback" not in done.stderr
        assert not new.exists()


def test_upgrade_saves_first_and_says_how_to_go_back(made: Made) -> None:
    data, takwin = made
    before = set((data / "backups").iterdir())
    done = takwin("upgrade")
    assert done.returncode == 0, done.stderr
    (new,) = set((data / "backups").iterdir()) - before
    assert f"takwin restore {new}" in done.stdout
    assert ("an empty database" in done.stdout) is ("DATABASE_URL" in os.environ)


def test_publish_says_what_became_of_it(made: Made, tmp_path: Path) -> None:
    _, takwin = made
    own = tmp_path / "own"
    shutil.copytree(COURSE, own)
    about = own / "course.yaml"
    about.write_text(about.read_text("utf-8").replace("id: feedback-to-a-colleague", "id: feedback-once-more"), "utf-8")
    first = takwin("publish", own)
    assert (
        "It is in the catalogue for everybody. Before that nobody has gone through its checklist (nobody answers for it)"
        in first.stdout
    )
    done = takwin("publish", own)
    assert "checklist" not in done.stdout
    assert "feedback-once-more, release 1" in done.stdout
    (tmp_path / "course.yaml").write_text("takwin: 1\nid: Not An Id\n")
    refused = takwin("publish", tmp_path)
    assert (refused.returncode, "nothing was published" in refused.stderr) == (1, True)
    assert "signs in as nobody-at-all" in takwin("publish", COURSE, "--by", "nobody-at-all").stderr


def test_check_needs_no_site(tmp_path: Path) -> None:
    takwin = runner(TAKWIN_DATA=str(tmp_path / "nowhere"))
    assert takwin("check", COURSE).returncode == 0
    (tmp_path / "course.yaml").write_text("takwin: 1\nid: [\n")
    done = takwin("check", tmp_path)
    assert done.returncode == 1
    assert "course.yaml:" in done.stdout
    assert "cannot be published: 1 error, 0 warnings." in done.stdout
    assert "cannot be published" in done.stdout


def test_check_can_be_strict_and_talks_to_programs(tmp_path: Path) -> None:
    takwin = runner(TAKWIN_DATA=str(tmp_path / "nowhere"))
    place = shutil.copytree(COURSE, tmp_path / "course")
    (place / "media" / "forgotten.pdf").write_bytes(b"%PDF")
    assert takwin("check", place).returncode == 0
    strict = takwin("check", place, "--strict", "--format", "json")
    told = json.loads(strict.stdout)
    assert (strict.returncode, told["publishable"], told["count"]["warning"]) == (1, True, 1)
    log = json.loads(takwin("check", place, "--format", "sarif").stdout)
    assert "media-unused" in {one["ruleId"] for one in log["runs"][0]["results"]}
    assert takwin("check", place, "--format", "xml").returncode == 2


def test_doctor_looks_at_everything(made: Made) -> None:
    _, takwin = made
    done = takwin("doctor")
    assert done.returncode == 0, done.stdout
    for what in (
        "folder",
        "disk",
        "database",
        "files",
        "keys",
        "clock",
        "address",
        "mail",
        "work",
        "followers",
        "jobs",
        "pages",
    ):
        assert f" {what} " in done.stdout
    wrong = takwin("doctor", TAKWIN_SMTP_HOST="127.0.0.1", TAKWIN_SMTP_PORT="1")
    assert wrong.returncode == 1
    assert "WRONG    mail" in wrong.stdout


def test_failed_jobs_are_listed_retried_and_forgotten(made: Made) -> None:
    _, takwin = made
    assert takwin("jobs").stdout.startswith("0 jobs failed for good")
    assert takwin("jobs", "--retry").stdout == "0 failed jobs will run once more.\n"
    assert takwin("jobs", "--forget").stdout == "0 failed jobs forgotten.\n"


@pytest.mark.parametrize(("verb", "key"), [("backup", "secret"), ("serve", "secret"), ("doctor", "signing-key.json")])
def test_a_key_that_is_missing_is_named(verb: str, key: str, made: Made, tmp_path: Path) -> None:
    data, takwin = made
    (data / "keys" / key).rename(tmp_path / key)
    done = takwin(verb)
    (tmp_path / key).rename(data / "keys" / key)
    assert done.returncode == 1
    told = done.stderr if key == "secret" else next(line for line in done.stdout.splitlines() if " keys " in line)
    assert f"{data / 'keys' / key} is missing" in told or "There is no signing key in" in told
    assert "bring it" in told or told.endswith("bring back its backup.")


def test_an_empty_secret_is_refused(made: Made) -> None:
    data, takwin = made
    secret = data / "keys" / "secret"
    before = secret.read_text()
    secret.write_text("")
    done = takwin("rebuild")
    secret.write_text(before)
    assert done.stderr == f"takwin rebuild: {secret.resolve()} is empty: bring it back from a backup.\n"


def test_a_backup_needs_a_folder(made: Made, tmp_path: Path) -> None:
    done = made[1]("backup", "--to", tmp_path / "absent" / "b.tar.gz")
    assert done.stderr == f"takwin backup: There is no folder {tmp_path / 'absent'} to write the backup in.\n"


@pytest.mark.parametrize("name", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_what_is_interrupted_leaves_nothing(name: int, made: Made, tmp_path: Path) -> None:
    data, takwin = made
    with (data / "blobs" / "long").open("wb") as blob:
        blob.truncate(2**31)  # takes no room, and gzip seconds
    process = subprocess.Popen(
        [sys.executable, "-m", "takwin", "backup", "--to", str(tmp_path / "b.tar.gz")],
        env=takwin.environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    while not (tmp_path / ".b.tar.gz.part").exists() and process.poll() is None:
        time.sleep(0.02)
    process.send_signal(name)
    told = process.communicate(timeout=20)[1]
    (data / "blobs" / "long").unlink()
    assert (process.returncode, told.splitlines()[-1]) == (128 + name, "takwin backup: Interrupted.")
    assert list(tmp_path.iterdir()) == []


def test_an_older_database_is_refused_with_the_command_to_type(made: Made) -> None:
    data, takwin = made
    back = [sys.executable, "-m", "django", "migrate", "notices", "zero", "--settings", "takwin.config.settings"]
    subprocess.run(back, env=takwin.environment, capture_output=True, check=True)
    waiting = takwin("rebuild")
    command = f"{sys.executable} -m takwin upgrade --data {data}"
    assert (waiting.returncode, waiting.stderr.endswith(f"to make): run {command}\n")) == (1, True), waiting.stderr
    assert command in takwin("doctor").stdout
    both = subprocess.run(
        [sys.executable, "-m", "takwin", "upgrade"],
        env=takwin.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=True,
    )
    lines = both.stdout.splitlines()
    assert [lines[0], lines[-1][:12]] == ["Copying the database…", "To go back: "]
    assert takwin("rebuild").returncode == 0


@on_sqlite
def test_a_site_that_works_is_not_upgraded(made: Made) -> None:
    data, takwin = made
    (data / "work.lock").touch(0o640)
    with (data / "work.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = takwin("upgrade")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "works on" in done.stderr
    assert "Stop the site first." in done.stderr


ERASED = """
from pathlib import Path
from random import Random
from takwin.config import site
site.enter(Path("%s"))
from django.utils import timezone
from takwin.accounts.mine import erase_everywhere
from takwin.accounts.models import Person
one = Random(7)
people = [
    Person.objects.create(username=f"canari-{one.random()}", name="Canari " * one.randrange(1, 12), email=f"canari{n}@takwin.test")
    for n in range(30)
]
for person in people[::2] + people[1::2]:
    erase_everywhere(person, timezone.now())
"""


@on_sqlite
def test_who_was_erased_is_in_no_file_after_the_daily_work(made: Made) -> None:
    data, takwin = made
    script = [sys.executable, "-c", ERASED % data]

    def names() -> list[str]:
        return [path.name for path in data.rglob("*") if path.is_file() and b"canari" in path.read_bytes().lower()]

    with closing(sqlite3.connect(data / "takwin.sqlite3")) as served:  # as long as somebody has it open, its log stays
        served.execute("SELECT count(*) FROM accounts_person").fetchone()
        subprocess.run(script, env=takwin.environment, check=True, timeout=60)
        assert "takwin.sqlite3-wal" in names()
        assert takwin("work", "--once").returncode == 0
        assert names() == []


def test_work_once_and_rebuild_leave_everything_as_it_was(made: Made) -> None:
    _, takwin = made
    assert takwin("work", "--once").returncode == 0
    assert "0 differed" in takwin("rebuild").stdout


@pytest.mark.parametrize("verb", ["serve", "work", "backup", "rebuild", "upgrade", "doctor"])
def test_where_there_is_no_site_the_command_says_so(verb: str, tmp_path: Path) -> None:
    done = runner(TAKWIN_DATA=str(tmp_path / "nowhere"))(verb)
    assert (done.returncode, done.stdout) == (1, "")
    assert f"takwin {verb}: There is no site in" in done.stderr
    assert not (tmp_path / "nowhere").exists()


def test_nonsense_in_the_environment_is_said_in_one_sentence(made: Made) -> None:
    _, takwin = made
    for name, value, words in (
        ("DATABASE_URL", "mysql://here/there", "DATABASE_URL must begin with postgresql://"),
        ("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nothing", "No PostgreSQL answers"),
        ("TAKWIN_URL", "takwin.example", "TAKWIN_URL is the public address"),
        ("TAKWIN_DEBUG", "perhaps", "write yes or no"),
        ("TAKWIN_PROXIES", "one", "TAKWIN_PROXIES is “one”; write a number."),
        ("TAKWIN_SMTP_PORT", "-25", "TAKWIN_SMTP_PORT is “-25”; write a number."),
        ("TAKWIN_LOG", "loud", "write ERROR, WARNING, INFO or DEBUG"),
        ("DATABASE_URL", "postgresql://a@b:port/c", "DATABASE_URL: the port is not a number"),
    ):
        done = takwin("rebuild", **{name: value})
        assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
        assert words in done.stderr


@on_sqlite
def test_a_damaged_database_is_noticed(apart: Made) -> None:
    data, takwin = apart
    with (data / "takwin.sqlite3").open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 60_000)
    for verb in ("doctor", "backup"):
        done = takwin(verb)
        assert done.returncode == 1
        assert "damaged" in done.stdout + done.stderr
    assert not list((data / "backups").iterdir())
