"""Pairs and orders, as questions of ours."""

from takwin.interop.questions.piece import Piece
from takwin.items import markdown
from takwin.items.item import Line, Written
from takwin.items.options import MATCH
from takwin.lib.text import N_, Sentence

TWINS = Sentence(N_("Two lines that said the same are now one."))
ARROW = Sentence(N_("An arrow in the words to match is now written →."))


def matching(piece: Piece, prompt: str, pairs: list[tuple[str, str]], shuffle: bool = True) -> Written:
    """Lines (Markdown) with the plain words that they belong with; a line without text adds words that fit nothing."""
    lines: dict[str, Line] = {}
    used = {_arrows(piece, words) for text, words in pairs if text.strip()}
    for text, words in pairs:
        match, key = _arrows(piece, words), " ".join(text.split()) or f"\x00{words}"
        if key in lines and text.strip():
            piece.change(TWINS)
        elif key not in lines and (text.strip() or match not in used):
            lines[key] = Line(text, match)
    return Written("matching", "", prompt, options={} if shuffle else {"shuffle": "no"}, lines=tuple(lines.values()))


def ordering(piece: Piece, prompt: str, texts: list[str], whole: bool) -> Written:
    """Lines (Markdown) in their right order; `whole` marks them as a whole."""
    lines: dict[str, Line] = {}
    for text in texts:
        if " ".join(text.split()) in lines:
            piece.change(TWINS)
        lines.setdefault(" ".join(text.split()), Line(text))
    return Written("ordering", "", prompt, options={"scoring": MATCH} if whole else {}, lines=tuple(lines.values()))


def _arrows(piece: Piece, words: str) -> str:
    bare = " ".join(words.split())
    if markdown.ARROW.search(bare):
        piece.change(ARROW)
    return markdown.ARROW.sub("→ ", bare).strip()
