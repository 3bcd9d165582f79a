"""What an administrator wants to know before somebody complains."""

from collections.abc import Callable, Iterator
from pathlib import Path

from takwin.config.doctor import background, ground, outside
from takwin.config.doctor.finding import WORDS, WRONG, Finding
from takwin.config.trouble import explain

__all__ = ["WORDS", "WRONG", "Finding", "examine"]
LOOKS: dict[str, Callable[[Path], Iterator[Finding]]] = {
    "folder": ground.folder,
    "disk": ground.disk,
    "database": ground.database,
    "files": ground.files,
    "keys": ground.keys,
    "clock": ground.clock,
    "pages": outside.pages,
    "address": outside.address,
    "credentials": outside.credentials,
    "mail": outside.mail,
    "work": background.work,
    "followers": background.followers,
    "jobs": background.jobs,
}
"""What is looked at, the ground first."""


def examine(data: Path) -> Iterator[Finding]:
    """Look at everything. A look that fails is a finding too."""
    for what, look in LOOKS.items():
        try:
            yield from look(data)
        except Exception as problem:  # noqa: BLE001 - whatever it is, it is what was asked for
            yield Finding(WRONG, what, explain(problem))
