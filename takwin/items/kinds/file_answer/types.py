"""The files that can be handed in: a closed list, by the end of their names, and how large one may be."""

import re

from takwin.items.item import Written

KNOWN = (
    "pdf", "odt", "docx", "rtf", "txt", "odp", "pptx", "ods", "xlsx", "csv",
    "jpg", "jpeg", "png", "webp", "mp3", "m4a", "ogg", "opus", "mp4", "webm",
)  # fmt: skip
"""Texts, tables, slides, images, sound, video. None of them runs on the machine of whoever opens it, as far as its name can promise."""
USUAL = ("pdf", "odt", "docx", "jpg", "jpeg", "png")
MEGABYTES, MOST = 5, 20
"""The size that is allowed where the author says nothing, and the most that the author may allow."""
MEGABYTE = 1_000_000


def types(written: Written) -> list[str]:
    """The ends of names that are taken. Raises ValueError for one that is not known."""
    named = written.options.get("types", "").lower()
    found = (
        [one.strip().lstrip(".") for one in re.split("[,،;]", named) if one.strip()] if named.strip() else list(USUAL)
    )
    stranger = next((one for one in found if one not in KNOWN), None)
    if stranger is not None or not found:
        raise ValueError(stranger or named)
    return list(dict.fromkeys(found))


def size(written: Written) -> int:
    """The largest file in bytes. Raises ValueError."""
    text = written.options.get("size", str(MEGABYTES)).strip()
    if not re.fullmatch(r"[1-9]\d?", text) or int(text) > MOST:
        raise ValueError(text)
    return int(text) * MEGABYTE
