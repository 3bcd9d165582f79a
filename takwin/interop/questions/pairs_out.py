"""Labels of ours that belong in zones of a text, as the pairs that other formats know."""

from dataclasses import replace

from takwin.interop.questions.html import Target, as_html
from takwin.interop.questions.piece import Piece
from takwin.items import markdown, pictures
from takwin.items.item import Line, Written
from takwin.lib.html import text_of
from takwin.lib.text import N_, Sentence

LISTS = Sentence(N_("The labels are chosen from lists there, not dragged."))


def paired(written: Written, piece: Piece) -> Written:
    """Labels to drag, each with one zone that words name, as pairs; any other question as it is."""
    words = _words(written)
    if not words or any(line.match not in words for line in written.lines):
        return written
    piece.change(LISTS)
    used = {line.match for line in written.lines}
    lines = [replace(line, match=words[line.match]) for line in written.lines]
    decoys = [Line("", name) for number, name in words.items() if number not in used]
    return replace(written, kind="matching", lines=(*lines, *decoys), zones=())


def _words(written: Written) -> dict[str, str]:
    """The zones by their numbers, in words; nothing where they lie in a picture or words do not tell them apart."""
    if written.kind != "drag-and-drop" or pictures.named(written.options):
        return {}
    target = Target(lambda _path: None, lambda _sentence: None)
    told = [" ".join(text_of(as_html(zone.text, target)).split()) for zone in written.zones]
    clear = (
        all(told) and len({one.casefold() for one in told}) == len(told) and not any(map(markdown.ARROW.search, told))
    )
    return {str(number): one for number, one in enumerate(told, 1)} if clear else {}
