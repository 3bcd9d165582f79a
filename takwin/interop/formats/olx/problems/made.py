"""A question on its way from a response of the problem to `items.Written`."""

import copy
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from takwin.interop.formats.olx.block import Block
from takwin.interop.markdown import Surroundings
from takwin.interop.markdown.blocks import flow
from takwin.interop.markdown.inline import GAP_TAG
from takwin.interop.markdown.parse import tag_of
from takwin.interop.markdown.tags import HEADINGS
from takwin.interop.markdown.words import escaped, unheaded
from takwin.items.item import Choice, Gap
from takwin.lib.text import Sentence

HINTS = frozenset(
    {
        "choicehint", "compoundhint", "correcthint", "formulahint", "hintgroup", "hintpart", "numericalhint",
        "optionhint", "regexphint", "stringequalhint", "stringhint",
    }
)  # fmt: skip
GAPS = re.compile("\ue000\\d+\ue001")
INPUTS = frozenset(
    {"checkboxgroup", "choicegroup", "formulaequationinput", "imageinput", "optioninput", "radiogroup", "textline"}
)
ASIDE = HINTS | {
    "additional_answer",
    "answer",
    "codeparam",
    "demandhint",
    "explanation",
    "responseparam",
    "script",
    "solution",
}
"""Parts of a response that are not its text."""


class NotCarried(ValueError):
    """A response that cannot become a question; the sentence says why."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


@dataclass(slots=True)
class Made:
    """A question without id and hints. `prompt` holds Markdown blocks; `worth` is what it earns when nobody says (points);
    `asks` is False when the response has no words of its own; then the text before it or its `label` asks."""

    kind: str
    prompt: list[str]
    choices: tuple[Choice, ...] = ()
    gaps: tuple[Gap, ...] = ()
    options: dict[str, str] = field(default_factory=dict)
    feedback: dict[str, str] = field(default_factory=dict)
    worth: int = 1
    label: str = ""
    asks: bool = True


@dataclass(frozen=True, slots=True)
class Asked:
    """A response of a problem: its XML, the block to tell losses on, the surroundings of its texts."""

    element: etree._Element
    block: Block
    around: Surroundings

    def all(self, *tags: str) -> list[etree._Element]:
        """The elements of these names below, in order."""
        return [one for one in self.element.iterdescendants() if tag_of(one) in tags]

    def prompt(self, inputs: Iterable[str], as_gaps: bool = False) -> list[str]:
        """The blocks of the response's own text: inputs taken out, or as gaps in their order."""
        copied = copy.deepcopy(self.element)
        copied.tail = None
        wanted, number = set(inputs), 0
        for one in list(copied.iterdescendants()):
            tag = tag_of(one)
            if tag in wanted and as_gaps:
                unit = one.get("trailing_text", "")
                one.tail = f" {unit}{one.tail or ''}" if unit else one.tail
                _turn_into_gap(one, number)
                number += 1
            elif tag in wanted or tag in ASIDE:
                take_out(one)
        return prompt_blocks(copied, self.around)

    def label(self) -> str:
        """The label that an input carries as an attribute, for those who listen to the page; "" when none does."""
        labels = (
            " ".join(one.get("label", "").split()) for one in self.element.iterdescendants() if tag_of(one) in INPUTS
        )
        return escaped(next(filter(None, labels), ""))

    def words(self, element: etree._Element) -> str:
        """The Markdown of one part, such as a choice or a hint, without the hints inside."""
        copied = copy.deepcopy(element)
        for one in list(copied.iterdescendants()):
            if tag_of(one) in HINTS:
                take_out(one)
        return "\n\n".join(prompt_blocks(copied, self.around))

    def hint(self, element: etree._Element) -> str:
        """The Markdown of a hint, its own label in front."""
        label, words = " ".join(element.get("label", "").split()), self.words(element)
        return f"**{escaped(label)}** {words}" if label and words else words


def says(prompt: list[str]) -> bool:
    """Whether there is something to read beside the gaps."""
    return bool(re.search(r"\w|!\[|\$", GAPS.sub("", "".join(prompt))))


def is_response(element: etree._Element) -> bool:
    """Whether an element asks something."""
    return tag_of(element).endswith("response")


def prompt_blocks(element: etree._Element, around: Surroundings) -> list[str]:
    """The blocks of a copied element; headings become plain words, alone, or bold ones."""
    for one in element.iterdescendants():
        if tag_of(one) in {"label", "description"}:
            for inner in one.iterdescendants():
                if tag_of(inner) in HEADINGS:
                    inner.tag = "div"
            one.tag = "div"
    return [unheaded(block) for block in flow(element, around)]


def _turn_into_gap(element: etree._Element, number: int) -> None:
    tail = element.tail
    element.clear()
    element.tag, element.tail = GAP_TAG, tail
    element.set("n", str(number))


def take_out(element: etree._Element) -> None:
    """Remove an element but not the words behind it."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)
