"""Videos: where to watch them, and their captions in every form that exports hold."""

import json
from pathlib import Path

import pytest

from takwin.interop.formats.olx import captions
from takwin.interop.formats.olx.tests.packing import body, component, problems_of, reasons

SRT = b"1\n00:00:01,000 --> 00:00:02,000\nOne.\n\n2\n00:01:02,000 --> 00:01:30,500\nTwo.\n"


@pytest.mark.parametrize(
    ("attributes", "address"),
    [
        ('youtube_id_1_0="abcdefghijk"', "https://www.youtube.com/watch?v=abcdefghijk"),
        ('youtube="0.75:zzzzzzzzzzz,1.00:abcdefghijk"', "https://www.youtube.com/watch?v=abcdefghijk"),
        ('youtube_id_1_0="abcdefghijk" start_time="00:01:05"', "https://www.youtube.com/watch?v=abcdefghijk&t=65s"),
        ('youtube_id_1_0="abcdefghijk" html5_sources="[&quot;https://a.org/x.mov&quot;]"', "watch?v=abcdefghijk"),
        ('youtube_id_1_0="abcdefghijk" html5_sources="[&quot;http://a.org/x.mp4&quot;]"', "watch?v=abcdefghijk"),
        ('html5_sources="[&quot;https://a.org/x.webm&quot;]"', "https://a.org/x.webm"),
        ('html5_sources="[&quot;/static/x.mp4&quot;]"', "media/x.mp4"),
        ('html5_sources="[&quot;https://a.org/x.mov&quot;]"', "https://a.org/x.mov"),
    ],
)
def test_where_to_watch(attributes: str, address: str, tmp_path: Path) -> None:
    package = component("vertical", f'<video display_name="V" {attributes}/>', {"static/x.mp4": b"film"})
    assert f"{address}\n" in body(package)
    assert problems_of(package, tmp_path / "course") == []


def test_without_a_film_it_is_lost() -> None:
    package = component("vertical", "<html>x</html><video/>")
    assert reasons(package, "video") == ["It names no film that can be reached."]


def test_missing_captions_are_told() -> None:
    package = component("vertical", '<video youtube_id_1_0="abcdefghijk" sub="nowhere"/>')
    assert "Its captions cannot be had: nowhere" in reasons(package, "video")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.srt", SRT),
        ("a.srt", b"\xef\xbb\xbf" + SRT.replace(b"\n", b"\r\n")),
        ("a.srt", SRT.decode().encode("utf-16")),
        ("a.srt", SRT.replace(b"\n\n", b"\n")),
        ("a.vtt", b"WEBVTT\n\n" + SRT.replace(b",", b".")),
        ("a.srt.sjson", json.dumps({"start": [1000, 2500, 62000], "end": [2000, 3000, 90500], "text": ["One.", None, "Two."]}).encode()),
    ],
)  # fmt: skip
def test_captions(name: str, data: bytes) -> None:
    found = captions.read(data, name)
    assert found is not None
    assert (found.transcript, found.seconds) == ("One. Two.\n", 90)
    assert found.webvtt.startswith(b"WEBVTT")


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\xfe", b"nothing", b"{}", b'{"start": 1}', b"[" * 100_000, b'{"start":["a"],"end":[1],"text":["x"]}'],
)
@pytest.mark.parametrize("name", ["a.srt", "a.vtt", "a.sjson"])
def test_what_holds_no_captions(name: str, data: bytes) -> None:
    assert captions.read(data, name) is None
