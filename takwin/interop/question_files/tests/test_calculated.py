"""Calculated questions of Moodle: formulas, rows, tolerances, and what is told of them."""

import math
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from takwin.content.source.variants import Table
from takwin.interop.question_exporting import export
from takwin.interop.question_files.moodle_xml import FORMAT
from takwin.interop.question_files.tests.asking import alone, course, problems, reasons
from takwin.interop.question_files.tests.test_moodle_xml import UNITS, answer, quiz
from takwin.interop.questions import laying_out
from takwin.interop.questions.formula import FUNCTIONS, NotReckoned, reckoned
from takwin.items import markdown
from takwin.items.kinds.numeric import number


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("{a b} + 2 * 3", 8), ("-2 ** 2", -4), ("2 ** 3 ** 2", 512), ("1-1-1", -1), ("-7 % 3", -1), ("2*-3", -6), ("7/2", 3.5),
        ("round(2.5) + round(-2.5)", 0), ("round(2.345, 2)", 2.35), ("max(1, 2, {a b})", 2), ("{a b} >= 2 && !0 ? 10 : 20", 10),
        ("bindec(101) + octdec(17)", 20), ("log(8, 2)", 3), ("deg2rad(180) - PI()", 0), ("1.5e2 + .5", 150.5), ("fmod(7.5, 2)", 1.5),
    ],
)  # fmt: skip
def test_a_formula_has_its_value(formula: str, value: float) -> None:
    assert reckoned(formula, {"a b": 2}) == pytest.approx(value)


@pytest.mark.parametrize(
    "formula",
    ["", "1+", "__import__('os')", "1/0", "10 % 0", "sqrt(-1)", "{x}", "9**9**9", "exp(1000)", "(1", "1)", "pi", "pi(1)", "max(1)", "2^3", "1 2",
     "1;2", "acos(2)", "1e999", "bindec(2)", "(" * 100 + "1" + ")" * 100, "-" * 500 + "1", "1+" * 600 + "1"],
)  # fmt: skip
def test_what_is_no_formula_is_refused(formula: str) -> None:
    with pytest.raises(NotReckoned):
        reckoned(formula, {"a": 1})


PIECES = st.sampled_from([*FUNCTIONS, *"+-*/%()<>,?:!{}^", "**", "&&", "==", "{a}", "1", "2.5", "1e300", " ", "x"])


@settings(deadline=None, max_examples=150)
@given(st.lists(PIECES, max_size=12).map("".join))
def test_any_text_is_a_number_or_is_refused(text: str) -> None:
    with suppress(NotReckoned):
        assert math.isfinite(reckoned(text, {"a": 3.0}))


def numbers(**rows: list[str]) -> str:
    """The data sets of a question."""
    told = "".join(
        f"<dataset_definition><name><text>{name}</text></name><dataset_items>"
        + "".join(
            f"<dataset_item><number>{at}</number><value>{one}</value></dataset_item>"
            for at, one in enumerate(values, 1)
        )
        + "</dataset_items></dataset_definition>"
        for name, values in rows.items()
    )
    return f"<dataset_definitions>{told}</dataset_definitions>"


def goal(
    formula: str, tolerance: str = "0", kind: str = "2", length: str = "2", said: str = "", form: str = "1"
) -> str:
    """A formula that is right."""
    more = f"<tolerance>{tolerance}</tolerance><tolerancetype>{kind}</tolerancetype><correctanswerformat>{form}</correctanswerformat><correctanswerlength>{length}</correctanswerlength>"
    return answer("100", formula, said, more)


def table(data: bytes) -> Table:
    """The rows of the only question; fails when the course that holds it has an error."""
    found = FORMAT.read(data)
    alone(found)
    assert problems(found) == []
    assert problems(found, "quiz") == []
    (entry,) = found.entries
    assert entry.table is not None
    return entry.table


def test_a_row_of_numbers_is_a_variant() -> None:
    text = "<p>Rayon {R} m, diamètre {={R}*2} m : aire ? {inconnu}</p>"
    data = quiz(
        "calculated",
        goal("{R}*{R}*3", "0.5", said="Oui, {R}.")
        + answer("0", "*", "Relisez {R}.")
        + UNITS
        + "<hint><text>{R} !</text></hint>"
        + numbers(R=["2", "3.5", "2"]),
        text,
    )
    found = FORMAT.read(data)
    assert reasons(found) == ["The unit was typed, or could be left out; now it is chosen beside the number."]
    assert markdown.write(alone(found)).split("\n", 1)[1] == (
        ":answer: {{answer}}\n:units: m; cm = 1/100\n:tolerance: 0.5\n\nRayon {{r}} m, diamètre {{value}} m : aire ? \\{inconnu}\n\n"
        ":::{hint}\n{{r}} !\n:::\n\n:::{feedback} right\nOui, {{r}}.\n:::\n\n:::{feedback} wrong\nRelisez {{r}}.\n:::\n::::\n"
    )
    assert table(data) == Table(("r", "value", "answer"), (("2", "4", "12"), ("3.5", "7", "36.75")), (), True)


@pytest.mark.parametrize(
    ("inside", "answers", "told"),
    [
        (goal("{R}/3", "0.01", "1"), {("1", "0.33", "0.006666666667"), ("2", "0.67", "0.01")}, "rounded as it was shown"),
        (goal("{R}*10", "0.05", "relative", "0"), {("1", "10", "5%"), ("2", "20", "5%")}, ""),
        (goal("{R}*1234", "50", length="2", form="2"), {("1", "1200", "84"), ("2", "2500", "82")}, "rounded as it was shown"),
        (goal("{R}/3000", "0", length="2"), {("1", "0.000333333333333333", ""), ("2", "0.000666666666666667", "")}, ""),
        (goal("{R}*10", "1", "3"), {("1", "10", "5"), ("2", "20", "10")}, "narrower of the two"),
        (goal("{R}*10", "1") + "<synchronize>1</synchronize>", {("1", "10", "1"), ("2", "20", "1")}, "draws its own"),
    ],
)  # fmt: skip
def test_tolerances(inside: str, answers: set[tuple[str, str, str]], told: str) -> None:
    data = quiz("calculatedsimple", inside + numbers(R=["1", "2"]), "{R} ?")
    found, kept = FORMAT.read(data), table(data)
    fixed = alone(found).options.get("tolerance", "")
    rows = [dict(zip(kept.names, row, strict=True)) for row in kept.rows]
    assert {(row["r"], row["answer"], row.get("tolerance", fixed)) for row in rows} == answers
    assert [told in one for one in reasons(found)] == [True] * bool(told)
    assert all(number.tolerance(row.get("tolerance", fixed) or "0", number.parse(row["answer"])) >= 0 for row in rows)


def test_choices_are_reckoned_for_each_row() -> None:
    data = quiz(
        "calculatedmulti",
        f"<single>1</single>{goal('{={a}+{b}} m', length='0')}{answer('0', '{={a}*{b}} m', 'Pas {a} × {b}.')}"
        + numbers(a=["2", "3"], b=["5", "7"]),
        "{a} + {b} ?",
    )
    assert alone(FORMAT.read(data)).kind == "single-choice"
    assert table(data).rows == (("2", "5", "7", "10"), ("3", "7", "10", "21"))


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        (goal("6/{R}") + numbers(R=["2", "0", "3"]), "left out: 1"),
        (goal("{R}") + numbers(R=[str(one) for one in range(150)]), "the first 100"),
        (goal("{R}") + numbers(R=["5", "5"]), ""),
        (goal("{R}"), "does not carry the numbers"),
        (goal("{R}^2") + numbers(R=["2", "3"]), "no value that could be typed"),
        (goal("{X}") + numbers(R=["2", "3"]), "no value that could be typed"),
        (answer("0", "{R}") + numbers(R=["2", "3"]), "no number that is right"),
        (goal("{R}") + goal("{R}+1") + numbers(R=["2", "3"]), "only the first still is"),
    ],
)  # fmt: skip
def test_what_is_told(inside: str, told: str) -> None:
    found = FORMAT.read(quiz("calculated", inside, "{R} ?"))
    assert [told in one for one in reasons(found)] == [True] * bool(told)
    assert problems(found) == []


def test_one_row_is_a_question_that_does_not_vary() -> None:
    found = FORMAT.read(quiz("calculated", goal("{R}*2") + numbers(R=["2"]), "{R} × 2 ?"))
    assert (alone(found).prompt, alone(found).options["answer"]) == ("2 × 2 ?", "4")


def test_taken_out_again_its_first_row_is_written_and_the_rest_is_told() -> None:
    found = FORMAT.read(quiz("calculated", goal("{R}*2") + numbers(R=["2", "3"]), "{R} × 2 ?"))
    done = export(course(laying_out.body(found.entries, "")), {}, "gift")
    assert "2 × 2 ?" in done.written.text
    assert [str(one.reason) for one in done.written.losses] == ["It varies: only the first of its 2 rows was written."]
    assert (done.questions, done.written.blocks["numeric"].changed) == (1, 1)
