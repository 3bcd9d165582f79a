"""Matching: each line with what it belongs with, chosen from one list."""

from collections.abc import Mapping, Sequence

from takwin.items import checks
from takwin.items.choices import at_places
from takwin.items.item import Complaint, Draft, Json, Outcome, Unanswered, Written
from takwin.items.kinds.matching import pairs
from takwin.items.marking import closing, earned, inner, word
from takwin.items.options import SHARES
from takwin.items.shuffle import shuffled
from takwin.lib.text import N_, Sentence


class Matching:
    """Response: {"matches": {"r1": "o2"}}; a line that was left is absent."""

    name = "matching"
    title = Sentence(N_("Matching"))
    about = """Pairs, written as a list with arrows as in Moodle's GIFT: `- one half -> the other half`. The first half may be any text;
the second is plain words, which stand in a drop-down. Several lines may belong with the same words. A line `- -> words` adds words
that fit nothing.

A block quote under a line is said when it is matched wrongly: let it help without telling the answer. With `map_response` every
line rightly matched earns its share, a wrong one and one that was left earn nothing. The shares are added before they are rounded,
once, to a hundredth of a point (half up)."""
    shape = "match"
    marked = True
    gathered = False
    typed = False
    by_hand = False
    template = "matching/form.html"
    options: Mapping[str, str] = {
        **SHARES,
        "shuffle": "`no` puts the words of the drop-downs in alphabetical order; `yes` (default) gives each person an order of their own.",
    }

    def check(self, written: Written) -> list[Complaint]:
        """All that is wrong in one language of the question."""
        found = [*checks.common(written, self.options), *checks.stray(written, self.shape)]
        found += [*checks.switches(written, "shuffle"), *checks.scoring(written)]
        return [*found, *checks.lines(written), *pairs.check(written)]

    def compile(self, rendered: Written) -> Draft:
        """What is shown and what is sealed."""
        return Draft(pairs.public(rendered), pairs.key(rendered), pairs.structure(rendered))

    def arrange(self, public: Json, seed: int) -> Json:
        """The words of the drop-downs in one person's order, the same for every line."""
        if not public.get("shuffle", True):
            return public
        return {**public, "options": shuffled(public["options"], seed, "options")}

    def read(self, public: Json, form: Mapping[str, Sequence[str]]) -> Json:
        """What was chosen for each line. Raises Unanswered when nothing was."""
        sent = {row["id"]: at_places(public["options"], form.get(f"answer-{row['id']}", ())) for row in public["rows"]}
        matches = {name: chosen[0] for name, chosen in sent.items() if chosen}
        if not matches:
            raise Unanswered(Sentence(N_("Choose for at least one line what it belongs with.")))
        return {"matches": matches}

    def score(self, key: Json, response: Json, points: int) -> Outcome:
        """Every line rightly matched for its share, or all of them for all the points."""
        given, right = inner(response, "matches"), key["right"]
        hits = {name for name, option in right.items() if word(given, name) == option}
        said = {name: words for name, words in key["rows"].items() if name not in hits}
        return Outcome(
            earned(points, len(hits), len(right), key["scoring"]),
            {name: "right" if name in hits else "wrong" for name in right},
            said | closing(inner(key, "feedback"), len(hits) == len(right)),
        )

    def solution(self, key: Json) -> Json:
        """The pairs."""
        return {"matches": dict(key["right"])}


KIND = Matching()
