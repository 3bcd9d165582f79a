"""An open response assessment (ORA 2) as a task: its prompts are the instructions, its rubric the criteria."""

from collections.abc import Iterator

from lxml import etree

from takwin.interop.formats.olx import values, words
from takwin.interop.formats.olx.block import Block
from takwin.interop.formats.olx.links import Links
from takwin.interop.markdown import as_line
from takwin.interop.slugs import Slugs
from takwin.lib.text import N_, Sentence
from takwin.scenarios import markdown
from takwin.scenarios.rubric import MOST_POINTS, Criterion, Level
from takwin.scenarios.task import Task

EMPTY = Sentence(N_("It is empty."))
HANDED_IN = N_("It was handed in and assessed (%(steps)s); now learners read its criteria and declare it done.")
UNASSESSED = Sentence(N_("It was handed in; now learners read its criteria and declare it done."))
NO_POINTS = Sentence(N_("Its points no longer count for the mark."))
FILES = Sentence(N_("Files could be handed in with it."))
TEAMS = Sentence(N_("Teams handed it in together; now each learner declares it done."))
TRAINING = Sentence(N_("Marked examples, with which learners practised the criteria, were left out."))
LEADERS = Sentence(N_("The list of the best answers was left out."))
DATES = Sentence(N_("Its dates were left out."))
COMMENTS = Sentence(N_("The words that ask for comments were left out."))
LONE_LEVEL = Sentence(N_("A criterion with one level only keeps it as words."))
POINTS_LOST = Sentence(N_("Points that are no whole numbers from 0 to 1000 were left out."))
DATED = ("submission_start", "submission_due")


def convert(block: Block, links: Links, slugs: Slugs) -> str:
    """The task as Markdown; "" when it is lost."""
    root = block.element
    if root is None:
        return ""
    instructions = "\n\n".join(_prompts(root, block, links))
    criteria = tuple(_criterion(one, block) for one in root.findall("rubric/criterion"))
    criteria = tuple(one for one in criteria if one.text)
    if not instructions and not criteria:
        block.lose(EMPTY)
        return ""
    _tell(root, block)
    title = as_line(words.within(root.find("title"))) or block.title or "…"
    texts = {"instructions": instructions} if instructions else {}
    task = Task(slugs.take(title, "task"), title, texts=texts, criteria=criteria)
    return markdown.write(task).rstrip("\n")


def _prompts(root: etree._Element, block: Block, links: Links) -> Iterator[str]:
    """What is asked: in prompts of their own, or in the rubric of older courses."""
    descriptions = [one.find("description") for one in root.findall("prompts/prompt")]
    html = block.value("prompts_type") == "html"
    for one in [*descriptions, root.find("rubric/prompt")]:
        text = words.within(one)
        if written := words.of_html(text, block, links) if html else words.of_plain(text):
            yield written


def _criterion(element: etree._Element, block: Block) -> Criterion:
    label = words.of_plain(words.within(element.find("label")))
    label = label or words.of_plain(words.within(element.find("name")))
    asked = words.of_plain(words.within(element.find("prompt")))
    text = f"**{label}** {asked}" if label and asked and label != asked else asked or label
    levels = _levels(element, block)
    if len(levels) == 1:
        block.change(LONE_LEVEL)
        said = f"{levels[0].title}: {levels[0].text}" if levels[0].text else levels[0].title
        return Criterion(f"{text}\n\n{said}" if text else said)
    return Criterion(text, levels)


def _levels(element: etree._Element, block: Block) -> tuple[Level, ...]:
    """From the least to the most."""
    found = [_level(one) for one in element.findall("option")]
    levels = [one for one in found if one.title]
    if any(one.points is None for one in levels):
        block.change(POINTS_LOST)
        return tuple(Level(one.title, one.text) for one in levels)
    return tuple(sorted(levels, key=lambda one: one.points or 0))


def _level(option: etree._Element) -> Level:
    title = as_line(words.within(option.find("label"))) or as_line(words.within(option.find("name")))
    points = option.get("points", "").strip()
    whole = points.isascii() and points.isdigit() and len(points) < 5 and int(points) <= MOST_POINTS
    text = words.of_plain(words.within(option.find("explanation")))
    return Level(title.replace("->", "→"), text, int(points) if whole else None)


def _tell(root: etree._Element, block: Block) -> None:
    """What the learner does otherwise, and what is gone."""
    steps = [one.get("name", "") for one in root.findall("assessments/assessment")]
    block.change(Sentence(HANDED_IN, {"steps": [one for one in steps if one]}) if any(steps) else UNASSESSED)
    dated = [*(block.value(name) for name in DATED)]
    dated += [one.get(name, "") for one in root.findall("assessments/assessment") for name in ("start", "due")]
    told = (
        (NO_POINTS, values.is_true(block.inherited("graded"))),
        (
            FILES,
            block.value("file_upload_type") or block.value("file_upload_response") or block.value("allow_file_upload"),
        ),
        (TEAMS, values.is_true(block.value("teams_enabled"))),
        (TRAINING, root.find("assessments/assessment/example") is not None),
        (LEADERS, (values.number(block.value("leaderboard_show")) or 0) > 0),
        (DATES, any(dated)),
        (
            COMMENTS,
            any(words.within(root.find(f"rubric/{name}")) for name in ("feedbackprompt", "feedback_default_text")),
        ),
    )
    for reason, is_so in told:
        if is_so:
            block.change(reason)
