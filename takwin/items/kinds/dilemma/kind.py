"""Dilemma: a situation of the classroom, a position to take and a written reason. Never marked."""

from collections.abc import Mapping, Sequence

from takwin.items import checks, choices, options, unmarked
from takwin.items.complaints import complain
from takwin.items.item import Complaint, Draft, Json, Outcome, Unanswered, Written
from takwin.items.marking import typed_lines
from takwin.items.options import SHUFFLE
from takwin.lib.text import N_, Sentence

LONGEST = 4000
"""Signs that a reason takes: the form says so, and a reason beyond it is refused rather than cut."""


class Dilemma:
    """Response: {"choice": "c2", "reason": "…"}."""

    name = "dilemma"
    title = Sentence(N_("Dilemma"))
    about = """A situation in which values pull in different directions, and two or more positions as a list. One takes a position and writes
why. It is **never marked**: it has no points, no position is right, and it cannot stand in a quiz. The reason is for the person who wrote
it; no page shows it to anybody else. Positions are counted: those who have answered see how many of the run took each, by fives and without
names, from the fifth person on.

A block quote under a position is said to whoever takes it: a question that this position leaves open, rather than praise. `{feedback}` is
said to everybody."""
    shape = "scale"
    marked = False
    gathered = True
    typed = True
    by_hand = False
    template = "dilemma/form.html"
    options: Mapping[str, str] = SHUFFLE

    def check(self, written: Written) -> list[Complaint]:
        """All that is wrong in one language of the question."""
        found = [*unmarked.check(written, self.options), *checks.switches(written, "shuffle")]
        return found if checks.has_feedback(written) else [*found, complain("feedback-missing")]

    def compile(self, rendered: Written) -> Draft:
        """What is shown, and what is said afterwards."""
        return unmarked.draft(rendered, options.switch(rendered.options, "shuffle", otherwise=True))

    def arrange(self, public: Json, seed: int) -> Json:
        """The positions in one person's order."""
        return choices.arrange(public, seed)

    def read(self, public: Json, form: Mapping[str, Sequence[str]]) -> Json:
        """The position and the reason. Raises Unanswered when one is missing."""
        chosen = choices.at_places(public["choices"], form.get("answer", ()))[:1]
        reason = typed_lines(form, "answer-reason")
        given = {name: value for name, value in (("choice", "".join(chosen)), ("reason", reason)) if value}
        if not chosen:
            raise Unanswered(Sentence(N_("Choose the position that is nearest to yours.")), given)
        if not reason:
            raise Unanswered(Sentence(N_("Write why, in a sentence or two.")), given)
        if len(reason) > LONGEST:
            raise Unanswered(
                Sentence(N_("Your reason is longer than %(count)s characters."), {"count": LONGEST}), given
            )
        return given

    def score(self, key: Json, response: Json, points: int) -> Outcome:
        """Nothing, with what is said."""
        return unmarked.outcome(key, response)

    def solution(self, key: Json) -> Json:
        """The first position, as good as any."""
        return {"choice": "c1", "reason": "…"}


KIND = Dilemma()
