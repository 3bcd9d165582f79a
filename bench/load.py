"""A load generator: keep-alive connections that each send one request after another for some seconds.

It runs in a process of its own (`python -m bench.load`, a plan as JSON on stdin, what happened as JSON on stdout), on plain
sockets, so that it takes as little of the machine as it can from the server it measures."""

import json
import selectors
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from uuid import uuid4

FRESH = "{fresh}"
"""In a body: a new UUID for each sending."""


@dataclass(frozen=True)
class Request:
    """What is sent again and again: a GET, or a POST when there is a body (a form). `status` is the answer it must have."""

    path: str
    cookies: str
    body: str = ""
    status: int = 200


@dataclass(frozen=True)
class Happened:
    """How many requests were answered as they should be and how many otherwise, in how many seconds, and how long the answers
    took (milliseconds, for half and for 99 of 100)."""

    answered: int
    wrong: int
    seconds: float
    p50: float
    p99: float
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
    """One connection and its round of requests."""

    def __init__(self, port: int, requests: Sequence[Request]) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.raw = [(_written(each), each.status) for each in requests]
        self.turn = -1
        self.times: list[float] = []
        self.wrong = 0
        self.first_wrong = ""
        self._got = b""
        self._sent = 0.0

    def send(self) -> None:
        """Send the next request."""
        self.turn = (self.turn + 1) % len(self.raw)
        self._sent = time.perf_counter()
        self.socket.sendall(self.raw[self.turn][0].replace(FRESH.encode(), str(uuid4()).encode()))

    def receive(self) -> bool:
        """Take what has come; whether the answer is whole. Raises ConnectionError when the other side hangs up."""
        piece = self.socket.recv(262_144)
        if not piece:
            raise ConnectionError("The server closed a connection that should stay open.")
        self._got += piece
        head, blank, body = self._got.partition(b"\r\n\r\n")
        if not blank or len(body) < _length(head):
            return False
        self._count(head)
        self._got = b""
        return True

    def _count(self, head: bytes) -> None:
        if int(head[9:12]) == self.raw[self.turn][1]:
            self.times.append(time.perf_counter() - self._sent)
        else:
            self.wrong += 1
            self.first_wrong = self.first_wrong or head.decode("latin-1")


def _written(request: Request) -> bytes:
    verb = "POST" if request.body else "GET"
    lines = [
        f"{verb} {request.path} HTTP/1.1",
        "Host: localhost",
        f"Cookie: {request.cookies}",
        "Accept: text/html",
        "Accept-Encoding: gzip, deflate, br",
        "Accept-Language: fr",
    ]
    if request.body:
        length = len(request.body.replace(FRESH, str(uuid4())))
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {length}"]
    return "\r\n".join([*lines, "", request.body]).encode()


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    raise ValueError(f"An answer without a length: {head!r}")


def run(port: int, requests: Sequence[Sequence[Request]], seconds: float) -> Happened:
    """Send from this process."""
    connections = [Connection(port, line) for line in requests]
    watch = selectors.DefaultSelector()
    began = time.perf_counter()
    for connection in connections:
        watch.register(connection.socket, selectors.EVENT_READ, connection)
        connection.send()
    waiting = len(connections)
    while waiting:
        for key, _ in watch.select():
            if key.data.receive():
                if time.perf_counter() - began < seconds:
                    key.data.send()
                else:
                    waiting -= 1
                    watch.unregister(key.fileobj)
    return _happened(connections, time.perf_counter() - began)


def _happened(connections: Sequence[Connection], seconds: float) -> Happened:
    times = sorted(1000 * each for connection in connections for each in connection.times)
    wrong = sum(connection.wrong for connection in connections)
    first = next((connection.first_wrong for connection in connections if connection.first_wrong), "")
    if not times:
        return Happened(0, wrong, seconds, 0, 0, first)
    return Happened(len(times), wrong, seconds, times[len(times) // 2], times[len(times) * 99 // 100], first)


def main() -> None:
    """Read the plan, send, tell."""
    plan = json.load(sys.stdin)
    requests = [[Request(**each) for each in line] for line in plan["requests"]]
    print(json.dumps(asdict(run(plan["port"], requests, plan["seconds"]))))


if __name__ == "__main__":
    main()
