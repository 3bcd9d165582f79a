"""Captions of Open edX (SubRip, and "sjson": times and texts in three lists) and the transcript one can read."""

import json
import re
from dataclasses import dataclass
from html import escape, unescape

from takwin.content.compiler.captions import to_webvtt
from takwin.interop.markdown.words import as_line, escaped, line_starts

_TAG = re.compile(r"<[^>]*>|\{\\[^}]*\}")
_CUE = re.compile(r"(?m)^(?:(\d+):)?(\d+):(\d+)\.(\d+) --> (?:(\d+):)?(\d+):(\d+)\.(\d+).*\n((?:.+\n?)*)")
_TIMES = re.compile(r"(\d{1,2}):(\d\d):(\d\d)[,.](\d{1,3})\s*-->\s*(\d{1,2}):(\d\d):(\d\d)[,.](\d{1,3})[^\n]*\n?")
PARAGRAPH = 400
"""Signs after which a sentence's end begins a new paragraph of the transcript."""


@dataclass(frozen=True, slots=True)
class Captions:
    """A caption file that can be shown, as WebVTT, and its words as Markdown. `seconds` is the end of the last one."""

    webvtt: bytes
    transcript: str
    seconds: int


def read(data: bytes, name: str) -> Captions | None:
    """The captions of a file, None when it holds none."""
    webvtt = _from_sjson(data) if name.endswith(".sjson") else _from_text(_utf8(data), name)
    if webvtt is None:
        return None
    text = webvtt.decode()
    cues = list(_CUE.finditer(text))
    words = [as_line(unescape(_TAG.sub("", cue[9]))) for cue in cues]
    return (
        Captions(webvtt, _paragraphs(words), int(cues[-1][5] or 0) * 3600 + int(cues[-1][6]) * 60 + int(cues[-1][7]))
        if cues
        else None
    )


def _from_text(data: bytes, name: str) -> bytes | None:
    """SubRip or WebVTT; where blank lines are missing the cues are found by their times alone."""
    found = _checked(data, "vtt" if name.endswith(".vtt") else "srt")
    if found is not None:
        return found
    parts = _TIMES.split(data.decode("utf-8", "ignore"))
    cues = zip(
        parts[1::9],
        parts[2::9],
        parts[3::9],
        parts[4::9],
        parts[5::9],
        parts[6::9],
        parts[7::9],
        parts[8::9],
        parts[9::9],
        strict=True,
    )
    lines = []
    for *numbers, words in cues:
        start, end = (_milliseconds(numbers[at : at + 4]) for at in (0, 4))
        if said := _cue_words(re.sub(r"\n\s*\d+\s*$", "", words)):
            lines.append(f"{_time(start)} --> {_time(end)}\n{said}\n")
    return _checked(("WEBVTT\n\n" + "\n".join(lines)).encode(), "vtt") if lines else None


def _checked(data: bytes, form: str) -> bytes | None:
    try:
        return to_webvtt(data, form)
    except ValueError:
        return None


def _milliseconds(numbers: list[str]) -> int:
    hours, minutes, seconds, rest = numbers
    return (int(hours) * 3600 + int(minutes) * 60 + int(seconds)) * 1000 + int(rest.ljust(3, "0")[:3])


def _utf8(data: bytes) -> bytes:
    """UTF-8 without a byte order mark and with plain line ends; bytes of another encoding as they are."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = data.decode("utf-16", "replace").encode()
    return data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def _from_sjson(data: bytes) -> bytes | None:
    """Milliseconds in "start" and "end", words in "text"; empty words are pauses."""
    try:
        found = json.loads(data)
        cues = list(zip(found["start"], found["end"], found["text"], strict=False))
        lines = [
            f"{_time(start)} --> {_time(end)}\n{_cue_words(words)}\n"
            for start, end, words in cues
            if str(words or "").strip()
        ]
    except (ValueError, KeyError, TypeError, RecursionError, OverflowError):
        return None
    return _checked(("WEBVTT\n\n" + "\n".join(lines)).encode("utf-8", "replace"), "vtt") if lines else None


def _cue_words(words: str) -> str:
    return escape(re.sub(r"\n\s*\n+", "\n", unescape(str(words)).strip()), quote=False)


def _time(milliseconds: float) -> str:
    whole = min(max(int(milliseconds), 0), 359_999_999)
    seconds, rest = divmod(whole, 1000)
    return f"{seconds // 3600:02}:{seconds % 3600 // 60:02}:{seconds % 60:02}.{rest:03}"


def _paragraphs(cues: list[str]) -> str:
    """The words one after another, a new paragraph where a sentence ends after PARAGRAPH signs."""
    paragraphs, run = [], ""
    for words in cues:
        run = f"{run} {words}".strip()
        if len(run) > PARAGRAPH and run.endswith((".", "!", "?", "؟", "…")):
            paragraphs.append(run)
            run = ""
    return "\n\n".join(line_starts(escaped(one)) for one in [*paragraphs, run] if one) + "\n"
