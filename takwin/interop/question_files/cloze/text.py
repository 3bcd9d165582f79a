"""A file of embedded answers, read into a question of ours and written from one."""

import re
from collections.abc import Sequence

from takwin.interop.question_file import QuestionFile, QuestionText
from takwin.interop.questions import outgoing, texts
from takwin.interop.questions.codes_out import with_codes
from takwin.interop.questions.decoding import decode
from takwin.interop.questions.files import Files
from takwin.interop.questions.gapped import gapped
from takwin.interop.questions.outgoing import KIND, Outgoing
from takwin.interop.questions.piece import Gathering, NotCarried, Wrong
from takwin.items.item import Written
from takwin.lib.text import N_, Sentence

NAMING = 6
"""Words of the text that name it."""
ONE = Sentence(N_("A file of this format holds one text with gaps; Moodle XML holds them all."))
HELD = frozenset({"points", "order"})
_CODE = re.compile(rb"\{\d{0,3}:\s*[A-Z]{2,13}(?:_[A-Z]{1,2})?\s*[:}]")


def looks_like(data: bytes) -> bool:
    """Whether bytes, in whatever encoding, hold a code and are no XML."""
    bare = data[: 1 << 20].replace(b"\x00", b"")
    return (
        not bare.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith((b"<?xml", b"<quiz"))
        and _CODE.search(bare) is not None
    )


def read(data: bytes) -> QuestionFile:
    """The only question of the file. Raises ImportRefused for what is no text."""
    text, assumed = decode(data)
    gathering, files = Gathering(), Files()
    words = re.sub(r"\{[^}]*\}?", " ", text[:2000])
    piece = gathering.begin("cloze", " ".join(texts.as_words(words, texts.AUTO).split()[:NAMING]), 1)
    around = files.around(piece)
    try:
        gathering.take(piece, gapped(piece, text, lambda raw: texts.as_markdown(raw, texts.AUTO, around), 1))
    except Wrong as wrong:
        piece.refuse(wrong)
    except NotCarried as refused:
        piece.lose(refused.sentence)
    return gathering.file(assumed, files.media)


def write(questions: Sequence[Written]) -> QuestionText:
    """The first text with gaps."""
    found, whole = outgoing.pieces(questions), ""
    for one, piece in zip(questions, found, strict=True):
        if one.kind != "cloze":
            piece.lose(Sentence(KIND, {"kind": one.kind}))
        elif whole:
            piece.lose(ONE)
        else:
            out = Outgoing(one, piece)
            whole = re.sub(r"\s*\n\s*", " ", with_codes(out, out.html(one.prompt), HELD)) + "\n"
    return outgoing.text(whole, found)
