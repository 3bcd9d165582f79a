"""Numbers that a question of Moodle draws: their rows, and a copy of the question in whose texts a mark stands for each."""

import re
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field, replace
from decimal import ROUND_CEILING, ROUND_HALF_UP, Context, Decimal
from html import unescape

from lxml import etree

from takwin.content.source.variants import MOST_ROWS
from takwin.interop.markdown.parse import tag_of
from takwin.interop.question_files.moodle_xml.asked import Asked, child, children, words
from takwin.interop.questions import numbers
from takwin.interop.questions.formula import reckoned
from takwin.interop.questions.piece import NotCarried
from takwin.interop.slugs import Slugs
from takwin.lib.text import N_, Sentence

CODE = re.compile(r"\{=((?:[^{}]|\{[^{}]*\})*)\}|\{([^{}<>]{1,60})\}")
"""What stands in a text for a number: `{=` a formula `}`, or a name."""
NO_NUMBERS = Sentence(N_("The file does not carry the numbers from which its answer is computed."))
MANY = N_("It had %(count)s rows of numbers; the first %(most)s were kept.")
DECIMALS = "1"
"""What `correctanswerformat` says where places after the point are counted; else significant digits are."""
SHOWN, LONGEST_NAME = 14, 20
Row = dict[str, str]
Write = Callable[[Decimal], Decimal]


def rows(asked: Asked) -> list[Row]:
    """The values of each row by name, as the file writes them. Raises NotCarried."""
    found = {words(one, "name"): _items(one) for one in _definitions(asked.element)}
    shared = sorted(set.intersection(*map(set, found.values()))) if found else []
    if not shared:
        raise NotCarried(NO_NUMBERS)
    if len(shared) > MOST_ROWS:
        asked.piece.change(Sentence(MANY, {"count": len(shared), "most": MOST_ROWS}))
    return [{name: items[number] for name, items in found.items()} for number in shared[:MOST_ROWS]]


def _definitions(element: etree._Element) -> list[etree._Element]:
    holder = child(element, "dataset_definitions")
    return [] if holder is None else list(children(holder, "dataset_definition"))


def _items(definition: etree._Element) -> dict[int, str]:
    holder = child(definition, "dataset_items")
    found = (
        []
        if holder is None
        else [(words(one, "number"), words(one, "value")) for one in children(holder, "dataset_item")]
    )
    return {int(number): value for number, value in found if number.isdecimal() and len(number) < 7}


def exact(formula: str, values: dict[str, float]) -> Decimal:
    """The value of a formula, in as many digits as are true of it. Raises NotReckoned."""
    return Decimal(f"{reckoned(formula, values):.15g}")


def rounding(answer: etree._Element | None) -> Write:
    """How an answer says that its number is written; without one, in as many digits as are usual."""
    length = words(answer, "correctanswerlength") if answer is not None else ""
    if not length.isdecimal() or int(length) > SHOWN:
        return lambda value: Context(prec=SHOWN).plus(value)
    if words(answer, "correctanswerformat") in {DECIMALS, ""}:
        step = Decimal(1).scaleb(-int(length))
        return lambda value: value.quantize(step, ROUND_HALF_UP, Context(prec=60))
    return lambda value: Context(prec=max(int(length), 1), rounding=ROUND_HALF_UP).plus(value)


def short(value: Decimal) -> Decimal:
    """A tolerance in ten digits, never narrower than it was."""
    return Context(prec=10, rounding=ROUND_CEILING).plus(value)


@dataclass(slots=True)
class Marked:
    """The question with a mark, a word that nothing on the way to Markdown changes, for each number in its texts. `columns` has the
    name of the column by mark, `formulas` what is reckoned for a column that is no number of the file."""

    asked: Asked
    names: dict[str, str]
    stem: str
    slugs: Slugs
    columns: dict[str, str] = field(default_factory=dict)
    formulas: dict[str, tuple[str, Write]] = field(default_factory=dict)

    def cells(self, row: Row) -> Row:
        """A row with the values of all columns. Raises NotReckoned, ValueError, NotCarried."""
        values = floats(row)
        told = {name: numbers.written(write(exact(text, values))) for name, (text, write) in self.formulas.items()}
        return {self.names[name]: value for name, value in row.items()} | told

    def named(self, text: str) -> str:
        """A text with `{{name}}` in place of each mark."""
        return re.sub(f"{self.stem}\\d+end", lambda mark: f"{{{{{self.columns[mark[0]]}}}}}", text)

    def column(self, wanted: str) -> str:
        """A name that no other column has."""
        return self.slugs.take(wanted[:LONGEST_NAME], "value")

    def put(self, text: etree._Element, write: Write) -> None:
        """Marks in place of the codes of a text."""
        before = "".join(map(str, text.itertext()))
        after = CODE.sub(lambda code: self._mark(code, write), before)
        if after != before:
            text.text = after

    def _mark(self, code: re.Match[str], write: Write) -> str:
        formula, name = code[1], (code[2] or "").strip()
        if formula is None and name not in self.names:
            return code[0]
        column = self.names[name] if formula is None else self.column("value")
        if formula is not None:
            self.formulas[column] = (unescape(formula), write)
        mark = f"{self.stem}{len(self.columns)}end"
        self.columns[mark] = column
        return mark


def floats(row: Row) -> dict[str, float]:
    """The values of a row as numbers. Raises ValueError."""
    return {name: float(numbers.decimal(value)) for name, value in row.items()}


def marked(asked: Asked, named: Row) -> Marked:
    """A copy of the question with marks; the answers of a question for a number are formulas, and stay."""
    element, slugs, stem = deepcopy(asked.element), Slugs(), "TakwinDrawn"
    while stem in "".join(map(str, element.itertext())):
        stem += "x"
    names = {
        name: slugs.take(name[:LONGEST_NAME] if name[:1].isalpha() else f"n-{name}"[:LONGEST_NAME], "value")
        for name in named
    }
    found = Marked(replace(asked, element=element), names, stem, slugs)
    for part in element:
        tag = tag_of(part)
        if tag in {"name", "dataset_definitions", "units", "tags", "idnumber"}:
            continue
        for text in [one for one in part.iter() if tag_of(one) == "text"]:
            within_answer = tag == "answer" and text.getparent() is part
            if not within_answer or asked.piece.kind == "calculatedmulti":
                found.put(text, rounding(part if within_answer else None))
    return found
