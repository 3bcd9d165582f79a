"""Who answers whom, as a picture and as numbers."""

from takwin.community.picture import MOST, picture


def test_answers_are_counted_and_drawn() -> None:
    drawn = picture({1: "Amina", 2: "Brahim", 3: "Hassan"}, [(1, 2), (1, 2), (2, 1), (3, 3), (9, 1)])
    assert [(one.name, one.gave, one.received) for one in drawn.people] == [
        ("Amina", 2, 1),
        ("Brahim", 1, 2),
        ("Hassan", 0, 0),
    ]
    assert len(drawn.lines) == 2
    assert all(0 <= float(one.x) <= 100 and 0 <= float(one.y) <= 100 for one in drawn.people)


def test_a_crowd_is_named_and_its_busiest_are_drawn() -> None:
    drawn = picture({number: f"{number:03d}" for number in range(100)}, [(99, 98)])
    assert len(drawn.people) == 100
    assert [one.name for one in drawn.people[:2]] == ["098", "099"]
    assert sum(bool(one.number) for one in drawn.people) == MOST
