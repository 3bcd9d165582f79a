"""The servers under measurement: started as processes, and what their process trees cost."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryFile

TICK = os.sysconf("SC_CLK_TCK")
WORKERS = 2


@dataclass(frozen=True)
class Server:
    """A running server: its port and the process that began it."""

    name: str
    port: int
    pid: int

    def cpu(self) -> float:
        """Seconds of processor time that its processes have used, in user and in system mode."""
        return sum(_cpu(pid) for pid in tree(self.pid))

    def memory(self) -> float:
        """Megabytes (10^6 bytes) of its processes, pages they share counted once (sum of proportional set sizes)."""
        return sum(_pss(pid) for pid in tree(self.pid)) / 1e6


def tree(pid: int) -> list[int]:
    """A process and all that descend from it."""
    found = [pid]
    for thread in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in thread.read_text().split():
            found += tree(int(child))
    return found


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def _pss(pid: int) -> int:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    raise ValueError(f"Process {pid} does not tell its memory.")


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port


@contextmanager
def takwin(data: Path) -> Iterator[Server]:
    """`takwin serve` on a site, with its background process."""
    port = free_port()
    command = ["-m", "takwin", "serve", "--data", str(data), "--port", str(port), "--workers", str(WORKERS)]
    with _running("takwin", command, port, data, "/health") as server:
        yield server


@contextmanager
def yardstick(data: Path) -> Iterator[Server]:
    """The minimal site of `bench/yardstick` on the same database, behind the same web server."""
    port = free_port()
    with _running("yardstick", ["-m", "bench.yardstick.serve", str(port), str(WORKERS)], port, data, "/") as server:
        yield server


@contextmanager
def _running(name: str, command: Sequence[str], port: int, data: Path, ask: str) -> Iterator[Server]:
    environment = {**os.environ, "TAKWIN_DATA": str(data), "TAKWIN_URL": f"http://localhost:{port}"}
    with TemporaryFile("w+") as said:
        process = subprocess.Popen([sys.executable, *command], env=environment, stderr=said)
        try:
            if not _ready(process, port, ask):
                said.seek(0)
                raise RuntimeError(f"{name} does not serve:\n{said.read()}")
            yield Server(name, port, process.pid)
        finally:
            process.terminate()
            process.wait(30)


def _ready(process: "subprocess.Popen[bytes]", port: int, ask: str) -> bool:
    for _ in range(900):
        if process.poll() is not None:
            return False
        if _answers(port, ask):
            return True
        time.sleep(0.1)
    return False


def _answers(port: int, ask: str) -> bool:
    try:
        asking = HTTPConnection("127.0.0.1", port, timeout=5)
        asking.request("GET", ask, headers={"Host": "localhost"})
        return asking.getresponse().status < 500
    except OSError:
        return False


def in_site(data: Path, module: str, arguments: Sequence[str] = ()) -> str:
    """What a program prints when it runs on a site."""
    command = [sys.executable, "-m", module, *arguments]
    environment = {**os.environ, "TAKWIN_DATA": str(data)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{module} failed:\n{done.stderr}")
    return done.stdout
