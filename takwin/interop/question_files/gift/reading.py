"""GIFT read into questions of ours."""

from dataclasses import dataclass, replace

from takwin.frameworks.alignment import known
from takwin.interop.question_file import QuestionFile
from takwin.interop.question_files.gift import blocks
from takwin.interop.question_files.gift.answers import made
from takwin.interop.question_files.gift.asked import Asked
from takwin.interop.questions import texts
from takwin.interop.questions.decoding import decode
from takwin.interop.questions.files import Files
from takwin.interop.questions.piece import Gathering, NotCarried, Piece, Wrong
from takwin.items.item import Written
from takwin.lib.text import N_, Sentence

UNTITLED = 6
"""Words of a text that name a question without a title."""
TAGS = N_("Tags that are no items of a framework were left out: %(tags)s")
EMPTY = Sentence(N_("It has no text."))


@dataclass(slots=True)
class _Reading:
    gathering: Gathering
    files: Files
    category: tuple[str, ...] = ()


def read(data: bytes) -> QuestionFile:
    """The questions of a GIFT file. Raises ImportRefused for what is no text."""
    text, assumed = decode(data)
    reading = _Reading(Gathering(), Files())
    for block in blocks.blocks(text):
        if block.category is not None:
            reading.category = _path(block.category)
        else:
            _question(reading, block)
    return reading.gathering.file(assumed, reading.files.media)


def _path(category: str) -> tuple[str, ...]:
    """The names in a category's path, without those that only say where the tree begins."""
    marked = category.replace("//", "\x00")
    names = [part.replace("\x00", "/").strip() for part in marked.split("/")]
    return tuple(name for name in names if name and not name.startswith("$") and name != "top")


def _question(reading: _Reading, block: blocks.Block) -> None:
    try:
        parts = blocks.parts(block)
    except Wrong as wrong:
        reading.gathering.begin("gift", "", block.line).refuse(wrong)
        return
    words = texts.as_words(blocks.plain(parts.before[:2000]), parts.form or texts.AUTO)
    name = blocks.plain(parts.title) or " ".join(words.split()[:UNTITLED])
    piece = reading.gathering.begin("description", name, block.line)
    try:
        _read(reading, block, parts, piece)
    except Wrong as wrong:
        piece.refuse(wrong)
    except NotCarried as refused:
        piece.lose(refused.sentence)


def _read(reading: _Reading, block: blocks.Block, parts: blocks.Parts, piece: Piece) -> None:
    asked = Asked(parts, piece, reading.files.around(piece))
    if parts.answers is None:
        if not asked.prompt:
            raise NotCarried(EMPTY)
        reading.gathering.tell(asked.prompt, reading.category)
        return
    written = made(asked)
    reading.gathering.take(piece, _aligned(written, block, piece), block.id, reading.category)


def _aligned(written: Written, block: blocks.Block, piece: Piece) -> Written:
    """The tags that name items of frameworks; others are told."""
    ours = [tag for tag in block.tags if known(tag)]
    others = [tag for tag in block.tags if not known(tag)]
    if others:
        piece.change(Sentence(TAGS, {"tags": others}))
    return replace(written, options={"aligned": ", ".join(ours), **written.options}) if ours else written
