"""AIKEN: questions with one right choice, one line each (Moodle, "Aiken format")."""

from collections.abc import Sequence

from takwin.content.source.course import Media
from takwin.interop.question_file import QuestionFile, QuestionText
from takwin.interop.question_files.aiken.reading import looks_like, read
from takwin.interop.question_files.aiken.writing import write
from takwin.items.item import Written


class Aiken:
    """A line that asks, lines `A) …` to choose from, a line `ANSWER: A`."""

    name = "aiken"
    title = "AIKEN"
    ending = ".aiken.txt"

    def recognises(self, data: bytes) -> bool:
        """Whether some line begins with ANSWER:."""
        return looks_like(data)

    def read(self, data: bytes) -> QuestionFile:
        """The questions. Raises ImportRefused for what is no text."""
        return read(data)

    def write(self, questions: Sequence[Written], media: Media) -> QuestionText:
        """Single choices in plain words; everything else has no place in the format."""
        return write(questions)


FORMAT = Aiken()
