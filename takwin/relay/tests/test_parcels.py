"""Parcels: whole, for this end, from somebody known, or refused with a sentence."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from takwin.lib import digest
from takwin.relay import invitation, parcel
from takwin.relay.keys import Keys
from takwin.relay.parcel import Label
from takwin.relay.refused import Refused

PARENT, BOX, STRANGER = (Keys(Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)) for seed in (1, 2, 3))
MADE = datetime(2026, 11, 28, 9, tzinfo=UTC)
SAID = {"people": {"names": ["Amina", "إبراهيم"]}, "releases/abc": b"a zip"}


def written(by: Keys = PARENT, to: Keys = BOX, media: dict[str, Path] | None = None) -> bytes:
    stream = io.BytesIO()
    parcel.write(stream, Label(parcel.ROSTER, by.end.public, 7, MADE), by, to.end, SAID, media or {})
    return stream.getvalue()


def refused(data: bytes, own: Keys = BOX) -> str:
    with pytest.raises(Refused) as why, parcel.opened(data, own, lambda sender: sender == PARENT.end.public):
        pass
    return why.value.sentence.message


def test_a_parcel_says_what_was_put_in(tmp_path: Path) -> None:
    (tmp_path / "film").write_bytes(b"a film")
    name = digest.of_bytes(b"a film")
    with parcel.opened(written(media={name: tmp_path / "film"}), BOX, lambda _: True) as found:
        assert found.label == Label(parcel.ROSTER, PARENT.end.public, 7, MADE)
        assert found.json("people") == SAID["people"]
        assert found.contents["releases/abc"] == b"a zip"
        assert (found.media, found.archive[f"media/{name}"]) == ([name], b"a film")


def test_nobody_else_reads_it() -> None:
    assert b"Amina" not in written()
    assert refused(written(), STRANGER) == parcel.FOR_OTHERS
    assert refused(written(by=STRANGER)) == parcel.FROM_OTHERS
    assert refused(written(to=STRANGER)) == parcel.FOR_OTHERS


def test_somebody_who_signs_in_anothers_name_is_found_out() -> None:
    stream = io.BytesIO()
    parcel.write(stream, Label(parcel.ROSTER, PARENT.end.public, 7, MADE), STRANGER, BOX.end, SAID, {})
    assert refused(stream.getvalue()) == parcel.DAMAGED


WHOLE = written()


@given(st.data())
def test_no_changed_byte_of_what_is_said_goes_unnoticed(data: st.DataObject) -> None:
    start, end = WHOLE.index(b'{"takwin-relay"'), WHOLE.index(b"PK\x01\x02")
    place = data.draw(st.integers(start, end - 1))
    changed = bytearray(WHOLE)
    changed[place] ^= data.draw(st.integers(1, 255))
    try:
        with parcel.opened(bytes(changed), BOX, lambda sender: sender == PARENT.end.public) as found:
            assert found.json("people") == SAID["people"], "only what carries nothing was changed"
            assert set(found.contents) == set(SAID)
    except Refused:
        return


@given(st.binary(max_size=200))
def test_any_bytes_are_refused_in_a_sentence(data: bytes) -> None:
    assert refused(data) in {parcel.DAMAGED, parcel.NOT_ONE}


def test_an_invitation_says_what_was_put_in_and_nothing_else_is_one() -> None:
    made = invitation.fresh("https://takwin.test", PARENT.end, 14, {"fr": "Centre"})
    assert invitation.read(made.text()).text() == made.text()
    for text in ("", "{}", "[]", made.text().replace("https:", "file:"), made.text().replace('"z', '"y')):
        with pytest.raises(Refused):
            invitation.read(text)
