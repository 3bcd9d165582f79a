"""A problem taken apart: the texts between its responses, its hints and its solution."""

import copy
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from takwin.interop.formats.olx.block import Block
from takwin.interop.formats.olx.problems import tables
from takwin.interop.formats.olx.problems.made import is_response, prompt_blocks, take_out
from takwin.interop.markdown import Surroundings
from takwin.interop.markdown.blocks import flow
from takwin.interop.markdown.inline import GAP_TAG
from takwin.interop.markdown.parse import tag_of
from takwin.items.item import GAP
from takwin.lib.text import N_, Sentence

_MARK = 1000
"""Markers of responses are numbered from here, so that no gap is taken for one."""
_CODE = re.compile(r"\$\{?[A-Za-z_]")
_SOLUTIONS = {"solution", "explanation"}
COMPUTED = Sentence(N_("Its words or numbers come from a script, which is never run."))
TABLE = Sentence(N_("Questions in the cells of a table now stand one under another, each with its row and column."))
UNUSED = Sentence(N_("A script that nothing in the problem needs was left out."))


@dataclass(slots=True)
class Layout:
    """`texts` has one list of blocks more than there are responses: before the first, between, after the last."""

    texts: list[list[str]]
    responses: list[etree._Element]
    hints: list[str] = field(default_factory=list)
    solution: str = ""


def is_computed(block: Block) -> bool:
    """Whether a Python script decides what the problem says."""
    root = block.element
    scripts = [] if root is None else [one for one in root.iter() if tag_of(one) == "script"]
    python = [one for one in scripts if "javascript" not in one.get("type", "").lower()]
    if root is None or not python:
        return False
    rest = copy.deepcopy(root)
    for one in [one for one in rest.iter() if tag_of(one) in {"script", "answer"}]:
        take_out(one)
    rest.attrib.pop("markdown", "")
    return bool(_CODE.search(etree.tostring(rest, encoding="unicode")))


def take_apart(block: Block, around: Surroundings) -> Layout:
    """The layout of a problem whose texts are written."""
    root = copy.deepcopy(block.element if block.element is not None else etree.Element("problem"))
    layout = Layout([], [])
    _take_asides(root, layout, around)
    _take_scripts(root, block)
    for table in [one for one in root.iter() if tag_of(one) == "table"]:
        if any(is_response(one) for one in table.iterdescendants()):
            tables.take_apart(table)
            block.change(TABLE)
    for response in [one for one in root.iter() if is_response(one)]:
        if not any(is_response(outer) for outer in response.iterancestors()):
            _mark(response, len(layout.responses))
            layout.responses.append(response)
    layout.texts = [[]]
    marks = {GAP % (_MARK + at) for at in range(len(layout.responses))}
    for written in flow(root, around):
        if written in marks:
            layout.texts.append([])
        else:
            layout.texts[-1].append(written)
    return layout


def _take_asides(root: etree._Element, layout: Layout, around: Surroundings) -> None:
    """Hints from anywhere; the solution from outside the responses."""
    for one in [one for one in root.iter() if tag_of(one) == "demandhint"]:
        hints = ["\n\n".join(prompt_blocks(inner, around)) for inner in one.iter("hint")]
        layout.hints += [hint for hint in hints if hint]
        take_out(one)
    outside = [one for one in root.iter() if not any(is_response(outer) for outer in one.iterancestors())]
    layout.solution = solution([one for one in outside if tag_of(one) in _SOLUTIONS], around)


def solution(elements: Iterable[etree._Element], around: Surroundings) -> str:
    """The words of solutions, which are taken out of their place."""
    blocks: list[str] = []
    for one in elements:
        blocks += prompt_blocks(one, around)
        take_out(one)
    return "\n\n".join(blocks)


def solution_within(response: etree._Element, around: Surroundings) -> str:
    """The solution that belongs to one response."""
    return solution([one for one in response.iterdescendants() if tag_of(one) in _SOLUTIONS], around)


def _take_scripts(root: etree._Element, block: Block) -> None:
    """Python that decides nothing goes without a trace for the learner."""
    for one in [one for one in root.iter() if tag_of(one) == "script"]:
        if "javascript" not in one.get("type", "").lower():
            block.tell(UNUSED)
            take_out(one)


def _mark(response: etree._Element, number: int) -> None:
    """A marker in place of a response, standing by itself whatever held the response."""
    parent = response.getparent()
    if parent is None:
        return
    marker = etree.Element("div")
    etree.SubElement(marker, GAP_TAG, n=str(_MARK + number))
    marker.tail, response.tail = response.tail, None
    parent.replace(response, marker)
    for outer in marker.iterancestors():
        if outer.getparent() is not None:
            outer.tag = "div"
