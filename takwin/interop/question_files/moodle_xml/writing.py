"""Questions of ours written as Moodle XML."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from lxml import etree

from takwin.content.source.course import Media
from takwin.frameworks.alignment import names
from takwin.interop.question_file import QuestionText
from takwin.interop.question_files.moodle_xml.elements import Page, add, coded, setting
from takwin.interop.question_files.moodle_xml.placed_out import placed
from takwin.interop.questions import outgoing
from takwin.interop.questions.numeric_out import multipliers, numbers
from takwin.interop.questions.outgoing import KIND, Outgoing, pattern_of
from takwin.interop.questions.pairs_out import PAIRS_WHOLE, listed, paired
from takwin.interop.questions.piece import NotCarried
from takwin.items import options, pictures
from takwin.items.item import Written
from takwin.items.words import is_strict
from takwin.lib.text import N_, Sentence

WHOLE = Sentence(N_("It is marked as a whole here; there each right choice earns its share."))
UNITS = Sentence(N_("The units were left out: the number is asked in the unit of the answer."))
TYPES = {
    "cloze": "cloze",
    "drag-and-drop": "ddmarker",
    "file-answer": "essay",
    "long-text": "essay",
    "matching": "matching",
    "multiple-choice": "multichoice",
    "numeric": "numerical",
    "ordering": "ordering",
    "short-text": "shortanswer",
    "single-choice": "multichoice",
    "true-false": "truefalse",
}
USUAL = "pdf, odt, docx, jpg, jpeg, png"
"""The types that a file answer takes where it does not say."""
COMBINED = frozenset({"drag-and-drop", "matching", "multiple-choice", "ordering", "single-choice"})
"""Kinds of which Moodle says something after a right, a partly right and a wrong answer."""
ALWAYS = frozenset({"aligned", "general", "hints", "points"})


def write(questions: Sequence[Written], media: Media) -> QuestionText:
    """A `<quiz>` with the questions, their files inside."""
    found = outgoing.pieces(questions)
    root = etree.Element("quiz")
    for one, piece in zip(questions, found, strict=True):
        asked = listed(paired(one, piece), piece)
        try:
            if asked.kind not in TYPES or (asked.kind == "drag-and-drop" and not pictures.named(asked.options)):
                raise NotCarried(Sentence(KIND, {"kind": one.kind}))
            root.append(_question(Page(Outgoing(asked, piece), media)))
        except NotCarried as refused:
            piece.lose(refused.sentence)
    etree.indent(root)
    text = etree.tostring(root, encoding="unicode") + "\n"
    return outgoing.text('<?xml version="1.0" encoding="UTF-8"?>\n' + text, found)


def _question(page: Page) -> etree._Element:
    written = page.out.written
    element = etree.Element("question", type=TYPES[written.kind])
    setting(add(element, "name"), "text", written.id)
    if written.kind == "cloze":
        coded(page, element)
    else:
        page.text(element, "questiontext", written.prompt)
    page.text(element, "generalfeedback", written.feedback.get("always", ""))
    setting(element, "defaultgrade", written.options.get("points", "1").replace(",", "."))
    for name, value in (("penalty", "0"), ("hidden", "0"), ("idnumber", written.id)):
        setting(element, name, value)
    _WRITERS[written.kind](page, element)
    if written.kind in COMBINED:
        right, wrong = written.feedback.get("right", ""), written.feedback.get("wrong", "")
        for name, said in (("correct", right), ("partiallycorrect", wrong), ("incorrect", wrong)):
            page.text(element, f"{name}feedback", said)
    for hint in written.hints:
        page.text(element, "hint", hint)
    if tags := names(written.options.get("aligned", "")):
        holder = add(element, "tags")
        for tag in tags:
            setting(add(holder, "tag"), "text", tag)
    return element


def _answer(page: Page, element: etree._Element, fraction: str, text: str, said: str) -> etree._Element:
    """An answer set as HTML."""
    answer = page.text(element, "answer", text, fraction=fraction)
    page.text(answer, "feedback", said)
    return answer


def _typed(page: Page, element: etree._Element, fraction: str, words: str, said: str) -> etree._Element:
    """An answer that is plain words."""
    answer = add(element, "answer", fraction=fraction, format="moodle_auto_format")
    setting(answer, "text", words)
    page.text(answer, "feedback", said)
    return answer


def _shuffle(page: Page, element: etree._Element) -> None:
    shuffled = options.switch(page.out.written.options, "shuffle", otherwise=True)
    setting(element, "shuffleanswers", "true" if shuffled else "false")


def _single(page: Page, element: etree._Element) -> None:
    page.out.tell(ALWAYS | {"closing", "choices", "order"})
    setting(element, "single", "true")
    _shuffle(page, element)
    for one in page.out.written.choices:
        _answer(page, element, "100" if one.right else "0", one.text, one.feedback)


def _several(page: Page, element: etree._Element) -> None:
    written = page.out.written
    page.out.tell(ALWAYS | {"closing", "choices", "order"})
    if options.scoring(written.options, options.MATCH) == options.MATCH:
        page.out.piece.change(WHOLE)
    setting(element, "single", "false")
    _shuffle(page, element)
    share = (Decimal(100) / sum(one.right for one in written.choices)).quantize(Decimal("0.00001"))
    for one in written.choices:
        _answer(page, element, f"{share if one.right else -share:f}", one.text, one.feedback)


def _true_false(page: Page, element: etree._Element) -> None:
    page.out.tell(ALWAYS | {"closing"})
    right = page.out.written.options["answer"].strip()
    for word in ("true", "false"):
        said = page.out.written.feedback.get("right" if word == right else "wrong", "")
        _typed(page, element, "100" if word == right else "0", word, said)


def _short(page: Page, element: etree._Element) -> None:
    written = page.out.written
    page.out.tell(ALWAYS | {"choices"})
    found = [pattern_of(one) for one in written.choices]
    page.out.tell_strictness([pattern for _, pattern in found], can_be_strict=True)
    setting(element, "usecase", "1" if is_strict(written) else "0")
    for (weight, pattern), one in zip(found, written.choices, strict=True):
        _typed(page, element, str(weight), pattern, one.feedback)


def _matching(page: Page, element: etree._Element) -> None:
    written = page.out.written
    page.out.tell(ALWAYS | {"closing", "order"})
    if options.scoring(written.options, options.MAP) == options.MATCH:
        page.out.piece.change(PAIRS_WHOLE)
    _shuffle(page, element)
    for line in written.lines:
        pair = page.text(element, "subquestion", line.text)
        setting(add(pair, "answer"), "text", line.match)


def _ordering(page: Page, element: etree._Element) -> None:
    written = page.out.written
    page.out.tell(ALWAYS | {"closing"})
    whole = options.scoring(written.options, options.MAP) == options.MATCH
    for name, value in (("layouttype", "VERTICAL"), ("selecttype", "ALL"), ("selectcount", str(len(written.lines)))):
        setting(element, name, value)
    setting(element, "gradingtype", "ALL_OR_NOTHING" if whole else "ABSOLUTE_POSITION")
    for number, line in enumerate(written.lines, 1):
        page.text(element, "answer", line.text, fraction=str(number))


def _numeric(page: Page, element: etree._Element) -> None:
    page.out.tell(ALWAYS | {"closing"})
    answer, within, units = numbers(page.out.written)
    feedback = page.out.written.feedback
    setting(_typed(page, element, "100", answer, feedback.get("right", "")), "tolerance", within)
    if wrong := feedback.get("wrong", ""):
        setting(_typed(page, element, "0", "*", wrong), "tolerance", "0")
    there = multipliers(units)
    if there is None:
        page.out.piece.change(UNITS)
    elif there:
        holder = add(element, "units")
        for name, multiplier in there.items():
            unit = add(holder, "unit")
            setting(unit, "multiplier", multiplier)
            setting(unit, "unit_name", name)
        several = len(there) > 1
        for name, value in (("unitgradingtype", "2" if several else "0"), ("unitpenalty", "1"), ("showunits", "1")):
            setting(element, name, value)


def _placed(page: Page, element: etree._Element) -> None:
    page.out.tell(ALWAYS | {"closing", "order"})
    if options.scoring(page.out.written.options, options.MAP) == options.MATCH:
        page.out.piece.change(PAIRS_WHOLE)
    placed(page, element)


def _cloze(page: Page, element: etree._Element) -> None:
    """All of it stands in the text; see `elements.coded`."""


def _essay(page: Page, element: etree._Element) -> None:
    """Words in the page, or one file and nothing else."""
    written = page.out.written
    is_file = written.kind == "file-answer"
    page.out.tell(ALWAYS | {"guide"} | ({"limits"} if is_file else set()))
    setting(element, "responseformat", "noinline" if is_file else "plain")
    setting(element, "responserequired", "0" if is_file else "1")
    for name, value in (("attachments", "1" if is_file else "0"), ("attachmentsrequired", "1" if is_file else "0")):
        setting(element, name, value)
    if is_file:
        types = [f".{one.strip().lstrip('.')}" for one in written.options.get("types", USUAL).split(",")]
        setting(element, "filetypeslist", ",".join(types))
        setting(element, "maxbytes", str(int(written.options.get("size", "5")) * 1_000_000))
    page.text(element, "graderinfo", written.guide)


_WRITERS: dict[str, Callable[[Page, etree._Element], None]] = {
    "cloze": _cloze,
    "drag-and-drop": _placed,
    "file-answer": _essay,
    "long-text": _essay,
    "matching": _matching,
    "multiple-choice": _several,
    "numeric": _numeric,
    "ordering": _ordering,
    "short-text": _short,
    "single-choice": _single,
    "true-false": _true_false,
}
