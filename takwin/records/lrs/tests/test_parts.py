"""Bodies in several parts, signatures, comparing."""

import base64
import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from hypothesis import given
from hypothesis import strategies as st

from takwin.records.lrs import parts, signature
from takwin.records.lrs.comparing import same
from takwin.records.lrs.tests.builders import statement
from takwin.records.lrs.tests.certificates import certificate
from takwin.records.lrs.words import Invalid

KEY = rsa.generate_private_key(65537, 2048)


@given(st.binary(max_size=300), st.lists(st.binary(max_size=300), max_size=4))
def test_what_is_joined_comes_apart_again(first: bytes, others: list[bytes]) -> None:
    files = [(str(place), "application/x-any", content) for place, content in enumerate(others)]
    kind, body = parts.joined(first, files)
    found = parts.split(body, kind)
    assert [each.content for each in found] == [first, *others]
    assert [each.headers["x-experience-api-hash"] for each in found[1:]] == [name for name, _, _ in files]


@given(
    st.binary(max_size=400),
    st.sampled_from(["multipart/mixed; boundary=a", 'multipart/mixed;boundary="a b"', "multipart/mixed"]),
)
def test_whatever_comes_is_taken_apart_or_refused(body: bytes, kind: str) -> None:
    for one in (body, b"--a\r\n" + body + b"\r\n--a--", body.replace(b"\n", b"\r\n--a\r\n")):
        try:
            parts.split(one, kind)
        except Invalid as refused:
            assert refused.where  # noqa: PT017 - either outcome is right


@pytest.mark.parametrize("body", [b"", b"--b\r\n\r\nx", b"\r\n--b--", b"--b--\r\n", b"--c\r\n\r\nx\r\n--c--"])
def test_a_body_that_does_not_end_is_refused(body: bytes) -> None:
    with pytest.raises(Invalid):
        parts.split(body, "multipart/mixed; boundary=b")


def test_too_many_parts_are_refused() -> None:
    with pytest.raises(Invalid, match="more than"):
        parts.split(b"--b\r\n\r\nx\r\n" * 1000 + b"--b--", "multipart/mixed; boundary=b")


def coded(value: bytes) -> bytes:
    return base64.urlsafe_b64encode(value).rstrip(b"=")


def signed(told: Any, algorithm: str = "RS256", with_certificate: bool = True) -> bytes:
    header: dict[str, Any] = {"alg": algorithm}
    if with_certificate:
        header["x5c"] = [base64.b64encode(certificate(KEY)).decode()]
    start = coded(json.dumps(header).encode()) + b"." + coded(json.dumps(told).encode())
    return start + b"." + coded(KEY.sign(start, padding.PKCS1v15(), SHA256()))


ATTACHED = {"usageType": signature.USAGE, "contentType": signature.TYPE}


def test_a_signature_of_the_statement_is_good_with_and_without_a_certificate() -> None:
    told = statement()
    for with_certificate in (True, False):
        signature.check({**told, "attachments": [ATTACHED]}, ATTACHED, signed(told, with_certificate=with_certificate))


@pytest.mark.parametrize(
    "content",
    [
        None,
        b"",
        b"a.b",
        b"a.b.c",
        signed([]),
        signed("x"),
        signed(statement("zed")),
        signed({}, "HS256"),
        signed({}, "none"),
    ],
)
def test_any_other_is_refused(content: bytes | None) -> None:
    with pytest.raises(Invalid):
        signature.check(statement(), ATTACHED, content)


def test_a_signature_by_another_key_is_refused() -> None:
    told = statement()
    head, payload, seal = signed(told).split(b".")
    broken = coded(base64.urlsafe_b64decode(seal + b"==")[:-1] + b"\0")
    with pytest.raises(Invalid, match="not by its certificate"):
        signature.check(told, ATTACHED, b".".join([head, payload, broken]))


def test_equal_statements_are_told_from_others() -> None:
    told = statement(
        context={"contextActivities": {"parent": {"id": "http://e.org/p"}}}, result={"duration": "PT1.234S"}
    )
    again = json.loads(json.dumps(told))
    again["context"]["contextActivities"]["parent"] = [{"objectType": "Activity", "id": "http://e.org/p"}]
    again["result"]["duration"] = "PT1.23S"
    again |= {"stored": "2026-11-28T10:00:00Z", "version": "2.0.0"}
    del again["actor"]["objectType"]
    assert same(told, again)
    assert same({**told, "timestamp": "2026-11-28T10:00:00Z"}, {**again, "timestamp": "2026-11-28T11:00:00+01:00"})
    assert not same({**told, "timestamp": "2026-11-28T10:00:00Z"}, {**again, "timestamp": "2026-11-28T11:00:00Z"})
    assert not same(told, {**again, "result": {}})
