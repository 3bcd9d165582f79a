"""Numeric: a number, right within a tolerance. Decimal throughout, never floats."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from takwin.items import checks
from takwin.items.complaints import complain
from takwin.items.item import Complaint, Draft, Json, Outcome, Unanswered, Written
from takwin.items.kinds.numeric import number
from takwin.items.marking import closing, inner, typed, word
from takwin.lib.text import N_, Sentence


class Numeric:
    """Response: {"number": "12,5"}, as it was typed."""

    name = "numeric"
    title = Sentence(N_("Number"))
    about = """A number, right when it is no farther from the answer than the tolerance, limits included.

Decimal comma and point, Arabic-Indic digits and decimal sign, spaces between groups of three digits and every form of the minus sign are
understood. What is not a number (a unit, a percent sign, an exponent, two commas) is not taken as an answer: the page says so and keeps what was typed."""
    shape = "number"
    template = "numeric/form.html"
    options: Mapping[str, str] = {
        "answer": "The number, such as `12.5`. Required.",
        "tolerance": "How far from it is still right: absolute, such as `0.5` (default 0), or a share of the answer, such as `4%`.",
    }

    def check(self, written: Written) -> list[Complaint]:
        """All that is wrong in one language of the question."""
        found = [*checks.common(written, self.options), *checks.stray(written, self.shape)]
        return [*found, *self._check_numbers(written.options)]

    def _check_numbers(self, given: Mapping[str, str]) -> Iterable[Complaint]:
        answer = Decimal(0)
        if not given.get("answer", "").strip():
            yield complain("number-missing")
        else:
            try:
                answer = number.parse(given["answer"])
            except number.NotANumber:
                yield complain("number", value=given["answer"])
        try:
            number.tolerance(given.get("tolerance", "0"), answer)
        except number.NotANumber:
            yield complain("tolerance", value=given["tolerance"])

    def compile(self, rendered: Written) -> Draft:
        """What is shown and what is sealed."""
        answer = number.parse(rendered.options["answer"])
        within = number.tolerance(rendered.options.get("tolerance", "0"), answer)
        numbers = {"answer": _words(answer), "within": _words(within)}
        return Draft(
            public={"prompt": rendered.prompt},
            key={**numbers, "feedback": dict(rendered.feedback)},
            structure=dict(numbers),
        )

    def arrange(self, public: Json, seed: int) -> Json:
        """There is nothing to arrange."""
        return public

    def read(self, public: Json, form: Mapping[str, Sequence[str]]) -> Json:
        """The number as it was typed. Raises Unanswered when it is none."""
        text = typed(form, "answer")
        if not text:
            raise Unanswered(Sentence(N_("Write a number.")))
        try:
            number.parse(text)
        except number.NotANumber:
            raise Unanswered(_NOT_A_NUMBER, {"number": text[: 2 * number.LONGEST]}) from None
        return {"number": text}

    def score(self, key: Json, response: Json, points: int) -> Outcome:
        """All the points within the tolerance, none beyond."""
        try:
            given = number.parse(word(response, "number"))
            all_right = number.close(given, Decimal(key["answer"]), Decimal(key["within"]))
        except number.NotANumber:
            all_right = False
        return Outcome(
            points if all_right else 0,
            {"number": "right" if all_right else "wrong"},
            closing(inner(key, "feedback"), all_right),
        )

    def solution(self, key: Json) -> Json:
        """The number itself."""
        return {"number": key["answer"]}


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
