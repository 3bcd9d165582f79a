"""The HTML of directives: callouts, figures, video, sound, downloads, text that opens on demand."""

import re
from collections.abc import Callable
from html import escape
from typing import Any
from urllib.parse import urlsplit

from markdown_it.token import Token

from takwin.content.compiler.captions import tracks
from takwin.content.compiler.labels import label, size
from takwin.content.compiler.page import KINDS, Page, is_kind
from takwin.content.compiler.rules import Env, picture
from takwin.content.source.fences import Fence
from takwin.content.source.meant import WITHIN, meant
from takwin.files.types import AUDIO, VIDEO, ending, media_type
from takwin.scenarios.task import PARTS

OPTIONS = {
    "figure": {"alt"},
    "video": {"captions", "transcript", "poster", "minutes"},
    "audio": {"captions", "transcript", "minutes"},
    "quiz": {"title", "attempts", "feedback", "confidence", "minutes", "late"},
    "pool": {"pick", "fresh"},
}
CALLOUTS = ("note", "tip", "important", "warning")
MINUTES = re.compile(r"\d{1,3}")
Opening = Callable[[Page, Fence, bool, Env], tuple[str, str]]
"""(page, fence, whether it has content, env) → what goes before and after the content."""


def directive_open(renderer: Any, tokens: list[Token], at: int, options: Any, env: Env) -> str:
    """What goes before the content; the rest waits for `directive_close`."""
    page: Page = env["page"]
    fence: Fence = tokens[at].meta["fence"]
    check(page, fence)
    opening = OPENINGS.get(fence.name, _misplaced)
    before, after = opening(page, fence, tokens[at + 1].type != "directive_close", env)
    env.setdefault("after", []).append(after)
    return before


def directive_close(renderer: Any, tokens: list[Token], at: int, options: Any, env: Env) -> str:
    """What goes after the content."""
    return str(env["after"].pop())


def directive(renderer: Any, tokens: list[Token], at: int, options: Any, env: Env) -> str:
    """Anything that is not text: a question out of its place, a misspelt name, a stray line of colons."""
    page: Page = env["page"]
    fence: Fence = tokens[at].meta["fence"]
    if not fence.name:
        page.complain("directive-stray", fence.line)
    elif fence.name in env["kinds"]:
        page.complain("question-misplaced", fence.line, id=fence.argument)
    elif fence.name == "task":
        page.complain("task-misplaced", fence.line, id=fence.argument)
    elif fence.name in PARTS and fence.name != "feedback":
        page.complain("task-part-misplaced", fence.line, part=fence.name)
    elif fence.name in WITHIN:
        page.complain("directive-misplaced", fence.line, directive=fence.name)
    else:
        page.complain("directive-unknown", fence.line, directive=fence.name, known=meant(fence.name))
    return ""


def check(page: Page, fence: Fence, allowed: set[str] | None = None) -> None:
    """Complaints that every directive shares: no end, options it does not know."""
    if not fence.closed:
        page.complain("directive-open", fence.line, directive=fence.name)
    known = OPTIONS.get(fence.name, set()) if allowed is None else allowed
    for name in fence.options.keys() - known:
        page.complain("directive-option", fence.line, option=name, directive=fence.name, known=sorted(known) or "-")


def _misplaced(page: Page, fence: Fence, full: bool, env: Env) -> tuple[str, str]:
    page.complain("directive-misplaced", fence.line, directive=fence.name)
    return "", ""


def _callout(page: Page, fence: Fence, full: bool, env: Env) -> tuple[str, str]:
    name = fence.name if fence.name in CALLOUTS else "note"
    if fence.name == "admonition" and not fence.argument:
        page.complain("directive-argument", fence.line, directive=fence.name)
    if not full:
        page.complain("directive-empty", fence.line, directive=fence.name)
    title = env["inline"](fence.argument) if fence.argument else escape(label(name, page.language))
    return f'<div class="callout callout-{name}" role="note">\n<p class="callout-title">{title}</p>\n', "</div>\n"


def _dropdown(page: Page, fence: Fence, full: bool, env: Env) -> tuple[str, str]:
    if not fence.argument:
        page.complain("directive-argument", fence.line, directive=fence.name)
    return f'<details class="dropdown"><summary>{env["inline"](fence.argument)}</summary>\n', "</details>\n"


def _figure(page: Page, fence: Fence, full: bool, env: Env) -> tuple[str, str]:
    if not fence.argument:
        page.complain("directive-argument", fence.line, directive=fence.name)
        return "<figure>\n", "</figure>\n"
    if "alt" not in fence.options:
        page.complain("figure-alt", fence.line, path=fence.argument)
    return _captioned(f"<figure>\n{picture(page, fence.argument, fence.options.get('alt', ''))}\n", full, "")


def _captioned(start: str, full: bool, end: str) -> tuple[str, str]:
    if not full:
        return start, f"</figure>\n{end}"
    return f"{start}<figcaption>", f"</figcaption></figure>\n{end}"


def _film(page: Page, fence: Fence, full: bool, env: Env) -> tuple[str, str]:
    """Video or sound: our own player for a file, a plain link for a page elsewhere."""
    if not fence.argument:
        page.complain("directive-argument", fence.line, directive=fence.name)
        return "<figure>\n", "</figure>\n"
    _needs(page, fence, full)
    player = _player(page, fence) if _is_file(fence) else _elsewhere(page, fence)
    minutes = fence.options.get("minutes", "")
    if minutes and not MINUTES.fullmatch(minutes):
        page.complain("option-value", fence.line, option="minutes", value=minutes, known="1, 2, … 999")
    words = (
        f' <small class="size">{label("minutes", page.language) % minutes}</small>'
        if MINUTES.fullmatch(minutes)
        else ""
    )
    before, after = _captioned(f'<figure class="{fence.name}">\n{player}\n', full, _transcript(page, fence, env))
    return before, words + after if full else after


def _needs(page: Page, fence: Fence, full: bool) -> None:
    if not full:
        page.complain("film-title", fence.line, directive=fence.name)
    if fence.name == "video" and _is_file(fence) and not fence.options.get("captions"):
        page.complain("captions-missing", fence.line, path=fence.argument)
    if not fence.options.get("transcript"):
        page.complain("transcript-missing", fence.line, path=fence.argument)


def _is_file(fence: Fence) -> bool:
    remote = re.match(r"[a-zA-Z]+:|//", fence.argument)
    return not remote or ending(urlsplit(fence.argument).path) in VIDEO | AUDIO


def _player(page: Page, fence: Fence) -> str:
    source = _source(page, fence)
    if source is None:
        return ""
    poster = ""
    if fence.options.get("poster"):
        medium = page.medium(fence.options["poster"])
        if medium and not is_kind(medium, KINDS["figure"]):
            page.complain("media-kind", fence.line, path=medium.path, directive="poster")
        size_ = f' width="{medium.width}" height="{medium.height}"' if medium and medium.width else ""
        poster = f' poster="{medium.url}"{size_}' if medium else ""
    kind = media_type(urlsplit(fence.argument).path)
    return f'<{fence.name} controls{poster}><source src="{source}" type="{kind}">{tracks(page, fence)}</{fence.name}>'


def _source(page: Page, fence: Fence) -> str | None:
    if fence.argument.startswith("https://"):
        return escape(fence.argument)
    if re.match(r"[a-zA-Z]+:|//", fence.argument):
        page.complain("film-address", fence.line, address=fence.argument)
        return None
    medium = page.medium(fence.argument)
    if medium and not is_kind(medium, KINDS[fence.name]):
        page.complain("media-kind", fence.line, path=medium.path, directive=fence.name)
    return medium.url if medium else None


def _elsewhere(page: Page, fence: Fence) -> str:
    """A link, so that nobody's reading is told to another site unasked."""
    if not fence.argument.startswith("https://"):
        page.complain("film-address", fence.line, address=fence.argument)
        return ""
    words = label("watch" if fence.name == "video" else "listen", page.language) % (
        urlsplit(fence.argument).hostname or ""
    )
    return f'<p><a href="{escape(fence.argument)}">{escape(words)}</a></p>'


def _transcript(page: Page, fence: Fence, env: Env) -> str:
    path = fence.options.get("transcript", "")
    medium = page.medium(path) if path else None
    if medium is None:
        return ""
    html = env["transcript"](medium)
    return f'<details class="transcript"><summary>{label("transcript", page.language)}</summary>\n{html}</details>\n'


def _download(page: Page, fence: Fence, full: bool, env: Env) -> tuple[str, str]:
    medium = page.medium(fence.argument) if fence.argument else None
    if not fence.argument:
        page.complain("directive-argument", fence.line, directive=fence.name)
    if medium is None:
        return "<div>", "</div>\n"
    if not full:
        page.complain("directive-empty", fence.line, directive=fence.name)
    name = medium.path.rsplit("/", 1)[-1]
    weight = " · ".join(part for part in (ending(name)[1:].upper(), size(medium.size, page.language)) if part)
    start = f'<div class="download"><a href="{medium.url}" download>{"" if full else escape(name)}'
    return start, f'</a> <span class="size">{escape(weight)}</span></div>\n'


OPENINGS: dict[str, Opening] = dict.fromkeys((*CALLOUTS, "admonition"), _callout) | {
    "dropdown": _dropdown,
    "figure": _figure,
    "video": _film,
    "audio": _film,
    "download": _download,
}
