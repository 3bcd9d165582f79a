"""How typed words are compared with those of the author: folded or exactly, whole or against a pattern with stars."""

import re

from takwin.items import options
from takwin.items.item import Written
from takwin.items.marking import exact
from takwin.lib.text import fold

STAR = "\ue002"
"""A star while its pattern is compared: a sign for private use, which folding leaves alone and no source may hold."""
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|\*")


def is_strict(written: Written) -> bool:
    """Whether every accent counts; a word that is neither yes nor no counts as no."""
    try:
        return options.switch(written.options, "strict", otherwise=False)
    except ValueError:
        return False


def compared(text: str, strict: bool) -> str:
    """The form under which words are compared."""
    return exact(text) if strict else fold(text)


def plain(pattern: str) -> str:
    """The shortest words that fit a pattern: nothing in place of its stars."""
    return " ".join(_ESCAPED.sub(lambda found: found[1] or "", pattern).split())


def pieces(pattern: str, strict: bool) -> list[str]:
    r"""A pattern cut at its stars, each piece in the form under which it is compared; one piece where there is no star. A backslash
    makes an ordinary sign of the star, or any other mark, after it: `\*`. White space beside a star does not matter."""
    starred = _ESCAPED.sub(lambda found: found[1] or STAR, pattern)
    return [piece.strip() for piece in compared(starred, strict).split(STAR)]


def fits(pattern: str, text: str, strict: bool) -> bool:
    """Whether words fit a pattern, in which a star stands for any words or none. Each piece is looked for once, from left to right:
    no pattern makes this slow."""
    words, (first, *inner) = compared(text, strict), pieces(pattern, strict)
    if not inner:
        return words == first
    *middle, last = inner
    at, end = len(first), len(words) - len(last)
    if at > end or not words.startswith(first) or not words.endswith(last):
        return False
    for piece in middle:
        found = words.find(piece, at, end)
        if found < 0:
            return False
        at = found + len(piece)
    return True
