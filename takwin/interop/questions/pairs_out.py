"""Labels of ours that belong in zones of a text, as the pairs or the lists that other formats know."""

import re
from dataclasses import replace

from takwin.interop.questions.html import Target, as_html
from takwin.interop.questions.piece import Piece
from takwin.items import gaps, markdown, options, pictures
from takwin.items.item import Answer, Gap, Line, Written
from takwin.lib.html import text_of
from takwin.lib.text import N_, Sentence

LISTS = Sentence(N_("The labels are chosen from lists there, not dragged."))
NOWHERE = Sentence(N_("A label that fits nowhere is a line of its own there, whose right answer “—” earns a share."))
PAIRS_WHOLE = Sentence(N_("It is marked as a whole here; there each line earns its share."))


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


def listed(written: Written, piece: Piece) -> Written:
    """Labels to drag into zones that words name, each as a line with a drop-down of them all; any other question as it is."""
    words = _words(written)
    if not words:
        return written
    piece.change(LISTS)
    belong = [zones_of(line) for line in written.lines]
    if not all(belong):
        piece.change(NOWHERE)
    if options.scoring(written.options, options.MAP) == options.MATCH:
        piece.change(PAIRS_WHOLE)
    named = {int(number): name for number, name in words.items()} | ({} if all(belong) else {0: "—"})
    found = tuple(
        Gap(
            tuple(
                Answer(name, 100, "") if zone in (right or [0]) else Answer(name, 0, line.feedback)
                for zone, name in named.items()
            ),
            drop_down=True,
        )
        for line, right in zip(written.lines, belong, strict=True)
    )
    lines = [f"- {line.text} {gaps.role(gap)}" for line, gap in zip(written.lines, found, strict=True)]
    told = {name: value for name, value in written.options.items() if name != "scoring"} | {"shuffle": "no"}
    prompt = "\n".join([written.prompt, "", *lines])
    return replace(written, kind="cloze", prompt=prompt, options=told, gaps=found, lines=(), zones=())


def zones_of(label: Line) -> list[int]:
    """The numbers of the zones in which a label that was checked is right; none for one that fits nowhere."""
    return [int(one) for one in dict.fromkeys(re.findall(r"\d+", label.match))]


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
