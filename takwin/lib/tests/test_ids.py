"""Identifiers: the same from the same cause, and in the order of time where the cause is."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from takwin.lib.ids import derived, derived_in_time, made, uuid7

TIMES = st.integers(0, 2**48 - 1)
ENTROPY = st.binary(min_size=10, max_size=10)


@given(TIMES, ENTROPY, st.text(max_size=40))
def test_a_derived_identifier_keeps_the_time_of_its_cause(at: int, entropy: bytes, rule: str) -> None:
    cause = uuid7(at, entropy)
    uid = derived_in_time(cause, rule)
    assert uid == derived_in_time(cause, rule)
    assert uid.int >> 80 == made(cause) == at
    assert (uid.version, uid.variant) == (8, cause.variant)


@given(TIMES, TIMES, ENTROPY)
def test_later_causes_give_later_identifiers(one: int, other: int, entropy: bytes) -> None:
    first, second = (derived_in_time(uuid7(at, entropy), "x") for at in sorted([one, other]))
    assert first <= second


def test_other_rules_and_other_causes_give_other_identifiers() -> None:
    causes = [uuid7(1, bytes([number]) * 10) for number in range(50)]
    assert len({derived_in_time(cause, rule) for cause in causes for rule in ("a", "b")}) == 100


@given(st.uuids(version=4), st.text(max_size=40))
def test_a_cause_without_a_time_gives_what_it_always_gave(cause: UUID, rule: str) -> None:
    assert derived_in_time(cause, rule) == derived(cause, rule)
