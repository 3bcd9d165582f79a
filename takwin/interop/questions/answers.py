"""Short answers with patterns and weights, as questions of ours, and our patterns as those of others."""

import re
from dataclasses import dataclass
from decimal import Decimal

from takwin.interop.questions.choices import percent
from takwin.interop.questions.piece import NotCarried, Piece
from takwin.items import words
from takwin.items.item import Answer, Choice, Gap, Written
from takwin.lib.text import N_, Sentence, fold

LONGEST = 200
"""Signs that a typed answer may have."""
NO_ANSWER = Sentence(N_("It accepts no answer."))
LONG = Sentence(N_("An answer that is too long to be typed was left out."))
ACCENTS = Sentence(N_("Accents do not matter any more in the answer."))
TWINS = Sentence(N_("Two answers that are the same when compared are now one."))
ALL = Sentence(N_("Any answer was accepted, so there is nothing to mark."))
OTHERS = Sentence(N_("Feedback for all other answers was left out."))
STARS = Sentence(N_("A pattern with a star cannot stand in a gap of a text."))
_SIGNS = re.compile(r"[\\`*_{}\[\]<>$|~#%&!]|^[-+=:.>]|(?<=^\d)[.)]|:(?=:)|@")
_OURS = re.compile(r"\\([!-/:-@\[-`{-~])|[*\\]")


@dataclass(frozen=True, slots=True)
class Accepted:
    """An answer that was foreseen: in `pattern` a star stands for any words, `\\*` for a star itself. Weight in percent;
    `feedback` in Markdown."""

    pattern: str
    weight: Decimal
    feedback: str = ""

    @property
    def has_star(self) -> bool:
        """Whether it is more than plain words."""
        return "*" in self.pattern.replace("\\*", "")

    @property
    def words(self) -> str:
        """The plain words of a pattern without stars."""
        return " ".join(self.pattern.replace("\\*", "*").split())


def short_text(piece: Piece, prompt: str, accepted: list[Accepted], strict: bool) -> Written:
    """A few words to type. Raises NotCarried."""
    found = _kept(piece, accepted, strict)
    choices = tuple(_choice(piece, one) for one in found)
    return Written("short-text", "", prompt, options={"strict": "yes"} if strict else {}, choices=choices)


def gap(piece: Piece, accepted: list[Accepted], strict: bool) -> Gap:
    """The same in a gap of a text, where stars have no place. Raises NotCarried."""
    if any(one.has_star and one.weight <= 0 and one.feedback for one in accepted):
        piece.change(OTHERS)
    found = [one for one in accepted if not (one.has_star and one.weight <= 0)]
    if any(one.has_star for one in found):
        raise NotCarried(STARS)
    return Gap(
        tuple(Answer(one.words, percent(piece, one.weight), one.feedback) for one in _kept(piece, found, strict))
    )


def _kept(piece: Piece, accepted: list[Accepted], strict: bool) -> list[Accepted]:
    """The answers that can be compared, each once."""
    if not strict and any(_has_accents(one.words) for one in accepted if one.weight > 0):
        piece.change(ACCENTS)
    seen: dict[tuple[str, ...], Accepted] = {}
    for one in accepted:
        if len(one.pattern) > LONGEST:
            piece.change(LONG)
            continue
        key = tuple(words.pieces(ours(one.pattern), strict))
        if key in seen:
            piece.change(TWINS)
        if key not in seen or seen[key].weight < one.weight:
            seen[key] = one
    found = list(seen.values())
    if any(one.weight > 0 and not one.pattern.strip(" *") and one.has_star for one in found):
        raise NotCarried(ALL)
    if not any(one.weight >= 100 for one in found):
        raise NotCarried(NO_ANSWER)
    return found


def _choice(piece: Piece, one: Accepted) -> Choice:
    worth = percent(piece, one.weight)
    pattern = ours(one.pattern)
    return Choice(f"%{worth}% {pattern}" if 0 < worth < 100 else pattern, worth == 100, one.feedback)


def _has_accents(text: str) -> bool:
    """Whether folding changes more than capitals."""
    return fold(text) != " ".join(text.casefold().split())


def ours(pattern: str) -> str:
    """A pattern of others as ours: every sign that could mean something gets a backslash, except the star."""
    bare = " ".join(pattern.split())
    pieces = re.split(r"(\\\*|\*)", bare)
    return "".join(one if one in {"*", "\\*"} else _SIGNS.sub(lambda sign: "\\" + sign[0], one) for one in pieces)


def theirs(pattern: str) -> str:
    """A pattern of ours as others write it: a backslash stands only before a star that is one."""

    def sign(found: re.Match[str]) -> str:
        return "\\*" if found[1] == "*" else found[1] or found[0]

    return _OURS.sub(sign, pattern)
