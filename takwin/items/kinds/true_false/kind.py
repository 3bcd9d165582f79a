"""True or false: all the points for judging a sentence rightly."""

from collections.abc import Mapping, Sequence

from takwin.items import checks, choices
from takwin.items.complaints import complain
from takwin.items.item import Complaint, Draft, Json, Outcome, Unanswered, Written
from takwin.items.marking import closing, inner, word
from takwin.lib.text import N_, Sentence

BOTH = ("true", "false")


class TrueFalse:
    """Response: {"choice": "true"} or {"choice": "false"}."""

    name = "true-false"
    title = Sentence(N_("True or false"))
    about = """A sentence that is true or false. Judging it rightly earns all the points. There are only two answers, so
`{feedback} right` and `{feedback} wrong` say all that can be said of them. “True” always stands first."""
    shape = "choice"
    marked = True
    gathered = False
    typed = False
    by_hand = False
    template = "true_false/form.html"
    options: Mapping[str, str] = {"answer": "`true` or `false`, in these words in every language. Required."}

    def check(self, written: Written) -> list[Complaint]:
        """All that is wrong in one language of the question."""
        found = [*checks.common(written, self.options), *checks.stray(written, "")]
        given = written.options.get("answer", "")
        return found if given.strip() in BOTH else [*found, complain("truth", value=given)]

    def compile(self, rendered: Written) -> Draft:
        """What is shown and what is sealed."""
        right = rendered.options["answer"].strip()
        return Draft(
            public={"prompt": rendered.prompt, "choices": [{"id": one} for one in BOTH]},
            key={"right": right, "feedback": dict(rendered.feedback)},
            structure={"answer": right},
        )

    def arrange(self, public: Json, seed: int) -> Json:
        """True, then false, for everybody."""
        return public

    def read(self, public: Json, form: Mapping[str, Sequence[str]]) -> Json:
        """What was chosen. Raises Unanswered."""
        chosen = choices.at_places(public["choices"], form.get("answer", ()))
        if len(chosen) != 1:
            raise Unanswered(Sentence(N_("Choose true or false.")))
        return {"choice": chosen[0]}

    def score(self, key: Json, response: Json, points: int) -> Outcome:
        """All or nothing."""
        chosen, right = word(response, "choice"), key["right"]
        parts = {chosen: "right" if chosen == right else "wrong"} if chosen in BOTH else {}
        return Outcome(
            points if chosen == right else 0,
            {right: "missed"} | parts,
            closing(inner(key, "feedback"), chosen == right),
        )

    def solution(self, key: Json) -> Json:
        """What the sentence is."""
        return {"choice": key["right"]}


KIND = TrueFalse()
