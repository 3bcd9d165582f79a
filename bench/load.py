"""A load generator: keep-alive connections that each send one request after another for some seconds.

It runs in a process of its own (`python -m bench.load`, a plan as JSON on stdin, what happened as JSON on stdout), on plain
sockets, so that it takes as little of the machine as it can from the server it measures."""

import json
import select
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from takwin.lib.ids import uuid7

FRESH, STEM = "{fresh}", "{stem}"
"""In a body: a new UUID for each sending; all of it but its last four digits, for a body that needs many."""
PIECE = 65_536
"""Bytes taken at once: a page, and little enough that no memory has to be asked of the kernel for it."""


@dataclass(frozen=True)
class Request:
    """What is sent again and again: a GET, or a POST when there is a body (a form, unless `kind` says otherwise). `headers` are
    whole lines. `status` is the answer it must have."""

    path: str
    cookies: str
    body: str = ""
    status: int = 200
    kind: str = "application/x-www-form-urlencoded"
    headers: Sequence[str] = ()


@dataclass(frozen=True)
class Happened:
    """How many requests were answered as they should be and how many otherwise, in how many seconds, and how long the answers
    took (milliseconds, for half and for 99 of 100). `share` is how much of one processor it took to send and to listen."""

    answered: int
    wrong: int
    seconds: float
    p50: float
    p99: float
    share: float
    first_wrong: str = ""

    @property
    def rate(self) -> float:
        """Right answers in a second."""
        return self.answered / self.seconds


def load(port: int, requests: Sequence[Sequence[Request]], seconds: float) -> Happened:
    """Send, from another process, over as many connections as there are lists of requests."""
    plan = {"port": port, "seconds": seconds, "requests": [[asdict(each) for each in line] for line in requests]}
    done = subprocess.run(
        [sys.executable, "-m", "bench.load"], input=json.dumps(plan), capture_output=True, text=True, check=True
    )
    return Happened(**json.loads(done.stdout))


class Connection:
    """One connection and its round of requests, written beforehand."""

    def __init__(self, port: int, requests: Sequence[Request]) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.raw = [(_written(each), each.status) for each in requests]
        self.turn = -1
        self.times: list[float] = []
        self.wrong = 0
        self.first_wrong = ""
        self._head = b""
        self._left = 0
        self._sent = 0.0

    def send(self) -> None:
        """Send the next request."""
        self.turn = (self.turn + 1) % len(self.raw)
        raw = self.raw[self.turn][0]
        self._sent = time.perf_counter()
        self.socket.sendall(_fresh(raw) if raw.startswith(b"POST") else raw)

    def receive(self) -> bool:
        """Take what has come; whether the answer is whole. Raises ConnectionError when the other side hangs up."""
        piece = self.socket.recv(PIECE)
        if not piece:
            raise ConnectionError("The server closed a connection that should stay open.")
        if self._left:
            self._left -= len(piece)
        else:
            self._head += piece
            if (blank := self._head.find(b"\r\n\r\n")) < 0:
                return False
            self._left = blank + 4 + _length(self._head[:blank]) - len(self._head)
        if self._left:
            return False
        self._count(self._head)
        self._head = b""
        return True

    def _count(self, head: bytes) -> None:
        if int(head[9:12]) == self.raw[self.turn][1]:
            self.times.append(time.perf_counter() - self._sent)
        else:
            self.wrong += 1
            self.first_wrong = self.first_wrong or head.decode("latin-1")


def _fresh(raw: bytes) -> bytes:
    new = str(uuid7()).encode()
    return raw.replace(FRESH.encode(), new).replace(STEM.encode(), new[:-4])


def _written(request: Request) -> bytes:
    verb = "POST" if request.body else "GET"
    lines = [
        f"{verb} {request.path} HTTP/1.1",
        "Host: localhost",
        f"Cookie: {request.cookies}",
        "Accept: text/html",
        "Accept-Encoding: gzip, deflate, br",
        "Accept-Language: fr",
        *request.headers,
    ]
    if request.body:
        length = len(_fresh(request.body.encode()))
        lines += [f"Content-Type: {request.kind}", f"Content-Length: {length}"]
    return "\r\n".join([*lines, "", request.body]).encode()


def _length(head: bytes) -> int:
    name = b"\r\ncontent-length:"
    if (at := head.lower().find(name)) < 0:
        raise ValueError(f"An answer without a length: {head!r}")
    return int(head[at + len(name) :].partition(b"\r")[0])


def run(port: int, requests: Sequence[Sequence[Request]], seconds: float) -> Happened:
    """Send from this process."""
    connections = {each.socket.fileno(): each for each in [Connection(port, line) for line in requests]}
    watch = select.epoll()
    worked, began = time.process_time(), time.perf_counter()
    for number, connection in connections.items():
        watch.register(number, select.EPOLLIN)
        connection.send()
    waiting = len(connections)
    while waiting:
        for number, _ in watch.poll():
            if connections[number].receive():
                if time.perf_counter() - began < seconds:
                    connections[number].send()
                else:
                    waiting -= 1
                    watch.unregister(number)
    watch.close()
    seconds, worked = time.perf_counter() - began, time.process_time() - worked
    for connection in connections.values():
        connection.socket.close()
    return _happened([*connections.values()], seconds, worked / seconds)


def _happened(connections: Sequence[Connection], seconds: float, share: float) -> Happened:
    times = sorted(1000 * each for connection in connections for each in connection.times)
    wrong = sum(connection.wrong for connection in connections)
    first = next((connection.first_wrong for connection in connections if connection.first_wrong), "")
    if not times:
        return Happened(0, wrong, seconds, 0, 0, share, first)
    half, most = times[len(times) // 2], times[len(times) * 99 // 100]
    return Happened(len(times), wrong, seconds, half, most, share, first)


def main() -> None:
    """Read the plan, send, tell."""
    plan = json.load(sys.stdin)
    requests = [[Request(**each) for each in line] for line in plan["requests"]]
    print(json.dumps(asdict(run(plan["port"], requests, plan["seconds"]))))


if __name__ == "__main__":
    main()
