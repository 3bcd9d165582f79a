"""Captions: what authors bring becomes WebVTT, or they are told."""

from pathlib import Path

import pytest
from django.conf import settings

from takwin.content.compiler.captions import to_webvtt
from takwin.content.compiler.labels import LABELS, UNITS, label, size
from takwin.content.compiler.media import TEXTS, Shelf

SRT = "1\n00:00:01,000 --> 00:00:03,500\nBonjour.\n"
FOLDER = Path(settings.CORPUS) / "captions"


def test_subrip_becomes_webvtt() -> None:
    found = to_webvtt(SRT.encode(), "srt")
    assert found == b"WEBVTT\n\n00:00:01.000 --> 00:00:03.500\nBonjour.\n"


@pytest.mark.parametrize("data", [b"", b"bonjour", b"\xff\xfe\x00", b"WEBVTT\n", b"1\n00:00 --> x\na\n", b"\x00" * 100])
def test_what_is_no_captions_is_not(data: bytes) -> None:
    assert to_webvtt(data, "srt") is None
    assert to_webvtt(data, "vtt") is None


@pytest.mark.corpus
@pytest.mark.skipif(not FOLDER.is_dir(), reason=f"the corpus is not at {FOLDER}")
def test_every_real_caption_file() -> None:
    files = {path.name: path for path in FOLDER.iterdir() if path.suffix in {".srt", ".vtt"}}
    assert files
    shelf = Shelf(files)
    assert [name for name, path in files.items() if to_webvtt(shelf.text(name) or b"", path.suffix[1:]) is None] == []
    assert {".srt", ".vtt"} <= TEXTS


def test_our_words_exist_in_every_language() -> None:
    assert LABELS.keys() == UNITS.keys()
    assert all(LABELS[language].keys() == LABELS["en"].keys() for language in LABELS)
    assert label("tip", "zgh") == "Tip"


def test_sizes_as_people_read_them() -> None:
    assert [size(count, "fr") for count in (24, 43_210, 2_450_000)] == ["24 o", "43 ko", "2,5 Mo"]
    assert size(2_440_000, "en") == "2.4 MB"
