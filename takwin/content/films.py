"""The films and sounds of a release that play in its own pages; plain Python."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from takwin.content.absent import FILE, texts

FIGURE = re.compile(
    r'<figure class="(video|audio)">\s*(<\1\b.*?</\1>)\s*(?:<figcaption>(.*?)</figcaption>)?', re.DOTALL
)
SMALL, TAG = re.compile(r"<small\b.*?</small>", re.DOTALL), re.compile(r"<[^>]*>")
KINDS = {"video": "film", "audio": "sound"}


@dataclass(frozen=True, slots=True)
class Film:
    """A film or a sound ("film", "sound") as a step shows it: the digest of its file, its title in the language of that page, and whether it
    has captions."""

    digest: str
    kind: str
    step: str
    language: str
    title: str
    captions: bool


def plays(parts: list[Any]) -> bool:
    """Whether a page plays anything, in its tasks too."""
    return any("<video" in text or "<audio" in text for text in texts(parts))


def films(step: str, language: str, parts: list[Any]) -> Iterator[Film]:
    """What a page of a step plays of the files of its release, in order; what lies on another site is not among it."""
    for text in texts(parts):
        for kind, player, caption in FIGURE.findall(text):
            if file := FILE.search(player[player.find("<source") :]):
                title = " ".join(unescape(TAG.sub("", SMALL.sub("", caption))).split())
                yield Film(file[1], KINDS[kind], step, language, title, "<track" in player)
