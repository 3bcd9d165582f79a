"""Moodle XML: the questions of a question bank with their files (Moodle, "Moodle XML format")."""

from collections.abc import Sequence

from takwin.content.source.course import Media
from takwin.interop.question_file import QuestionFile, QuestionText
from takwin.interop.question_files.moodle_xml.reading import looks_like, read
from takwin.interop.question_files.moodle_xml.writing import write
from takwin.items.item import Written


class MoodleXml:
    """A `<quiz>` of `<question type="…">`."""

    name = "moodle-xml"
    title = "Moodle XML"
    ending = ".moodle.xml"

    def recognises(self, data: bytes) -> bool:
        """Whether it is XML that speaks of a quiz or of questions."""
        return looks_like(data)

    def read(self, data: bytes) -> QuestionFile:
        """The questions. Raises ImportRefused, XmlRefused."""
        return read(data)

    def write(self, questions: Sequence[Written], media: Media) -> QuestionText:
        """The questions with their files."""
        return write(questions, media)


FORMAT = MoodleXml()
