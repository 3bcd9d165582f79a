"""Questions of ours written as GIFT."""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from html import escape

from takwin.frameworks.alignment import names
from takwin.interop.question_file import QuestionText
from takwin.interop.question_files.gift.blocks import escaped
from takwin.interop.questions import outgoing
from takwin.interop.questions.html import plain
from takwin.interop.questions.numbers import SAID
from takwin.interop.questions.numeric_out import numbers
from takwin.interop.questions.outgoing import KIND, Outgoing, pattern_of
from takwin.interop.questions.pairs_out import paired
from takwin.interop.questions.piece import NotCarried
from takwin.items import options
from takwin.items.item import Choice, Gap, Written
from takwin.lib.text import N_, Sentence

GAPS = Sentence(N_("A text with several gaps has no place in the format; Moodle XML holds it."))
WHOLE = Sentence(N_("It is marked as a whole here; there each right choice earns its share."))
PAIRS_WHOLE = Sentence(N_("It is marked as a whole here; there each line earns its share."))
UNITS = Sentence(N_("The units were left out: the number is asked in the unit of the answer."))
ARROW = Sentence(N_("An accepted answer holds an arrow ->, which the format would take for a pair."))
GAP_MARK = re.compile("\ue000(\\d+)\ue001")


def write(questions: Sequence[Written]) -> QuestionText:
    """The questions with blank lines between them."""
    found = outgoing.pieces(questions)
    whole = [_question(Outgoing(paired(one, piece), piece)) for one, piece in zip(questions, found, strict=True)]
    return outgoing.text("\n".join(one for one in whole if one), found)


def _question(out: Outgoing) -> str:
    """The question, "" when the format has no such."""
    writer = _WRITERS.get(out.written.kind)
    if writer is None:
        out.piece.lose(Sentence(KIND, {"kind": out.written.kind}))
        return ""
    try:
        body = writer(out)
    except NotCarried as refused:
        out.piece.lose(refused.sentence)
        return ""
    general = out.written.feedback.get("always", "")
    closing = f"####{_formed(out, general)}" if general else ""
    before, after = _prompt(out)
    tags = "".join(f" [tag:{name}]" for name in names(out.written.options.get("aligned", "")))
    return f"// [id:{out.written.id}]{tags}\n::{escaped(out.written.id)}::{before}{{{body}{closing}}}{after}\n"


def _prompt(out: Outgoing) -> tuple[str, str]:
    """What stands before the braces, and behind them."""
    html = out.html(out.written.prompt)
    if not out.written.gaps:
        return _text(html), ""
    before, after = GAP_MARK.split(html)[::2]
    bare = plain(html)
    return ("" if bare is not None else "[html]") + _escaped(before), _escaped(after)


def _text(html: str) -> str:
    """HTML, marked as such unless it is plain words."""
    bare = plain(html)
    return (
        escaped(bare)
        if bare is not None and not re.match(r"\[\w+\]|::|//|\$CATEGORY|%", bare)
        else f"[html]{_escaped(html)}"
    )


def _escaped(html: str) -> str:
    """HTML on one line: new lines in it mean nothing, save in what is set as it was typed."""
    return escaped(html) if "<pre" in html else escaped(re.sub(r"\s*\n\s*", " ", html))


def _formed(out: Outgoing, text: str) -> str:
    return _text(out.html(text))


def _said(out: Outgoing, text: str) -> str:
    return f"#{_formed(out, text)}" if text else ""


def _lines(lines: list[str]) -> str:
    return "".join(f"\n\t{line}" for line in lines) + "\n"


def _single(out: Outgoing) -> str:
    out.tell({"aligned", "general", "choices"})
    return _lines([f"{'=' if one.right else '~'}{_choice(out, one)}" for one in out.written.choices])


def _several(out: Outgoing) -> str:
    out.tell({"aligned", "general", "choices"})
    if options.scoring(out.written.options, options.MATCH) == options.MATCH:
        out.piece.change(WHOLE)
    share = Decimal(100) / sum(one.right for one in out.written.choices)
    told = f"{share.quantize(Decimal('0.00001')):f}".rstrip("0").rstrip(".")
    return _lines([f"~%{'' if one.right else '-'}{told}%{_choice(out, one)}" for one in out.written.choices])


def _choice(out: Outgoing, choice: Choice) -> str:
    return _formed(out, choice.text) + _said(out, choice.feedback)


def _true_false(out: Outgoing) -> str:
    out.tell({"aligned", "general", "closing"})
    right, wrong = (_formed(out, out.written.feedback.get(when, "")) for when in ("right", "wrong"))
    said = f"#{wrong}" + (f"#{right}" if right else "") if right or wrong else ""
    return out.written.options["answer"].strip().upper() + said


def _matching(out: Outgoing) -> str:
    out.tell({"aligned", "general"})
    if options.scoring(out.written.options, options.MAP) == options.MATCH:
        out.piece.change(PAIRS_WHOLE)
    return _lines([f"={_formed(out, one.text)} -> {escaped(one.match)}" for one in out.written.lines])


def _ordering(out: Outgoing) -> str:
    out.tell({"aligned", "general"})
    whole = options.scoring(out.written.options, options.MAP) == options.MATCH
    grading = "ALL_OR_NOTHING" if whole else "ABSOLUTE_POSITION"
    lines = [_formed(out, one.text) for one in out.written.lines]
    return f">{len(lines)} ALL VERTICAL {grading}\n" + "".join(f"{line}\n" for line in lines)


def _short(out: Outgoing) -> str:
    out.tell({"aligned", "general", "choices"})
    patterns = [pattern_of(one) for one in out.written.choices]
    if any("->" in pattern for _, pattern in patterns):
        raise NotCarried(ARROW)
    out.tell_strictness([pattern for _, pattern in patterns], can_be_strict=False)
    found = zip(patterns, out.written.choices, strict=True)
    return _lines(
        [f"={_worth(weight, pattern)}{escaped(pattern)}{_said(out, one.feedback)}" for (weight, pattern), one in found]
    )


def _worth(weight: int, words: str) -> str:
    """The weight before an answer; words that look like one have it in any case."""
    return "" if weight == 100 and not words.startswith(("%", "[")) else f"%{weight}%"


def _numeric(out: Outgoing) -> str:
    out.tell({"aligned", "general", "closing", "choices"})
    if out.written.choices:
        out.piece.change(SAID)
    answer, within, units = numbers(out.written)
    if units:
        out.piece.change(UNITS)
    right, wrong = (_said(out, out.written.feedback.get(when, "")) for when in ("right", "wrong"))
    tolerance = f":{within}" if within != "0" else ""
    if not right and not wrong:
        return f"#{answer}{tolerance}"
    return f"#\n\t={answer}{tolerance}{right}\n" + (f"\t~{wrong}\n" if wrong else "")


def _cloze(out: Outgoing) -> str:
    out.tell({"aligned", "general"})
    if len(out.written.gaps) != 1:
        raise NotCarried(GAPS)
    gap = out.written.gaps[0]
    if not gap.drop_down:
        if any("->" in one.text for one in gap.answers):
            raise NotCarried(ARROW)
        out.tell_strictness([one.text for one in gap.answers], can_be_strict=False)
    return _gap(out, gap)


def _gap(out: Outgoing, gap: Gap) -> str:
    """Typed answers after `=`; in a drop-down all after `~` but the first right one, which makes it a choice of one."""
    found = []
    first = next(at for at, one in enumerate(gap.answers) if one.weight == 100)
    for at, one in enumerate(gap.answers):
        sign = "=" if at == first or not gap.drop_down else "~"
        weight = ("" if not one.weight else f"%{one.weight}%") if sign == "~" else _worth(one.weight, one.text)
        words = _text(escape(one.text, quote=False)) if gap.drop_down else escaped(one.text.replace("*", "\\*"))
        found.append(f"{sign}{weight}{words}{_said(out, one.feedback)}")
    return _lines(found) if any(one.feedback for one in gap.answers) else " ".join(found)


def _essay(out: Outgoing) -> str:
    out.tell({"aligned", "general"})
    return ""


_WRITERS: dict[str, Callable[[Outgoing], str]] = {
    "cloze": _cloze,
    "long-text": _essay,
    "matching": _matching,
    "multiple-choice": _several,
    "numeric": _numeric,
    "ordering": _ordering,
    "short-text": _short,
    "single-choice": _single,
    "true-false": _true_false,
}
