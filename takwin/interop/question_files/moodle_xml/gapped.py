"""Texts with gaps of Moodle XML: embedded answers ("cloze"), missing words, words to drag into a text."""

import re
from dataclasses import replace

from takwin.interop.question_files.moodle_xml.asked import Asked, child, is_true, words
from takwin.interop.questions import choices, codes, numbers, texts
from takwin.interop.questions.choices import Option
from takwin.interop.questions.codes import Code
from takwin.interop.questions.gapped import gapped, prompt_of
from takwin.interop.questions.piece import Wrong
from takwin.items.item import Gap, Written
from takwin.lib.text import N_, Sentence

_MARK = re.compile(r"\[\[(\d{1,3})\]\]")
NO_GAP = Sentence(N_("The text has no gap."))
NO_OPTION = N_("The gap [[%(number)s]] has no word that belongs in it.")
MANY = N_("The text has more than %(most)s gaps.")
DRAGGED = Sentence(N_("Words were dragged into the text; now each place is a drop-down."))
TWICE = Sentence(N_("Words that served once may now be chosen several times."))


def cloze(asked: Asked) -> Written:
    """A text whose answers are written in it. Raises Wrong, NotCarried."""
    element = child(asked.element, "questiontext")
    made = gapped(asked.piece, words(element), lambda raw: _markdown(asked, raw))
    return choices.without(made, "points") if asked.setting("defaultgrade") else made


def _markdown(asked: Asked, raw: str) -> str:
    element = child(asked.element, "questiontext")
    prompt = "" if element is None else asked.markdown(element, raw=raw)
    return "\n\n".join(filter(None, [prompt, asked.old_image]))


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
    made = Written("cloze", "", prompt_of(raw, found, lambda marked: _markdown(asked, marked)), gaps=gaps)
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
