"""Problems: what each response becomes, and what is told when it cannot."""

from pathlib import Path

import pytest

from takwin.interop.formats.olx.tests.packing import body, component, problems_of, reasons

CHOICES = '<choicegroup><choice correct="true">a</choice><choice correct="false">b</choice></choicegroup>'


def problem(inner: str, **attributes: str) -> str:
    """A problem's XML."""
    told = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f"<html><p>Text</p></html><problem{told}>{inner}</problem>"


@pytest.mark.parametrize(
    ("inner", "wanted"),
    [
        (f"<multiplechoiceresponse><label>Q</label>{CHOICES}</multiplechoiceresponse>", "::::{single-choice} q\n:shuffle: no\n\nQ\n\n- [x] a\n- [ ] b\n::::"),
        (f"<p>Intro</p><p>Q</p><multiplechoiceresponse>{CHOICES}</multiplechoiceresponse>", "Intro\n\n::::{single-choice} q\n"),
        (f"<text><h3>Q</h3><multiplechoiceresponse>{CHOICES}</multiplechoiceresponse></text>", "{single-choice} q\n:shuffle: no\n\nQ\n"),
        ('<choiceresponse><label>Q</label><checkboxgroup><choice correct="true">a</choice><choice correct="true">b</choice><choice correct="false">c</choice></checkboxgroup></choiceresponse>', "{multiple-choice} q\n:shuffle: no\n\nQ\n\n- [x] a\n- [x] b\n- [ ] c"),
        ('<multiplechoiceresponse><label>Q</label><choicegroup><choice correct="partial" point_value="0.4">a</choice><choice correct="true">b</choice><choice correct="false">c</choice></choicegroup></multiplechoiceresponse>', "{select}`~%40%a =b ~c`"),
        ('<multiplechoiceresponse><label>Q</label><choicegroup><choice correct="true">a</choice><choice correct="true">b</choice><choice correct="false">c</choice></choicegroup></multiplechoiceresponse>', "{select}`=a =b ~c`"),
        ("<optionresponse><label>Q</label><optioninput options=\"('a','b')\" correct=\"b\"/></optionresponse>", "Q\n\n{select}`~a =b`"),
        ('<optionresponse><p>X <optioninput options="(\'a\',\'b\')" correct="b"/> Y</p></optionresponse>', "X {select}`~a =b` Y"),
        ('<optionresponse><label>Q</label><optioninput><option correct="True">\\(x\\)</option><option correct="False">b</option></optioninput></optionresponse>', "{single-choice} q\n:shuffle: no\n\nQ\n\n- [x] $x$\n- [ ] b"),
        ('<numericalresponse answer="-1.5"><label>Q</label><formulaequationinput/></numericalresponse>', ":answer: -1.5\n:tolerance: 0.001%"),
        ('<numericalresponse answer="1e3"><label>Q</label><responseparam type="tolerance" default="5"/><formulaequationinput trailing_text="m"/></numericalresponse>', ":answer: 1000\n:tolerance: 5\n\nQ\n\n… m\n"),
        ('<numericalresponse answer="[5,7]"><label>Q</label><formulaequationinput/></numericalresponse>', ":answer: 6\n:tolerance: 1\n"),
        ('<numericalresponse answer="5"><label>Q</label><additional_answer answer="6"/><formulaequationinput/></numericalresponse>', "{gap}`=5 =6`"),
        ('<stringresponse answer="a" type="ci"><label>Q</label><textline/></stringresponse>', "{cloze} q\n\nQ\n\n{gap}`=a`"),
        ('<stringresponse answer="a_or_b"><label>Q</label><textline/></stringresponse>', ":strict: yes\n\nQ\n\n{gap}`=a =b`"),
        ('<stringresponse answer="a|b c" type="ci regexp"><label>Q</label><textline/></stringresponse>', "{gap}`=a =b c`"),
        ('<p>Q1</p><stringresponse answer="a" type="ci"><textline label="unused" trailing_text="km"/></stringresponse>', "Q1\n\n{gap}`=a` km"),
        ('<stringresponse answer="a" type="ci"><textline label="Only label"/></stringresponse>', "Only label\n\n{gap}`=a`"),
        ("<p>Only text</p>", "Only text"),
        (f"<multiplechoiceresponse><label>Q</label>{CHOICES}</multiplechoiceresponse><p>After</p>", "::::\n\nAfter"),
        ('<table><tr><th>a</th><th>b</th></tr><tr><td>row</td><td><stringresponse answer="x" type="ci"><textline/></stringresponse></td></tr></table>', "row — b\n\n{gap}`=x`"),
    ],
)  # fmt: skip
def test_becomes(inner: str, wanted: str, tmp_path: Path) -> None:
    package = component("vertical", problem(inner))
    assert wanted in body(package)
    assert problems_of(package, tmp_path / "course") == []


@pytest.mark.parametrize(
    ("inner", "reason"),
    [
        ("", "It is empty."),
        ("<customresponse cfn='f'><textline/></customresponse>", "checked by a program"),
        ("<customresponse><jsinput/></customresponse>", "runs a program in the page"),
        ("<customresponse><drag_and_drop_input/></customresponse>", "Drag and drop"),
        ("<imageresponse/>", "Its image is not in the export"),
        ("<formularesponse/>", "Formulas as answers"),
        ("<strangeresponse/>", "“strangeresponse”"),
        ("<script type='loncapa/python'>x=1</script><p>$x</p>", "come from a script"),
        ('<stringresponse answer=".*" type="ci regexp"><label>Q</label><textline/></stringresponse>', "nothing to mark"),
        ('<stringresponse answer="a.b+" type="regexp"><label>Q</label><textline/></stringresponse>', "pattern"),
        ('<numericalresponse answer="2*pi"><label>Q</label><textline/></numericalresponse>', "2*pi"),
        ('<multiplechoiceresponse><label>Q</label><choicegroup/></multiplechoiceresponse>', "no choices"),
        ('<multiplechoiceresponse><label>Q</label><choicegroup><choice correct="$a">a</choice></choicegroup></multiplechoiceresponse>', "computed by a script"),
        ('<choiceresponse><label>Q</label><checkboxgroup><choice correct="false">a</choice><choice correct="false">b</choice></checkboxgroup></choiceresponse>', "No choice is marked as right."),
    ],
)  # fmt: skip
def test_is_lost_with_its_reason(inner: str, reason: str) -> None:
    package = component("vertical", problem(inner))
    assert package.blocks["problem"].lost == 1
    assert any(reason in one for one in reasons(package, "problem"))


@pytest.mark.parametrize(
    ("inner", "attributes", "reason"),
    [
        (f"<multiplechoiceresponse><label>Q</label>{CHOICES}</multiplechoiceresponse>", {"submission_wait_seconds": "5"}, "wait"),
        (f"<multiplechoiceresponse><label>Q</label>{CHOICES}</multiplechoiceresponse><imageresponse/>", {}, "Its image"),
        (f"<multiplechoiceresponse><label>Q</label>{CHOICES}</multiplechoiceresponse>" * 2, {}, "2 questions"),
        (f'<multiplechoiceresponse><label>Q</label>{CHOICES.replace("<choicegroup", "<choicegroup answer-pool=&quot;2&quot;".replace("&quot;", chr(34)))}</multiplechoiceresponse>', {}, "some of the choices"),
        ('<stringresponse answer="été" type="ci"><label>Q</label><textline/></stringresponse>', {}, "Accents"),
        ('<numericalresponse answer="(5,7)"><label>Q</label><textline/></numericalresponse>', {}, "limits"),
    ],
)  # fmt: skip
def test_is_changed_with_its_reason(inner: str, attributes: dict[str, str], reason: str) -> None:
    package = component("vertical", problem(inner, **attributes))
    assert package.blocks["problem"].changed == 1
    assert any(reason in one for one in reasons(package, "problem"))


SOLVED = (
    f"<multiplechoiceresponse><label>Q</label>{CHOICES}<solution><p>Because</p></solution></multiplechoiceresponse>"
)


@pytest.mark.parametrize(
    ("attributes", "wanted"),
    [
        ({"showanswer": "attempted"}, ":::{feedback}\nBecause"),
        ({"showanswer": "finished"}, ":::{feedback} right\nBecause"),
        ({"showanswer": "finished", "max_attempts": "1"}, ":::{feedback}\nBecause"),
        ({"max_attempts": "3"}, ":attempts: 3"),
        ({"weight": "2.5"}, ":points: 2.5"),
        ({"graded": "true"}, ":::::{quiz} q-quiz\n:attempts: unlimited"),
        ({"graded": "true", "max_attempts": "1", "display_name": "T"}, ":::::{quiz} t-quiz\n:title: T\n\n"),
    ],
)
def test_terms(attributes: dict[str, str], wanted: str) -> None:
    assert wanted in body(component("vertical", problem(SOLVED, **attributes)))


def test_solution_that_was_never_shown_stays_away() -> None:
    package = component("vertical", problem(SOLVED, showanswer="never"))
    assert "Because" not in body(package)
    assert package.blocks["problem"].kept == 1


def test_graded_but_worth_nothing_is_practice() -> None:
    assert "{quiz}" not in body(component("vertical", problem(SOLVED, graded="true", weight="0")))
