"""The beginning of a question as plain text, for tables and lists; plain Python."""

from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

LONG = 60
"""Signs that are shown."""


class _Text(HTMLParser):
    """The text of HTML; a picture by its alternative text, a formula without its source."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._in_source = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_source += tag == "annotation"
        self.found.append(dict(attrs).get("alt") or " " if tag in {"img", "p", "li", "br", "div"} else "")

    def handle_endtag(self, tag: str) -> None:
        self._in_source -= tag == "annotation"

    def handle_data(self, data: str) -> None:
        self.found.append("" if self._in_source else data)


def opening(public: Mapping[str, Any], long: int = LONG) -> str:
    """How a question begins, cut between words at `long` signs; gaps are shown as an ellipsis."""
    html = public.get("prompt") or "".join(part.get("html", " … ") for part in public.get("parts", []))
    reader = _Text()
    reader.feed(html)
    reader.close()
    return cut(" ".join("".join(reader.found).split()), long)


def cut(text: str, long: int) -> str:
    """A text as it is, or its first words and an ellipsis, together at most `long` signs."""
    if len(text) <= long:
        return text
    head = text[: long - 1]
    whole, blank, _ = head.rpartition(" ")
    return (whole if blank and not text[long - 1].isspace() else head).rstrip(" ,;:.") + "…"
