"""Which media a box brings, and what its pages say of the others."""

import pytest

from takwin.content import absent
from takwin.relay.media import goes

FILM, LOW = "a" * 64, "b" * 64
MB = 1_000_000


@pytest.mark.parametrize(
    ("path", "size", "least"),
    [
        ("media/square.svg", MB, "text"), ("media/photo.jpg", 3 * MB, "text"), ("media/talk.fr.srt", 900, "text"),
        ("media/talk.md", 900, "text"), ("media/voice.mp3", 9 * MB, "audio"), ("media/plan.pdf", 9 * MB, "low"),
        ("media/short.mp4", MB, "low"), ("media/long.mp4", 9 * MB, "all"),
    ],
)  # fmt: skip
def test_a_larger_choice_brings_more(path: str, size: int, least: str) -> None:
    choices = ("text", "audio", "low", "all")
    assert [goes(path, size, one) for one in choices] == [choices.index(one) >= choices.index(least) for one in choices]
    assert goes(path, size, "what a newer version calls everything")


def test_a_page_says_which_file_is_not_here_and_shows_the_lighter_copy() -> None:
    film = f'<figure><video controls poster="/files/{"c" * 64}/p.png"><source src="/files/{FILM}/un%20film.mp4" type="video/mp4"></video></figure>'
    link = f'<div class="download"><a href="/files/{FILM}/plan.pdf" download>Une <b>fiche</b></a></div>'
    parts = [{"html": film}, {"task": "t", "parts": [{"html": link, "minutes": 5}]}]
    assert absent.named(parts) == {FILM, "c" * 64}
    assert absent.told(parts, "fr", [], {}) == parts
    told = absent.told(parts, "fr", [FILM], {})
    assert "<video" not in told[0]["html"]
    assert "<bdi>un film.mp4</bdi> n’a pas été apporté" in told[0]["html"]
    assert told[1]["parts"][0]["html"].startswith(
        '<div class="download"><span>Une <b>fiche</b> (<bdi>plan.pdf</bdi> n’a'
    )
    assert absent.told(parts[:1], "ar", [FILM], {FILM: LOW})[0]["html"] == film.replace(FILM, LOW)
