"""Cloze: words typed or chosen in the gaps of a text, each gap for an equal share of the points."""

from collections.abc import Mapping, Sequence

from takwin.items import checks
from takwin.items.item import Complaint, Draft, Json, Outcome, Unanswered, Written
from takwin.items.kinds.cloze import answers, layout
from takwin.items.marking import closing, inner, share, typed
from takwin.items.shuffle import shuffled
from takwin.lib.text import N_, Sentence

LONGEST = 200
"""Signs that a gap takes: the form says so, and an answer beyond it is refused rather than cut."""


class Cloze:
    """Response: {"gaps": {"g1": "Rabat", "g2": "o2"}}: typed words, or the id of an option; an empty gap is absent."""

    name = "cloze"
    title = Sentence(N_("Text with gaps"))
    about = """Text with gaps, their answers written as in Moodle's GIFT and Cloze: `=` right, `~` wrong, `%50%` worth half,
`#` feedback; a backslash before one of these signs makes it an ordinary sign.

A typed gap: ``{gap}`=Rabat ~Fès#Capital until 1912` ``. A drop-down: ``{select}`~one =two ~three` ``. Every gap has an equal share of
the points; the shares are added before they are rounded, once, to a hundredth of a point (half up).

In a typed gap these do not matter: capitals, French accents and ligatures, the form of the apostrophe, Arabic vowel marks, hamza
carriers, tatweel, white space. The options of a drop-down stand in an order of each person's own."""
    shape = "text"
    marked = True
    gathered = False
    typed = True
    by_hand = False
    template = "cloze/form.html"
    options: Mapping[str, str] = {
        "strict": "`yes` makes capitals, accents and marks matter in typed gaps. Default `no`.",
        "shuffle": "`no` keeps the options of drop-downs in the order of the source. Default `yes`.",
    }

    def check(self, written: Written) -> list[Complaint]:
        """All that is wrong in one language of the question."""
        found = [*checks.common(written, self.options), *checks.stray(written, self.shape)]
        return [*found, *checks.switches(written, "strict", "shuffle"), *answers.check(written)]

    def compile(self, rendered: Written) -> Draft:
        """What is shown and what is sealed."""
        return Draft(
            public=layout.public(rendered),
            key={**answers.key(rendered), "feedback": dict(rendered.feedback)},
            structure=answers.structure(rendered),
        )

    def arrange(self, public: Json, seed: int) -> Json:
        """The options of each drop-down in one person's order."""
        if not public.get("shuffle", True):
            return public
        parts = [
            {**part, "options": shuffled(part["options"], seed, part["gap"])} if "options" in part else part
            for part in public["parts"]
        ]
        return {**public, "parts": parts}

    def read(self, public: Json, form: Mapping[str, Sequence[str]]) -> Json:
        """What stands in the gaps. Raises Unanswered when all are empty."""
        given = {name: words for name in layout.gaps(public) if (words := typed(form, f"answer-{name}"))}
        response = {"gaps": layout.meant(public, given)}
        if any(len(words) > LONGEST for words in given.values()):
            raise Unanswered(
                Sentence(N_("An answer is longer than %(count)s characters."), {"count": LONGEST}), response
            )
        if not response["gaps"]:
            raise Unanswered(Sentence(N_("Fill in at least one gap.")))
        return response

    def score(self, key: Json, response: Json, points: int) -> Outcome:
        """The shares of the gaps, each weighed by the best answer that fits."""
        found = answers.marked(key, inner(response, "gaps"))
        earned = sum(one.weight for one in found.values())
        said = {name: one.feedback for name, one in found.items() if one.feedback}
        return Outcome(
            share(points, earned, 100 * len(found)),
            {name: one.state for name, one in found.items()},
            said | closing(inner(key, "feedback"), all(one.weight == 100 for one in found.values())),
        )

    def solution(self, key: Json) -> Json:
        """In each gap the first answer that is right."""
        return {"gaps": {name: answers.right(gap) for name, gap in key["gaps"].items()}}


KIND = Cloze()
