"""A video component: a film of our player where the export names a file, else a link to where it can be watched."""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from takwin.files.types import VIDEO, ending
from takwin.interop.formats.olx import captions, values
from takwin.interop.formats.olx.block import Block
from takwin.interop.formats.olx.links import Links
from takwin.interop.markdown.fences import directive
from takwin.interop.markdown.films import is_youtube_name, secure, youtube
from takwin.interop.markdown.losses import film
from takwin.interop.markdown.words import address, escaped
from takwin.interop.slugs import safe_name
from takwin.lib.text import N_, Sentence

NOTHING = Sentence(N_("It names no film that can be reached."))
_SPEED = re.compile(r"1\.0+:([A-Za-z0-9_-]+)")
_TIME = re.compile(r"(?:(\d+):)?(?:(\d+):)?(\d+)(?:\.\d+)?")


@dataclass(slots=True)
class Film:
    """What to watch, and the captions by language."""

    address: str
    captions: dict[str, captions.Captions]

    @property
    def is_link(self) -> bool:
        """Whether it is watched on another site."""
        return self.address.startswith("https://") and ending(self.address.partition("?")[0]) not in VIDEO


def convert(block: Block, links: Links, language: str) -> str:
    """The component as Markdown; "" when it is lost."""
    found = _address(block, links)
    if found is None:
        block.lose(NOTHING)
        return ""
    watched = Film(found, _captions(block, links, language))
    if watched.is_link:
        block.change(film(found))
    _clip(block, watched)
    shown = directive("video", found, escaped(block.title or "Video"), _options(block, watched, links, language))
    return "\n\n".join([shown, *_downloads(block, links)])


def _address(block: Block, links: Links) -> str | None:
    """A file that our player takes comes first: it shows the captions; then YouTube; then any other file, as a link."""
    sources = _sources(block)
    for one in sources:
        if (path := _playable(one, links)) is not None:
            return path
    if name := _youtube_name(block):
        return youtube(name, _seconds(block.value("start_time") or block.value("from")))
    return next((secure(one) for one in sources if secure(one).startswith("https://")), None)


def _sources(block: Block) -> list[str]:
    listed = values.structure(block, "html5_sources")
    told = [str(one) for one in listed] if isinstance(listed, list) else []
    inner = (
        [one.get("src", "") for one in block.element.iter("source", "encoded_video")]
        if block.element is not None
        else []
    )
    return [one.strip() for one in dict.fromkeys([*told, *inner, block.value("source")]) if one.strip()]


def _playable(source: str, links: Links) -> str | None:
    if ending(source.partition("?")[0]) not in VIDEO:
        return None
    name = links.media.asset(source)
    path = links.media.take(name or source.lstrip("/")) if name or "//" not in source else None
    if path is not None:
        return path
    return source if source.startswith("https://") and " " not in source else None


def _youtube_name(block: Block) -> str:
    spelt = _SPEED.search(block.value("youtube"))
    names = [block.value("youtube_id_1_0"), spelt[1] if spelt else "", block.value("youtube").rpartition(":")[2]]
    return next((name for name in names if is_youtube_name(name)), "")


def _seconds(text: str) -> int:
    found = _TIME.fullmatch(text.strip())
    if not found:
        return 0
    hours, minutes = (found[1], found[2]) if found[2] else ("0", found[1] or "0")
    return min(int(hours or 0) * 3600 + int(minutes) * 60 + int(found[3]), 86_400)


def _clip(block: Block, watched: Film) -> None:
    start, end = (
        _seconds(block.value("start_time") or block.value("from")),
        _seconds(block.value("end_time") or block.value("to")),
    )
    if end or (start and "youtube" not in watched.address):
        block.change(Sentence(N_("Only a part of the film was shown; now all of it can be watched.")))


def _captions(block: Block, links: Links, language: str) -> dict[str, captions.Captions]:
    """By language, that of the course first."""
    found = {}
    for told, name in _caption_names(block, language).items():
        candidates = [name, f"subs_{name}.srt.sjson", f"{told}_subs_{name}.srt.sjson", f"subs_{name}.sjson"]
        member = next((one for one in map(links.media.member, candidates) if one), None)
        read = captions.read(links.media.files.data(member), member) if member else None
        if read:
            found[told] = read
        else:
            block.change(Sentence(N_("Its captions cannot be had: %(name)s"), {"name": name[:120]}))
    return dict(sorted(found.items(), key=lambda item: item[0] != language))


def _caption_names(block: Block, language: str) -> dict[str, str]:
    listed = values.structure(block, "transcripts")
    names = {str(key): str(value) for key, value in listed.items()} if isinstance(listed, dict) else {}
    if block.element is not None:
        names |= {
            one.get("language", ""): one.get("src", "") for one in block.element.iter("transcript") if one.get("src")
        }
    if block.value("sub") and language not in names:
        names = {language: block.value("sub"), **names}
    return {values.language(key) or language: name for key, name in names.items() if name}


def _options(block: Block, watched: Film, links: Links, language: str) -> dict[str, str]:
    """Captions go with a player of ours; the transcript goes with both."""
    if not watched.captions:
        return {}
    stem = safe_name(PurePosixPath(block.title or block.name or "video").name)[:60]
    paths = (
        {told: links.media.make(f"{stem}.{told}.vtt", one.webvtt) for told, one in watched.captions.items()}
        if not watched.is_link
        else {}
    )
    first, *others = watched.captions
    options = {"captions": ", ".join(paths.values())} if paths else {}
    options["transcript"] = links.media.make(f"{stem}.{first}.md", watched.captions[first].transcript.encode())
    options["minutes"] = str(max(1, round(watched.captions[first].seconds / 60)))
    if others and not paths:
        block.change(
            Sentence(N_("Captions in other languages were left out: %(languages)s"), {"languages": list(others)})
        )
    return options


def _downloads(block: Block, links: Links) -> list[str]:
    """The handout, and the transcript as a file of its own."""
    around, found = links.around(block), []
    inner = (
        {one.tag: one.get("src", "") for one in block.element.iter("handout", "track")}
        if block.element is not None
        else {}
    )
    for name in ("handout", "track"):
        source = block.value(name) or inner.get(name, "")
        target = around.link(source) if source else None
        if target is None:
            continue
        title = escaped(PurePosixPath(source.rpartition("@")[2] or source).name, inside_link=True)
        is_file = target.startswith("media/")
        found.append(directive("download", target, title) if is_file else f"[{title}]({address(target)})")
    return found
