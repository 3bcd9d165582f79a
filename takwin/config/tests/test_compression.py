"""Pages go out compressed, and come back as they were."""

import gzip

import pytest
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from hypothesis import given
from hypothesis import strategies as st

from takwin.config.compression import CompressionMiddleware, compressed

PAGE = b"<p>Une page</p>" * 100


def sent(response: HttpResponse | StreamingHttpResponse, accepted: str = "gzip, deflate, br") -> HttpResponse:
    request = HttpRequest()
    request.META["HTTP_ACCEPT_ENCODING"] = accepted
    return CompressionMiddleware(lambda _: response)(request)  # type: ignore[arg-type,return-value]


@given(st.binary(max_size=5_000))
def test_every_byte_comes_back(content: bytes) -> None:
    assert gzip.decompress(compressed(content)) == content


def test_a_page_is_compressed_for_who_takes_it() -> None:
    response = sent(HttpResponse(PAGE, headers={"ETag": '"x"'}))
    assert gzip.decompress(response.content) == PAGE
    assert len(response.content) < len(PAGE) / 5
    told = [response.headers[name] for name in ("Content-Encoding", "Vary", "ETag", "Content-Length")]
    assert told == ["gzip", "Accept-Encoding", 'W/"x"', str(len(response.content))]


def test_the_size_of_a_page_tells_little() -> None:
    assert len({len(compressed(PAGE)) for _ in range(60)}) > 10


@pytest.mark.parametrize(
    ("response", "accepted"),
    [
        (HttpResponse(PAGE), "br"),
        (HttpResponse(PAGE), ""),
        (HttpResponse(b"short"), "gzip"),
        (HttpResponse(PAGE, headers={"Content-Encoding": "br"}), "gzip"),
        (HttpResponse(bytes(range(256))), "gzip"),
    ],
)
def test_the_rest_is_left_as_it_is(response: HttpResponse, accepted: str) -> None:
    content, encoding = response.content, response.headers.get("Content-Encoding")
    answer = sent(response, accepted)
    assert (answer.content, answer.headers.get("Content-Encoding")) == (content, encoding)


def test_what_streams_is_left_alone() -> None:
    answer = sent(StreamingHttpResponse([PAGE]))
    assert answer.streaming
    assert answer.getvalue() == PAGE
