"""Threads of one process share their pools of memory."""

import platform
import subprocess
import sys

import pytest

POOLS = """
import re, sys, threading
if sys.argv[1:]:
    from takwin.config import arenas
    arenas.few()
here = threading.Barrier(9)
def take():
    kept = bytearray(100_000)
    here.wait()
    here.wait()
threads = [threading.Thread(target=take) for _ in range(8)]
for each in threads: each.start()
here.wait()
starts = [int(line.partition("-")[0], 16) for line in open("/proc/self/maps") if " rw-p " in line]
print(sum(start % (64 << 20) == 0 for start in starts))
here.wait()
"""


def _pools(*arguments: str) -> int:
    return int(subprocess.check_output([sys.executable, "-c", POOLS, *arguments]))


@pytest.mark.skipif(
    platform.libc_ver()[0] != "glibc", reason="only the C library of GNU gives threads pools of their own"
)
def test_threads_share_two_pools_and_would_not_by_themselves() -> None:
    assert _pools("few") <= 1 < _pools()
