"""A question written as source: fences long enough, lists apart, gaps as roles."""

from takwin.items import markdown
from takwin.items.item import GAP, Answer, Choice, Gap, Written


def test_a_fence_is_longer_than_those_inside() -> None:
    written = Written("single-choice", "q", "A\n\n::::{note}\nB\n::::", hints=(":::{tip}\nC\n:::",))
    text = markdown.write(written)
    assert text.startswith(":::::{single-choice} q\n\nA\n")
    assert "::::{hint}\n:::{tip}\nC\n:::\n::::" in text
    assert text.endswith("\n:::::\n")


def test_a_list_in_the_prompt_stays_apart_from_the_choices() -> None:
    written = Written("single-choice", "q", "Read:\n\n- one\n- two", choices=(Choice("a", True), Choice("b", False)))
    assert "- two\n\n* [x] a\n* [ ] b\n" in markdown.write(written)


def test_a_choice_of_several_lines_is_indented() -> None:
    choice = Choice("Look:\n\n| a |\n|---|", False, "No.\n\nNot so.")
    text = markdown.write(Written("single-choice", "q", "?", choices=(choice,)))
    assert "- [ ] Look:\n\n  | a |\n  |---|\n\n  > No.\n  >\n  > Not so.\n" in text


def test_gaps_become_roles() -> None:
    capital = Gap((Answer("Rabat", 100), Answer("Fès", 0, "Until 1912")))
    number = Gap((Answer("one", 0), Answer("`two`", 100)), drop_down=True)
    written = Written(
        "cloze", "q", f"A {GAP % 0}, b {GAP % 1}, c {GAP % 2}.", {"strict": "yes"}, gaps=(capital, number)
    )
    assert markdown.write(written) == (
        "::::{cloze} q\n:strict: yes\n\nA {gap}`=Rabat ~Fès#Until 1912`, b {select}`` ~one =`two` ``, c .\n::::\n"
    )
