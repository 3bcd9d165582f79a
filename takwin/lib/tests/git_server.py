"""A git server on this machine, and servers that misbehave."""

import os
import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "HOME": "/nonexistent",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    **{
        f"GIT_{who}_{what}": value
        for who in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", "Amina"), ("EMAIL", "a@x.test"))
    },
}


def git(folder: Path, *command: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(folder), *command], env=ENVIRONMENT, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def repository(place: Path, files: Mapping[str, bytes], said: str = "Première") -> Path:
    """A repository with one commit, or with one more where it is there already."""
    place.mkdir(parents=True, exist_ok=True)
    if not (place / ".git").exists():
        git(place, "init", "-q", "-b", "main")
    for name, data in files.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(data)
    git(place, "add", "-A")
    git(place, "commit", "-q", "--allow-empty", "-m", said)
    return place


class _Quiet(BaseHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        return


class _Backend(_Quiet):
    """`git http-backend` for the repositories below `root`."""

    root: ClassVar[Path]

    def do_GET(self) -> None:
        self._serve(b"")

    def do_POST(self) -> None:
        self._serve(self.rfile.read(int(self.headers.get("Content-Length") or 0)))

    def _serve(self, body: bytes) -> None:
        path, _, query = self.path.partition("?")
        environment = {
            **ENVIRONMENT,
            "GIT_PROJECT_ROOT": str(self.root),
            "GIT_HTTP_EXPORT_ALL": "1",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "REQUEST_METHOD": self.command,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
        }
        done = subprocess.run(["git", "http-backend"], input=body, env=environment, capture_output=True, check=False)
        head, _, answer = done.stdout.partition(b"\r\n\r\n")
        headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n") if ": " in line)
        self.send_response(int(headers.pop("Status", "200").split()[0]))
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)


class Server:
    """An HTTP server on this machine; `asked` are the paths it was asked for."""

    def __init__(self, handler: type[BaseHTTPRequestHandler]) -> None:
        self.asked: list[str] = []
        asked = self.asked

        class Counting(handler):  # type: ignore[misc, valid-type]
            def parse_request(self) -> bool:
                done = bool(super().parse_request())
                asked.append(getattr(self, "path", ""))
                return done

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Counting)
        self.http.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.http.server_address[1]}"


@contextmanager
def serving(handler: type[BaseHTTPRequestHandler]) -> Iterator[Server]:
    server = Server(handler)
    thread = threading.Thread(target=server.http.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.http.shutdown()
        server.http.server_close()


def backend(root: Path) -> type[BaseHTTPRequestHandler]:
    """A real git server for the repositories below a folder."""
    return type("Backend", (_Backend,), {"root": root})


def redirecting(target: str) -> type[BaseHTTPRequestHandler]:
    """A server that sends everybody elsewhere."""

    class Redirecting(_Quiet):
        def do_GET(self) -> None:
            self.send_response(302)
            self.send_header("Location", f"{target}{self.path}")
            self.end_headers()

    return Redirecting


class Endless(_Quiet):
    """A server that never ends what it says."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/x-git-upload-pack-advertisement")
        self.end_headers()
        try:
            self.wfile.write(b"001e# service=git-upload-pack\n0000")
            for number in range(10**9):
                self.wfile.write(b"003d%040x refs/heads/b%08d\n" % (number, number))
        except OSError:
            return


class Silent(_Quiet):
    """A server that says nothing for a long time."""

    def do_GET(self) -> None:
        threading.Event().wait(30)
