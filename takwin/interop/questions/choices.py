"""Lists of choices with weights, as questions of ours: one right choice, several, or a drop-down where a choice is half right."""

from dataclasses import dataclass, replace
from decimal import Decimal

from takwin.interop.questions.piece import NotCarried, Piece
from takwin.interop.questions.texts import is_words
from takwin.items.item import GAP, Answer, Choice, Gap, Written
from takwin.items.options import MAP, MATCH
from takwin.lib.text import N_, Sentence

CLOSE = Decimal("0.6")
"""How far two weights in percent may be for the same share: other systems round them, one to whole percent."""
NO_CHOICES = Sentence(N_("It has fewer than two choices."))
NO_RIGHT = Sentence(N_("No choice is right."))
PARTLY = Sentence(N_("A half-right choice: the list of choices is now a drop-down, which can give it its share."))
PARTLY_LOST = Sentence(N_("A half-right choice earns nothing here, because its words cannot stand in a drop-down."))
SEVERAL = Sentence(N_("Several choices were right alone: the list is now a drop-down, which accepts each."))
SEVERAL_LOST = Sentence(N_("Several choices were right alone, which is not supported."))
COSTS = Sentence(N_("A wrong choice took points away; now it earns nothing."))
SHARES = Sentence(
    N_("The weights of the choices: now each right one earns its share and each wrong one costs the same.")
)
TWINS = Sentence(N_("Two choices that said the same are now one."))
ROUNDED = Sentence(N_("The worth of an answer was rounded to a whole percent."))


@dataclass(frozen=True, slots=True)
class Option:
    """A choice as another system keeps it: Markdown, plain words, weight in percent (below 0 it costs points)."""

    text: str
    words: str
    weight: Decimal
    feedback: str = ""


def single(piece: Piece, prompt: str, options: list[Option], place: str = "") -> Written:
    """One may be chosen. `place` is the prompt with GAP % 0 where the choice belongs in its text, "" when it belongs nowhere.
    Raises NotCarried."""
    found = _once(piece, options)
    right = [one for one in found if one.weight >= 100]
    if any(one.weight < 0 for one in found):
        piece.change(COSTS)
    partial = any(0 < one.weight < 100 for one in found)
    fits = all(is_words(one.text, one.words) and "\n" not in one.feedback for one in found)
    if place and fits:
        return Written("cloze", "", place, gaps=(drop_down(piece, found),))
    if len(right) == 1 and not partial:
        return Written("single-choice", "", prompt, choices=_choices(found))
    if fits:
        piece.change(SEVERAL if len(right) > 1 else PARTLY)
        return Written("cloze", "", f"{prompt}\n\n{GAP % 0}", gaps=(drop_down(piece, found),))
    if len(right) != 1:
        raise NotCarried(SEVERAL_LOST if right else NO_RIGHT)
    piece.change(PARTLY_LOST)
    return Written("single-choice", "", prompt, choices=_choices(found))


def several(piece: Piece, prompt: str, options: list[Option], whole: bool = False) -> Written:
    """Any number may be chosen; `whole` marks them as a whole. Raises NotCarried."""
    found = _once(piece, options)
    right = [one for one in found if one.weight > 0]
    if not right:
        raise NotCarried(NO_RIGHT)
    choices = tuple(Choice(one.text, one.weight > 0, one.feedback) for one in found)
    if whole:
        return Written("multiple-choice", "", prompt, options={"scoring": MATCH}, choices=choices)
    share = Decimal(100) / len(right)
    if any(abs(abs(one.weight) - share) > CLOSE for one in found):
        piece.change(SHARES)
    return Written("multiple-choice", "", prompt, options={"scoring": MAP}, choices=choices)


def _once(piece: Piece, options: list[Option]) -> list[Option]:
    """The choices without those that say the same as an earlier one; of twins the one worth more stays."""
    seen: dict[str, Option] = {}
    for one in options:
        key = " ".join(one.text.split())
        if key in seen:
            piece.change(TWINS)
        if key not in seen or seen[key].weight < one.weight:
            seen[key] = one
    if len(seen) < 2:
        raise NotCarried(NO_CHOICES)
    return list(seen.values())


def _choices(found: list[Option]) -> tuple[Choice, ...]:
    return tuple(Choice(one.text, one.weight >= 100, one.feedback) for one in found)


def drop_down(piece: Piece, options: list[Option]) -> Gap:
    """The choices in a drop-down, in plain words. Raises NotCarried."""
    found = _once(piece, options)
    if not any(one.weight >= 100 for one in found):
        raise NotCarried(NO_RIGHT)
    answers = tuple(Answer(one.words, percent(piece, one.weight), one.feedback) for one in found)
    return Gap(answers, drop_down=True)


def with_options(made: Written, options: dict[str, str]) -> Written:
    """The same question with more options."""
    return replace(made, options={**made.options, **options})


def without(made: Written, name: str) -> Written:
    """The same question without an option."""
    return replace(made, options={key: value for key, value in made.options.items() if key != name})


def percent(piece: Piece, weight: Decimal) -> int:
    """A weight as a whole percent from 0 to 100."""
    whole = int(min(max(weight, Decimal(0)), Decimal(100)).to_integral_value())
    if 0 < weight < 100 and whole != weight:
        piece.change(ROUNDED)
    return min(max(whole, 1), 99) if 0 < weight < 100 else whole
