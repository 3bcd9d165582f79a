"""A problem component: its responses as questions, in a quiz of its own where it is graded."""

from collections.abc import Callable
from dataclasses import replace

from takwin.interop.formats.olx import values
from takwin.interop.formats.olx.block import Block
from takwin.interop.formats.olx.links import Links
from takwin.interop.formats.olx.problems import choices, gaps, layout, numbers, reasons, spots
from takwin.interop.formats.olx.problems.made import GAPS, INPUTS, Asked, Made, NotCarried, says
from takwin.interop.formats.olx.problems.terms import WAIT, Terms, together
from takwin.interop.markdown import as_line
from takwin.interop.markdown.fences import directive
from takwin.interop.markdown.parse import tag_of
from takwin.interop.markdown.words import escaped, unheaded
from takwin.interop.slugs import Slugs
from takwin.items import markdown
from takwin.items.item import Written
from takwin.items.shelf import kind
from takwin.lib.text import N_, Sentence

MAKERS: dict[str, Callable[[Asked], Made]] = {
    "choiceresponse": choices.several,
    "imageresponse": spots.spot,
    "multiplechoiceresponse": choices.single,
    "numericalresponse": numbers.number,
    "optionresponse": gaps.options,
    "stringresponse": gaps.typed,
}
EMPTY = Sentence(N_("It is empty."))
APART = Sentence(N_("Its %(count)s questions were sent together; now each is sent by itself."))
HIDDEN = Sentence(N_("Its solution was never shown to learners and was left out."))
LATER = Sentence(N_("Its solution was also shown once all attempts were used; now only after a right answer."))
ONCE = (
    "attempted",
    "always",
    "attempted_no_past_due",
    "after_all_attempts",
    "after_all_attempts_or_correct",
    "after_some_number_of_attempts",
)


def convert(block: Block, links: Links, slugs: Slugs, pool: list[Written] | None = None) -> str:
    """The problem as Markdown; "" when it is lost. Where there is a `pool`, a graded problem puts its only question there, with all
    the words around it, and leaves nothing behind."""
    around = links.around(block)
    if layout.is_computed(block):
        block.lose(layout.COMPUTED)
        return ""
    found = layout.take_apart(block, around)
    terms = Terms.of(block)
    if (values.number(block.value("submission_wait_seconds")) or 0) > 0:
        block.change(WAIT)
    asked = [_made(Asked(one, block, around)) for one in found.responses]
    if asked and not any(isinstance(one, Made) for one in asked):
        block.lose(next(one for one in asked if isinstance(one, Sentence)))
        return ""
    if not asked and not any(found.texts) and not found.solution:
        block.lose(EMPTY)
        return ""
    return _Writer(block, terms, slugs, pool).write(found, asked)


def _made(asked: Asked) -> Made | Sentence:
    """A question, or why it cannot be one."""
    tags = [tag_of(asked.element), *(tag_of(one) for one in asked.element.iterdescendants())]
    maker = MAKERS.get(tags[0])
    if maker is None or any(tag in reasons.PLAYERS for tag in tags):
        return reasons.reason(tags)
    said = layout.solution_within(asked.element, asked.around)
    try:
        made = maker(asked)
    except NotCarried as refused:
        return refused.sentence
    made.label, made.asks = asked.label(), says(asked.prompt(INPUTS))
    if said:
        made.feedback["always"] = said
    return made


class _Writer:
    """Writes the questions of one problem."""

    def __init__(self, block: Block, terms: Terms, slugs: Slugs, pool: list[Written] | None = None) -> None:
        self.block, self.terms, self.slugs, self.pool = block, terms, slugs, pool

    def write(self, found: layout.Layout, asked: list[Made | Sentence]) -> str:
        """Title, texts and questions in order."""
        blocks: list[str] = []
        if self.block.title and not self.terms.graded:
            blocks.append(f"### {escaped(self.block.title)}")
        questions: list[Written] = []
        texts = [list(one) for one in found.texts]
        self._close(found, [one for one in asked if isinstance(one, Made)])
        hints = tuple(found.hints)
        for at, one in enumerate(asked):
            if isinstance(one, Sentence):
                self.block.change(one)
                texts[at + 1] = texts[at] + texts[at + 1]
                continue
            outside = self._prompt(one, texts[at], inside=self.terms.graded and bool(questions))
            written = self._question(one, hints, sum(isinstance(other, Made) for other in asked))
            if isinstance(written, Sentence):
                self.block.change(written)
                continue
            blocks += outside if not (self.terms.graded and questions) else []
            blocks += [] if self.terms.graded else [markdown.write(written).rstrip("\n")]
            questions.append(written)
            hints = ()
        return self._end(blocks, questions, texts[-1], found, asked)

    def _end(
        self,
        blocks: list[str],
        questions: list[Written],
        after: list[str],
        found: layout.Layout,
        asked: list[Made | Sentence],
    ) -> str:
        if asked and not questions:
            self.block.lose(self.block.losses[-1])
            return ""
        if self.pool is not None and len(questions) == 1 and self.terms.graded:
            prompt = [*map(unheaded, blocks), questions[0].prompt, *map(unheaded, after)]
            self.pool.append(replace(questions[0], prompt="\n\n".join(prompt)))
            return ""
        if questions and self.terms.graded:
            title = self.block.title
            blocks.append(self.terms.quiz(title, together(questions), questions[0].id, self.slugs))
        elif len(questions) > 1:
            self.block.change(Sentence(APART.message, {"count": len(questions)}))
        alone = [] if asked or not found.solution else [directive("dropdown", "✓", found.solution)]
        return "\n\n".join([*blocks, *after, *alone])

    def _prompt(self, made: Made, before: list[str], inside: bool) -> list[str]:
        """Give the question its words; the texts that stay outside come back."""
        if inside:
            words = (
                [*map(unheaded, before)] if made.asks or before else [made.label or escaped(self.block.title or "…")]
            )
            made.prompt = [*words, *made.prompt]
            before = []
        elif before and not made.asks:
            made.prompt = [_bare(before.pop()), *made.prompt]
        elif not made.asks:
            made.prompt = [made.label or escaped(self.block.title or "…"), *made.prompt]
        return before

    def _question(self, made: Made, hints: tuple[str, ...], count: int) -> Written | Sentence:
        """The question with its id and terms, or why its kind refuses it."""
        prompt = "\n\n".join(made.prompt)
        written = Written(
            kind=made.kind,
            id="x",
            prompt=prompt,
            options={**self.terms.options(made.worth, count), **made.options},
            choices=made.choices,
            gaps=made.gaps,
            hints=hints,
            feedback={when: said for when, said in made.feedback.items() if said},
        )
        for complaint in kind(made.kind).check(written):
            if complaint.level == "error":
                return complaint.sentence
        words = self.block.title or " ".join(as_line(GAPS.sub("", prompt)).split()[:7])
        return replace(written, id=self.slugs.take(words, "question"))

    def _close(self, found: layout.Layout, made: list[Made]) -> None:
        """The solution goes to the last question, and is shown when it was shown."""
        if not made:
            return
        if found.solution:
            said = made[-1].feedback.get("always", "")
            made[-1].feedback["always"] = "\n\n".join(filter(None, [said, found.solution]))
        shown = self.block.inherited("showanswer").lower() or "finished"
        for one in made:
            said = one.feedback.pop("always", "")
            if not said:
                continue
            if shown == "never":
                self.block.tell(HIDDEN)
            elif shown in ONCE or self.terms.attempts == 1:
                one.feedback["always"] = said
            else:
                one.feedback["right"] = "\n\n".join(filter(None, [one.feedback.get("right", ""), said]))
                if self.terms.attempts is not None:
                    self.block.change(LATER)


def _bare(block: str) -> str:
    """The last text before a question as its prompt: a heading loses its sign."""
    signs, space, words = block.partition(" ")
    return words if space and "\n" not in block and set(signs) == {"#"} else block
