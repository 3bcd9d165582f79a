"""What the figures were measured on, in one sentence."""

import os
import platform
import sqlite3
from datetime import UTC, datetime
from pathlib import Path


def described(kept: Path) -> str:
    """Day, machine and versions; the day is that of the figures."""
    day = datetime.fromtimestamp(kept.stat().st_mtime, UTC)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return (
        f"Measured on {day:%Y-%m-%d} with {os.cpu_count()} processors ({_processor()}), {memory:.0f} GB of memory, "
        f"Linux {platform.release().partition('-')[0]}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}."
    )


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())
