"""The text of a step: its components in order."""

from collections.abc import Callable
from dataclasses import dataclass

from takwin.content.source.course import StepText
from takwin.content.source.front import MOST_MINUTES
from takwin.interop.formats.olx import dropping, open_response, opinions, page, pools, problems, unknown, video
from takwin.interop.formats.olx.block import CONTAINERS, Block
from takwin.interop.formats.olx.links import Links
from takwin.interop.formats.olx.tree import Files
from takwin.interop.markdown import tidy_headings
from takwin.interop.slugs import Slugs
from takwin.items.shelf import KINDS
from takwin.lib.text import N_, Sentence

TEXTS = frozenset({"html", "about", "static_tab", "course_info"})
FILMS = frozenset({"video", "videoalpha"})
EXERCISES: dict[str, Callable[[Block, Links, Slugs], str]] = {
    "drag-and-drop-v2": dropping.convert,
    "openassessment": open_response.convert,
    "poll": opinions.poll,
    "poll_question": opinions.old_poll,
    "problem": problems.convert,
    "survey": opinions.survey,
}
ONE_OF_SEVERAL = Sentence(N_("Learners saw one of several versions; now everyone sees the first."))
OTHER_VERSION = Sentence(N_("It is one of several versions; the first one was kept."))
UNCONDITIONAL = Sentence(N_("It was shown only under a condition; now everyone sees it."))
FOR_SOME = Sentence(N_("Only some groups of learners saw it; now everyone does."))
WORDS_A_MINUTE = 130


@dataclass(slots=True)
class Workshop:
    """What every step of one course is made with."""

    files: Files
    links: Links
    slugs: Slugs
    language: str


def text(title: str, block: Block, workshop: Workshop) -> StepText | None:
    """The step, None when nothing of it can be shown."""
    body = tidy_headings("\n\n".join(_pieces(block, workshop)))
    return StepText(title, minutes(body), body) if body.strip() else None


def minutes(body: str) -> int:
    """A guess of the time a step asks for: reading, two minutes a question, half an hour a task, the length of its films (five when
    unknown)."""
    words = len(body.split())
    questions = sum(body.count(f":{{{kind}}}") for kind in KINDS)
    films, tasks = body.count(":{video}"), body.count(":{task}")
    told = [int(line[9:]) for line in body.split("\n") if line.startswith(":minutes: ")]
    return min(
        max(1, round(words / WORDS_A_MINUTE + 2 * questions + 30 * tasks + sum(told) + 5 * (films - len(told)))),
        MOST_MINUTES,
    )


def _pieces(block: Block, workshop: Workshop) -> list[str]:
    """The Markdown of a block and of what it holds."""
    if block.state == "lost":
        return []
    if block.value("group_access") not in {"", "{}"}:
        block.change(FOR_SOME)
    if block.kind in pools.LIBRARIES and pools.can_be_one(block):
        written = pools.convert(block, workshop.links, workshop.slugs)
        return [written] if written else []
    if block.kind in CONTAINERS:
        return [piece for child in _shown(block) for piece in _pieces(child, workshop)]
    written = _component(block, workshop)
    return [written] if written else []


def _shown(block: Block) -> list[Block]:
    """The children that everyone will see."""
    if block.kind in {"split_test", "randomize"} and len(block.children) > 1:
        block.change(ONE_OF_SEVERAL)
        for other in block.children[1:]:
            other.lose(OTHER_VERSION)
    if block.kind in pools.LIBRARIES and 0 < (drawn := pools.drawn(block)) < len(block.children):
        block.change(Sentence(pools.ALL_DRAWN, {"count": drawn}))
    if block.kind == "conditional":
        block.change(UNCONDITIONAL)
    return block.children


def _component(block: Block, workshop: Workshop) -> str:
    if block.kind in TEXTS:
        return page.convert(block, workshop.files, workshop.links)
    if block.kind in FILMS:
        return video.convert(block, workshop.links, workshop.language)
    if block.kind in EXERCISES:
        return EXERCISES[block.kind](block, workshop.links, workshop.slugs)
    block.lose(unknown.reason(block.kind))
    return ""
