"""Sign-in names, names and codes, with no database."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takwin.accounts.codes import bare, digest, new_code
from takwin.accounts.names import LONGEST, free, proposed, tidy, tidy_name, well_formed

AMINA, BRAHIM = UUID(int=1), UUID(int=2)


@pytest.mark.parametrize(
    ("name", "username"),
    [
        ("Amina Berrada", "amina.berrada"),
        ("Émilie Côté-Œuvre", "emilie.cote-oeuvre"),
        ("أَمينة بـرّادة", "أمينة.برادة"),
        ("ⵜⵉⵍⵍⵉ ⵓⵃⵙⵙⴰⵉⵏ", "ⵜⵉⵍⵍⵉ.ⵓⵃⵙⵙⴰⵉⵏ"),
        ("O’Brien Łukasz", "o.brien.lukasz"),
        ("نادية بنت عبد الرحمن العلوي الإدريسي", "نادية.الإدريسي"),
        ("Wolfeschlegelsteinhausenbergerdorff", "wolfeschlegelsteinhausenbergerdorff.wolf"),
        ("123", "teacher"),
    ],
)
def test_a_name_suggests_a_sign_in_name(name: str, username: str) -> None:
    assert proposed(name) == username
    assert well_formed(username)


@given(st.text(max_size=120))
def test_every_suggestion_is_well_formed_and_tidy(name: str) -> None:
    username = proposed(name)
    assert well_formed(username)
    assert tidy(username) == username


@given(st.text(max_size=60))
def test_tidying_twice_is_tidying_once(typed: str) -> None:
    assert tidy_name(tidy_name(typed)) == tidy_name(typed)


@pytest.mark.parametrize("typed", ["", "1amina", "amina berrada", "amina@takwin.ma", "<amina>", "a" * (LONGEST + 1)])
def test_other_shapes_are_refused(typed: str) -> None:
    assert not well_formed(typed)


def test_a_sign_in_name_is_found_however_it_is_typed() -> None:
    assert tidy(" Amina.BERRADA ") == "amina.berrada"
    assert tidy("أَمينة.برّادة") == "أمينة.برادة"


def test_the_first_free_name_is_taken() -> None:
    assert free("amina", set()) == "amina"
    assert free("amina", {"amina", "amina2"}) == "amina3"


def test_a_code_is_read_however_it_is_typed() -> None:
    code = new_code(lambda below: below - 1)
    assert code == "9999 9999 9999 9999"
    assert bare("٤٨٢١ 9035-7716.2048") == "4821903577162048"
    assert digest("4821 9035 7716 2048", AMINA) == digest("4821903577162048", AMINA)


def test_a_code_serves_one_person() -> None:
    assert digest("4821 9035 7716 2048", AMINA) != digest("4821 9035 7716 2048", BRAHIM)
