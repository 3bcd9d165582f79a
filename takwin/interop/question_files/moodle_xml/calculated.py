"""Calculated questions of Moodle: each row of the numbers that the file carries becomes a variant with its answer."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from lxml import etree

from takwin.content.source.variants import PLACE, Table
from takwin.interop.question_files.moodle_xml import drawn, plain_kinds
from takwin.interop.question_files.moodle_xml.asked import Asked, line_of, words
from takwin.interop.question_files.moodle_xml.common import whole
from takwin.interop.question_files.moodle_xml.drawn import Marked, Row
from takwin.interop.questions import numbers
from takwin.interop.questions.formula import NotReckoned
from takwin.interop.questions.numbers import Number
from takwin.interop.questions.piece import NotCarried, Piece, Wrong
from takwin.items import markdown
from takwin.items.item import Written
from takwin.lib.text import N_, Sentence

KINDS = frozenset({"calculated", "calculatedmulti", "calculatedsimple"})
NO_ROW = Sentence(
    N_("Its formula has no value that could be typed: it cannot be read, or none of its numbers fits it.")
)
SKIPPED = N_("Rows of numbers for which its formula has no usable value were left out: %(count)s.")
SHARED = Sentence(N_("Its numbers were shared with other questions of the quiz; now it draws its own."))
FACTOR = Sentence(
    N_("Its tolerance was a factor, wider above than below; now the narrower of the two holds on both sides.")
)
ROUNDED = Sentence(
    N_("The answer is rounded as it was shown there; its tolerance is wider by what the rounding changes.")
)
KINDS_OF_TOLERANCE = {"": "1", "relative": "1", "nominal": "2", "geometric": "3"}
RELATIVE, GEOMETRIC = "1", "3"
SMALL = Decimal("0.005")
"""The share of an answer that rounding may change where the tolerance is narrower."""


def read(asked: Asked) -> tuple[Written, Table | None]:
    """The question with `{{name}}` in its texts, and the table of what stands there; filled in, where one row is left. Raises Wrong,
    NotCarried."""
    rows = drawn.rows(asked)
    if asked.setting("synchronize") not in {"", "0"}:
        asked.piece.change(SHARED)
    found = drawn.marked(asked, rows[0])
    if asked.piece.kind == "calculatedmulti":
        made, told = plain_kinds.choices(found.asked), _usable(asked.piece, rows, found.cells)
    else:
        made, told = _number(found, rows)
    return _tabled(mapped(whole(found.asked, made), found.named), told)


def _tabled(made: Written, rows: list[Row]) -> tuple[Written, Table | None]:
    """Only the columns that the question uses, and each row once."""
    named = set(PLACE.findall(markdown.write(made)))
    used = [name for name in rows[0] if name in named]
    told = list(dict.fromkeys(tuple(row[name] for name in used) for row in rows))
    if len(told) > 1:
        return made, Table(tuple(used), tuple(told), (), True)
    only = dict(zip(used, told[0], strict=True))
    return mapped(made, lambda text: PLACE.sub(lambda place: only.get(place[1], place[0]), text)), None


def _usable(piece: Piece, rows: list[Row], cells: Callable[[Row], Row]) -> list[Row]:
    """The rows with all their columns, those left out for which something has no value. Raises NotCarried when none stays."""
    kept = []
    for row in rows:
        try:
            kept.append(cells(row))
        except (NotReckoned, NotCarried, ValueError, ArithmeticError):
            continue
    if not kept:
        raise NotCarried(NO_ROW)
    if len(kept) < len(rows):
        piece.change(Sentence(SKIPPED, {"count": len(rows) - len(kept)}))
    return kept


def _number(found: Marked, rows: list[Row]) -> tuple[Written, list[Row]]:
    """A number to type, and its rows with the answer of each."""
    asked, piece = found.asked, found.asked.piece
    answers = asked.all("answer")
    right = next((one for one in answers if asked.weight(one) >= 100 and words(one) != numbers.ANYTHING), None)
    if right is None:
        raise NotCarried(numbers.NO_ANSWER)
    goal = Goal(right)
    answer, tolerance = found.column("answer"), found.column("tolerance")
    reached = _usable(piece, rows, lambda row: found.cells(row) | goal.cells(drawn.floats(row)))
    if goal.is_rounded:
        piece.tell(ROUNDED)
    if goal.kind == GEOMETRIC:
        piece.change(FACTOR)
    units, within = plain_kinds.units(asked), {row["tolerance"] for row in reached}
    options = {"answer": f"{{{{{answer}}}}}"} | ({"units": units} if units else {})
    if goal.kind == RELATIVE and not goal.is_rounded and goal.tolerance:
        options["tolerance"] = f"{numbers.written(goal.tolerance * 100)}%"
    elif within != {"0"}:
        options["tolerance"] = within.pop() if len(within) == 1 else f"{{{{{tolerance}}}}}"
    told = [{**row, answer: row["answer"], tolerance: row["tolerance"]} for row in reached]
    made = numbers.numeric(piece, asked.prompt, _foreseen(asked, answers), options)
    return replace(made, options=options), told


def _foreseen(asked: Asked, answers: list[etree._Element]) -> list[Number]:
    """The answers with a number for each formula, so that it can be told which are the same."""
    formulas = list(dict.fromkeys(words(one) for one in answers))
    return [
        Number(
            None if words(one) == numbers.ANYTHING else Decimal(formulas.index(words(one))),
            weight=asked.weight(one),
            feedback=asked.said(one),
        )
        for one in answers
    ]


@dataclass(slots=True)
class Goal:
    """The answer that is right. Raises Wrong for a tolerance that is no number."""

    element: etree._Element
    tolerance: Decimal = Decimal(0)
    kind: str = RELATIVE
    is_rounded: bool = False

    def __post_init__(self) -> None:
        told = words(self.element, "tolerance") or self.element.get("tolerance", "0")
        try:
            self.tolerance = abs(numbers.decimal(told))
        except ValueError:
            raise Wrong(Sentence(plain_kinds.NUMBER, {"answer": told[:60]}), line_of(self.element)) from None
        kind = words(self.element, "tolerancetype").lower()
        self.kind = KINDS_OF_TOLERANCE.get(kind, kind)

    def cells(self, values: dict[str, float]) -> Row:
        """The answer of a row as it is shown, and how far from it is still right. Raises NotReckoned, NotCarried."""
        exact = drawn.exact(words(self.element), values)
        within, shown = self._within(abs(exact)), drawn.rounding(self.element)(exact)
        if abs(shown - exact) > max(within, abs(exact) * SMALL):
            shown = exact
        self.is_rounded = self.is_rounded or shown != exact
        return {
            "answer": numbers.written(shown),
            "tolerance": numbers.written(drawn.short(within + abs(shown - exact))),
        }

    def _within(self, size: Decimal) -> Decimal:
        if self.kind == RELATIVE:
            return size * self.tolerance
        return size - size / (1 + self.tolerance) if self.kind == GEOMETRIC else self.tolerance


def mapped(written: Written, change: Callable[[str], str]) -> Written:
    """The question with each of its texts changed."""
    return replace(
        written,
        prompt=change(written.prompt),
        options={name: change(value) for name, value in written.options.items()},
        choices=tuple(replace(one, text=change(one.text), feedback=change(one.feedback)) for one in written.choices),
        gaps=tuple(
            replace(
                gap,
                answers=tuple(
                    replace(one, text=change(one.text), feedback=change(one.feedback)) for one in gap.answers
                ),
            )
            for gap in written.gaps
        ),
        hints=tuple(map(change, written.hints)),
        feedback={when: change(text) for when, text in written.feedback.items()},
    )
