"""The shelf of question file formats: which one a file is of, and what it holds."""

from takwin.interop.course_package import ImportRefused
from takwin.interop.question_file import QuestionFile, QuestionFormat
from takwin.lib import shelf
from takwin.lib.text import N_, Sentence
from takwin.lib.xml import XmlRefused

QUESTION_FORMATS: dict[str, QuestionFormat] = {
    book.name: book for book in shelf.load("takwin.interop.question_files", "FORMAT").values()
}
"""Every format, by the name that commands and reports print."""
UNKNOWN = Sentence(N_("The file is of no kind that can be read here: GIFT, AIKEN, Cloze or Moodle XML."))


def read(data: bytes, name: str = "") -> tuple[QuestionFormat, QuestionFile]:
    """The questions in a file, in the format of that name, else in the one that its bytes look like. Raises ImportRefused."""
    book = QUESTION_FORMATS.get(name) or next((one for one in QUESTION_FORMATS.values() if one.recognises(data)), None)
    if book is None:
        raise ImportRefused(UNKNOWN)
    try:
        return book, book.read(data)
    except XmlRefused as refused:
        raise ImportRefused(refused.sentence) from refused
