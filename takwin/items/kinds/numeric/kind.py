"""Numeric: a number, right within a tolerance. Decimal throughout, never floats."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from takwin.items import checks
from takwin.items.choices import at_places
from takwin.items.complaints import complain
from takwin.items.item import Complaint, Draft, Json, Outcome, Unanswered, Written
from takwin.items.kinds.numeric import foreseen, number, units
from takwin.items.marking import closing, inner, typed, word
from takwin.lib.text import N_, Sentence


class Numeric:
    """Response: {"number": "12,5", "unit": "u2"}: as it was typed; no unit where there is none to choose."""

    name = "numeric"
    title = Sentence(N_("Number"))
    about = """A number, right when it is no farther from the answer than the tolerance, limits included.

Decimal comma and point, Arabic-Indic digits and decimal sign, spaces between groups of three digits and every form of the minus sign are
understood. What is not a number (a unit, a percent sign, an exponent, two commas) is not taken as an answer: the page says so and keeps what was typed.

A task list says what is told to whoever finds a wrong number that was foreseen: `- [ ] 375` with a block quote under it, in the unit of
the answer and within the same tolerance.

With `:units:` a unit is chosen beside the number, and both together are compared with the answer, exactly: 0.0375 GB is 37.5 MB. A single
unit is only shown."""
    shape = "number"
    marked = True
    gathered = False
    typed = True
    by_hand = False
    template = "numeric/form.html"
    options: Mapping[str, str] = {
        "answer": "The number, such as `12.5`. Required.",
        "units": "The units to choose from, semicolons between, each with what one of it is worth in the unit of the answer, which stands alone: `kB = 0.001; MB; GB = 1000` or `s = 1/60; min`.",
        "tolerance": "How far from it is still right: absolute, such as `0.5` (default 0), or a share of the answer, such as `4%`.",
    }

    def check(self, written: Written) -> list[Complaint]:
        """All that is wrong in one language of the question."""
        found = [*checks.common(written, self.options), *checks.stray(written, "choice")]
        return [*found, *self._check_numbers(written)]

    def _check_numbers(self, written: Written) -> Iterable[Complaint]:
        given, answer, within = written.options, Decimal(0), Decimal(0)
        if not given.get("answer", "").strip():
            yield complain("number-missing")
        else:
            try:
                answer = number.parse(given["answer"])
            except number.NotANumber:
                yield complain("number", value=given["answer"])
        try:
            within = number.tolerance(given.get("tolerance", "0"), answer)
        except number.NotANumber:
            yield complain("tolerance", value=given["tolerance"])
        try:
            units.parse(given.get("units", ""))
        except units.BadUnits:
            yield complain("units", value=given["units"])
        yield from foreseen.check(written, answer, within)

    def compile(self, rendered: Written) -> Draft:
        """What is shown and what is sealed."""
        answer = number.parse(rendered.options["answer"])
        within = number.tolerance(rendered.options.get("tolerance", "0"), answer)
        numbers = {"answer": _words(answer), "within": _words(within)}
        known = units.parse(rendered.options.get("units", ""))
        names = units.ids(known)
        worth = {name: str(known[text]) for name, text in names.items()}
        shown = [{"id": name, "text": text} for name, text in names.items()]
        return Draft(
            public={"prompt": rendered.prompt} | ({"units": shown} if shown else {}),
            key={**numbers, "feedback": dict(rendered.feedback), **foreseen.key(rendered)}
            | ({"units": worth} if worth else {}),
            structure=numbers
            | ({"units": list(worth.values())} if worth else {})
            | ({"foreseen": len(rendered.choices)} if rendered.choices else {}),
        )

    def arrange(self, public: Json, seed: int) -> Json:
        """There is nothing to arrange."""
        return public

    def read(self, public: Json, form: Mapping[str, Sequence[str]]) -> Json:
        """The number as it was typed, and the unit that was chosen. Raises Unanswered when it is no number or has no unit."""
        text, asked = typed(form, "answer"), units.asked(public)
        unit = [("unit", name) for name in at_places(asked, form.get("answer-unit", ()))[:1]]
        response: Json = {"number": text[: 2 * number.LONGEST], **dict(unit)}
        if not text:
            raise Unanswered(Sentence(N_("Write a number.")), response)
        try:
            number.parse(text)
        except number.NotANumber:
            raise Unanswered(_NOT_A_NUMBER, response) from None
        if asked and not unit:
            raise Unanswered(Sentence(N_("Choose the unit of your number.")), response)
        return response

    def score(self, key: Json, response: Json, points: int) -> Outcome:
        """All the points within the tolerance, none beyond."""
        try:
            given = Fraction(number.parse(word(response, "number")))
        except number.NotANumber:
            given = None
        worth = units.worth(key, word(response, "unit"))
        all_right = (
            given is not None
            and worth is not None
            and number.close(given * worth, Decimal(key["answer"]), Decimal(key["within"]))
        )
        known = given is not None and worth is not None and not all_right
        said = foreseen.said(key, (given or Fraction(0)) * (worth or Fraction(1))) if known else {}
        return Outcome(
            points if all_right else 0,
            {"number": "right" if all_right else "wrong"},
            said | closing(inner(key, "feedback"), all_right),
        )

    def solution(self, key: Json) -> Json:
        """The number itself, in its own unit."""
        own = [("unit", name) for name, worth in key.get("units", {}).items() if worth == "1"]
        return {"number": key["answer"], **dict(own[:1])}


_NOT_A_NUMBER = Sentence(
    N_(
        "This could not be read as a number. Write digits only, with one decimal comma or point if needed, and no unit: 12,5 or -3."
    )
)


def _words(value: Decimal) -> str:
    """The number in the one form that equal numbers share: 12.50 and 12.5 are "12.5"."""
    text = f"{value:f}"
    bare = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if bare in {"", "-0"} else bare


KIND = Numeric()
