"""Embedded answers ("Cloze"): one text with its answers in it (Moodle, "Embedded answers (Cloze) format")."""

from collections.abc import Sequence

from takwin.content.source.course import Media
from takwin.interop.question_file import QuestionFile, QuestionText
from takwin.interop.question_files.cloze.text import looks_like, read, write
from takwin.items.item import Written


class Cloze:
    """The whole file is one question."""

    name = "cloze"
    title = "Cloze"
    ending = ".cloze.txt"

    def recognises(self, data: bytes) -> bool:
        """Whether it is text with a code such as {1:SHORTANSWER:"""
        return looks_like(data)

    def read(self, data: bytes) -> QuestionFile:
        """The question. Raises ImportRefused for what is no text."""
        return read(data)

    def write(self, questions: Sequence[Written], media: Media) -> QuestionText:
        """The first text with gaps; a file holds one."""
        return write(questions)


FORMAT = Cloze()
