"""Short text: a few words, compared with the answers that the author foresaw."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from takwin.items import checks, words
from takwin.items.item import Complaint, Draft, Json, Outcome, Unanswered, Written
from takwin.items.kinds.short_text import answers
from takwin.items.marking import closing, inner, share, typed, word
from takwin.lib.text import N_, Sentence

LONGEST = 200
"""Signs that the field takes: the form says so, and an answer beyond it is refused rather than cut."""


class ShortText:
    """Response: {"text": "évaluation formative"}, as it was typed."""

    name = "short-text"
    title = Sentence(N_("Short text"))
    about = r"""A few words, compared with a list that learners never see: `- [x]` an accepted answer, `- [ ]` a wrong one that was foreseen,
`- [ ] %50%` one worth half the points. A block quote under an answer is the feedback for it. Of all the answers that fit, the one of most
worth counts.

A star stands for any words or none: `- [x] *formative*` accepts “an assessment that is formative”, `- [ ] *` answers all the rest.
`\*` is a star itself. There is no other sign with a meaning of its own, so no answer can take long to compare.

These do not matter: capitals, French accents and ligatures, the form of the apostrophe, Arabic vowel marks, hamza carriers, tatweel,
white space."""
    shape = "text"
    marked = True
    gathered = False
    typed = True
    by_hand = False
    template = "short_text/form.html"
    options: Mapping[str, str] = {"strict": "`yes` makes capitals, accents and marks matter. Default `no`."}

    def check(self, written: Written) -> list[Complaint]:
        """All that is wrong in one language of the question."""
        found = [*checks.common(written, self.options), *checks.stray(written, "choice")]
        return [*found, *checks.switches(written, "strict"), *answers.check(written)]

    def compile(self, rendered: Written) -> Draft:
        """What is shown and what is sealed."""
        foreseen = [asdict(one) for one in answers.foreseen(rendered)]
        strict = words.is_strict(rendered)
        return Draft(
            public={"prompt": rendered.prompt},
            key={"strict": strict, "answers": foreseen, "feedback": dict(rendered.feedback)},
            structure={"strict": strict},
        )

    def arrange(self, public: Json, seed: int) -> Json:
        """There is nothing to arrange."""
        return public

    def read(self, public: Json, form: Mapping[str, Sequence[str]]) -> Json:
        """What was typed. Raises Unanswered when it is nothing, or too much."""
        text = typed(form, "answer")
        if not text:
            raise Unanswered(Sentence(N_("Write your answer.")))
        if len(text) > LONGEST:
            told = Sentence(N_("An answer is longer than %(count)s characters."), {"count": LONGEST})
            raise Unanswered(told, {"text": text})
        return {"text": text}

    def score(self, key: Json, response: Json, points: int) -> Outcome:
        """The worth of the best answer that fits."""
        found = answers.best(key, word(response, "text")[:LONGEST])
        state = "right" if found.weight == 100 else "partial" if found.weight else "wrong"
        said = {"text": found.feedback} if found.feedback else {}
        feedback = said | closing(inner(key, "feedback"), found.weight == 100)
        return Outcome(share(points, found.weight, 100), {"text": state}, feedback)

    def solution(self, key: Json) -> Json:
        """The first accepted answer, nothing in place of its stars."""
        pattern = next(one["pattern"] for one in key["answers"] if one["weight"] == 100)
        return {"text": words.plain(pattern)}


KIND = ShortText()
