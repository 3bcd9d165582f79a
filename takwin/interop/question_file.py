"""What every question file gives: its questions in their order, what could not be carried, what is wrong in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from takwin.content.source.course import Media
from takwin.content.source.variants import Table
from takwin.interop.course_package import Loss, Tally
from takwin.items.item import Written
from takwin.lib.text import Sentence


@dataclass(frozen=True, slots=True)
class Entry:
    """A question, or, where `written` is None, words that stand between questions (Markdown). `category` is the path under which the
    file keeps it, its parts in order. Of one that varies `written` has `{{name}}` in place of what `table` holds."""

    written: Written | None
    text: str = ""
    category: tuple[str, ...] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something wrong in the file itself. `line` counts from 1; `name` is that of the question, "" outside of any."""

    line: int
    name: str
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class QuestionFile:
    """A file that was read. `blocks` counts its questions under the names of the format; every changed or lost one has a loss at
    least. `media` are files that texts point at, by their path from the course folder. `assumed` says what the file does not."""

    entries: tuple[Entry, ...] = ()
    media: Mapping[str, bytes] = field(default_factory=dict)
    losses: tuple[Loss, ...] = ()
    blocks: Mapping[str, Tally] = field(default_factory=dict)
    refusals: tuple[Refusal, ...] = ()
    assumed: tuple[Sentence, ...] = ()

    @property
    def questions(self) -> tuple[Written, ...]:
        """The questions alone."""
        return tuple(entry.written for entry in self.entries if entry.written)


@dataclass(frozen=True, slots=True)
class QuestionText:
    """A file as it was written: its text, its losses, and how many questions of each kind of ours it holds whole, changed or not."""

    text: str
    losses: tuple[Loss, ...] = ()
    blocks: Mapping[str, Tally] = field(default_factory=dict)


class QuestionFormat(Protocol):
    """A format of question files: one folder in `question_files/`, whose package has an instance of this named FORMAT. It knows
    neither courses nor the database."""

    name: str
    """As commands and reports print it: "gift"."""
    title: str
    """As people call it, in every language: "Moodle XML"."""
    ending: str
    """The end of a file's name: ".gift.txt"."""

    def recognises(self, data: bytes) -> bool:
        """Whether the bytes look like this format."""

    def read(self, data: bytes) -> QuestionFile:
        """The questions. Raises ImportRefused, XmlRefused for what is no such file at all."""

    def write(self, questions: Sequence[Written], media: Media) -> QuestionText:
        """The questions in this format; `media` holds the files that their texts point at."""
