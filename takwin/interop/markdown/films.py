"""Where a film can be watched: the addresses of known players, and the page to send people to."""

import re
from urllib.parse import parse_qs, urlsplit

_YOUTUBE = {"youtube.com", "www.youtube.com", "m.youtube.com", "youtube-nocookie.com", "www.youtube-nocookie.com"}
_NAME = re.compile(r"[A-Za-z0-9_-]{5,20}")
_VIMEO = re.compile(r"/(?:video/)?(\d{5,12})")
_DAILYMOTION = re.compile(r"/embed/video/([a-zA-Z0-9]{4,12})")


def youtube(name: str, start: int = 0) -> str:
    """The page of a YouTube film; `start` in seconds."""
    return f"https://www.youtube.com/watch?v={name}" + (f"&t={start}s" if start else "")


def is_youtube_name(name: str) -> bool:
    """Whether a text can be the name of a YouTube film."""
    return _NAME.fullmatch(name) is not None


def watch_page(address: str) -> str | None:
    """The page on which to watch what a known player embeds; None for anything else."""
    try:
        parts = urlsplit(secure(address))
    except ValueError:
        return None
    host = (parts.hostname or "").lower()
    if host in _YOUTUBE and parts.path.startswith("/embed/"):
        name = parts.path.split("/")[2]
        start = "".join(parse_qs(parts.query).get("start", ["0"]))
        return youtube(name, int(start) if start.isdecimal() else 0) if is_youtube_name(name) else None
    if host == "player.vimeo.com" and (found := _VIMEO.match(parts.path)):
        return f"https://vimeo.com/{found[1]}"
    if host in {"www.dailymotion.com", "geo.dailymotion.com"} and (found := _DAILYMOTION.match(parts.path)):
        return f"https://www.dailymotion.com/video/{found[1]}"
    return None


def secure(address: str) -> str:
    """The address with https where it had http or nothing before the slashes."""
    bare = address.strip()
    return re.sub(r"^(http:)?//", "https://", bare)
