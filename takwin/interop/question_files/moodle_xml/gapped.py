"""Texts with gaps of Moodle XML: embedded answers ("cloze"), missing words, words to drag into a text."""

import re
from dataclasses import replace

from takwin.interop.question_files.moodle_xml.asked import Asked, child, is_true, words
from takwin.interop.questions import choices, codes, numbers, texts
from takwin.interop.questions.choices import Option
from takwin.interop.questions.codes import Code
from takwin.interop.questions.piece import Wrong
from takwin.items.item import GAP, Gap, Written
from takwin.lib.text import N_, Sentence

BLANK = "_____"
_MARK = re.compile(r"\[\[(\d{1,3})\]\]")
NO_GAP = Sentence(N_("The text has no gap."))
NO_OPTION = N_("The gap [[%(number)s]] has no word that belongs in it.")
MANY = N_("The text has more than %(most)s gaps.")
SHARES = Sentence(N_("The gaps had unequal shares of the points; now they have equal ones."))
MIXED = Sentence(N_("Capitals counted in some gaps and not in others; now they count in none."))
ORDERS = Sentence(N_("Some drop-downs were shuffled and others not; now all are."))
DRAGGED = Sentence(N_("Words were dragged into the text; now each place is a drop-down."))
TWICE = Sentence(N_("Words that served once may now be chosen several times."))


def cloze(asked: Asked) -> Written:
    """A text whose answers are written in it. Raises Wrong, NotCarried."""
    element = child(asked.element, "questiontext")
    raw = words(element)
    found = codes.codes(raw)
    if len(found) == 1 and codes.is_number(found[0]):
        return _number(asked, raw, found)
    gaps = tuple(codes.gap(asked.piece, code) for code in found)
    return replace(_text(asked, raw, found, gaps), options=_options(asked, found))


def _text(asked: Asked, raw: str, found: list[Code], gaps: tuple[Gap, ...]) -> Written:
    marked, marks = codes.marked(raw, found)
    element = child(asked.element, "questiontext")
    prompt = "" if element is None else asked.markdown(element, raw=marked)
    for number, mark in enumerate(marks):
        prompt = prompt.replace(mark, GAP % number)
    return Written("cloze", "", "\n\n".join(filter(None, [prompt, asked.old_image])), gaps=gaps)


def _number(asked: Asked, raw: str, found: list[Code]) -> Written:
    """A single gap that asks for a number."""
    text = _text(asked, raw, found, ()).prompt.replace(GAP % 0, texts.of_words(BLANK))
    made = numbers.numeric(asked.piece, text, codes.as_numbers(codes.foreseen(found[0])))
    return replace(made, options={**_points(asked, found), **made.options})


def _points(asked: Asked, found: list[Code]) -> dict[str, str]:
    """The weights of the codes are the points, where the question does not tell its own."""
    told = asked.setting("defaultgrade")
    return {} if told else {"points": str(sum(code.weight for code in found))}


def _options(asked: Asked, found: list[Code]) -> dict[str, str]:
    typed = {codes.SHORT[code.type] for code in found if code.type in codes.SHORT}
    shuffled = {code.type in codes.SHUFFLED for code in found if code.type in codes.DROP_DOWN}
    if len({code.weight for code in found}) > 1:
        asked.piece.change(SHARES)
    if len(typed) > 1:
        asked.piece.change(MIXED)
    if len(shuffled) > 1:
        asked.piece.change(ORDERS)
    strict = {"strict": "yes"} if typed == {True} else {}
    return {**_points(asked, found), **strict, **({"shuffle": "no"} if shuffled == {False} else {})}


def selected(asked: Asked) -> Written:
    """`gapselect`: `[[1]]` in the text, the words in groups."""
    return _from_groups(asked, "selectoption")


def dragged(asked: Asked) -> Written:
    """`ddwtos`: the same, by dragging."""
    asked.piece.change(DRAGGED)
    boxes = asked.all("dragbox")
    if boxes and any(child(one, "infinite") is None for one in boxes):
        asked.piece.change(TWICE)
    return _from_groups(asked, "dragbox")


def _from_groups(asked: Asked, name: str) -> Written:
    options = [(words(one), words(one, "group") or "1") for one in asked.all(name)]
    raw = words(child(asked.element, "questiontext"))
    found = [Code(one.start(), one.end(), 1, "", one[1]) for one in _MARK.finditer(raw)]
    if not found:
        raise Wrong(NO_GAP)
    if len(found) > codes.MOST:
        raise Wrong(Sentence(MANY, {"most": codes.MOST}))
    gaps = tuple(_drop_down(asked, int(code.body), options) for code in found)
    shuffle = is_true(asked.setting("shuffleanswers"))
    made = _text(asked, raw, found, gaps)
    return made if shuffle else replace(made, options={"shuffle": "no"})


def _drop_down(asked: Asked, number: int, options: list[tuple[str, str]]) -> Gap:
    if not 1 <= number <= len(options):
        raise Wrong(Sentence(NO_OPTION, {"number": number}))
    group = options[number - 1][1]
    found = [
        Option(texts.of_words(plain), plain, numbers.decimal("100" if at == number else "0"))
        for at, (text, one) in enumerate(options, 1)
        if one == group and (plain := texts.as_words(text, texts.HTML))
    ]
    return choices.drop_down(asked.piece, found)
