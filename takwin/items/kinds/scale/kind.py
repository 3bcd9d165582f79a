"""Scale: one point of a scale, such as how far one agrees (Likert). Never marked."""

from collections.abc import Mapping, Sequence

from takwin.items import choices, unmarked
from takwin.items.complaints import complain
from takwin.items.item import Complaint, Draft, Json, Outcome, Unanswered, Written
from takwin.lib.text import N_, Sentence

LONGEST = 11
"""Points that a scale may have: 0 to 10."""


class Scale:
    """Response: {"choice": "c4"}."""

    name = "scale"
    title = Sentence(N_("Scale"))
    about = """A sentence, and the points of a scale as a list, from one end to the other: between 2 and 11, each with words of its own.
Everybody sees them in this order. It is **never marked**: it has no points, nothing in it is right or wrong, and it cannot stand in a
quiz. A block quote under a point is said to whoever chooses it; `{feedback}` to everybody."""
    shape = "scale"
    marked = False
    gathered = False
    typed = False
    by_hand = False
    template = "scale/form.html"
    options: Mapping[str, str] = {}

    def check(self, written: Written) -> list[Complaint]:
        """All that is wrong in one language of the question."""
        found = list(unmarked.check(written, self.options))
        return [*found, complain("scale-long", most=LONGEST)] if len(written.lines) > LONGEST else found

    def compile(self, rendered: Written) -> Draft:
        """What is shown, and what is said afterwards."""
        return unmarked.draft(rendered, shuffle=False)

    def arrange(self, public: Json, seed: int) -> Json:
        """From one end to the other, for everybody."""
        return public

    def read(self, public: Json, form: Mapping[str, Sequence[str]]) -> Json:
        """The chosen point. Raises Unanswered."""
        chosen = choices.at_places(public["choices"], form.get("answer", ()))
        if len(chosen) != 1:
            raise Unanswered(Sentence(N_("Choose one point of the scale.")))
        return {"choice": chosen[0]}

    def score(self, key: Json, response: Json, points: int) -> Outcome:
        """Nothing, with what is said."""
        return unmarked.outcome(key, response)

    def solution(self, key: Json) -> Json:
        """The first point, as good as any."""
        return {"choice": "c1"}


KIND = Scale()
