"""What the review counts: words, syllables, sentences, minutes."""

import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takwin.content.compiler import compile
from takwin.content.compiler.captions import end_of
from takwin.content.compiler.facts import Film, Paragraph
from takwin.content.compiler.media import Medium
from takwin.content.review import colours, drawing, ease, lasting, pictures, workload
from takwin.content.review.texts import steps, words
from takwin.content.tests.builders import course
from takwin.lib.xml import parse


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
    assert words("كَتَبَ الــدَّرْسَ — 12 (page)") == ("كتب", "الدرس", "12", "(page)")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000", "#fff", 2100),
        ("#fff", "white", 100),
        ("#767676", "#fff", 454),
        ("#777", "#fff", 448),
        ("red", "#fff", 400),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: int) -> None:
    first, second = colours.parse(one), colours.parse(other)
    assert first
    assert second
    assert abs(colours.contrast(first[0], second[0]) - ratio) <= 1


GROUNDS = {
    "nothing": ("", ()),
    "a rectangle": ('<rect width="200" height="200" fill="#123456"/>', (0x12, 0x34, 0x56)),
    "a percentage": ('<rect width="100%" height="100%" fill="red"/>', (255, 0, 0)),
    "beside": ('<rect x="150" width="40" height="200" fill="red"/>', ()),
    "moved away": ('<g transform="translate(300 0)"><rect width="200" height="200" fill="red"/></g>', ()),
    "scaled": ('<g transform="scale(20)"><rect width="10" height="10" fill="red"/></g>', (255, 0, 0)),
    "a matrix": ('<g transform="matrix(20 0 0 20 0 0)"><rect width="10" height="10" fill="red"/></g>', (255, 0, 0)),
    "turned": ('<rect width="200" height="200" fill="red" transform="rotate(45)"/>', None),
    "a circle": ('<circle cx="60" cy="45" r="30" fill="blue"/>', (0, 0, 255)),
    "outside a circle": ('<circle cx="160" cy="145" r="30" fill="blue"/>', ()),
    "a polygon": ('<polygon points="0,0 200,0 200,200 0,200" fill="lime"/>', (0, 255, 0)),
    "a straight path": ('<path d="M0 0h200v200H0z" fill="lime"/>', (0, 255, 0)),
    "a curve behind": ('<path d="M0 0C100 0 200 100 200 200H0z" fill="lime"/>', None),
    "a curve elsewhere": ('<path d="M150 150c10 0 20 10 20 20h-20z" fill="lime"/>', ()),
    "a gradient": ('<rect width="200" height="200" fill="url(#a)"/>', None),
    "half seen": (
        '<rect width="200" height="200" fill="#fff"/><rect width="200" height="200" opacity="50%"/>',
        (128, 128, 128),
    ),
    "half seen on the page": ('<rect width="200" height="200" opacity=".5"/>', None),
    "painted over": (
        '<rect width="200" height="200" fill="url(#a)"/><rect width="200" height="200" fill="#fff"/>',
        (255, 255, 255),
    ),
    "a rule": (
        '<style>@media print{rect{fill:blue}} .g, x{fill:red}</style><rect class="g" width="200" height="200"/>',
        (255, 0, 0),
    ),
    "a style": ('<rect style="fill: red !important" fill="blue" width="200" height="200"/>', (255, 0, 0)),
    "not filled": ('<rect width="200" height="200" fill="none"/>', ()),
    "not shown": ('<g display="none"><rect width="200" height="200"/></g>', ()),
    "only defined": ('<defs><rect width="200" height="200"/></defs>', ()),
    "used": ('<use href="#a"/>', None),
}


@pytest.mark.parametrize("name", GROUNDS)
def test_what_lies_behind_words(name: str) -> None:
    before, ground = GROUNDS[name]
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200">{before}<text x="50" y="50">abcd</text></svg>'
    (words,) = drawing.words_in(parse(svg.encode()))
    if isinstance(ground, tuple) and ground and words.ground:
        assert all(abs(one - other) <= 1 for one, other in zip(words.ground, ground, strict=True))
    else:
        assert words.ground == ground


def test_words_of_a_drawing_inherit() -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg"><g fill="red" font-size="10" transform="scale(2)">'
        '<text x="1" y="1">un <tspan fill="blue" font-size="20">deux</tspan> trois</text></g><text fill="url(#a)">quatre</text></svg>'
    )
    found = drawing.words_in(parse(svg.encode()))
    assert [(one.text, one.colour, one.size) for one in found] == [
        ("un", (255, 0, 0), 20),
        ("deux", (0, 0, 255), 40),
        ("trois", (255, 0, 0), 20),
    ]


@given(st.text("<>svg rectextM0 12.e-9 ,hz=\"'/{}#()%", max_size=120))
def test_an_odd_drawing_is_no_mistake(inside: str) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg">{inside}<text x="1e9" y="-1e9" font-size="1e9">a</text></svg>'
    medium = Medium("media/a.svg", "0", 1, "image/svg+xml", svg.encode())
    assert all(str(one) for one in pictures.of_drawing(medium))


def test_what_people_mark_takes_longer_than_what_is_ticked() -> None:
    body = "::::{single-choice} a\nQuoi ?\n\n- [ ] Un\n- [x] Deux\n  > Oui\n::::\n\n::::{long-text} b\nRacontez.\n::::"
    compiled = compile(course(body), {})
    (text,) = next(steps(course(body), compiled))
    found = workload.load(text, {})
    assert (found.words, found.questions, found.film) == (4, 2, 0)
    assert found.seconds == 4 * 60 // 195 + 45 + 300
