"""Single choice: all the points for the one right choice."""

from collections.abc import Mapping, Sequence

from takwin.items import checks, choices
from takwin.items.complaints import complain
from takwin.items.item import Complaint, Draft, Json, Outcome, Unanswered, Written
from takwin.items.options import SHUFFLE
from takwin.lib.text import N_, Sentence


class SingleChoice:
    """Response: {"choice": "c2"}."""

    name = "single-choice"
    title = Sentence(N_("Single choice"))
    about = """A task list with exactly one `[x]`. A block quote under an item is the feedback for choosing it.
The right choice earns all the points, any other none."""
    shape = "choice"
    marked = True
    gathered = False
    typed = False
    by_hand = False
    template = "single_choice/form.html"
    options: Mapping[str, str] = SHUFFLE

    def check(self, written: Written) -> list[Complaint]:
        """All that is wrong in one language of the question."""
        found = [*checks.common(written, self.options), *checks.stray(written, self.shape)]
        found += [*checks.switches(written, "shuffle"), *checks.choices(written.choices)]
        right = sum(choice.right for choice in written.choices)
        return [*found, complain("right-several", count=right)] if right > 1 else found

    def compile(self, rendered: Written) -> Draft:
        """What is shown and what is sealed."""
        return choices.draft(rendered, scoring="match_correct")

    def arrange(self, public: Json, seed: int) -> Json:
        """The choices in one person's order."""
        return choices.arrange(public, seed)

    def read(self, public: Json, form: Mapping[str, Sequence[str]]) -> Json:
        """The chosen id. Raises Unanswered."""
        chosen = choices.at_places(public["choices"], form.get("answer", ()))
        if len(chosen) != 1:
            raise Unanswered(Sentence(N_("Choose one answer.")))
        return {"choice": chosen[0]}

    def score(self, key: Json, response: Json, points: int) -> Outcome:
        """All or nothing."""
        return choices.one(key, response, points)

    def solution(self, key: Json) -> Json:
        """The right choice."""
        return {"choice": choices.solution(key)[0]}


KIND = SingleChoice()
