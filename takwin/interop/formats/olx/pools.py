"""Content drawn at random from a library: a pool of questions, where each problem asks one."""

from takwin.interop.formats.olx import problems, values
from takwin.interop.formats.olx.block import Block
from takwin.interop.formats.olx.links import Links
from takwin.interop.formats.olx.problems.made import is_response
from takwin.interop.formats.olx.problems.terms import Terms, together
from takwin.interop.markdown.fences import directive
from takwin.interop.slugs import Slugs
from takwin.items.item import Written
from takwin.lib.text import N_, Sentence

LIBRARIES = frozenset({"itembank", "library_content"})
ALL_DRAWN = N_("Each learner saw %(count)s of its components at random; now everyone sees all of them.")
TOGETHER = Sentence(N_("Its questions are now sent together, and an attempt is one at all of them."))


def drawn(block: Block) -> int:
    """How many of its components a learner saw; 0 or less: all."""
    return int(values.number(block.value("max_count")) or 1)


def can_be_one(block: Block) -> bool:
    """Whether some of its problems are drawn, each asking one thing that counts, under the same terms."""
    problems_ = [child for child in block.children if child.state != "lost"]
    terms = [Terms.of(child) for child in problems_]
    return (
        0 < drawn(block) < len(problems_)
        and all(child.kind == "problem" and _asks_one(child) for child in problems_)
        and all(child.value("group_access") in {"", "{}"} for child in problems_)
        and all(one.graded and one == terms[0] for one in terms)
    )


def _asks_one(block: Block) -> bool:
    return block.element is not None and sum(is_response(one) for one in block.element.iter()) == 1


def convert(block: Block, links: Links, slugs: Slugs) -> str:
    """A quiz that draws its questions; everyone is asked all of them where too few are left, or they earn different points."""
    questions: list[Written] = []
    terms = Terms.of(next(child for child in block.children if child.state != "lost"))
    beside = [
        written
        for child in block.children
        if child.state != "lost" and (written := problems.convert(child, links, slugs, questions))
    ]
    if not questions:
        return "\n\n".join(beside)
    pick, inside = drawn(block), together(questions)
    if pick < len(questions) and len({one.options.get("points", "1") for one in questions}) == 1:
        block.change(TOGETHER)
        inside = directive(
            "pool", slugs.take(f"{block.title or questions[0].id} pool", "pool"), inside, {"pick": str(pick)}
        )
    elif pick < len(block.children):
        block.change(Sentence(ALL_DRAWN, {"count": pick}))
    return "\n\n".join([*beside, terms.quiz(block.title, inside, questions[0].id, slugs)])
