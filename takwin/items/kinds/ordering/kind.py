"""Ordering: lines to put in their order, each given its place."""

from collections.abc import Mapping, Sequence

from takwin.items import checks, options
from takwin.items.choices import in_line
from takwin.items.complaints import complain
from takwin.items.item import Complaint, Draft, Json, Outcome, Unanswered, Written
from takwin.items.kinds.ordering import places
from takwin.items.marking import closing, earned, inner, word
from takwin.items.shuffle import shuffled
from takwin.lib.text import N_, Sentence


class Ordering:
    """Response: {"positions": {"i1": "3", "i2": "1"}}: the place that each line was given, from 1."""

    name = "ordering"
    title = Sentence(N_("Ordering"))
    about = """A numbered list in the right order. Each person sees its lines in an order of their own, and gives each line its place;
every line needs one, and no two lines the same.

A block quote under a line is said when it is in a wrong place: let it help without telling the answer. With `map_response` every line
in its right place earns its share. The shares are added before they are rounded, once, to a hundredth of a point (half up)."""
    shape = "order"
    marked = True
    gathered = False
    typed = False
    by_hand = False
    template = "ordering/form.html"
    options: Mapping[str, str] = options.SHARES

    def check(self, written: Written) -> list[Complaint]:
        """All that is wrong in one language of the question."""
        found = [*checks.common(written, self.options), *checks.stray(written, self.shape), *checks.scoring(written)]
        few = [complain("order-few")] if len(written.lines) < 2 else []
        return [*found, *checks.lines(written), *few]

    def compile(self, rendered: Written) -> Draft:
        """What is shown and what is sealed."""
        named = places.named(rendered)
        shown = {name: in_line(line.text) for line, name in named.items()}
        scoring = options.scoring(rendered.options, options.MAP)
        key = {
            "order": list(named.values()),
            "scoring": scoring,
            "lines": {name: line.feedback for line, name in named.items() if line.feedback},
            "feedback": dict(rendered.feedback),
        }
        choices = [{"id": name, "html": shown[name]} for name in sorted(shown, key=places.number)]
        return Draft({"prompt": rendered.prompt, "choices": choices}, key, {"lines": len(named), "scoring": scoring})

    def arrange(self, public: Json, seed: int) -> Json:
        """The lines in one person's order."""
        return {**public, "choices": shuffled(public["choices"], seed, "choices")}

    def read(self, public: Json, form: Mapping[str, Sequence[str]]) -> Json:
        """The places given. Raises Unanswered when a line has none or two lines have the same."""
        given = places.given(public["choices"], form)
        twice = next((place for place in given.values() if list(given.values()).count(place) > 1), None)
        if twice:
            raise Unanswered(Sentence(N_("Place %(place)s is given twice."), {"place": twice}), {"positions": given})
        if len(given) < len(public["choices"]):
            last = {"last": len(public["choices"])}
            raise Unanswered(Sentence(N_("Give every line its place, from 1 to %(last)s."), last), {"positions": given})
        return {"positions": given}

    def score(self, key: Json, response: Json, points: int) -> Outcome:
        """Every line in its right place for its share, or all of them for all the points."""
        given, order = inner(response, "positions"), key["order"]
        hits = {name for place, name in enumerate(order, 1) if word(given, name) == str(place)}
        said = {name: words for name, words in key["lines"].items() if name not in hits}
        return Outcome(
            earned(points, len(hits), len(order), key["scoring"]),
            {name: "right" if name in hits else "wrong" for name in sorted(order, key=places.number)},
            said | closing(inner(key, "feedback"), len(hits) == len(order)),
        )

    def solution(self, key: Json) -> Json:
        """Each line in its place."""
        return {"positions": {name: str(place) for place, name in enumerate(key["order"], 1)}}


KIND = Ordering()
