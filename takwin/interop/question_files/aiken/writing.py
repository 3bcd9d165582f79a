"""Questions of ours written as AIKEN."""

import re
from collections.abc import Sequence
from html import unescape

from takwin.interop.question_file import QuestionText
from takwin.interop.questions import outgoing
from takwin.interop.questions.outgoing import KIND, Outgoing
from takwin.interop.questions.piece import NotCarried
from takwin.items.item import Written
from takwin.lib.text import N_, Sentence

MOST = 26
"""Letters to choose from."""
MANY = Sentence(N_("It has more than 26 choices, and the format has no more letters."))
EMPHASIS = re.compile(r"</?(?:strong|em|u|mark|small|q|bdi|code|span)(?: [^>]*)?>")
BEGINS = re.compile(r"[A-Z][).]|ANSWER[ \t]*:", re.IGNORECASE)
"""Words that the format would take for a choice or an answer."""
LOOK = Sentence(N_("Bold, italics and the like were left out; the words stay."))
FORMED = Sentence(N_("Its words are set with more than plain letters on one line, which the format does not hold."))


def write(questions: Sequence[Written]) -> QuestionText:
    """The questions with blank lines between them."""
    found = outgoing.pieces(questions)
    whole = [_question(Outgoing(one, piece)) for one, piece in zip(questions, found, strict=True)]
    return outgoing.text("\n".join(one for one in whole if one), found)


def _question(out: Outgoing) -> str:
    """The question, "" when the format cannot hold it."""
    if out.written.kind != "single-choice":
        out.piece.lose(Sentence(KIND, {"kind": out.written.kind}))
        return ""
    try:
        lines = [_plain(out, out.written.prompt), *(_plain(out, one.text) for one in out.written.choices)]
    except NotCarried as refused:
        out.piece.lose(refused.sentence)
        return ""
    out.tell(())
    right = next(at for at, one in enumerate(out.written.choices) if one.right)
    choices = [f"{chr(ord('A') + at)}) {words}" for at, words in enumerate(lines[1:])]
    return "\n".join([lines[0], *choices, f"ANSWER: {chr(ord('A') + right)}"]) + "\n"


def _plain(out: Outgoing, text: str) -> str:
    """A text on one line; emphasis gives way, which is told. Raises NotCarried for what plain words cannot say."""
    if len(out.written.choices) > MOST:
        raise NotCarried(MANY)
    html = out.html(text)
    bare = EMPHASIS.sub("", html)
    if bare != html:
        out.piece.change(LOOK)
    words = unescape(bare)
    if re.search(r"<[a-z/]|\n|\\[(\[]", bare) or BEGINS.match(words):
        raise NotCarried(FORMED)
    return words
