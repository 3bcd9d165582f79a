"""The words in the bytes of a text file that does not say how it is encoded."""

import codecs
import re

from takwin.interop.course_package import ImportRefused
from takwin.lib.text import N_, Sentence

LARGEST = 4 << 20
"""Bytes of one text file of questions: some twenty thousand questions."""
_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u2028\u2029\ue000-\uf8ff\ufeff\ud800-\udfff]")
_HIGH_RUNS = re.compile(rb"[\x80-\xff]+")
TOO_LARGE = N_("The file is too large: at most %(limit)s MiB of text.")
NO_TEXT = N_("The file is not text: save the questions as a text file in UTF-8.")
EMPTY = N_("The file is empty.")
ASSUMED = N_("The file is not in UTF-8; it was read as %(encoding)s. If letters look wrong, save it in UTF-8.")
UNSEEN = N_("%(count)s characters that nobody sees were left out.")


def decode(data: bytes) -> tuple[str, tuple[Sentence, ...]]:
    """The text, with "\\n" line ends, and what had to be assumed: UTF-8 and UTF-16 by their byte order mark, UTF-8, UTF-16, or
    else Windows-1252 or Windows-1256 (Arabic). Raises ImportRefused for what is no text."""
    if len(data) > LARGEST:
        raise ImportRefused(Sentence(TOO_LARGE, {"limit": LARGEST >> 20}))
    text, encoding = _decoded(data)
    told = [Sentence(ASSUMED, {"encoding": encoding})] if encoding else []
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    bare, count = _UNSEEN.subn("", text)
    if count > len(text) // 20:
        raise ImportRefused(Sentence(NO_TEXT))
    if not bare.strip():
        raise ImportRefused(Sentence(EMPTY))
    return bare, (*told, *([Sentence(UNSEEN, {"count": count})] if count else []))


def _decoded(data: bytes) -> tuple[str, str]:
    """The text, and the name of an encoding that was guessed, "" when it was sure."""
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return _sure(data[len(mark) :], encoding), ""
    if 0 in data[:400]:
        return _sure(data, "utf-16-le" if data[1:400:2].count(0) > data[0:400:2].count(0) else "utf-16-be"), "UTF-16"
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        guess = "windows-1256" if _is_arabic(data) else "windows-1252"
        return _sure(data, guess), guess.capitalize()


def _is_arabic(data: bytes) -> bool:
    """Whether letters beyond ASCII stand together in words, as in Arabic, rather than one by one, as French accents do."""
    runs = [len(run) for run in _HIGH_RUNS.findall(data)]
    return sum(run for run in runs if run > 2) * 2 > sum(runs)


def _sure(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ImportRefused(Sentence(NO_TEXT)) from error
