"""The load generator counts whole answers, however they come in."""

import socket
import threading
import time
from contextlib import suppress

from bench.load import FRESH, Request, run

HEAD = b"HTTP/1.1 200 OK\r\nServer: here\r\nContent-Length: 5\r\n\r\n"


def served(listening: socket.socket, asked: list[bytes]) -> None:
    """Answer one connection in three pieces each time, until it is closed."""
    line, _ = listening.accept()
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    with suppress(OSError):
        while request := line.recv(10_000):
            asked.append(request)
            for piece in (HEAD[:30], HEAD[30:] + b"he", b"llo"):
                line.sendall(piece)
                time.sleep(0.002)
    line.close()


def test_answers_in_pieces_are_counted_once() -> None:
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        serving = threading.Thread(target=served, args=(listening, asked), daemon=True)
        serving.start()
        read = Request("/a", "c=1")
        write, refused = Request("/b", "c=1", f"token={FRESH}"), Request("/c", "", status=404)
        happened = run(listening.getsockname()[1], [[read, write, refused]], 0.1)
        serving.join(5)
    assert happened.answered + happened.wrong == len(asked)
    assert happened.wrong == len(asked) // 3
    assert b"200 OK" in happened.first_wrong.encode()
    assert asked[0].startswith(b"GET /a HTTP/1.1\r\n")
    tokens = [request.rpartition(b"token=")[2] for request in asked[1::3]]
    assert all(len(token) == 36 for token in tokens)
    assert len(set(tokens)) == len(tokens) > 1
