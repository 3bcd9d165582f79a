"""Polls and surveys: questions without a right answer."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from takwin.interop.formats.olx import values, words
from takwin.interop.formats.olx.block import Block
from takwin.interop.formats.olx.links import Links
from takwin.interop.markdown import as_line
from takwin.interop.markdown.losses import remote_image
from takwin.interop.markdown.parse import tag_of
from takwin.interop.markdown.words import address, escaped
from takwin.interop.slugs import Slugs
from takwin.items import markdown
from takwin.items.item import Line, Written
from takwin.items.shelf import kind
from takwin.lib.text import N_, Sentence

EMPTY = Sentence(N_("It is empty."))
WHY = Sentence(
    N_(
        "It asked for an answer only; now it also asks why, and shows the group's answers once five people have given theirs."
    )
)
PRIVATE = Sentence(N_("The course team saw the answers; now nobody but the learner does."))
APART = Sentence(N_("Its table is now a question for each line, and the group's answers are not shown."))
LONG = N_("It has %(count)s answers, and a scale takes 11.")
Answer = tuple[str, str]
"""The Markdown of an answer or a question, and its plain words."""


def poll(block: Block, links: Links, slugs: Slugs) -> str:
    """A poll as Markdown: its answers as positions; as points of a scale where nobody was to see how the others answered."""
    asked = words.of_html(block.attributes.get("question", ""), block, links) or escaped(block.title)
    answers = list(_read(values.structure(block, "answers"), block, links))
    return _opinion(block, slugs, asked, answers, words.of_html(block.attributes.get("feedback", ""), block, links))


def old_poll(block: Block, links: Links, slugs: Slugs) -> str:
    """A poll of older courses, whose question and answers are elements."""
    root = block.element
    if root is None:
        return ""
    html = (root.text or "") + "".join(words.outer(one) for one in root if tag_of(one) != "answer")
    asked = words.of_html(html, block, links) or escaped(block.title)
    texts = [as_line(words.within(one)) for one in root if tag_of(one) == "answer"]
    return _opinion(block, slugs, asked, [(words.of_plain(one), one) for one in texts if one], "")


def survey(block: Block, links: Links, slugs: Slugs) -> str:
    """A survey as Markdown: each of its questions on one scale."""
    questions = list(_read(values.structure(block, "questions"), block, links))
    points = [Line(text) for text, _ in _read(values.structure(block, "answers"), block, links)]
    if not questions or len(points) < 2:
        block.lose(EMPTY)
        return ""
    if len(points) > 11:
        block.lose(Sentence(LONG, {"count": len(points)}))
        return ""
    block.change(APART)
    written = [_written("scale", slugs.take(said, "opinion"), text, points, "") for text, said in questions]
    if feedback := words.of_html(block.attributes.get("feedback", ""), block, links):
        written[-1] = _written("scale", written[-1].id, written[-1].prompt, points, feedback)
    title = block.title or as_line(block.value("block_name"))
    heading = [f"### {escaped(title)}"] if title else []
    return "\n\n".join([*heading, *(markdown.write(one).rstrip("\n") for one in written)])


def _opinion(block: Block, slugs: Slugs, asked: str, answers: Sequence[Answer], feedback: str) -> str:
    if not asked or len(answers) < 2:
        block.lose(EMPTY)
        return ""
    name = "scale" if values.is_true(block.value("private_results")) else "dilemma"
    positions = [Line(text) for text, _ in answers]
    written = _written(name, slugs.take(block.title or asked, "opinion"), asked, positions, feedback)
    for complaint in kind(name).check(written):
        if complaint.level == "error":
            block.lose(complaint.sentence)
            return ""
    block.change(PRIVATE if name == "scale" else WHY)
    return markdown.write(written).rstrip("\n")


def _written(name: str, id_: str, prompt: str, lines: Iterable[Line], feedback: str) -> Written:
    said = {"always": feedback} if feedback else {}
    return Written(kind=name, id=id_, prompt=prompt, lines=tuple(lines), feedback=said)


def _read(told: Any, block: Block, links: Links) -> Iterator[Answer]:
    """The [[key, label]] or [[key, {"label", "img", "img_alt"}]] of an attribute, each once, those without words or image left out."""
    seen: set[str] = set()
    for pair in told if isinstance(told, list) else ():
        one = pair[1] if isinstance(pair, list) and len(pair) > 1 else None
        said = one if isinstance(one, dict) else {"label": one}
        label, alt = (str(said.get(name) or "") for name in ("label", "img_alt"))
        pieces = [_image(str(said["img"]), alt, block, links)] if said.get("img") else []
        text = " ".join([*words.of_html(label, block, links).split(), *filter(None, pieces)])
        if text and text not in seen:
            seen.add(text)
            yield text, as_line(label) or as_line(alt)


def _image(source: str, alt: str, block: Block, links: Links) -> str:
    """An image of the course; a link where it lies on another site."""
    found, said = links.around(block).file(source), escaped(as_line(alt), inside_link=True)
    if found and found.startswith("media/"):
        return f"![{said}]({address(found)})"
    if not found:
        return said
    block.change(remote_image(found[:120]))
    return f"[{said or escaped(found, inside_link=True)}]({address(found)})"
