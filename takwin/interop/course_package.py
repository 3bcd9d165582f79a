"""What every package format gives: a course, its media, and an honest list of what it could not carry."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from takwin.content.source.course import Course, Media
from takwin.lib.text import Sentence


@dataclass(frozen=True, slots=True)
class Loss:
    """Something left out or changed: the kind of thing, where it was for a person to find it, and why. `step` is where it can be seen
    now ("module/step"), "" where there is no such place."""

    kind: str
    place: str
    reason: Sentence
    step: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """The blocks of one kind. `kept`: the learner sees and does the same; `changed`: something different; `lost`: nothing."""

    kept: int = 0
    changed: int = 0
    lost: int = 0

    @property
    def total(self) -> int:
        """All blocks of the kind."""
        return self.kept + self.changed + self.lost


@dataclass(frozen=True, slots=True)
class CoursePackage:
    """A package that was read. Losses stand in the order of the course; every changed or lost block has one at least."""

    course: Course
    media: Media
    losses: tuple[Loss, ...] = ()
    blocks: Mapping[str, Tally] = field(default_factory=dict)


class ImportRefused(ValueError):
    """A package of which nothing is taken in; the sentence says why."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


class Format(Protocol):
    """A package format: one folder in `formats/`, whose package has an instance of this named FORMAT. It never sees the database."""

    name: str
    """As reports print it: "olx"."""

    def recognises(self, files: Mapping[str, bytes]) -> bool:
        """Whether the files, by their path in the archive, are of this format."""

    def read(self, files: Mapping[str, bytes]) -> CoursePackage:
        """The course. Raises ImportRefused, XmlRefused or ArchiveRefused."""
