"""Bold and italic: stars where CommonMark will see them as emphasis, HTML where it would not."""

import re
import unicodedata

STRONG, EM = ("\ue010", "\ue011"), ("\ue012", "\ue013")
_STARS = {STRONG[0]: "**", STRONG[1]: "**", EM[0]: "*", EM[1]: "*"}
_TAGS = {STRONG[0]: "<strong>", STRONG[1]: "</strong>", EM[0]: "<em>", EM[1]: "</em>"}
_CLOSES = {STRONG[1]: STRONG[0], EM[1]: EM[0]}
_MARKS = re.compile("[\ue010-\ue013]")
_EMPTY = re.compile("\ue010(\\s*)\ue011|\ue012(\\s*)\ue013")


def wrapped(words: str, marks: tuple[str, str]) -> str:
    """Words between private marks, the white space moved outside."""
    bare = words.strip(" \t\r\n\v\xa0")
    if not bare or marks[0] in words:
        return words
    start = words.index(bare)
    return f"{words[:start]}{marks[0]}{bare}{marks[1]}{words[start + len(bare) :]}"


def resolved(text: str) -> str:
    """The private marks of a finished paragraph as stars or tags (CommonMark 0.31, section 6.2: flanking)."""
    text = _EMPTY.sub(lambda found: found[1] or found[2] or "", text)
    chosen: dict[int, str] = {}
    open_marks: list[tuple[str, int]] = []
    for found in _MARKS.finditer(text):
        mark, at = found[0], found.start()
        if mark not in _CLOSES:
            open_marks.append((mark, at))
        elif open_marks and open_marks[-1][0] == _CLOSES[mark]:
            start = open_marks.pop()[1]
            flanked = _flanks(text, start, 1) and _flanks(text, at, -1)
            chosen |= {one: (_STARS if flanked else _TAGS)[text[one]] for one in (start, at)}
    return _MARKS.sub(lambda found: chosen.get(found.start(), ""), text)


def _flanks(text: str, at: int, inwards: int) -> bool:
    """Whether a delimiter here opens (inwards 1) or closes (inwards -1)."""
    inner, outer = _neighbour(text, at, inwards), _neighbour(text, at, -inwards)
    if text[at + inwards : at + inwards + 1] in _STARS or text[at - inwards : at - inwards + 1] in _STARS:
        return not inner.isspace() and not _is_sign(inner) and (outer.isspace() or _is_sign(outer))
    return not inner.isspace() and (not _is_sign(inner) or outer.isspace() or _is_sign(outer))


def _neighbour(text: str, at: int, step: int) -> str:
    """The next sign that is no mark; a space at the ends."""
    at += step
    while 0 <= at < len(text) and text[at] in _STARS:
        at += step
    return text[at] if 0 <= at < len(text) else " "


def _is_sign(mark: str) -> bool:
    return unicodedata.category(mark)[0] in "PS"
