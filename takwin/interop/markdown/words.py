"""Plain words as Markdown: what must be escaped so that they stay plain words."""

import re

_SIGNS = re.compile(r"\\|`|\*|\$|<(?=[A-Za-z/!?]|\Z)|&(?=#?\w+;|#?\w*\Z)|\[|(?<![^\W_])_|_(?![^\W_])|\{")
_LINE = re.compile(
    r"^(?P<sign>#{1,6}(?=\s|$)|>|[-+](?=\s|$)|:{3,}|[:~](?=\s)|~{3,}|(?P<digits>\d{1,9})(?P<dot>[.)](?=\s|$))|[-=]+\s*$|\|)"
)
_HEADING = re.compile(r"^(#{1,6})(?= )")
_FENCE = re.compile(r"^ *(`{3,}|~{3,})")


def escaped(text: str, inside_link: bool = False) -> str:
    """Words of a text node; white space as it was."""
    found = _SIGNS.sub(lambda sign: "\\" + sign[0], text)
    return found.replace("]", "\\]") if inside_link else found


def line_starts(text: str) -> str:
    """A finished paragraph whose lines begin nothing but words."""
    return "\n".join(_LINE.sub(_protect, line) for line in text.split("\n"))


def _protect(found: re.Match[str]) -> str:
    if found["digits"]:
        return f"{found['digits']}\\{found['dot']}"
    return "\\" + found["sign"]


def as_line(text: str) -> str:
    """White space single, no control characters: a title, an option."""
    return " ".join("".join(mark for mark in text if mark.isprintable() or mark.isspace()).split())


def address(text: str) -> str:
    """The target of a link or image, in angle brackets where it would break."""
    bare = text.replace("\n", "%0A").replace("<", "%3C").replace(">", "%3E").replace("\\", "%5C").replace("`", "%60")
    return f"<{bare}>" if re.search(r"[\s()]|&\w+;", bare) or not bare else bare


def unheaded(block: str) -> str:
    """A heading as a paragraph in bold; other blocks as they are."""
    signs, space, words = block.partition(" ")
    is_heading = space and "\n" not in block and signs in {"#" * level for level in range(1, 7)}
    return f"**{words.replace('**', '')}**" if is_heading else block


def tidy_headings(body: str) -> str:
    """The headings of a whole step on levels 2, 3, 4… without gaps: no heading under none of the level before it."""
    lines = body.split("\n")
    shown = [(at, len(found[1])) for at, found in _headings(lines)]
    levels: list[int] = []
    for at, level in shown:
        while levels and levels[-1] >= level:
            levels.pop()
        levels.append(level)
        lines[at] = "#" * min(len(levels) + 1, 6) + lines[at][level:]
    return "\n".join(lines)


def _headings(lines: list[str]) -> list[tuple[int, re.Match[str]]]:
    found, fence = [], ""
    for at, line in enumerate(lines):
        mark = _FENCE.match(line)
        if mark and not fence:
            fence = mark[1]
        elif mark and line.strip().startswith(fence) and set(line.strip()) == {fence[0]}:
            fence = ""
        elif not fence and (heading := _HEADING.match(line)):
            found.append((at, heading))
    return found
