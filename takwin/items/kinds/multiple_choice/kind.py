"""Multiple choice: any number of right choices, marked as a whole or each for its share."""

from collections.abc import Mapping, Sequence

from takwin.items import checks, choices
from takwin.items.complaints import complain
from takwin.items.item import Complaint, Draft, Json, Outcome, Unanswered, Written
from takwin.items.options import MATCH, SHUFFLE, scoring
from takwin.lib.text import N_, Sentence


class MultipleChoice:
    """Response: {"choices": ["c1", "c3"]}, in the order of the source."""

    name = "multiple-choice"
    title = Sentence(N_("Multiple choice"))
    about = """A task list with one or more `[x]`. A block quote under an item is the feedback for choosing it.

With `match_correct` all the points are earned by choosing exactly the right choices. With `map_response` each right choice earns
its share of the points, each wrong one costs the same share, and the mark never falls below zero. A share is exact: it is rounded once,
at the end, to a hundredth of a point (half up), so all the right choices and no other earn all the points."""
    shape = "choice"
    marked = True
    gathered = False
    typed = False
    by_hand = False
    template = "multiple_choice/form.html"
    options: Mapping[str, str] = {
        "scoring": "`match_correct` (default) or `map_response`: see above. The names are those of QTI response processing.",
        **SHUFFLE,
    }

    def check(self, written: Written) -> list[Complaint]:
        """All that is wrong in one language of the question."""
        found = [*checks.common(written, self.options), *checks.stray(written, self.shape)]
        found += [*checks.switches(written, "shuffle"), *checks.choices(written.choices)]
        if written.choices and all(choice.right for choice in written.choices):
            found.append(complain("choices-all-right"))
        return [*found, *checks.scoring(written)]

    def compile(self, rendered: Written) -> Draft:
        """What is shown and what is sealed."""
        return choices.draft(rendered, scoring(rendered.options, MATCH))

    def arrange(self, public: Json, seed: int) -> Json:
        """The choices in one person's order."""
        return choices.arrange(public, seed)

    def read(self, public: Json, form: Mapping[str, Sequence[str]]) -> Json:
        """The chosen ids in the order of the source. Raises Unanswered."""
        given = choices.at_places(public["choices"], form.get("answer", ()))
        chosen = [name for name in choices.ids(public) if name in given]
        if not chosen:
            raise Unanswered(Sentence(N_("Choose at least one answer.")))
        return {"choices": chosen}

    def score(self, key: Json, response: Json, points: int) -> Outcome:
        """All or nothing, or the shares of the right choices less those of the wrong ones."""
        return choices.several(key, response, points)

    def solution(self, key: Json) -> Json:
        """The right choices and no other."""
        return {"choices": choices.solution(key)}


KIND = MultipleChoice()
