"""Directives of our dialect, their fences longer than any inside."""

import re
from collections.abc import Mapping

from takwin.lib.text import as_value

_COLONS = re.compile(r"^[ >]*(:{3,})", re.MULTILINE)


def directive(name: str, argument: str, body: str, options: Mapping[str, str] | None = None) -> str:
    """`:::{name} argument`, its options, its body. Options whose value is None are left out by the caller."""
    fence = ":" * (max((len(run) for run in _COLONS.findall(body)), default=2) + 1)
    head = f"{fence}{{{name}}} {argument}".rstrip()
    lines = [head, *(f":{key}: {as_value(value)}".rstrip() for key, value in (options or {}).items())]
    if body:
        lines += ["", body] if body.lstrip().startswith(":") or "\n" in body else [body]
    return "\n".join([*lines, fence])


def code_block(text: str) -> str:
    """A fenced block of code."""
    ticks = "`" * max(3, max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    return f"{ticks}\n{text}\n{ticks}"


def code_span(text: str) -> str:
    """A piece of code within a line."""
    bare = " ".join(text.split())
    if not bare:
        return ""
    ticks = "`" * (max((len(run) for run in re.findall("`+", bare)), default=0) + 1)
    return f"{ticks} {bare} {ticks}" if bare.startswith("`") or bare.endswith("`") else f"{ticks}{bare}{ticks}"


def quoted(text: str) -> str:
    """A block quote."""
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def indented(text: str, marker: str) -> str:
    """A list item: the marker, then the text with its later lines under the first."""
    first, *more = text.split("\n")
    return "\n".join([f"{marker}{first}", *(f"{' ' * len(marker)}{line}".rstrip() for line in more)])
