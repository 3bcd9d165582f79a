"""Codes that people note themselves by, signs that they were shared, and the sheet for a flipped meeting."""

from datetime import timedelta
from uuid import UUID

from takwin.attendance import codes
from takwin.attendance.preparing import Prepared, groups, most_wrong, prepared
from takwin.attendance.signs import Seen, signs
from takwin.attendance.tests.builders import STARTS
from takwin.institutions.codes import SIGNS
from takwin.learning.progress import Answers, State
from takwin.learning.tests.builders import outline

KEY, ONE, TWO = b"k" * 32, UUID(int=1), UUID(int=2)
SECOND = timedelta(seconds=1)


def test_the_code_in_the_room_changes_and_holds_for_a_minute_at_most() -> None:
    code = codes.shown(KEY, ONE, STARTS)
    assert len(code) == 8
    assert set(code) <= set(SIGNS)
    assert codes.shown(KEY, ONE, STARTS + 19 * SECOND) == code != codes.shown(KEY, ONE, STARTS + 20 * SECOND)
    assert codes.holds(KEY, ONE, code, STARTS + 59 * SECOND)
    for other in (codes.holds(KEY, ONE, code, STARTS + 60 * SECOND), codes.holds(KEY, TWO, code, STARTS)):
        assert not other
    assert not codes.holds(b"another", ONE, code, STARTS)
    assert [codes.left(STARTS + n * SECOND) for n in (0, 1, 19, 20)] == [20, 19, 1, 20]


def test_each_person_has_a_code_of_their_own_at_each_meeting() -> None:
    people = [(n, UUID(int=n)) for n in range(1, 300)]
    found = codes.whose(KEY, ONE, people)
    assert len(found) == len(people)
    assert found[codes.own(KEY, ONE, UUID(int=7))] == 7
    assert codes.own(KEY, TWO, UUID(int=7)) not in found


def test_one_browser_for_many_and_many_in_a_second_are_shown() -> None:
    alone = [Seen(f"P {n}", f"d{n}", STARTS + n * SECOND) for n in range(30)]
    assert not signs(alone)
    assert signs([*alone, Seen("Zed", "d3", STARTS + 99 * SECOND)]).devices == (("P 3", "Zed"),)
    assert not signs([Seen("Amina", "d", STARTS), Seen("Amina", "d", STARTS), Seen("Brahim", "", STARTS)])
    crowd = [Seen(f"P {n}", "", STARTS + timedelta(milliseconds=n)) for n in range(10)]
    assert signs(crowd).seconds == ((STARTS, 10),)


def test_the_sheet_tells_who_prepared_and_what_most_got_wrong() -> None:
    content = outline()
    right, wrong = Answers("a", 1, {1: 100}), Answers("a", 1, {1: 50})
    people = [
        ("Amina", State(done=frozenset({"one/a", "one/b"}), answers={"q1": right, "q2": wrong})),
        ("Brahim", State(done=frozenset({"one/a"}), answers={"q1": wrong, "q2": wrong, "p": Answers("old", 1, {})})),
        ("Hassan", State()),
    ]
    ready = prepared(people, ["one/a", "one/b"])
    assert [(one.who, one.done, one.ready) for one in ready] == [
        ("Amina", 2, True),
        ("Brahim", 1, False),
        ("Hassan", 0, False),
    ]
    found = most_wrong((state for _who, state in people), content, ["one/b"])
    assert [(one.item, one.wrong, one.answered) for one in found] == [("q2", 2, 2), ("q1", 1, 2)]
    assert most_wrong((state for _who, state in people), content, ["two/c"]) == []


def test_groups_mix_and_leave_nobody_out() -> None:
    people = [Prepared(f"P {n}", n, 8) for n in range(9)]
    found = groups(people, 3)
    assert sorted(one.who for group in found for one in group) == sorted(one.who for one in people)
    assert [len(group) for group in found] == [3, 3, 3]
    sums = [sum(one.done for one in group) for group in found]
    assert max(sums) - min(sums) <= 2
    assert len(groups(people, 0)) == 3
    assert groups([], 4) == []
