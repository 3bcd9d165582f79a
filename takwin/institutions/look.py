"""How the pages of an institution look: its own displayed name, logo and accent, and what it has from above; plain Python."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from takwin.files.pictures import Picture, redrawn

Look = Mapping[str, Any]
"""`name` (texts by language), `logo` (`digest`, `alt`, `width`, `height`), `sheet` (the digest of a style sheet); what is not there is as the
house has it."""
LANGUAGES = ("fr", "ar", "en")
BOX, NARROWEST = (320, 72), 24
"""Pixels of a logo: twice those that it takes on a page."""


@dataclass(frozen=True, slots=True)
class Brand:
    """What a page shows of a look to a reader: the name; the addresses of the logo and the sheet, empty for none; the logo's size in CSS pixels;
    `few`: the page asks for few files."""

    name: str
    sheet: str = ""
    logo: str = ""
    alt: str = ""
    width: int = 0
    height: int = 0
    few: bool = False

    @property
    def light(self) -> "Brand":
        """The same for a step page, which has requests to spare for nothing: without the logo, and with the house's mark inside the page."""
        return replace(self, logo="", few=True)

    @property
    def picture(self) -> str:
        """The digest of the logo, empty for none."""
        return self.logo.split("/")[2] if self.logo else ""


def worn(line: Sequence[tuple[Look, Mapping[str, str]]]) -> dict[str, Any]:
    """The look of a node. `line` are what each node from the root to it has of its own, and its full names, by which it is called where it has a
    look and neither it nor anything above it has a name for pages."""
    found: dict[str, Any] = {}
    for own, names in line:
        found |= {part: value for part, value in own.items() if value}
        if found and "name" not in found:
            found["name"] = {language: name for language, name in names.items() if name}
    return found


def text(look: Look) -> str:
    """A look as it is kept; empty for none."""
    return json.dumps(look, ensure_ascii=False, sort_keys=True) if look else ""


def files_of(kept: str) -> list[str]:
    """The digests of the files of a kept look: its logo and its sheet. Raises ValueError, KeyError, TypeError or AttributeError for what is none."""
    if not kept:
        return []
    look = json.loads(kept)
    if not any(look["name"].get(language) for language in LANGUAGES):
        raise ValueError(kept)
    return [str(one) for one in (look.get("logo", {}).get("digest"), look.get("sheet")) if one]


@lru_cache(maxsize=1024)
def brand(kept: str, language: str) -> Brand | None:
    """What a page shows of a kept look to a reader of this language; None where there is none."""
    if not kept:
        return None
    look = json.loads(kept)
    logo = look.get("logo", {})
    return Brand(
        next(look["name"][code] for code in (language, *LANGUAGES) if look["name"].get(code)),
        f"/files/{look['sheet']}/look.css" if look.get("sheet") else "",
        f"/files/{logo['digest']}/logo.png" if logo else "",
        logo.get("alt", ""),
        (logo.get("width", 0) + 1) // 2,
        (logo.get("height", 0) + 1) // 2,
    )


def drawn(data: bytes) -> Picture:
    """A logo as pages show it. Raises what `redrawn` does."""
    return redrawn(data, BOX, NARROWEST)
