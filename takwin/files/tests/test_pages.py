"""Files over HTTP: cached for ever, in pieces, and harmless."""

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from takwin.files import actions, queries
from takwin.files.models import Blob

DATA = bytes(range(256)) * 10


@pytest.fixture
def blob(db: None) -> Blob:
    queries._served.cache_clear()
    return actions.keep(DATA, "video/mp4", shown=True)


def address(blob: Blob, name: str = "lesson.mp4") -> str:
    return f"/files/{blob.digest}/{name}"


def body(response: object) -> bytes:
    return b"".join(response.streaming_content) if getattr(response, "streaming", False) else response.content  # type: ignore[attr-defined]


def test_whole_file_for_ever(blob: Blob, visitor: Client) -> None:
    response = visitor.get(address(blob))
    assert (response.status_code, body(response)) == (200, DATA)
    assert response["Content-Type"] == "video/mp4"
    assert response["Content-Length"] == "2560"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["ETag"] == f'"{blob.digest}"'
    assert response["Accept-Ranges"] == "bytes"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("sandbox")
    assert "Vary" not in response


def test_known_file_is_not_sent_again(blob: Blob, visitor: Client) -> None:
    response = visitor.get(address(blob), headers={"If-None-Match": f'"{blob.digest}"'})
    assert (response.status_code, body(response)) == (304, b"")


def test_a_piece(blob: Blob, visitor: Client) -> None:
    response = visitor.get(address(blob), headers={"Range": "bytes=10-19"})
    assert (response.status_code, body(response)) == (206, DATA[10:20])
    assert response["Content-Range"] == "bytes 10-19/2560"
    assert response["Content-Length"] == "10"


def test_a_piece_of_something_else_is_the_whole(blob: Blob, visitor: Client) -> None:
    response = visitor.get(address(blob), headers={"Range": "bytes=10-19", "If-Range": '"other"'})
    assert (response.status_code, len(body(response))) == (200, 2560)


def test_a_piece_beyond_the_end(blob: Blob, visitor: Client) -> None:
    response = visitor.get(address(blob), headers={"Range": "bytes=2560-"})
    assert (response.status_code, response["Content-Range"]) == (416, "bytes */2560")


def test_head_tells_without_sending(blob: Blob, visitor: Client) -> None:
    response = visitor.head(address(blob))
    assert (response.status_code, body(response), response["Content-Length"]) == (200, b"", "2560")


def test_nothing_is_compressed(blob: Blob, visitor: Client) -> None:
    response = visitor.get(address(blob), headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in response


def test_only_one_question_to_the_database(blob: Blob, visitor: Client, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        visitor.get(address(blob))
    with django_assert_num_queries(0):  # type: ignore[operator]
        visitor.get(address(blob))


@pytest.mark.parametrize(
    ("media_type", "name", "disposition"),
    [
        ("image/svg+xml", "grid.svg", "inline"),
        ("application/pdf", "grid.pdf", "attachment"),
        ("application/octet-stream", "page.html", "attachment"),
        ("text/csv", 'a"b\r\n.csv', "attachment"),
    ],
)
def test_what_is_shown_and_what_is_taken(
    db: None, visitor: Client, media_type: str, name: str, disposition: str
) -> None:
    blob = actions.keep(f"{media_type}".encode(), media_type, shown=True)
    response = visitor.get(f"/files/{blob.digest}/{name.replace(chr(13), '%0D').replace(chr(10), '%0A')}")
    assert response["Content-Disposition"].startswith(disposition)
    assert "\n" not in response["Content-Disposition"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("a.csv%0A", 'filename="a.csv"'),
        ("%0D%0ASet-Cookie:a=1", 'filename="Set-Cookie:a=1"'),
        ("a%00%7F%1Bb.csv", 'filename="ab.csv"'),
        ("a%22b%5C.csv", r'filename="a\"b\\.csv"'),
        ("%D8%AF%D8%B1%D8%B3.csv", "filename*=utf-8''%D8%AF%D8%B1%D8%B3.csv"),
        ("%E2%80%AEvsc.exe", 'filename="vsc.exe"'),
        ("%0A", "attachment"),
        ("%FF.csv", "filename"),
    ],
)
def test_names_of_files(db: None, visitor: Client, name: str, said: str) -> None:
    blob = actions.keep(b"a;b", "text/csv", shown=True)
    assert said in visitor.get(f"/files/{blob.digest}/{name}")["Content-Disposition"]


@pytest.mark.parametrize(
    "asked", ["bytes=0-1,5-6", "bytes=0-1,0-1,0-1", "bytes=9-3", "bytes=", "octets=0-1", "٣", "x" * 9000]
)
def test_what_is_no_single_range_is_the_whole(blob: Blob, visitor: Client, asked: str) -> None:
    response = visitor.get(address(blob), headers={"Range": asked})
    assert (response.status_code, len(body(response))) == (200, 2560)


def test_head_knows_no_range(blob: Blob, visitor: Client) -> None:
    for asked in ("bytes=0-9", "bytes=9999-"):
        response = visitor.head(address(blob), headers={"Range": asked})
        assert (response.status_code, response["Content-Length"]) == (200, "2560")


def test_a_blob_that_is_not_open_is_not_there(db: None, visitor: Client) -> None:
    blob = actions.keep(b"the keys", "application/zip")
    assert visitor.get(address(blob, "source.zip")).status_code == 404
    assert visitor.get(f"/files/{'0' * 64}/x.png").status_code == 404
    assert visitor.get("/files/../../etc/passwd").status_code == 404


def test_files_are_only_read(blob: Blob, visitor: Client) -> None:
    assert visitor.post(address(blob)).status_code == 405


def test_discarded_when_nobody_needs_it(db: None, django_capture_on_commit_callbacks: object) -> None:
    blob = actions.keep(b"draft", "application/zip")
    name, path = blob.digest, queries.path(blob.digest)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        assert actions.discard(blob)
    assert not path.exists()
    actions.register(actions.put(b"draft"), "application/zip")
    for again in (False, True):
        blob = Blob.objects.get(digest=name)
        stored = actions.put(b"draft")
        with django_capture_on_commit_callbacks(execute=again) as told:  # type: ignore[operator]
            assert actions.discard(blob)
        with django_capture_on_commit_callbacks(execute=again):  # type: ignore[operator]
            actions.register(stored, "application/zip")
        for work in [] if again else told:
            work()  # whoever discarded comes to the disk only now, or had been there before
        assert path.read_bytes() == b"draft"
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        assert actions.discard(Blob.objects.get(digest=name))
    aside, now = settings.BLOBS / "discarded" / name[:2] / name, timezone.now()
    assert (actions.empty_aside(now), aside.exists()) == (0, True)
    assert (actions.empty_aside(now + 2 * actions.ASIDE) > 0, aside.exists()) == (True, False)
    assert not actions.discard(actions.keep(b"promised", "application/zip", shown=True))


def test_two_who_discard_the_same_at_once(
    db: None, django_capture_on_commit_callbacks: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    blob = actions.keep(b"twice", "application/zip")
    gone = settings.BLOBS / "discarded" / "ab" / "gone"
    monkeypatch.setattr(os, "utime", lambda place: place.replace(gone))  # the other was a moment earlier
    gone.parent.mkdir(parents=True, exist_ok=True)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        assert actions.discard(blob)
    gone.unlink()
    monkeypatch.setattr(Path, "glob", lambda *_: [gone])
    actions.empty_aside(timezone.now())
