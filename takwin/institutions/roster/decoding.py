"""From bytes to text: which encoding a spreadsheet has left, and what separates its columns."""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence

SEPARATORS = (";", ",", "\t", "|")
LOOKED_AT = 50
"""Lines that are looked at to find the separator."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_WORD = re.compile(r"[^\W\d_]+")


def decoded(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding. A mark at the beginning decides, then whether it is good UTF-8; what is left is Windows-1256
    where its words are whole Arabic words, else Windows-1252 (the two have the same small French letters).

    Raises UnicodeError for what is no text in any of them."""
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return data.decode(codec), name
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        pass
    eastern = data.decode("cp1256")
    if _arabic(eastern):
        return eastern, "Windows-1256"
    return data.decode("cp1252", errors="replace"), "Windows-1252"


def _arabic(text: str) -> bool:
    """Whether more words are wholly Arabic than mix two writings."""
    kinds = Counter(_kind(word) for word in _WORD.findall(text) if len(word) > 1)
    return kinds["arabic"] > kinds["mixed"]


def _kind(word: str) -> str:
    eastern = sum("\u0600" <= sign <= "\u06ff" for sign in word)
    return "arabic" if eastern == len(word) else "mixed" if eastern else "latin"


def separator(lines: Sequence[str]) -> str:
    """What stands between columns: the sign that divides the most lines into the same number of parts as the first, and into several."""
    looked = [line for line in lines[:LOOKED_AT] if line.strip()]

    def worth(sign: str) -> tuple[int, int]:
        sizes = [len(fields(line, sign) or []) for line in looked]
        head = sizes[0] if sizes else 0
        return (sum(size == head for size in sizes) if head > 1 else 0, head)

    return max(SEPARATORS, key=worth)


def fields(line: str, sign: str) -> list[str] | None:
    """The parts of one line; None where a quotation mark is opened and not closed."""
    try:
        found = list(csv.reader([line], delimiter=sign, strict=True, skipinitialspace=True))
    except csv.Error:
        return None
    return [" ".join(part.split()) for part in found[0]] if found else []


def numbered(text: str) -> Iterator[tuple[int, str]]:
    """The lines that hold something, with their numbers in the file. A field never goes over several lines in a roster, so one mark that is
    not closed spoils one line and not the rest of the file."""
    for number, line in enumerate(
        text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").split("\n"), start=1
    ):
        if line.strip(" \t;,|"):
            yield number, line
