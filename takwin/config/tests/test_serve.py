"""`takwin serve`: what crashes comes back, what is told to stop stops, and nothing is left behind."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from takwin.config import cli
from takwin.config.server import says
from takwin.config.tests.conftest import Takwin
from takwin.config.watched import GRACE
from tests.mail import free_port

pytestmark = [
    pytest.mark.db,
    pytest.mark.skipif("DATABASE_URL" in os.environ, reason="processes are watched alike on every database"),
]


def get(port: int, path: str = "/health", **headers: str) -> http.client.HTTPResponse:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as asked:
        asked.request("GET", path, headers={"Host": "localhost", **headers})
        answer = asked.getresponse()
        answer.read()
        return answer


def children(parent: int) -> set[int]:
    found: set[int] = set()
    for task in Path(f"/proc/{parent}/task").glob("*/children"):
        found |= {int(child) for child in task.read_text().split()}
    return found


def alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def sockets(process: int) -> int:
    """How many a process has open."""
    opened = Path(f"/proc/{process}/fd").iterdir()
    return sum(str(each.readlink()).startswith("socket:") for each in opened if each.is_symlink())


def until(truth: Callable[[], bool], seconds: float = 30) -> bool:
    end = time.monotonic() + seconds
    while not truth():
        if time.monotonic() > end:
            return False
        time.sleep(0.1)
    return True


@pytest.fixture
def served(made: tuple[Path, Takwin], tmp_path: Path) -> Iterator[tuple["subprocess.Popen[bytes]", int]]:
    """A site that is being served: its watching process, which leads a group as in a terminal, and its port. Its log is `log`."""
    _, takwin = made
    port = free_port()
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "takwin", "serve", "--port", str(port)],
            env=takwin.environment,
            stderr=log,
            start_new_session=True,
        )
        assert until(lambda: b"is ready at" in (tmp_path / "log").read_bytes()), (tmp_path / "log").read_text()
        yield process, port
        process.kill()
        process.wait()


def test_it_answers_and_files_are_compressed_and_kept_for_ever(
    served: tuple["subprocess.Popen[bytes]", int], made: tuple[Path, Takwin]
) -> None:
    _, port = served
    assert get(port).status == 200
    (sheet,) = (made[0] / "static" / "design").glob("takwin.*.css")
    answer = get(port, f"/static/design/{sheet.name}", **{"Accept-Encoding": "gzip"})
    assert (answer.status, answer.headers["Content-Encoding"]) == (200, "gzip")
    assert "immutable" in answer.headers["Cache-Control"]


def test_a_revoked_key_is_refused_by_every_worker_within_seconds(
    served: tuple["subprocess.Popen[bytes]", int], made: tuple[Path, Takwin]
) -> None:
    process, port = served
    assert made[1]("lrs-key", "--user", "lms", "--password", "secret").returncode == 0
    headers = {"Host": "localhost", "X-Experience-API-Version": "2.0.0", "Authorization": "Basic bG1zOnNlY3JldA=="}
    before, many = {child: sockets(child) for child in children(process.pid)}, 24
    with ExitStack() as opened:
        lines = [opened.enter_context(closing(HTTPConnection("127.0.0.1", port, timeout=10))) for _ in range(many)]

        def ask(line: HTTPConnection) -> int:
            line.request("GET", "/xapi/statements?limit=1", headers=headers)
            with line.getresponse() as answer:
                answer.read()
                return answer.status

        assert {ask(line) for line in lines} == {200}
        assert sum(sockets(child) > had for child, had in before.items()) == 2, "each of two workers has some of them"
        assert made[1]("lrs-key", "--user", "lms", "--revoke").returncode == 0
        assert until(lambda: {ask(line) for line in lines} == {401}, 5)


def test_what_crashes_is_started_again(served: tuple["subprocess.Popen[bytes]", int]) -> None:
    process, port = served
    for crashed in sorted(children(process.pid)):
        os.kill(crashed, signal.SIGKILL)
        assert until(lambda: len([child for child in children(process.pid) if alive(child)]) == 4)
        assert until(lambda: says("127.0.0.1", port) == "ready")
        time.sleep(6)  # granian takes quicker crashes for a loop and gives up


def test_told_to_stop_it_stops_with_everything(served: tuple["subprocess.Popen[bytes]", int]) -> None:
    process, port = served
    below = children(process.pid)
    assert len(below) == 4
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 0
    assert until(lambda: not any(map(alive, below)), 5)
    with socket.create_server(("127.0.0.1", port)):
        pass


@pytest.mark.parametrize("name", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_to_all_its_processes_ends_it_at_once_and_quietly(
    name: int, served: tuple["subprocess.Popen[bytes]", int], tmp_path: Path
) -> None:
    """Ctrl+C in a terminal and `systemctl stop` reach every process, not only the one that watches."""
    process, _ = served
    before = (tmp_path / "log").read_bytes()
    os.killpg(process.pid, name)
    assert process.wait(10) == 0
    assert (tmp_path / "log").read_bytes() == before


def test_when_the_watching_process_is_killed_nothing_is_left_behind(
    served: tuple["subprocess.Popen[bytes]", int],
) -> None:
    process, _ = served
    below = children(process.pid)
    process.kill()
    assert until(lambda: not any(map(alive, below)), GRACE + 15)


DEAF = """
import os, signal, sys, time
from takwin.config import watched
watched.GRACE = 1
parent = os.getpid()
if child := os.fork():
    print(child, flush=True)
else:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    time.sleep(float(sys.argv[1]))
    watched.end_with(parent)
time.sleep(600)
"""


@pytest.mark.parametrize("late", [0, 2])
def test_a_process_that_was_still_starting_does_not_outlive_the_watching_one(late: int) -> None:
    """It hears no SIGTERM yet, or the watching process is gone before it looks."""
    process = subprocess.Popen([sys.executable, "-c", DEAF, str(late)], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    child = int(process.stdout.readline())
    process.kill()
    process.wait()
    assert alive(child)
    assert until(lambda: not alive(child), 15)
    process.stdout.close()


TOLD_EARLY = """
import os, signal, sys, threading, time
from takwin.config import watched
signal.signal(signal.SIGTERM, lambda *_: os._exit(4))
watched.born_deaf()
if not os.fork():
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGTERM):
        os.kill(os.getpid(), name)
    if sys.argv[1] == "web":
        watched.pass_on_once()
        heard = []
        signal.signal(signal.SIGTERM, lambda *_: heard.append(1))
        time.sleep(0.5)
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(0.2)
        os._exit(len(heard))
    watched.end_when_told()
print(os.waitstatus_to_exitcode(os.wait()[1]))
"""


@pytest.mark.parametrize(("kind", "status"), [("web", 1), ("other", -signal.SIGTERM)])
def test_a_process_told_before_it_listens_knows_it_afterwards_and_once(kind: str, status: int) -> None:
    """What the watching process does at a signal is not done by one it forks; Ctrl+C is not theirs at all."""
    told = subprocess.run(
        [sys.executable, "-c", TOLD_EARLY, kind], capture_output=True, text=True, timeout=20, check=True
    )
    assert int(told.stdout) == status


def test_a_port_in_use_is_said(served: tuple["subprocess.Popen[bytes]", int], made: tuple[Path, Takwin]) -> None:
    done = made[1]("serve", "--port", str(served[1]))
    assert done.returncode == 1
    assert "choose another port with --port" in done.stderr
    second = made[1]("serve", "--port", str(free_port()))
    assert (second.returncode, second.stderr.count("\n")) == (1, 1), second.stderr
    assert "is served already: stop that first." in second.stderr
    assert made[1]("demo", "--port", str(free_port())).returncode == 1
    assert not (made[0] / "keys" / "addresses").exists()
    assert "Another process works on" in made[1]("work").stderr


@pytest.mark.parametrize("verb", ["serve", "demo"])
@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("--port", "99999", "“99999” is not a port: write a number from 1 to 65535."),
        ("--port", "0", "“0” is not a port"),
        ("--port", "http", "“http” is not a port"),
        ("--workers", "0", "“0” is not a number of web workers: write a number from 1 to 64."),
        ("--workers", "-3", "“-3” is not a number of web workers"),
        ("--workers", "2000", "“2000” is not a number of web workers"),
    ],
)
def test_nonsense_is_refused_with_a_sentence(
    verb: str, option: str, value: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main([verb, option, value])
    told = capsys.readouterr()
    assert (ended.value.code, told.out, told.err.count("\n")) == (2, "", 1)
    assert told.err.startswith(f"takwin {verb}: argument {option}: {words}")


LOADED = """
import sys
from pathlib import Path
from takwin.config import site
site.enter(Path(sys.argv[1]))
from takwin.config import server
server._loaded()
assert "encodings.idna" in sys.modules
"""


def test_names_of_machines_can_be_read_in_every_process(made: tuple[Path, Takwin]) -> None:
    """A process forked while a thread imports this codec would wait for that thread for ever, at its first address."""
    data, takwin = made
    done = subprocess.run(
        [sys.executable, "-c", LOADED, str(data)], env=takwin.environment, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
