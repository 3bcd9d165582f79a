"""Files that a page names and that are not on this site, since a box may leave the large ones where it comes from: the page says so; plain Python."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from html import escape
from typing import Any
from urllib.parse import unquote

from takwin.content.compiler.labels import label

FILE = re.compile(r"/files/([0-9a-f]{64})/([^\"'\s<>]+)")
PLAYER = re.compile(r"<(video|audio)\b.*?</\1>", re.DOTALL)
LINK = re.compile(r"<a\b[^>]*>(.*?)</a>", re.DOTALL)
Html = str


def named(told: Any) -> set[str]:
    """The digests of the files that stand anywhere in the parts of a page."""
    return {match[1] for text in texts(told) for match in FILE.finditer(text)}


def texts(told: Any) -> Iterator[str]:
    """All texts that stand in something told, however deep."""
    if isinstance(told, str):
        yield told
    elif isinstance(told, list | dict):
        for one in told.values() if isinstance(told, dict) else told:
            yield from texts(one)


def listed(away: Mapping[str, tuple[str, int]], words: str) -> bytes:
    """A text that names files by their path in the course, with their sizes and digests."""
    lines = [f"{path}\t{size}\t{digest}" for path, (digest, size) in sorted(away.items())]
    return "\n".join([words, "", *lines, ""]).encode()


def told(parts: list[Any], language: str, lacking: Collection[str], instead: Mapping[str, str]) -> list[Any]:
    """The parts of a page, with a sentence in the place of each film, sound and document that is `lacking`; `instead` gives lighter copies of films."""

    def away(match: re.Match[str]) -> Html:
        file = next((one for one in FILE.finditer(match[0]) if one[1] in lacking), None)
        if file is None:
            return match[0]
        if file[1] in instead:
            return match[0].replace(file[1], instead[file[1]])
        name = f"<bdi>{escape(unquote(file[2]))}</bdi>"
        words = escape(label("away", language)) % name
        return f'<p class="notice">{words}</p>' if match.re is PLAYER else f"<span>{match[1]} ({words})</span>"

    written: list[Any] = _mapped(
        parts, lambda text: LINK.sub(away, PLAYER.sub(away, text)) if "/files/" in text else text
    )
    return written


def _mapped(told: Any, by: Callable[[str], str]) -> Any:
    if isinstance(told, str):
        return by(told)
    if isinstance(told, list):
        return [_mapped(one, by) for one in told]
    return {name: _mapped(one, by) for name, one in told.items()} if isinstance(told, dict) else told
