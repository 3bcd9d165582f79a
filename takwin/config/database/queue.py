"""A queue of writers: first come, first served, across threads and processes.

Each writer draws a ticket and holds a lock on the byte of that number until it has finished; it waits until no lower
byte is held. The kernel gives the locks of a dead process back, so a crash never blocks the queue. The queue is only for
fairness: that two transactions never write at once is SQLite's own lock, as before.

This is the ticket lock of Mellor-Crummey and Scott, "Algorithms for scalable synchronization on shared-memory
multiprocessors" (1991), section 2.2, with a datagram to the next in line instead of spinning.
"""

import fcntl
import os
import select
import socket
import struct
import time
from contextlib import suppress
from pathlib import Path

MUTEX = 0
FLOCK = "hhqqi4x"
"""struct flock of Linux: type, whence, start, length, pid."""
PATIENCE = 0.02
"""Seconds between two looks at the one in front, if no word comes from it (because it died)."""


class WriterQueue:
    """One place in the queue; each connection has its own. The file beside the database holds the last ticket drawn."""

    _file = -1
    _bell: socket.socket | None = None
    _ticket = 0

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        about = os.fstat(self._file)
        self._name = f"\0takwin/{about.st_dev}/{about.st_ino}/"

    def enter(self, timeout: float) -> bool:
        """Wait for one's turn, at most `timeout` seconds. False when it did not come: then one is out of the queue."""
        self._ticket = self._draw()
        if self._behind_somebody() and not self._wait(time.monotonic() + timeout):
            self.leave()
            return False
        return True

    def leave(self) -> None:
        """Let the next one in. Nothing happens to one who is not in the queue."""
        if self._ticket:
            ticket, self._ticket = self._ticket, 0
            self._lock(fcntl.F_UNLCK, ticket)
            if self._last() > ticket:
                self._ring(ticket + 1)

    def close(self) -> None:
        """Leave for good."""
        if self._file >= 0:
            self.leave()
            os.close(self._file)
            self._file = -1
        if self._bell:
            self._bell.close()
            self._bell = None

    def __del__(self) -> None:
        self.close()

    def _draw(self) -> int:
        self._lock(fcntl.F_WRLCK, MUTEX, wait=True)
        try:
            ticket = self._last() + 1
            self._lock(fcntl.F_WRLCK, ticket)
            os.pwrite(self._file, ticket.to_bytes(8, "little"), 0)
        finally:
            self._lock(fcntl.F_UNLCK, MUTEX)
        return ticket

    def _last(self) -> int:
        return int.from_bytes(os.pread(self._file, 8, 0), "little")

    def _lock(self, kind: int, byte: int, *, wait: bool = False) -> None:
        command = fcntl.F_OFD_SETLKW if wait else fcntl.F_OFD_SETLK
        fcntl.fcntl(self._file, command, struct.pack(FLOCK, kind, os.SEEK_SET, byte, 1, 0))

    def _behind_somebody(self) -> bool:
        """Whether anybody who came before is still there."""
        if self._ticket == 1:
            return False
        asked = struct.pack(FLOCK, fcntl.F_WRLCK, os.SEEK_SET, MUTEX + 1, self._ticket - 1, 0)
        kind: int = struct.unpack(FLOCK, fcntl.fcntl(self._file, fcntl.F_OFD_GETLK, asked))[0]
        return kind != fcntl.F_UNLCK

    def _wait(self, until: float) -> bool:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as ear:
            ear.bind(self._name + str(self._ticket))
            while self._behind_somebody():
                if (left := until - time.monotonic()) <= 0:
                    return False
                select.select([ear], [], [], min(PATIENCE, left))
        return True

    def _ring(self, ticket: int) -> None:
        if self._bell is None:
            self._bell = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC | socket.SOCK_NONBLOCK)
        with suppress(OSError):  # it is not listening yet and will look for itself, or it is gone
            self._bell.sendto(b"", self._name + str(ticket))
