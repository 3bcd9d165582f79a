"""Words for the person at the keyboard: numbers of things, lengths of time, and commands as they must be typed."""

import shlex
import sys
from datetime import timedelta
from pathlib import Path


def counted(count: int, one: str, many: str = "") -> str:
    """`1 error`, `3 errors`; `many` where an s is not enough."""
    return f"{count} {one if count == 1 else many or f'{one}s'}"


def lasted(time: timedelta) -> str:
    """A length of time, roughly: seconds, minutes, hours or days."""
    seconds = int(time.total_seconds())
    for size, name in ((86400, "day"), (3600, "hour"), (60, "minute")):
        if seconds >= 2 * size:
            return counted(seconds // size, name)
    return counted(seconds, "second")


def typed(verb: str, data: Path | None, *more: str) -> str:
    """A command of this installation, for a site or none, ready to be pasted into a terminal."""
    name = Path(sys.argv[0]).name
    program = [sys.argv[0]] if name == "takwin" else [sys.executable, "-m", "takwin"]
    return shlex.join([*program, verb, *more, *(["--data", str(data)] if data else [])])
