"""GIFT: questions as a teacher types them in a text file (Moodle, "GIFT format")."""

from collections.abc import Sequence

from takwin.content.source.course import Media
from takwin.interop.question_file import QuestionFile, QuestionText
from takwin.interop.question_files.gift import blocks
from takwin.interop.question_files.gift.reading import read
from takwin.interop.question_files.gift.writing import write
from takwin.items.item import Written


class Gift:
    """Blank lines between questions, the answers in braces."""

    name = "gift"
    title = "GIFT"
    ending = ".gift.txt"

    def recognises(self, data: bytes) -> bool:
        """Whether it is text with braces, or with the signs of a title or a category."""
        return blocks.looks_like(data)

    def read(self, data: bytes) -> QuestionFile:
        """The questions. Raises ImportRefused for what is no text."""
        return read(data)

    def write(self, questions: Sequence[Written], media: Media) -> QuestionText:
        """The questions; files have no place in the format."""
        return write(questions)


FORMAT = Gift()
