"""What the review counts: words, syllables, sentences, minutes."""

import io
import struct

import pytest

from takwin.content.compiler.captions import end_of
from takwin.content.compiler.facts import Film, Paragraph
from takwin.content.compiler.media import Medium
from takwin.content.review import ease, lasting
from takwin.content.review.texts import words


def mp4(seconds: int, version: int = 0, before: int = 0) -> bytes:
    """The boxes of a film without pictures."""
    times = struct.pack(">QQIQ" if version else ">IIII", 0, 0, 600, seconds * 600)
    header = struct.pack(">4sB3x", b"mvhd", version) + times
    movie = struct.pack(">I", len(header) + 4) + header
    return (
        struct.pack(">I4s8x", 16, b"ftyp")
        + (struct.pack(">I4sQ", 1, b"mdat", 16 + before) + bytes(before) if before else b"")
        + struct.pack(">I4s", len(movie) + 8, b"moov")
        + movie
    )


@pytest.mark.parametrize("version", [0, 1])
@pytest.mark.parametrize("before", [0, 100_000])
def test_a_film_says_how_long_it_lasts(version: int, before: int) -> None:
    assert lasting.mp4_seconds(io.BytesIO(mp4(754, version, before))) == 754


@pytest.mark.parametrize(
    "data", [b"", b"0", b"\0" * 40, mp4(5)[:30], struct.pack(">I4s8x", 8, b"free") * 500, b"moov" * 9]
)
def test_a_film_that_says_nothing_is_no_mistake(data: bytes) -> None:
    medium = Medium("media/a.mp4", "0", len(data), "video/mp4", data)
    assert lasting.seconds(Film("video", "media/a.mp4", {}, 1), {"media/a.mp4": medium}) is None


def test_an_author_knows_best_then_captions_then_the_file() -> None:
    captions = b"WEBVTT\n\n00:00.000 --> 01:02.400\nBonjour\n"
    media = {
        "media/a.mp4": Medium("media/a.mp4", "0", 1, "video/mp4", mp4(70)),
        "media/a.vtt": Medium("media/a.vtt", "1", 1, "text/vtt", captions),
    }
    for options, seconds in (
        ({}, 70),
        ({"captions": "media/a.vtt"}, 62),
        ({"minutes": "2", "captions": "media/a.vtt"}, 120),
    ):
        assert lasting.seconds(Film("video", "media/a.mp4", options, 1), media) == seconds
    assert end_of(b"not captions", "vtt") is None


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("chat", 1),
        ("élève", 2),
        ("élèves", 2),
        ("maison", 2),
        ("observation", 4),
        ("le", 1),
        ("regardent", 2),
        ("école", 2),
    ],
)
def test_french_syllables(word: str, count: int) -> None:
    assert ease.french_syllables(word) == count


@pytest.mark.parametrize(
    ("word", "count"),
    [("cat", 1), ("teacher", 2), ("observe", 2), ("table", 2), ("asked", 1), ("wanted", 2), ("the", 1)],
)
def test_english_syllables(word: str, count: int) -> None:
    assert ease.english_syllables(word) == count


def test_measures_are_those_of_their_authors() -> None:
    said = ["mot"] * 90 + ["observations"] * 10
    assert ease.MEASURES["fr"].figure(said, 10) == round(207 - 1.015 * 10 - 73.6 * (90 + 40) / 100)
    assert ease.MEASURES["en"].figure(["cat"] * 100, 10) == round(206.835 - 1.015 * 10 - 84.6)
    assert ease.LIX.figure(said, 10) == 10 + 10


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("Un. Deux ? Trois !", [4, 4, 4]),
        ("M. Hicham arrive à 8 h. 40 élèves.", [4, 4]),
        ("Il dit : « Non. » Puis il sort.", [4, 4]),
        ("Voyez p. ex. la page 3.5 du cours.", [4]),
        ("Une\nphrase. Une\nautre.\nFin", [4, 5, 7]),
        ("جملة أولى. هل هذه ثانية؟ نعم!", [4, 4, 4]),
        ("", []),
        ("...", [4]),
    ],
)
def test_sentences_and_their_lines(text: str, starts: list[int]) -> None:
    assert [one.line for one in ease.sentences(Paragraph(text, 4, "text"))] == starts


def test_vowel_marks_make_no_words() -> None:
    assert words("كَتَبَ الــدَّرْسَ — 12 (page)") == ["كتب", "الدرس", "12", "(page)"]
