"""Moodle XML read into questions of ours."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from lxml import etree

from takwin.frameworks.alignment import known
from takwin.interop.course_package import ImportRefused
from takwin.interop.markdown.parse import tag_of
from takwin.interop.question_file import QuestionFile
from takwin.interop.question_files.moodle_xml import by_hand, calculated, gapped, placed, plain_kinds
from takwin.interop.question_files.moodle_xml.asked import Asked, child, children, is_true, line_of, words
from takwin.interop.question_files.moodle_xml.common import whole
from takwin.interop.question_files.moodle_xml.reasons import reason
from takwin.interop.questions.files import Files
from takwin.interop.questions.piece import Gathering, NotCarried, Wrong
from takwin.items.item import Written
from takwin.lib.text import N_, Sentence
from takwin.lib.xml import parse

MAKERS: dict[str, Callable[[Asked], Written]] = {
    "cloze": gapped.cloze,
    "ddimageortext": placed.labels,
    "ddmarker": placed.markers,
    "ddwtos": gapped.dragged,
    "essay": by_hand.essay,
    "gapselect": gapped.selected,
    "matching": plain_kinds.matching,
    "multianswer": gapped.cloze,
    "multichoice": plain_kinds.choices,
    "multichoiceset": plain_kinds.choices,
    "numerical": plain_kinds.numerical,
    "ordering": plain_kinds.ordering,
    "oumultiresponse": plain_kinds.choices,
    "shortanswer": plain_kinds.short,
    "truefalse": plain_kinds.true_false,
}
NO_QUIZ = Sentence(N_("The XML holds no quiz of Moodle: its first element is not <quiz>."))
NO_TYPE = Sentence(N_("The question does not say its type."))
NO_TEXT = Sentence(N_("The question has no text."))
HIDDEN = Sentence(N_("It was hidden in the question bank."))
GENERAL = Sentence(N_("Feedback on words between the questions was left out."))
TAGS = N_("Tags that are no items of a framework were left out: %(tags)s")
PENALTIES = Sentence(
    N_(
        "What a further attempt costs (penalty) was left out: here each attempt is marked by itself, and the best counts."
    )
)


@dataclass(slots=True)
class _Reading:
    gathering: Gathering = field(default_factory=Gathering)
    files: Files = field(default_factory=Files)
    category: tuple[str, ...] = ()


def looks_like(data: bytes) -> bool:
    """Whether bytes, in whatever encoding, begin as XML and have a quiz or a question early."""
    bare = data[:100_000].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return bare.startswith(b"<") and (b"<quiz" in bare or b"<question" in bare)


def read(data: bytes) -> QuestionFile:
    """The questions of a file. Raises ImportRefused, XmlRefused."""
    root = parse(data)
    if tag_of(root) != "quiz":
        raise ImportRefused(NO_QUIZ)
    reading = _Reading()
    for element in children(root, "question"):
        if element.get("type", "") == "category":
            reading.category = _path(words(element, "category"))
        else:
            _question(reading, element)
    penalties = any(words(one, "penalty").strip("0.") for one in children(root, "question"))
    return reading.gathering.file([PENALTIES] if penalties else [], reading.files.media)


def _path(category: str) -> tuple[str, ...]:
    """The names in a category's path, without those that only say where the tree begins."""
    names = [part.replace("\x00", "/").strip() for part in category.replace("//", "\x00").split("/")]
    return tuple(name for name in names if name and not name.startswith("$") and name != "top")


def _question(reading: _Reading, element: etree._Element) -> None:
    kind = element.get("type", "").strip()
    piece = reading.gathering.begin(kind or "question", words(element, "name"), line_of(element))
    try:
        _read(reading, Asked(element, piece, reading.files))
    except Wrong as wrong:
        piece.refuse(wrong)
    except NotCarried as refused:
        piece.lose(refused.sentence)


def _read(reading: _Reading, asked: Asked) -> None:
    if asked.piece.kind == "question":
        raise Wrong(NO_TYPE)
    if is_true(asked.setting("hidden")):
        raise NotCarried(HIDDEN)
    maker = MAKERS.get(asked.piece.kind)
    if asked.piece.kind == "description":
        reading.gathering.tell(asked.prompt, reading.category)
        if asked.part("generalfeedback"):
            asked.piece.tell(GENERAL)
        if not asked.prompt:
            raise NotCarried(NO_TEXT)
    elif maker is None and asked.piece.kind not in calculated.KINDS:
        raise NotCarried(reason(asked.piece.kind))
    elif not asked.setting("questiontext"):
        raise Wrong(NO_TEXT)
    else:
        made, table = (whole(asked, maker(asked)), None) if maker else calculated.read(asked)
        reading.gathering.take(asked.piece, _aligned(asked, made), asked.setting("idnumber"), reading.category, table)


def _aligned(asked: Asked, made: Written) -> Written:
    """The tags that name items of frameworks; others are told."""
    tags = child(asked.element, "tags")
    found = [] if tags is None else [words(one) for one in children(tags, "tag")]
    others = [tag for tag in found if tag and not known(tag)]
    if others:
        asked.piece.tell(Sentence(TAGS, {"tags": others}))
    ours = [tag for tag in found if known(tag)]
    return replace(made, options={"aligned": ", ".join(ours), **made.options}) if ours else made
