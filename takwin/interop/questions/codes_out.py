"""Gaps of ours as codes of Moodle's embedded answers."""

import re
from html import escape

from takwin.interop.questions import texts
from takwin.interop.questions.outgoing import Outgoing
from takwin.items import options
from takwin.items.item import Answer, Gap
from takwin.items.words import is_strict
from takwin.lib.text import N_, Sentence

HELD = frozenset({"aligned", "general", "hints", "order", "points"})
"""What Moodle holds of a cloze in its XML."""
SHARES = N_("Gaps have whole points there: it is worth %(there)s, not %(points)s.")
PLAIN = Sentence(N_("Bold, links and the like in what is said of a gap were left out; the words stay."))
_MARK = re.compile("\ue000(\\d+)\ue001")
_TO_ESCAPE = re.compile(r"[}#~\\]")


def with_codes(out: Outgoing, html: str, held: frozenset[str] = HELD) -> str:
    """The HTML of the prompt, a code in place of each gap."""
    written = out.written
    out.tell(held)
    typed = [one.text for gap in written.gaps if not gap.drop_down for one in gap.answers]
    out.tell_strictness(typed, can_be_strict=True)
    weight = _weight(out)
    return _MARK.sub(lambda found: _code(out, written.gaps[int(found[1])], weight), html)


def _weight(out: Outgoing) -> int:
    """What each gap is worth there: a whole number."""
    count, points = len(out.written.gaps), options.points(out.written.options)
    weight = max((points + 50 * count) // (100 * count), 1)
    if weight * count * 100 != points:
        told = {"there": weight * count, "points": out.written.options.get("points", "1")}
        out.piece.change(Sentence(SHARES, told))
    return weight


def _code(out: Outgoing, gap: Gap, weight: int) -> str:
    written = out.written
    if gap.drop_down:
        kind = "MULTICHOICE_S" if options.switch(written.options, "shuffle", otherwise=True) else "MULTICHOICE"
    else:
        kind = "SHORTANSWER_C" if is_strict(written) else "SHORTANSWER"
    return f"{{{weight}:{kind}:{'~'.join(_answer(out, gap, one) for one in gap.answers)}}}"


def _answer(out: Outgoing, gap: Gap, one: Answer) -> str:
    words = one.text if gap.drop_down else one.text.replace("*", "\\*")
    sign = "=" if one.weight == 100 else f"%{one.weight}%" if one.weight or words[:1] in {"=", "%"} else ""
    return f"{sign}{_words(words)}{f'#{_words(_said(out, one.feedback))}' if one.feedback else ''}"


def _said(out: Outgoing, feedback: str) -> str:
    """What is said of an answer, in plain words."""
    html = out.html(feedback)
    plain = texts.as_words(html, texts.HTML)
    if escape(plain, quote=False) != html:
        out.piece.change(PLAIN)
    return plain


def _words(words: str) -> str:
    return _TO_ESCAPE.sub(lambda sign: "\\" + sign[0], escape(words, quote=False))
