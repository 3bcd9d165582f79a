"""A text with the codes of embedded answers as a question of ours."""

from collections.abc import Callable
from dataclasses import replace

from takwin.interop.questions import choices, codes, numbers, texts
from takwin.interop.questions.codes import Code
from takwin.interop.questions.piece import Piece, Wrong
from takwin.items.item import GAP, Gap, Written
from takwin.lib.text import N_, Sentence

BLANK = "_____"
UNDER = Sentence(N_("Choices of which several are right stood within the text; now they are a list under it."))
SHARES = Sentence(N_("The gaps had unequal shares of the points; now they have equal ones."))
MIXED = Sentence(N_("Capitals counted in some gaps and not in others; now they count in none."))
ORDERS = Sentence(N_("Some drop-downs were shuffled and others not; now all are."))


Markdown = Callable[[str], str]
"""How a text of the file becomes Markdown."""


def gapped(piece: Piece, raw: str, markdown: Markdown, line: int = 0) -> Written:
    """The question; a single gap that asks for a number makes a question for a number, one that takes several choices a list of them. `line` is that of the text, where its lines
    are those of the file. Raises Wrong, NotCarried."""
    found = codes.codes(raw)
    prompt = prompt_of(raw, found, markdown)
    if len(found) == 1 and codes.is_number(found[0]):
        text = prompt.replace(GAP % 0, texts.of_words(BLANK))
        made = numbers.numeric(piece, text, codes.as_numbers(codes.foreseen(found[0])))
        return replace(made, options={**_points(found), **made.options})
    if len(found) == 1 and found[0].type in codes.SEVERAL:
        return _several(piece, found[0], prompt)
    gaps = tuple(_gap(piece, code, line and line + raw.count("\n", 0, code.start)) for code in found)
    return Written("cloze", "", prompt, options=_options(piece, found), gaps=gaps)


def _several(piece: Piece, code: Code, prompt: str) -> Written:
    """A text whose only gap takes several choices at once is a list under the text."""
    piece.change(UNDER)
    made = choices.several(piece, prompt.replace(GAP % 0, texts.of_words(BLANK)).strip(), codes.options(code))
    order = {} if code.type in codes.SHUFFLED else {"shuffle": "no"}
    return replace(made, options={**_points([code]), **order, **made.options})


def _gap(piece: Piece, code: Code, line: int) -> Gap:
    try:
        return codes.gap(piece, code)
    except Wrong as wrong:
        raise Wrong(wrong.sentence, wrong.line or line) from wrong


def prompt_of(raw: str, found: list[Code], markdown: Markdown) -> str:
    """The text as Markdown, GAP % n in place of each code."""
    marked, marks = codes.marked(raw, found)
    prompt = markdown(marked)
    for number, mark in enumerate(marks):
        prompt = prompt.replace(mark, GAP % number)
    return prompt


def _points(found: list[Code]) -> dict[str, str]:
    """The weights of the codes are the points."""
    total = sum(code.weight for code in found)
    return {"points": str(total)} if total != 1 else {}


def _options(piece: Piece, found: list[Code]) -> dict[str, str]:
    typed = {codes.SHORT[code.type] for code in found if code.type in codes.SHORT}
    shuffled = {code.type in codes.SHUFFLED for code in found if code.type in codes.DROP_DOWN}
    if len({code.weight for code in found}) > 1:
        piece.change(SHARES)
    if len(typed) > 1:
        piece.change(MIXED)
    if len(shuffled) > 1:
        piece.change(ORDERS)
    strict = {"strict": "yes"} if typed == {True} else {}
    return {**_points(found), **strict, **({"shuffle": "no"} if shuffled == {False} else {})}
