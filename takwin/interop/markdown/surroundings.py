"""What a text needs from the package it lies in: where its links lead, which files it has, whom to tell of losses."""

from collections.abc import Callable
from dataclasses import dataclass

from takwin.lib.text import Sentence


@dataclass(frozen=True, slots=True)
class Surroundings:
    """`link` and `file` answer with what to write for an address, or None when it cannot be kept; then they have told why."""

    link: Callable[[str], str | None]
    """The address of an `<a>`: an https address, a path from the course folder, a step ("module/step")."""
    file: Callable[[str], str | None]
    """The address of an image, a film or a sound: a path from the course folder, or an https address."""
    lost: Callable[[Sentence], None]
    """Take note of something that could not be carried as it was."""
