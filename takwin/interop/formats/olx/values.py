"""Settings of a course as Studio writes them."""

import json
import re
from typing import Any

from takwin.interop.formats.olx.block import Block

_LANGUAGE = re.compile(r"[a-z]{2,3}")
_CREATIVE = re.compile(r"creative-commons:?\s*(?:ver=(?P<version>[\d.]+))?\s*(?P<terms>[A-Z0-9 ]*)")
NOT_STATED = "NOASSERTION"
"""How SPDX says that nobody told the licence."""


def is_true(text: str) -> bool:
    """Whether an attribute says yes."""
    return text.strip().lower() in {"true", "1", "yes"}


def number(text: str) -> float | None:
    """A number, or None."""
    try:
        found = float(text)
    except ValueError:
        return None
    return found if abs(found) < 1e9 else None


def structure(block: Block, name: str) -> Any:
    """An attribute that holds JSON; None when it does not."""
    try:
        return json.loads(block.attributes.get(name, "null"))
    except (ValueError, RecursionError):
        return None


def language(text: str) -> str:
    """A language code of ours: "fr", "zh-Hans", "pt-BR"; "" when the text is none."""
    main, *rest = re.split(r"[-_@]", text.strip()) if text.strip() else ("",)
    if not _LANGUAGE.fullmatch(main.lower()):
        return ""
    told = main.lower()
    for part in rest:
        if re.fullmatch(r"[A-Za-z]{4}", part) and "-" not in told:
            told += f"-{part.capitalize()}"
        elif re.fullmatch(r"[A-Za-z]{2}", part):
            return f"{told}-{part.upper()}"
    return told


def licence(text: str) -> str:
    """The SPDX identifier of an Open edX licence such as "creative-commons: ver=4.0 BY NC SA"."""
    if text.strip() == "all-rights-reserved":
        return "LicenseRef-all-rights-reserved"
    found = _CREATIVE.fullmatch(text.strip())
    if not found:
        return NOT_STATED
    terms = [term for term in found["terms"].split() if term in {"BY", "NC", "SA", "ND", "ZERO"}]
    version = found["version"] or "4.0"
    if "ZERO" in terms or not terms:
        return "CC0-1.0" if "ZERO" in terms else NOT_STATED
    return f"CC-{'-'.join(terms)}-{version if version in {'1.0', '2.0', '2.5', '3.0', '4.0'} else '4.0'}"
