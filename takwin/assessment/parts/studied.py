"""Questions as their figures show them, for the course team."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext

from takwin.assessment import queries
from takwin.assessment.advice import Advice, Line, advice, of_confidence, of_rows
from takwin.assessment.figures import FEWEST, Figures, figures
from takwin.assessment.marking import key_in
from takwin.assessment.opening import opening
from takwin.assessment.queries import Confident, Label
from takwin.assessment.rows import RowFigures, by_row
from takwin.content.queries import outline, public_item, sealed_key
from takwin.learning.counting import counted
from takwin.learning.models import Run
from takwin.learning.progress import Rules, State
from takwin.lib.text import N_

LETTERS = {"ar": "أبجدهوزحطي"}
"""By which the choices are called, in the order of the source, where it is not A, B, C."""
BOTH = {"true": N_("True"), "false": N_("False")}
SHOWN = 3
"""Rows whose words are shown of a choice that varies."""
GOOD, SOME = 0.3, 0.2
"""From where on a question separates well, or somewhat (Ebel and Frisbie 1991, chapter 13)."""


@dataclass(frozen=True, slots=True)
class Studied:
    """One question: its figures (None: too few answers), its choices with how often each was chosen, and what to mend."""

    label: Label
    figures: Figures | None
    lines: list[Line]
    advice: list[Advice]
    confident: Confident | None = None
    """None: too few have said how sure they were."""
    rows: list[tuple[str, RowFigures]] = field(default_factory=list)
    """Of one that varies: what each row asks, and its figures."""

    @property
    def separates(self) -> str:
        """How well it tells who knows from who does not, in a word: "well", "somewhat", "hardly", "backwards"; "" is not known."""
        found = self.figures.discrimination if self.figures else None
        if found is None:
            return ""
        return "well" if found >= GOOD else "somewhat" if found >= SOME else "hardly" if found >= 0 else "backwards"

    @property
    def shares(self) -> list[tuple[Line, int]]:
        """Each choice with its percentage of the answers."""
        whole = self.figures.answers if self.figures else 1
        return [(line, round(100 * line.people / whole)) for line in self.lines]


@dataclass(frozen=True, slots=True)
class Study:
    """The marked questions of a run, and the number of people whose first answers are looked at."""

    people: int
    questions: list[Studied]

    @property
    def mend(self) -> list[Studied]:
        """Those of which something is said, the most urgent first."""
        said = [one for one in self.questions if one.advice]
        return sorted(said, key=lambda one: not one.advice[0].urgent)


def study(run: Run, language: str, names: Mapping[str, str]) -> Study:
    """The figures of a run's questions for somebody who reads this language; `names` are those of languages. Questions that are
    never marked are nobody's business."""
    content, (given, chosen, rows) = outline(run.release_id), queries.first_answers(run)
    asked = queries.marked(content)
    points = {item: content["items"][item]["points"] for item in asked}
    each = len(set(counted(State(), Rules.of(content))) & set(asked))
    found = figures(given, points, [item for item in queries.graded(content) if item in points], each)
    labels, sure = queries.labels(run.release_id, language), queries.confident(run)
    told = [_studied(run, labels[item], found.get(item), chosen.get(item), language, names) for item in asked]
    told = [_with(one, sure[one.label.item]) if one.label.item in sure else one for one in told]
    told = [
        _by_row(run, one, by_row(given[one.label.item], rows[one.label.item], points[one.label.item]), language)
        if one.figures and one.label.item in rows
        else one
        for one in told
    ]
    return Study(len({person for answers in given.values() for person in answers.people}), told)


def _studied(
    run: Run, label: Label, found: Figures | None, chosen: Counter[str] | None, language: str, names: Mapping[str, str]
) -> Studied:
    if found is None:
        return Studied(label, None, [], [])
    lines = _lines(run, label.item, chosen, language) if chosen and chosen.total() >= FEWEST else []
    return Studied(label, found, lines, advice(found, lines, names))


def _with(studied: Studied, sure: Confident) -> Studied:
    """The same with what was said of how sure one is, once enough have said it."""
    if sure.said < FEWEST:
        return studied
    return replace(studied, confident=sure, advice=[*studied.advice, *of_confidence(sure.said, sure.misled)])


def _by_row(run: Run, studied: Studied, found: list[RowFigures], language: str) -> Studied:
    """The same with its rows, and what is said of those that are harder than the others."""
    item = studied.label.item
    rows = [(opening(public_item(run.release_id, item, language, one.row)), one) for one in found]
    return replace(studied, rows=rows, advice=[*studied.advice, *of_rows(rows)])


def _lines(run: Run, item: str, chosen: Counter[str], language: str) -> list[Line]:
    """The choices in the order of the source, which is not the one that a learner sees."""
    many = outline(run.release_id)["items"][item].get("variants", 1)
    rows = [public_item(run.release_id, item, language, row)["choices"] for row in range(many)]
    right = key_in(sealed_key(run.release_id, item), language)["right"]
    right = [right] if isinstance(right, str) else right
    letters = LETTERS.get(language.split("-")[0], "ABCDEFGHIJ")
    return [
        Line(letters[place % len(letters)], _in_all_rows(same), chosen[same[0]["id"]], same[0]["id"] in right)
        for place, same in enumerate(zip(*rows, strict=True))
    ]


def _in_all_rows(choices: Sequence[Mapping[str, str]]) -> str:
    """The words of a choice; where it varies, those of its first rows."""
    words = list(dict.fromkeys(_words(one) for one in choices))
    return " / ".join([*words[:SHOWN], *(["…"] if len(words) > SHOWN else [])])


def _words(choice: Mapping[str, str]) -> str:
    name = choice["id"]
    return gettext(BOTH[name]) if name in BOTH else opening({"prompt": choice["html"]})
