"""The picture that a question is asked on: named by the options `image` and `alt`, found again in the HTML of a figure."""

from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

from takwin.lib.text import as_value

OPTIONS = {
    "image": "The picture, a file of the course such as `media/classroom.svg`. Required.",
    "alt": "What the picture shows, for those who do not see it. Required. It should not say what is right.",
}
UNKNOWN = 400, 300
"""Width and height of a picture that does not tell its own, such as a drawing without a size."""


def named(options: Mapping[str, str]) -> bool:
    """Whether the question has a picture."""
    return bool(options.get("image", "").strip())


def told(options: Mapping[str, str]) -> dict[str, str]:
    """What the source says of the picture."""
    return {name: options.get(name, "").strip() for name in OPTIONS}


def source(options: Mapping[str, str]) -> str:
    """The picture as course source: the figure whose HTML `found` understands, and whose checks serve here too."""
    alt = f":alt: {as_value(options['alt'])}\n" if "alt" in options else ""
    return f":::{{figure}} {options['image'].strip()}\n{alt}:::"


def found(html: str) -> dict[str, Any] | None:
    """{"src", "alt", "width", "height"} of the image in a piece of HTML, sizes in CSS pixels; None when there is none."""
    reader = _Images()
    reader.feed(html)
    reader.close()
    if not reader.found:
        return None
    first = reader.found[0]
    sizes = [int(value) if (value := first.get(side) or "").isdecimal() else 0 for side in ("width", "height")]
    width, height = sizes if all(sizes) else UNKNOWN
    return {"src": first.get("src") or "", "alt": first.get("alt") or "", "width": width, "height": height}


class _Images(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[dict[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            self.found.append(dict(attrs))
