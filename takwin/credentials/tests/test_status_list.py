"""Status lists: the bits, their text, and lists of others."""

import base64
import gzip
from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takwin.credentials import status_list
from takwin.credentials.status_list import StatusUnreadable
from takwin.credentials.tests import corpus

PLACES = st.integers(0, status_list.LENGTH - 1)


def test_index_0_is_the_leftmost_bit() -> None:
    assert status_list.put(status_list.empty(), 0, True)[0] == 0b1000_0000
    assert status_list.put(status_list.empty(), 7, True)[0] == 0b0000_0001
    assert status_list.put(status_list.empty(), status_list.LENGTH - 1, True)[-1] == 0b0000_0001


@given(st.sets(PLACES, max_size=20), PLACES)
def test_what_is_put_is_got_and_nothing_else_moves(places: set[int], other: int) -> None:
    bits = status_list.empty()
    for place in places:
        bits = status_list.put(bits, place, True)
    back = status_list.decode(status_list.encode(bits))
    assert back == bits
    assert status_list.get(back, other) is (other in places)
    assert all(status_list.get(back, place) for place in places)
    for place in places:
        back = status_list.put(back, place, False)
    assert back == status_list.empty()


def test_the_text_is_multibase_base64url_without_padding_of_gzip() -> None:
    text = status_list.encode(status_list.empty())
    assert text.startswith("uH4sI")
    assert "=" not in text
    assert gzip.decompress(base64.urlsafe_b64decode(text[1:] + "==")) == bytes(16 * 1024)
    assert text == status_list.encode(status_list.empty())


@pytest.mark.corpus
def test_the_revoked_fixture_of_1edtech_is_revoked() -> None:
    bits = status_list.decode(
        corpus.document(corpus.FIXTURES, "bit-string-list/testlist")["credentialSubject"]["encodedList"]
    )
    told = corpus.document(corpus.FIXTURES, "bit-string-list/credential-status-revoked.json")["credentialStatus"]
    assert status_list.get(bits, int(told["statusListIndex"]))
    assert not status_list.get(bits, 24)


def test_free_places_are_random_and_never_given_twice() -> None:
    free = {7, 70_000}
    found = {status_list.free_index(lambda index: index not in free, Random(seed)) for seed in range(20)}
    assert found == free


@pytest.mark.parametrize(
    "text", ["", "u", "uAAAA", "z" + status_list.encode(status_list.empty())[1:], "u!!!!", "uH4sIAAAA", "ué"]
)
def test_a_broken_list_is_refused(text: str) -> None:
    with pytest.raises(StatusUnreadable, match="not readable"):
        status_list.decode(text)


def test_short_lists_and_bombs_are_refused() -> None:
    with pytest.raises(StatusUnreadable, match="not readable"):
        status_list.decode(status_list.encode(bytes(100)))
    with pytest.raises(StatusUnreadable, match="not readable"):
        status_list.decode(status_list.encode(bytes(status_list.LONGEST // 8 + 1)))


@pytest.mark.parametrize("index", [-1, status_list.LENGTH])
def test_a_place_outside_is_refused(index: int) -> None:
    with pytest.raises(StatusUnreadable, match="no place"):
        status_list.get(status_list.empty(), index)


def test_the_list_is_a_credential() -> None:
    url = "https://school.example/credentials/status/revocation-1"
    at = datetime(2026, 11, 23, 9, tzinfo=UTC)
    made = status_list.credential(url, "did:web:school.example", "revocation", status_list.empty(), at)
    assert made["type"] == ["VerifiableCredential", "BitstringStatusListCredential"]
    assert made["validFrom"] == "2026-11-23T09:00:00Z"
    assert status_list.entry(url, "revocation", 7)["statusListCredential"] == made["id"]
