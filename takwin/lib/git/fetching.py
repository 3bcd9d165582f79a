"""A repository's present state fetched by git, which may do nothing else: no hooks, no submodules, no other protocol, no redirect."""

import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from takwin.lib.git.address import Address, FetchRefused, Lookup, lookup, place
from takwin.lib.text import N_, Sentence

OLDEST = (2, 37)
"""The first git that can be told which machine a name means (http.curloptResolve)."""
PAUSE = 0.1
"""Seconds between two looks at what has come."""
NO_GIT = Sentence(N_("This site has no git, or one older than 2.37. Upload the course as a zip file."))
SLOW = N_("The repository did not come within %(seconds)s seconds. Is it very large? Upload the course as a zip file.")
LARGE = N_("The repository holds more than %(megabytes)s MB. Keep films elsewhere, or upload the course as a zip file.")
MANY = N_("The folder holds more than %(files)s files.")
CLOSED = Sentence(N_("The repository is not there, or not open to everybody; only what everybody may read is fetched."))
NO_BRANCH = N_("The repository has no branch or tag “%(branch)s”.")
NO_FOLDER = N_("The repository has no folder “%(folder)s”.")
EMPTY = Sentence(N_("The repository holds nothing yet."))
ELSEWHERE = Sentence(N_("The address leads to another one. Write the final address; it often ends with .git"))
UNTRUSTED = Sentence(
    N_(
        "The machine at this address has a certificate that this site does not trust. Its administrator can have it trusted."
    )
)
FAILED = Sentence(N_("No repository could be read at this address."))
TOLD = (
    (re.compile(r"Remote branch .* not found|couldn't find remote ref"), "branch"),
    (
        re.compile(r"SSL certificate problem|server certificate verification failed|self-signed certificate"),
        "untrusted",
    ),
    (re.compile(r"redirect|base from|error: 30\d", re.IGNORECASE), "elsewhere"),
    (
        re.compile(r"could not read (Username|Password)|Authentication failed|\b40[134]\b|not found", re.IGNORECASE),
        "closed",
    ),
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What may come: seconds in all, bytes on the disk, files of the folder."""

    seconds: float = 120
    size: int = 300_000_000
    files: int = 5_000


USUAL = Limits()


@dataclass(frozen=True, slots=True)
class Commit:
    """The state that was fetched: its id, the first line of what its author says of it, and when (ISO 8601)."""

    id: str
    subject: str
    at: str


def fetch(
    where: Address,
    into: Path,
    limits: Limits = Limits(),
    *,
    private: bool = False,
    asked: Lookup = lookup,
    progress: Callable[[int], None] = lambda size: None,
) -> tuple[Path, Commit]:
    """Fetch the state of an address into the new folder `into`; the folder that was wanted, and the commit. `progress` hears how many
    bytes have come. Raises FetchRefused, OSError."""
    _ready()
    here = place(where, private=private, asked=asked)
    work = _Work(where, into, here, limits, progress)
    branch = ["--branch", where.branch] if where.branch else []
    shallow = ["--depth=1", "--single-branch", "--no-tags", "--no-checkout", "--no-recurse-submodules", "--template="]
    work.run(["clone", "-q", *shallow, *branch, "--", where.url, str(into)])
    inside = ["-C", str(into)]
    if not work.run([*inside, "rev-list", "-n1", "--all"], wrong=EMPTY).strip():
        raise FetchRefused(EMPTY)
    _measured(work.run([*inside, "ls-tree", "-r", "-l", "-z", f"HEAD:{where.folder}"], wrong=_no_folder(where)), limits)
    work.run([*inside, "checkout", "-q", "HEAD", "--", f":(top,literal){where.folder}" if where.folder else "."])
    told = work.run([*inside, "log", "-1", "--format=%H%x00%s%x00%cI"]).rstrip("\n").split("\0")
    return into / where.folder, Commit(told[0], "".join(sign for sign in told[1] if sign.isprintable())[:200], told[2])


def _ready() -> None:
    """Raises FetchRefused where there is no git, or an old one."""
    if shutil.which("git") is None:
        raise FetchRefused(NO_GIT)
    said = subprocess.run(["git", "--version"], capture_output=True, text=True, check=False, timeout=10).stdout
    found = re.search(r"(\d+)\.(\d+)", said)
    if not found or (int(found[1]), int(found[2])) < OLDEST:
        raise FetchRefused(NO_GIT)


def _no_folder(where: Address) -> Sentence:
    return Sentence(NO_FOLDER, {"folder": where.folder}) if where.folder else EMPTY


def _measured(listed: str, limits: Limits) -> None:
    """Refuse before anything is unpacked what would be too much: a small repository may hold huge files."""
    sizes = [line.split("\t")[0].split()[3] for line in listed.split("\0") if line]
    if len(sizes) > limits.files:
        raise FetchRefused(Sentence(MANY, {"files": limits.files}))
    if sum(int(size) for size in sizes if size.isdecimal()) > limits.size:
        raise FetchRefused(Sentence(LARGE, {"megabytes": limits.size // 1_000_000}))


class _Work:
    """One fetch: every command of git shares its time."""

    def __init__(self, where: Address, into: Path, here: str, limits: Limits, progress: Callable[[int], None]) -> None:
        self.where, self.into, self.limits, self.progress = where, into, limits, progress
        self.ends = time.monotonic() + limits.seconds
        ip = f"[{here}]" if ":" in here else here
        settings = {
            "http.curloptResolve": f"{where.host}:{where.port}:{ip}",
            "http.followRedirects": "false",
            "http.lowSpeedLimit": "500",
            "http.lowSpeedTime": "20",
            "http.proxy": "",
            "protocol.allow": "never",
            f"protocol.{where.scheme}.allow": "always",
            "core.hooksPath": os.devnull,
            "core.symlinks": "false",
            "core.askPass": "",
            "credential.helper": "",
            "transfer.fsckObjects": "true",
            "submodule.recurse": "false",
            "fetch.writeCommitGraph": "false",
            "gc.auto": "0",
            "advice.detachedHead": "false",
        }
        self.options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        self.environment = {
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": str(into.parent),
            "LC_ALL": "C.UTF-8",
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_ALLOW_PROTOCOL": where.scheme,
            "GIT_LFS_SKIP_SMUDGE": "1",
        }

    def run(self, command: Sequence[str], wrong: Sentence | None = None) -> str:
        """What a command of git says. Raises FetchRefused when it fails, takes too long or brings too much."""
        said, told = self.into.parent / "said", self.into.parent / "told"
        with said.open("wb") as out, told.open("wb") as complaint:
            process = subprocess.Popen(
                ["git", *self.options, *command],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=complaint,
                env=self.environment,
                cwd=self.into.parent,
                start_new_session=True,
            )
            try:
                self._wait(process)
            finally:
                _end(process)
        if process.returncode:
            raise FetchRefused(wrong or self._why(told.read_text("utf-8", "replace")))
        return said.read_text("utf-8", "replace")

    def _wait(self, process: "subprocess.Popen[bytes]") -> None:
        while process.poll() is None:
            size = _size(self.into.parent)
            self.progress(size)
            if size > 2 * self.limits.size:
                raise FetchRefused(Sentence(LARGE, {"megabytes": self.limits.size // 1_000_000}))
            if time.monotonic() > self.ends:
                raise FetchRefused(Sentence(SLOW, {"seconds": round(self.limits.seconds)}))
            time.sleep(PAUSE)

    def _why(self, told: str) -> Sentence:
        """What git's words mean; they themselves are shown to nobody."""
        meant = next((meaning for words, meaning in TOLD if words.search(told)), "")
        by_meaning = {
            "branch": Sentence(NO_BRANCH, {"branch": self.where.branch}),
            "elsewhere": ELSEWHERE,
            "untrusted": UNTRUSTED,
            "closed": CLOSED,
        }
        return by_meaning.get(meant, FAILED)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End git and all that it has started."""
    if process.poll() is None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _size(folder: Path) -> int:
    """Bytes that lie in a folder now; files may come and go meanwhile."""
    total = 0
    for here, _, names in os.walk(folder):
        for name in names:
            try:
                total += (Path(here) / name).lstat().st_size
            except OSError:
                continue
    return total
